"""Relations between claims of all records: which of them are valid, and which status a claim had on a given day.

An invalid relation is left out and reported; its claims are not affected.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.records.items import Claim
from data.records.parts import part_problem
from data.records.references import find_cycle
from data.records.schema import Place, Record
from data.records.vocabulary import ClaimStatus, Relation
from data.text import did_you_mean

VERBS = {
    Relation.SAME_STATEMENT_AS: "repeats",
    Relation.SUPERSEDES: "replaces",
    Relation.CONTRADICTS: "contradicts",
    Relation.PART_OF: "is part of",
    Relation.RETRACTED_BY: "is withdrawn by",
}


@dataclass(frozen=True)
class Link:
    """One relation between two claims, both by their global ids ARTICLE_ID.CLAIM_ID."""

    kind: Relation
    claim: str
    other: str


@dataclass(frozen=True)
class Fault:
    """An invalid relation or status of a claim: the record's article, the place in its file, and a message."""

    article: str
    where: str
    message: str


@dataclass(frozen=True)
class Period:
    """A status and its days: from `since` up to but not including `until`, as ISO 8601; None: it is not over."""

    status: ClaimStatus
    since: str
    until: str | None


def links(record: Record) -> Iterator[tuple[str, Link]]:
    """Yield (place in the file, relation) for each relation in a record."""
    for n, claim in enumerate(record.claims):
        for kind, other in dict.fromkeys(claim.related()):
            reference = other if "." in other else f"{record.article.id}.{other}"
            yield f"claims[{n}] ({claim.id}).{kind}", Link(kind, f"{record.article.id}.{claim.id}", reference)


def valid_relations(records: Sequence[Record]) -> tuple[list[Link], list[Fault]]:
    """Return the valid relations of all records, and the faults of the other relations and of statuses.

    A relation is valid if the claim that it names is loaded, it forms no cycle, and its dates fit: a claim supersedes
    an older one, and is withdrawn by a report of the same day or later. A claim's status must follow from its
    relations.
    """
    claims = claims_by_id(records)
    homes = {record.article.id: {place.id: place for place in record.places} for record in records}
    given = [(record.article.id, where, link) for record in records for where, link in links(record)]
    onwards: dict[Relation, dict[str, list[str]]] = {kind: {} for kind in Relation}
    for _, _, link in given:
        onwards[link.kind].setdefault(link.claim, []).append(link.other)
    sound, faults = [], []
    for article, where, link in given:
        if message := _fault(link, claims, onwards[link.kind]):
            faults.append(Fault(article, where, message))
            continue
        sound.append(link)
        if untold := _untold_part(link, claims, homes):
            faults.append(Fault(article, f"{where.rpartition('.')[0]}.{untold[0]}", untold[1]))
    periods = status_periods(records, sound)
    for record in records:
        for n, claim in enumerate(record.claims):
            made = periods[f"{record.article.id}.{claim.id}"][-1].status
            if made is not claim.status:
                where = f"claims[{n}] ({claim.id}).status"
                faults.append(Fault(record.article.id, where, _status_fault(claim.status, made)))
    return sound, faults


def final_statuses(records: Sequence[Record]) -> dict[str, ClaimStatus]:
    """Return the status that each claim has after all reports, as its valid relations make it, by its global id."""
    sound, _ = valid_relations(records)
    return {claim_id: periods[-1].status for claim_id, periods in status_periods(records, sound).items()}


def claims_by_id(records: Sequence[Record]) -> dict[str, Claim]:
    """Return all claims of the records by their global ids."""
    return {f"{record.article.id}.{claim.id}": claim for record in records for claim in record.claims}


def _fault(link: Link, claims: Mapping[str, Claim], onwards: Mapping[str, Sequence[str]]) -> str | None:
    claim, other = claims[link.claim], claims.get(link.other)
    if other is None:
        return f"“{link.other}” is not among the loaded records' claims{did_you_mean(link.other, claims)}"
    if circle := find_cycle(link.claim, {**onwards, link.claim: [link.other]}):
        return f"“{link.claim}” {VERBS[link.kind]} itself: {' → '.join(circle)}"
    if link.kind is Relation.SUPERSEDES and _age(claim, other) < _age(other, claim):
        return (
            f"the figure of {_dates_of(claim)} cannot replace “{link.other}” of {_dates_of(other)}; "
            "the newer one names the older"
        )
    if link.kind is Relation.RETRACTED_BY and other.reported_on < claim.reported_on:
        return f"“{link.other}” was reported on {other.reported_on}, before the figure that it is to withdraw"
    if link.kind is not Relation.RETRACTED_BY and claim.reported_on < other.reported_on:
        return f"“{link.other}” was reported on {other.reported_on}, after this figure; the later one names the earlier"
    return None


