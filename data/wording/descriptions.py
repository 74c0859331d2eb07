"""Items in words: the heading of an item, and the details of its record.

All functions return plain text; a renderer escapes it for Markdown or HTML.
"""

from collections.abc import Sequence
from typing import cast

from data.queries.row_types import CountRow, FacetRow
from data.queries.selection import NO_FILTERS, RANGE, Selection
from data.records.vocabulary import (
    WHOLE,
    BasisKind,
    CaveatKind,
    ClaimStatus,
    CountFamily,
    EventKind,
    FactKind,
    GeoPrecision,
    Metric,
    Phase,
    PopulationGroup,
    Qualifier,
    QuoteType,
    TimePrecision,
)  # fmt: skip
from data.tables.names import SINGULAR
from data.tables.rows import BaseItemRow, CaveatRow, ClaimRow, EventRow, FactRow, QuoteRow
from data.wording.citation import in_quotation_marks
from data.wording.phrases import day, share, unstated, when, where
from data.wording.ranges import certainty

FACET_LABELS = {
    "city": "City", "actor": "Actor", "kind": "Kind of event", "topic": "Topic", "quote_type": "Type of quotation",
    "speaker": "Speaker", "speaker_group": "Kind of speaker", "article": "Article",
}  # fmt: skip
DATE_LABELS = {"from": "From", "to": "To"}


def headline(table: str, row: BaseItemRow) -> str:
    """Return an item in one line: its title, its figure or its words. `row` is a row of `table`."""
    match table:
        case "events":
            return cast("EventRow", row)["title"]
        case "claims":
            claim = cast("ClaimRow", row)
            about = f", {claim['population']}" if claim["population"] else ""
            return f"{Metric(claim['metric']).label}: {claim['value_text']}{about}"
        case "quotes":
            quote = cast("QuoteRow", row)
            return in_quotation_marks(quote["contents"]) if quote["contents"] else quote["paraphrase"] or ""
        case _:
            return cast("FactRow | CaveatRow", row)["text"]


def population_of(claim: ClaimRow) -> str:
    """Return whom a figure counts, and where: “police and national guard members, in Almaty”."""
    whom = claim["population"] or PopulationGroup(claim["population_group"]).label
    return whom + (f", in {claim['place']}" if claim["area"] != WHOLE else "")


def whole_area(claims: Sequence[ClaimRow]) -> str:
    """Return the area of figures that are of no part of a country: all of it, or none that their articles state."""
    placeless = sorted({f"place {unstated(claim)}" for claim in claims if not claim["place"]})
    return " or ".join([*(["whole country"] if any(claim["place"] for claim in claims) else []), *placeless])


def report_count_phrase(reports: Sequence[ClaimRow]) -> str:
    """Return “One statement, in 3 reports” for three reports that carry one statement; empty for one report."""
    return f"One statement, in {len(reports)} reports" if len(reports) > 1 else ""


_WHOSE = {
    ("record",): "marked by a person", ("rule",): "by our rule",
    ("record", "rule"): "by our rule and marked by a person",
}  # fmt: skip


def standing_label(status: str, contested_by: Sequence[str], as_read: str = "") -> str:
    """Return how a figure stands: “Stands”, “Contested, by our rule”, “Withdrawn”.

    `contested_by` names who contests it, “record” or “rule” or both; it changes nothing for a figure that was replaced,
    withdrawn or denied. `as_read` is by which report it counts as withdrawn (`as_we_read`): “Withdrawn, as we read
    Reuters”.
    """
    label = ClaimStatus(status).label
    if status == ClaimStatus.RETRACTED and as_read:
        return f"{label}, {as_read}"
    if status not in (ClaimStatus.CURRENT, ClaimStatus.CONTESTED) or not contested_by:
        return label
    return f"{ClaimStatus.CONTESTED.label}, {_WHOSE[tuple(contested_by)]}"


def claim_dates(claim: ClaimRow, *, basis: str = "") -> str:
    """Return the days of a figure: “as of Thu 6 Jan 2022 · reported Fri 7 Jan 2022”, or “as of: not stated · …”.

    The day on which our record of it was corrected comes last, if it was. `basis` follows the day of the report, as of
    `worked_out_note`.
    """
    hedge = f" (the article: “{claim['as_of_hedge']}”)" if claim["as_of_hedge"] else ""
    as_of = f"as of {day(claim['as_of'])}{hedge}" if claim["as_of"] else f"as of: {unstated(claim)}"
    corrected = f" · corrected {day(claim['corrected_on'])}" if claim["corrected_on"] else ""
    return f"{as_of} · reported {day(claim['reported_on'])}{basis}{corrected}"


def role_of(quote: QuoteRow) -> str:
    """Return a speaker's role and affiliation, to follow the name: “, president · Kazakhstan”; empty without either."""
    role = " · ".join(part for part in (quote["speaker_role"], quote["speaker_affiliation"]) if part)
    return f", {role}" if role else ""


def utterance_details(quote: QuoteRow, *, tell_unstated: bool = True) -> str:
    """Return cue, occasion, place and day of a quotation: “told Reuters” · from Almaty · Thu 6 Jan 2022.

    `tell_unstated` is whether a day that is not stated is written as such.
    """
    parts = [f"“{quote['cue']}”"]
    if quote["said_in"] and quote["said_in"] not in quote["cue"]:
        parts.append(f"in {quote['said_in']}")
    if quote["spoken_from"]:
        parts.append(f"from {quote['spoken_from']}")
    if quote["spoken_on"] or tell_unstated:
        parts.append(day(quote["spoken_on"]) if quote["spoken_on"] else f"day {unstated(quote)}")
    if quote["nested_source"]:
        parts.append(f"relying on {quote['nested_source']}")
    return " · ".join(parts)


