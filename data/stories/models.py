"""The pydantic models of a story and its steps, and messages for their validation errors.

`data.stories.loader` reads stories from files and checks them against the records.
"""

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails

from data.queries.selection import KEYS, ListedValues, parse_selection
from data.records.model import Slug, Text
from data.records.plain_errors import describe_value, plain_message
from data.text import did_you_mean, shorten
from data.views.address import REMOVED_KEYS, Address, current_names
from data.views.registry import BY_NAME
from data.wording.phrases import join_words

MAX_WORDS = 40
"""Most words of a step on the screen, which an audience can read while somebody speaks."""


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Values = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple), Field(strict=False, min_length=1)]
"""One value of a key, or a list of them."""


class _Part(BaseModel):
    """Base of the models: frozen and strict; an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Step(_Part):
    """One view and a few words about it.

    `selection` has the keys of a Selection (filters, `known_on`, `item`), `view` has the choices of the page. `visual`
    is the page's visual that is shown, by default the first. Only the presenter sees `notes`.
    """

    title: Text
    words: Text
    page: str
    visual: str = Field(default="", validate_default=True)
    selection: dict[str, Values] = Field(default_factory=dict)
    view: dict[str, Text] = Field(default_factory=dict)
    notes: Annotated[str, StringConstraints(strip_whitespace=True)] = ""

    @field_validator("words")
    @classmethod
    def _limit_words(cls, words: str) -> str:
        if (count := len(words.split())) > MAX_WORDS:
            raise ValueError(f"has {count} words; at most {MAX_WORDS} fit on a screen, the rest belongs in the notes")
        return words

    @field_validator("page")
    @classmethod
    def _page_exists(cls, page: str) -> str:
        if page not in BY_NAME:
            raise ValueError(unknown_value_message(page, BY_NAME))
        return page

    @field_validator("visual")
    @classmethod
    def _visual_exists(cls, visual: str, info: ValidationInfo) -> str:
        page = info.data.get("page")
        if page is None:
            return visual
        visuals = BY_NAME[page].visuals
        if visual and visual not in visuals:
            raise ValueError(f"{unknown_value_message(visual, visuals)}; these are what the page {page} has")
        return visual or next(iter(visuals))

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the notes."""
        return [line for line in self.notes.split("\n") if line.strip()]

    @property
    def query(self) -> dict[str, list[str]]:
        """The parameters of its address, with today's names."""
        return current_names(
            {key: list(values) for key, values in self.selection.items()}
            | {key: [value] for key, value in self.view.items() if key not in REMOVED_KEYS}
        )

    @property
    def address(self) -> Address:
        """The address of the view. Its values were checked when the story was loaded."""
        query = self.query
        filters = {key: query[key] for key in KEYS if key in query}
        selection = parse_selection(filters, known=ListedValues(filters)).selection
        options = {key: tuple(query[key]) for key in sorted(query.keys() - filters.keys())}
        return Address(BY_NAME[self.page].path, selection, tuple(options.items()))


class Story(_Part):
    """Steps in order. `id` is the name of its file without `.yaml`; `language` is the language of its words."""

    id: Slug
    title: Text
    summary: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] = "en"
    steps: Annotated[tuple[Step, ...], Field(strict=False, min_length=1)]


def model_problems(error: ValidationError) -> list[tuple[str, str]]:
    """Return pydantic's errors as (place in file, message that says what is wrong and how to fix it)."""
    return [(_place(detail["loc"]), _message_for(detail)) for detail in error.errors(include_url=False)]


def unknown_value_message(wrong: str, known: Collection[str]) -> str:
    """Return a message about a value that is not among `known`: it suggests the nearest one, or all if they are few."""
    near = did_you_mean(wrong, known)
    few = f"; it may be {join_words([f'“{value}”' for value in known])}" if not near and len(known) <= 8 else ""
    return f"“{shorten(wrong)}” is not there{near or few}"


def _place(location: tuple[int | str, ...]) -> str:
    """`steps[3].selection.city` for pydantic's ("steps", 3, "selection", "city")."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).removeprefix(".")


def _message_for(detail: ErrorDetails) -> str:
    given, model = detail["input"], Step if len(detail["loc"]) > 1 else Story
    match detail["type"]:
        case "extra_forbidden":
            what = "step" if model is Step else "story"
            return f"is not a field of a {what}{did_you_mean(str(detail['loc'][-1]), model.model_fields)}"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"should hold keys with their values, not {describe_value(given)}"
        case "string_pattern_mismatch" if detail["loc"] == ("id",):
            return f"“{shorten(given)}” is no id of a story; name the file in small letters, digits and dashes"
        case _:
            return plain_message(detail)
