"""Fields of typed rows, and what is derived from them: columns, dtypes and JSON Schema.

A typed row is a `typing_extensions.TypedDict` (pydantic needs that one on Python 3.11). Its fields are text, numbers,
days and values of a vocabulary, each `Annotated` with a description.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, cast, get_args

import numpy as np
import pandas as pd
from pydantic import Field, GetJsonSchemaHandler, TypeAdapter
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema
from typing_extensions import get_type_hints, is_typeddict

from data.records.vocabulary import NOT_STATED, SpeakerGroup, Term

TEXT = pd.StringDtype(storage="python", na_value=np.nan)
"""Text in tables: pandas' `str`, kept as Python strings. With columns of a few hundred rows, each filter, join and sort
takes half of the time that it takes with text kept by Arrow."""

Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
"""A day as ISO 8601 text."""


ENTRY_SEPARATOR = "; "
"""Between the entries of a column that holds several. No name has a semicolon (`data.records.model.Name`)."""


def in_one_column(entries: Iterable[str]) -> str | None:
    """Return several entries as the text of one column; None if there are none."""
    return ENTRY_SEPARATOR.join(entries) or None


def entries_of(text: str | None) -> tuple[str, ...]:
    """Return the entries of such a column."""
    return tuple(text.split(ENTRY_SEPARATOR)) if text else ()


def column(description: str) -> FieldInfo:
    """Return the annotation of a column that holds text, a number or a day."""
    return Field(description=description)


@dataclass(frozen=True)
class Coded:
    """The annotation of a column that holds a value of a vocabulary; its JSON Schema lists values and labels."""

    terms: type[Term]
    description: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of the text with an `enum`, and the labels in its description."""
        values = {term.value: term.label for term in self.terms}
        if self.terms is SpeakerGroup:
            values[NOT_STATED] = "The record does not tell"
        labels = "; ".join(f"{value}: {label}" for value, label in values.items())
        text = handler(schema)
        missing = [None] if "null" in text["type"] else []
        return text | {"enum": [*values, *missing], "description": f"{self.description} {labels}"}


def term_column(terms: type[Term], description: str) -> Coded:
    """Return the annotation of a column that holds a value of a vocabulary."""
    return Coded(terms, description)


def columns_of(row_type: type[Any]) -> tuple[str, ...]:
    """Return the names of a typed row's fields in order, inherited ones first.

    Raises TypeError if `row_type` is not a TypedDict.
    """
    return _columns_of(cast("Hashable", row_type))  # a class is hashable, which mypy does not know


@lru_cache(maxsize=256)
def _columns_of(row_type: Any) -> tuple[str, ...]:
    if not is_typeddict(row_type):
        raise TypeError(f"{row_type!r} is no TypedDict, so it names no columns")
    return tuple(get_type_hints(row_type))


def dtypes_of(row_type: type[Any]) -> dict[str, Any]:
    """Return the pandas dtype of each column: float64 for numbers, which may be missing, int64, bool, or TEXT."""
    dtypes = {float: "float64", int: "int64", bool: "bool"}
    hints = get_type_hints(row_type)
    return {
        name: next((dtype for kind, dtype in dtypes.items() if kind in (hint, *get_args(hint))), TEXT)
        for name, hint in hints.items()
    }


def json_schema_of(row_type: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one row: all columns are required and no others are allowed."""
    schema = TypeAdapter(row_type).json_schema(schema_generator=_RowSchema)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": schema["title"],
        "type": "object",
        "properties": schema["properties"],
        "required": list(schema["properties"]),
        "additionalProperties": False,
    }


class _RowSchema(GenerateJsonSchema):
    """Writes an optional column as `"type": ["string", "null"]`, and gives columns no title."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        stated = self.generate_inner(schema["schema"])
        return stated | {"type": [stated["type"], "null"]}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False