def details(table: str, row: BaseItemRow) -> dict[str, str | None]:
    """Return the details of an item as label to words; None for what the record does not have.

    `row` is a row of `table`.
    """
    match table:
        case "events":
            return _event_details(cast("EventRow", row))
        case "claims":
            return _claim_details(cast("ClaimRow", row))
        case "quotes":
            return _quote_details(cast("QuoteRow", row))
        case "facts":
            return _fact_details(cast("FactRow", row))
        case _:
            return {"Kind": CaveatKind(cast("CaveatRow", row)["kind"]).label, "Note": row["note"]}


def _event_details(event: EventRow) -> dict[str, str | None]:
    basis = f"{BasisKind(event['date_basis']).label}: {event['date_basis_how']}" if event["date_basis"] else None
    return {
        "When": when(event), "How the date is known": basis,
        "Precision of time": TimePrecision(event["time_precision"]).label,
        "Where": where(event), "Precision of place": GeoPrecision(event["geo_precision"]).label,
        "Who acts": event["actors"], "Acted upon": event["targets"], "Witnesses": event["witnesses"],
        "According to": event["attributed_to"] or "the article itself",
        "Hedge": event["hedge"], "Kind": EventKind(event["kind"]).label, "Phase": Phase(event["phase"]).label,
        "ACLED type": " · ".join(x for x in (event["acled_event_type"], event["acled_sub_event_type"]) if x),
        "Note": event["note"],
    }  # fmt: skip


def _claim_details(claim: ClaimRow) -> dict[str, str | None]:
    return {
        "Words": f"“{claim['value_text']}”", "How exact": Qualifier(claim["qualifier"]).label,
        "Whom it counts": claim["population"], "Group": PopulationGroup(claim["population_group"]).label,
        "Who says so": claim["asserted_by_name"], "Spoken by": claim["spoken_by"], "By way of": claim["via"],
        "Told to": claim["told_to"], "Reported by": claim["publisher"], "Read at": claim["read_at"],
        "As of and reported": claim_dates(claim), "How as of is known": claim["as_of_basis"],
        "Where": claim["place"], "Status": ClaimStatus(claim["status"]).label, "Note": claim["note"],
    }  # fmt: skip


def _quote_details(quote: QuoteRow) -> dict[str, str | None]:
    return {
        "Speaker": quote["speaker_name"], "Role": quote["speaker_role"], "Affiliation": quote["speaker_affiliation"],
        "Cue": f"“{quote['cue']}”", "Told to": quote["told_to"], "Said in": quote["said_in"],
        "Spoken from": quote["spoken_from"], "Day": day(quote["spoken_on"]) if quote["spoken_on"] else None,
        "Type": QuoteType(quote["quote_type"]).label, "About": quote["context"], "Places": quote["about_places"],
        "Relies on": quote["nested_source"], "Evidence": quote["evidence_note"], "Note": quote["note"],
    }  # fmt: skip


def _fact_details(fact: FactRow) -> dict[str, str | None]:
    return {
        "Kind": FactKind(fact["kind"]).label,
        "Who": fact["actors"],
        "Where": fact["places"],
        "Hedge": fact["hedge"],
    }


ALWAYS_LISTED = {"When", "Where", "Who acts", "As of and reported", "Whom it counts", "Told to", "Day", "Who says so"}
"""Labels of details that are also shown, as `unstated` says, if the record does not have them; others are left out."""


def active_filters(facets: Sequence[FacetRow], selection: Selection) -> str:
    """Return the active filters in words: “City: Almaty · From Fri 7 Jan 2022”; empty without filters.

    `facets` gives the labels of values; a value that it does not have is written as it is.
    """
    labels = {(row["facet"], row["term"]): row["label"] for row in facets}
    parts = [
        f"{name}: {' or '.join(labels.get((facet, term), term) for term in getattr(selection, facet))}"
        for facet, name in FACET_LABELS.items()
        if getattr(selection, facet)
    ]
    parts = ([f"What is counted: {CountFamily(selection.metric).label}"] if selection.metric else []) + parts
    dates = {key: getattr(selection, name) for key, name in RANGE.items()}
    parts += [f"{DATE_LABELS[key]} {day(value)}" for key, value in dates.items() if value]
    parts += [f"Words: {selection.q}"] if selection.q else []
    return " · ".join(parts)


def count_summary(counts: Sequence[CountRow], selection: Selection = NO_FILTERS) -> str:
    """Return how many items are shown: “9 of 36 events · all 48 figures · 2 of 18 quotations”.

    Under a range of days it says how many only may be in it: “5 of 36 events (3 on that day, 2 undated that may be)”.
    `counts` are the rows of `queries.counts`.
    """
    of = {row["table_name"]: row for row in counts}
    return " · ".join(_counted(of.get(table), noun, selection) for table, noun in SINGULAR.items())


def _counted(row: CountRow | None, noun: str, selection: Selection) -> str:
    if row is None:
        return share(0, 0, noun)
    doubt = certainty(row, selection)
    return share(row["shown"], row["total"], noun) + (f" ({doubt})" if doubt else "")
