"""The Jinja environment of publishing/templates."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from data.views.registry import VIEWS
from data.wording.citation import in_quotation_marks
from data.wording.descriptions import role_of, utterance_details
from data.wording.emphasis import Part, Sentence, plain_text

TEMPLATES = Path(__file__).parent / "templates"


def emphasis(words: Sentence) -> Markup:
    """A sentence as HTML: escaped, strong parts in <strong>, struck parts in <s>."""
    return Markup("").join(_part(part) for part in words)


def _part(part: Part) -> Markup:
    text = escape(part.text)
    struck = Markup("<s>{}</s>").format(text) if part.struck else text
    return Markup("<strong>{}</strong>").format(struck) if part.strong else struck


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The environment, cached. It escapes all values, and raises an error for an undefined one.

    All templates know the `pages`.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.globals["pages"] = VIEWS
    environment.filters |= {
        "emphasis": emphasis, "plain": plain_text, "in_quotation_marks": in_quotation_marks, "role_of": role_of,
        "utterance_details": utterance_details,
    }  # fmt: skip
    return environment
