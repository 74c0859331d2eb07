"""Links that name the dataset version that they were made from: the view as it was, or as it is if that is the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data.records.releases import Release
from data.tables.archive import Archive
from data.tables.names import Table
from data.tables.released import is_released, released_archive, releases_of
from data.text import shorten
from data.views.base import Reading
from data.views.holdings import TableDifference, differences
from data.wording.phrases import count_noun, join_words

MOST_REWORDED = 2
"""Most changed items whose words a sentence has, before and after."""

NOUNS = {
    Table.EVENTS: ("event", "events"), Table.CLAIMS: ("figure", "figures"), Table.QUOTES: ("quotation", "quotations"),
    Table.FACTS: ("piece of background", "pieces of background"),
    Table.CAVEATS: ("reason for doubt", "reasons for doubt"), Table.PLACES: ("place", "places"),
    Table.ARTICLES: ("report", "reports"), Table.CORRECTIONS: ("correction", "corrections"),
    Table.ACTORS: ("actor", "actors"),
}  # fmt: skip
"""Table to what readers call one and several of its rows."""

NOT_RELEASED = (
    "The records shown now are not released yet: a link to this view cannot show it again when they have changed. "
    "python -m data release keeps them."
)
"""For whoever shares a view of records that are no release."""


@dataclass(frozen=True)
class Pin:
    """A view that is shown as a release had it: “27 November 2026 (version …)”, and how what it holds differs now."""

    released: str
    differs: str

    @property
    def words(self) -> str:
        """The same for the reader."""
        return f"This view is shown as the records were released on {self.released}. Since then {self.differs}."


def pinned_reading(
    read: Callable[[Archive], Reading], archive: Archive, version: str, *, whole: bool = False
) -> Reading:
    """Return the reading of an address that names a dataset version; `read` reads it against an archive.

    It is that of today's records (`archive`) if the view holds the same in them as in the release, or if there is no
    such release, which a notice says. Else it is that of the release, with its `pin`; links from it stay in the
    release. `whole` compares all pages, as a file has them, and not the address's page alone.
    """
    now = read(archive)
    if version == archive.version:
        return now
    release = _release_named(archive, version)
    released = released_archive(archive, release) if release else None
    if release is None or released is None:
        return replace(now, notices=(*now.notices, _not_kept(version, release, archive)))
    then = read(released)
    found = differences(replace(then, whole=whole), replace(now, whole=whole))
    return replace(then, pin=Pin(release.name, differing_words(found))) if found else now


def archive_of_version(archive: Archive, version: str) -> Archive | None:
    """Return the records of a dataset version: `archive` itself, or a release of it; None if none is kept."""
    if version == archive.version:
        return archive
    release = _release_named(archive, version)
    return released_archive(archive, release) if release else None


def _release_named(archive: Archive, version: str) -> Release | None:
    return next((release for release in releases_of(archive) if release.version == version), None)


def share_note(archive: Archive) -> str:
    """Return what whoever shares a view has to know of its link; empty if the records are a release."""
    return "" if is_released(archive) else NOT_RELEASED


def _not_kept(version: str, release: Release | None, archive: Archive) -> str:
    """A notice about a version that cannot be shown: it was never released here, or is not kept."""
    reason = f"was released on {release.name} but is not kept" if release else "was never released here"
    return (
        f"dataset version “{shorten(version)}”, from which this link was made, {reason}, so what it showed then "
        f"cannot be shown: these are the records of version {archive.version}. Corrections lists what was changed in "
        "them, and why"
    )


def differing_words(found: Sequence[TableDifference]) -> str:
    """Return “1 figure was changed (“Killed: 19” reads “Killed: 20” now) and 2 events were added”."""
    return join_words([clause for difference in found for clause in _clauses(difference)])


def _clauses(of: TableDifference) -> list[str]:
    def counted(count: int, done: str) -> str:
        return f"{count_noun(count, *NOUNS[of.table])} {'was' if count == 1 else 'were'} {done}"

    clauses = []
    if of.changed:
        words = "; ".join(f"“{shorten(old)}” reads “{shorten(new)}” now" for old, new in of.reworded[:MOST_REWORDED])
        clauses.append(counted(of.changed, "changed") + (f" ({words})" if words else ""))
    elif of.beside and not (of.added or of.removed):
        clauses.append(f"what stands beside {count_noun(of.beside, *NOUNS[of.table])} was changed")
    if of.added:
        clauses.append(counted(of.added, "added"))
    if of.removed:
        clauses.append(counted(of.removed, "taken out"))
    return clauses
