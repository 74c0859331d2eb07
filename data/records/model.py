"""What the models of the schema share: the base model, the types of ids and texts, and the anchor.

Part of the schema in `data/records/schema.py`, which says whose terms these are.
"""

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from data.records.vocabulary import NOT_STATED, WHOLE, WHOLE_COUNTRY
from data.text import CONTROLS, seen

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
OUR_WORDS = (NOT_STATED, WHOLE, WHOLE_COUNTRY)
"""Values of addresses and filters where ids stand, too."""

LONGEST_ID = 80
"""Characters of an id."""


def _is_not_our_word(slug: str) -> str:
    if slug in OUR_WORDS:
        raise ValueError(f"“{slug}” is a word of the dashboard's own addresses; give another id")
    return slug


Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=LONGEST_ID), AfterValidator(_is_not_our_word)]


def is_id(text: str) -> bool:
    """Return whether a text can be an id: a `Slug`."""
    return len(text) <= LONGEST_ID and re.fullmatch(SLUG, text) is not None


ClaimRef = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$", max_length=161),
]
"""A claim of the same record by its id, or one of another record as ARTICLE_ID.CLAIM_ID."""


def _can_be_seen(text: str) -> str:
    if not (text.isascii() and text.isprintable()) and not seen(CONTROLS.sub("", text)):
        raise ValueError("has only characters that nobody sees")
    return text


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_can_be_seen)]


def _is_one_name(name: str) -> str:
    if ";" in name:
        raise ValueError("a name has no semicolon, which stands between names: give each name an entry of its own")
    return name


Name = Annotated[Text, AfterValidator(_is_one_name), Field(json_schema_extra={"pattern": "^[^;]+$"})]
"""The name of one person, body or place."""


class Model(BaseModel):
    """Base of all models: frozen; a field that is not in the schema is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Anchor(Model):
    """A passage of the article (W3C Web Annotation, sections 4.2.4 and 4.2.5).

    `start` and `end` are character offsets within the paragraph (TextPositionSelector); paragraphs are the
    text's non-empty lines, counted from 0. `exact` are the words there and `prefix`/`suffix` a few words before and
    after (TextQuoteSelector). Only short passages are stored, since the article belongs to its publisher.
    """

    paragraph: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    exact: Annotated[str, StringConstraints(min_length=1)]
    prefix: str | None = None
    suffix: str | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _offsets_span_the_words(self) -> Self:
        if self.end - self.start != len(self.exact):
            raise ValueError(
                f"start {self.start} and end {self.end} span {self.end - self.start} characters, "
                f"but the words “{self.exact}” have {len(self.exact)}"
            )
        return self


class DraftedPlace(Model):
    """Words of the article that a proposal relies on: a paragraph, and start and end in it, as in an anchor."""

    paragraph: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class DraftedChoice(Model):
    """One of several readings of a proposal: what to call it, and the fields that it gives if it is chosen."""

    label: Text
    fields: dict[str, Any]


class Drafted(Model):
    """What a program says of an item that it proposes. It leaves the record when a person accepts the item.

    `confidence` is from 0 to 1, `why` tells in plain words how the item was found. `speaker` is where the article names
    the speaker of a quotation. `choices` are given where there are several readings; a person takes one of them.
    """

    confidence: float = Field(ge=0, le=1)
    why: Text
    speaker: DraftedPlace | None = None
    choices: list[DraftedChoice] = Field(default_factory=list)
