"""SVG elements for charts inside an HTML page: values are escaped, and colours come from the page's CSS classes.

A chart has a fixed width and a fixed font size; a page contains one for a screen and one for a phone.
"""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from publishing.xml_text import xml_text

LETTER = 0.56
"""Average width of a letter for font size 1, rather too wide than too narrow, since readers' fonts differ."""

BOLD = 1.12
"""Width of bold letters relative to regular ones."""

WIDE, NARROW = 1000, 340
"""Widths of a chart in pixels: for a screen or paper, and for a phone."""

Attribute = str | float | None


def element(name: str, *inside: str, **attributes: Attribute) -> str:
    """An element as text; `inside` is SVG already, attributes are escaped, and those that are None are omitted.

    `class_` is written `class`, `text_anchor` `text-anchor`. Numbers are rounded to a tenth of a pixel, which keeps the
    page small.
    """
    pairs = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_attribute_text(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    content = "".join(inside)
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"


def _attribute_text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"


def text(words: str, x: float, y: float, css: str = "", *, anchor: str | None = None) -> str:
    """A line of text with its baseline at `y`."""
    return element("text", escape(xml_text(words)), x=x, y=y, class_=css or None, text_anchor=anchor)


def text_lines(lines: Sequence[str], x: float, y: float, css: str = "", *, leading: float = 17) -> str:
    """Lines below each other; the baseline of the first is at `y`."""
    return "".join(text(line, x, y + n * leading, css) for n, line in enumerate(lines))


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=css)


def break_lines(words: str, width: float, size: float) -> list[str]:
    """Break a text into lines of about `width` pixels; pass `size` times BOLD for bold text."""
    return wrap(xml_text(words), max(8, int(width / (LETTER * size)))) or [""]


def width_of(words: str, size: float) -> float:
    """The approximate width of a line in pixels."""
    return len(words) * LETTER * size


def picture(
    shapes: Iterable[str], *, width: float, height: float, title: str, description: str, css: str = ""
) -> Markup:
    """An <svg> element with title and description for screen readers; `css` are additional classes."""
    named = element("title", escape(xml_text(title))) + element("desc", escape(xml_text(description)))
    box = f"0 0 {width:g} {round(height):g}"
    # Safe as Markup: values from records were escaped by `element` and `text`.
    of_width = "wide" if width >= WIDE else "narrow"
    return Markup(element("svg", named, *shapes, viewBox=box, role="img", class_=f"chart {of_width} {css}".rstrip()))