def _untold_part(
    link: Link, claims: Mapping[str, Claim], homes: Mapping[str, Mapping[str, Place]]
) -> tuple[str, str] | None:
    """The field of a part that does not tell it from its whole, and what is wrong; the relation holds all the same."""
    if link.kind is not Relation.PART_OF or link.other not in claims:
        return None
    places = {**homes[link.other.partition(".")[0]], **homes[link.claim.partition(".")[0]]}
    return part_problem(claims[link.claim], claims[link.other], places)


def _age(claim: Claim, other: Claim) -> tuple[dt.date, dt.date]:
    """The day of a claim's report, then the day that it describes if both claims state one."""
    return claim.reported_on, claim.as_of if claim.as_of and other.as_of else claim.reported_on


def _dates_of(claim: Claim) -> str:
    return f"{claim.reported_on}" + (f" (as of {claim.as_of})" if claim.as_of else "")


def _status_fault(written: ClaimStatus, made: ClaimStatus) -> str:
    cures = {
        ClaimStatus.SUPERSEDED: "no relation that holds replaces it; name it in the newer claim's “supersedes”",
        ClaimStatus.CONTESTED: "no relation that holds makes it contradict a claim; name one in “contradicts”",
        ClaimStatus.RETRACTED: "no relation that holds withdraws it; mend “retracted_by”",
    }
    why = cures.get(written) if made is ClaimStatus.CURRENT else None
    return f"is “{written}”, but " + (why or f"its relations make it “{made}”")


def status_periods(records: Sequence[Record], relations: Sequence[Link]) -> dict[str, list[Period]]:
    """Return each claim's statuses from its publication on, in order of time, by its global id.

    On a given day a claim is, whichever comes first:

    - retracted if its own report says so, or a report that withdraws it has been published;
    - superseded if a claim that supersedes it has been published;
    - denied if its own report says so;
    - contested if it contradicts a claim (always an earlier one);
    - current.

    A later report changes no earlier period.
    """
    published = {
        f"{r.article.id}.{claim.id}": r.article.date_published.isoformat() for r in records for claim in r.claims
    }
    withdrawn: dict[str, list[str]] = {}
    replaced: dict[str, list[str]] = {}
    disputing: set[str] = set()
    for link in relations:
        match link.kind:
            case Relation.RETRACTED_BY:
                withdrawn.setdefault(link.claim, []).append(published[link.other])
            case Relation.SUPERSEDES:
                replaced.setdefault(link.other, []).append(published[link.claim])
            case Relation.CONTRADICTS:
                disputing.add(link.claim)
    return {
        claim_id: _periods(
            claim, published[claim_id], withdrawn.get(claim_id, []), replaced.get(claim_id, []),
            disputes=claim_id in disputing,
        )
        for claim_id, claim in claims_by_id(records).items()
    }  # fmt: skip


def _periods(
    claim: Claim, first: str, withdrawn: Sequence[str], replaced: Sequence[str], *, disputes: bool
) -> list[Period]:
    def status_on(day: str) -> ClaimStatus:
        if any(withdrawal <= day for withdrawal in withdrawn) or (
            claim.status is ClaimStatus.RETRACTED and not claim.retracted_by
        ):
            return ClaimStatus.RETRACTED
        if any(replacement <= day for replacement in replaced):
            return ClaimStatus.SUPERSEDED
        if claim.status is ClaimStatus.DENIED:
            return ClaimStatus.DENIED
        return ClaimStatus.CONTESTED if disputes else ClaimStatus.CURRENT

    changes = sorted({first, *(max(first, change) for change in (*withdrawn, *replaced))})
    periods: list[Period] = []
    for since, until in zip(changes, [*changes[1:], None], strict=True):
        status = status_on(since)
        if periods and periods[-1].status is status:
            periods[-1] = Period(status, periods[-1].since, until)
        else:
            periods.append(Period(status, since, until))
    return periods
