"""Reads an address and checks it against the records."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from data.queries.renamed import names_of_today
from data.queries.selection import parse_selection, requested_day
from data.tables.archive import Archive
from data.tables.known_on import as_known_on, default_day
from data.tables.known_values import KnownValues
from data.text import shorten
from data.views.address import (
    DATASET,
    PAGE_OF_A_LIST,
    REMOVED_KEYS,
    STORY_KEYS,
    VISUAL,
    Address,
    QueryParameters,
)
from data.views.base import Reading
from data.views.not_yet import later_value_words
from data.views.pinned import pinned_reading
from data.views.registry import VIEW_KEYS, VIEWS

__all__ = ["Reading", "read_address"]


def read_address(path: str, parameters: QueryParameters, archive: Archive, *, whole: bool = False) -> Reading:
    """Read a page's address against a full archive, or against the release of it that the address names.

    Unknown keys and values are ignored with a notice; nothing is raised. A `known_on` that is the default day is
    removed from the Selection. Keys of earlier releases are converted to today's, or left out if there is none.
    `data.views.pinned` says when a release is shown; `whole` is whether a file of all pages is made from the view.
    """
    query = names_of_today(parameters, archive)
    version = next((value for value in reversed(query.get(DATASET, [])) if value), archive.version)
    return pinned_reading(partial(_read, path, query), archive, version, whole=whole)


def _read(path: str, query: QueryParameters, archive: Archive) -> Reading:
    known = as_known_on(archive, requested_day(query))
    read = parse_selection(
        query,
        known=KnownValues(known),
        other_keys=VIEW_KEYS | STORY_KEYS | REMOVED_KEYS,
    )
    selection = read.selection
    if selection.known_on == default_day(known):
        selection = replace(selection, known_on=None)
    asked_options = ((key, _valid_values(path, key, query[key])) for key in sorted(VIEW_KEYS & query.keys()))
    options = tuple((key, values) for key, values in asked_options if values)
    notices = [
        *read.notices,
        *map(later_value_words, read.later),
        *_invalid_pages(query),
        *_unknown_choices(path, query),
    ]
    return Reading(known, Address(path, selection, options), tuple(notices), read.later)


def _valid_values(path: str, key: str, values: Sequence[str]) -> tuple[str, ...]:
    """The valid values of a view key; the others are dropped, so that links do not repeat them."""
    if key == "page":
        return tuple(value for value in values if PAGE_OF_A_LIST.fullmatch(value))
    offered = _offered(path).get(key)
    return tuple(value for value in values if value and (not offered or value in offered))


def _offered(path: str) -> Mapping[str, Collection[str]]:
    """The values of the page's own keys, and the names of its visuals; no values if they depend on the records."""
    view = VIEWS[path]
    return {**view.choices, VISUAL: view.visuals}


def _unknown_choices(path: str, query: QueryParameters) -> list[str]:
    """Notices about values of the page's own keys that are not among the choices of its class."""
    return [
        f"{key} “{shorten(value)}” is not one of {', '.join(offered)}"
        for key, offered in _offered(path).items()
        for value in query.get(key, [])
        if offered and value not in offered
    ]


def _invalid_pages(query: QueryParameters) -> list[str]:
    bad = [value for value in query.get("page", []) if not PAGE_OF_A_LIST.fullmatch(value)]
    return [f"page “{shorten(value)}” is not a list and a number; write it as events-2" for value in bad]
