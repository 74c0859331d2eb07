"""Reads an address and checks it against the records."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from data import queries
from data.queries.selection import parse_selection, requested_day
from data.tables.archive import Archive
from data.tables.known_on import as_known_on, default_day
from data.text import shorten
from data.views.address import (
    DATASET,
    PAGE_OF_A_LIST,
    REMOVED_KEYS,
    STORY_KEYS,
    VISUAL,
    Address,
    QueryParameters,
    current_names,
)
from data.views.base import Reading
from data.views.registry import VIEW_KEYS, VIEWS
from data.wording.phrases import day

__all__ = ["Reading", "read_address"]


def read_address(path: str, parameters: QueryParameters, archive: Archive) -> Reading:
    """Read a page's address against a full archive.

    Unknown keys and values are ignored with a notice; nothing is raised. A `known_on` that is the default day is
    removed from the Selection. Keys of earlier releases are converted to today's, or left out if there is none.
    """
    query = current_names(parameters)
    known = as_known_on(archive, requested_day(query))
    read = parse_selection(query, known=known.known_values, other_keys=VIEW_KEYS | STORY_KEYS | REMOVED_KEYS)
    selection = read.selection
    if selection.known_on == default_day(known):
        selection = replace(selection, known_on=None)
    asked_options = ((key, _valid_values(path, key, query[key])) for key in sorted(VIEW_KEYS & query.keys()))
    options = tuple((key, values) for key, values in asked_options if values)
    missing = [item_id for item_id in query.get("item", []) if item_id != selection.item]
    too_early = {item_id: notice for item_id in missing if (notice := _not_yet_published(item_id, known))}
    notices = [
        notice for notice in read.notices if not any(f"item “{shorten(item_id)}”" in notice for item_id in too_early)
    ]
    notices += [
        *too_early.values(),
        *_invalid_pages(query),
        *_unknown_choices(path, query),
        *_version_notice(query, archive),
    ]
    return Reading(known, Address(path, selection, options), tuple(notices))


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


def _not_yet_published(item_id: str, archive: Archive) -> str | None:
    """A notice about an item that is published after the day; it has only the id from the address, not the content."""
    found = queries.item(archive.full or archive, item_id)
    published = day(found[1]["published_on"]) if found else None
    return f"item “{shorten(item_id)}” was published on {published}; see it as known on that day" if published else None


def _invalid_pages(query: QueryParameters) -> list[str]:
    bad = [value for value in query.get("page", []) if not PAGE_OF_A_LIST.fullmatch(value)]
    return [f"page “{shorten(value)}” is not a list and a number; write it as events-2" for value in bad]


def _version_notice(query: QueryParameters, archive: Archive) -> list[str]:
    """A notice if the dataset version in a link is not that of the records."""
    return [
        f"dataset version “{shorten(made_from)}”, from which this link was made, is not the one shown: the records are "
        f"now of version {archive.version}. Corrections lists what was changed in them, and why"
        for made_from in query.get(DATASET, [])
        if made_from != archive.version
    ]
