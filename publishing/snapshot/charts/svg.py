"""Shapes as SVG within a page: everything that is put in is escaped, and colours come from the page's own style.

A chart is drawn for a width, with letters of a fixed size: a page holds one for a screen and one for a phone.
"""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from publishing.xml_text import clean

LETTER = 0.56
"""How wide a letter is on average, for a size of 1. Readers' fonts differ, so lines are broken with room to spare."""

BOLD = 1.12
"""How much wider bold letters are."""

WIDE, NARROW = 1000, 340
"""Widths that a chart is drawn for: a screen or a sheet of paper, and a phone."""

Attribute = str | float | None


def element(name: str, *inside: str, **attributes: Attribute) -> str:
    """An element with what is already SVG inside. `class_` is written `class`, `_` within a name `-`; None is left out.

    Numbers are rounded to a tenth, which nobody sees and which keeps a page small.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_written(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    content = "".join(inside)
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"


def text(words: str, x: float, y: float, css: str = "", *, anchor: str | None = None) -> str:
    """A line of text that stands on `y`."""
    return element("text", escape(clean(words)), x=x, y=y, class_=css or None, text_anchor=anchor)


def text_lines(lines: Sequence[str], x: float, y: float, css: str = "", *, leading: float = 17) -> str:
    """Lines below each other; the first stands on `y`."""
    return "".join(text(line, x, y + n * leading, css) for n, line in enumerate(lines))


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=css)


def broken(words: str, width: float, size: float) -> list[str]:
    """A text in lines of about a width, for letters of a size; `size` times BOLD for bold ones."""
    return wrap(clean(words), max(8, int(width / (LETTER * size)))) or [""]


def width_of(words: str, size: float) -> float:
    """About how wide a line is."""
    return len(words) * LETTER * size


def picture(
    shapes: Iterable[str], *, width: float, height: float, title: str, description: str, css: str = ""
) -> Markup:
    """Shapes as one picture with a name and a description for those who do not see it; `css` are more classes."""
    named = element("title", escape(clean(title))) + element("desc", escape(clean(description)))
    box = f"0 0 {width:g} {round(height):g}"
    # Whatever came from a record went through `escape` or `quoteattr` on its way into the shapes.
    of_width = "wide" if width >= WIDE else "narrow"
    return Markup(element("svg", named, *shapes, viewBox=box, role="img", class_=f"chart {of_width} {css}".rstrip()))
