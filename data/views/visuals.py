"""What each page has to show: its visuals by name, each with the rows that it is drawn from.

A page's first visual is the one that stands for it where none is named.
"""

from collections.abc import Callable, Mapping, Sized

from data import queries
from data.figures import agreement, latest, ledger
from data.figures.attributions import items_with_attributions, versions
from data.queries.filtering import Query
from data.views.address import PAGES
from data.views.reading import Reading

PATHS: Mapping[str, str] = {page.path or "overview": page.path for page in PAGES}
"""Name of a page, as stories call it, to its place in the address."""

Rows = Callable[[Reading], Sized]
"""What a visual is drawn from under an address that was read."""


def _of(question: Query) -> Rows:
    return lambda here: question(here.archive, here.selection)


def _of_count_family(question: Query) -> Rows:
    return lambda here: ledger.of_count_family(question(here.archive, here.selection), here.address.choice("metric"))


def _dated_events(here: Reading) -> Sized:
    return queries.events(here.archive, here.selection).dropna(subset="start")


def _marked_cities(here: Reading) -> Sized:
    cities = queries.map_cities(here.archive, here.selection)
    return cities[(cities["events"] > 0) | (cities["mentions"] > 0)]


def _disagreements(here: Reading) -> Sized:
    asked = here.archive, here.selection, here.address.choice("metric")
    return [*agreement.clashes(*asked), *agreement.held_together(*asked)]


def _doubts(here: Reading) -> Sized:
    archive, selection = here.archive, here.selection
    return [
        *agreement.all_clashes(archive, selection),
        *queries.rows(ledger.withdrawn(archive, selection)),
        *queries.rows(queries.caveats(archive, selection)),
    ]


def _sides(here: Reading) -> Sized:
    """The versions of what the address is about; of the first event or figure where it names none."""
    known = items_with_attributions(here.archive, here.selection)["item_id"]
    about = here.address.option("about") or next(iter(known), "")
    return versions(here.archive, about) if about in set(known) else []


VISUALS: Mapping[str, Mapping[str, Rows]] = {
    "overview": {
        "figures": _of(latest.headline_figures),
        "timeline": _of(queries.crisis_events),
        "map": _marked_cities,
        "doubts": _doubts,
    },
    "timeline": {"timeline": _dated_events},
    "map": {"map": _marked_cities},
    "casualties": {
        "latest": _of_count_family(latest.latest_figures),
        "count": _of_count_family(agreement.said_by_day),
        "who": _of_count_family(agreement.said_by_day),
        "disagreements": _disagreements,
    },
    "quotes": {"quotes": _of(queries.quotes), "voices": _of(queries.words_by_speaker_group)},
    "sides": {"sides": _sides},
    "corrections": {"corrections": lambda here: queries.corrections(here.archive)},
}
"""Name of a page to its visuals, in the order in which the page shows them, each with its rows."""
