"""Items in words: what an event, a figure or a quotation is called, and what its record says of it.

Plain text for every way out: a page escapes it for Markdown, a file for HTML.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from data.queries.selection import RANGE, Selection
from data.records.vocabulary import (
    WHOLE,
    BasisKind,
    CaveatKind,
    ClaimStatus,
    Count,
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
from data.wording.citation import in_quotation_marks
from data.wording.phrases import day, day_and_month, join_words, share, when, where

Row = Mapping[str, Any]

FACET_LABELS = {
    "city": "City", "actor": "Actor", "kind": "Kind of event", "topic": "Topic", "quote_type": "Type of quotation",
    "speaker": "Speaker", "speaker_group": "Kind of speaker", "article": "Article",
}  # fmt: skip
DATE_LABELS = {"from": "From", "to": "To"}
COUNTED = {"events": "events", "claims": "figures", "quotes": "quotations"}


def headline(table: str, row: Row) -> str:
    """An item in one line: its title, its figure or its words."""
    match table:
        case "events":
            return row["title"]
        case "claims":
            about = f", {row['population']}" if row["population"] else ""
            return f"{Metric(row['metric']).label}: {row['value_text']}{about}"
        case "quotes":
            return in_quotation_marks(row["contents"]) if row["contents"] else row["paraphrase"]
        case _:
            return row["text"]


def counting(claim: Row) -> str:
    """Whom a figure counts and where: “police and national guard members, in Almaty”."""
    whom = claim["population"] or PopulationGroup(claim["population_group"]).label
    return whom + (f", in {claim['place']}" if claim["area"] != WHOLE else "")


def said(claim: Row) -> str:
    """Who says a figure, through whom and by what way: “Police (Saltanat Azirbek, state news channel Khabar-24)”."""
    by = ", ".join(claim[key] for key in ("spoken_by", "via") if claim[key])
    return f"{claim['asserted_by_name']}{f' ({by})' if by else ''}"


def reported_by(claim: Row) -> str:
    """Whose report a claim stands in, and where it was read: “CBC (read at webjosh.com)”."""
    read_at = f" (read at {claim['read_at']})" if claim["read_at"] else ""
    return f"{claim['publisher']}{read_at}"


def one_statement(reports: Sequence[Row]) -> str:
    """“One statement, carried by 3”; empty where one report alone has it."""
    return f"One statement, carried by {len(reports)}" if len(reports) > 1 else ""


def as_of_and_reported(claim: Row) -> str:
    """“as of Thu 6 Jan 2022, reported Fri 7 Jan 2022”; what the article does not state, it says so."""
    hedge = f" (the article: “{claim['as_of_hedge']}”)" if claim["as_of_hedge"] else ""
    as_of = f"as of {day(claim['as_of'])}{hedge}" if claim["as_of"] else "as of: not stated"
    return f"{as_of} · reported {day(claim['reported_on'])}"


def role_of(quote: Row) -> str:
    """“, president · Kazakhstan”: a speaker's role and affiliation, after the name; empty where none is given."""
    role = " · ".join(part for part in (quote["speaker_role"], quote["speaker_affiliation"]) if part)
    return f", {role}" if role else ""


def saying(quote: Row) -> str:
    """How, where and when somebody said it: “told Reuters” · from Almaty · Thu 6 Jan 2022."""
    parts = [f"“{quote['cue']}”"]
    if quote["said_in"] and quote["said_in"] not in quote["cue"]:
        parts.append(f"in {quote['said_in']}")
    if quote["spoken_from"]:
        parts.append(f"from {quote['spoken_from']}")
    parts.append(day(quote["spoken_on"]) if quote["spoken_on"] else "day not stated")
    if quote["nested_source"]:
        parts.append(f"relying on {quote['nested_source']}")
    return " · ".join(parts)


def details(table: str, row: Row) -> dict[str, str | None]:
    """What the record says of an item, as label and words; None where the article does not state it."""
    match table:
        case "events":
            basis = f"{BasisKind(row['date_basis']).label}: {row['date_basis_how']}" if row["date_basis"] else None
            return {
                "When": when(row), "How the date is known": basis,
                "Precision of time": TimePrecision(row["time_precision"]).label,
                "Where": where(row), "Precision of place": GeoPrecision(row["geo_precision"]).label,
                "Who acts": row["actors"], "Acted upon": row["targets"], "Witnesses": row["witnesses"],
                "According to": row["attributed_to"] or "the article itself",
                "Hedge": row["hedge"], "Kind": EventKind(row["kind"]).label, "Phase": Phase(row["phase"]).label,
                "ACLED type": " · ".join(x for x in (row["acled_event_type"], row["acled_sub_event_type"]) if x),
                "Note": row["note"],
            }  # fmt: skip
        case "claims":
            return {
                "Words": f"“{row['value_text']}”", "How exact": Qualifier(row["qualifier"]).label,
                "Whom it counts": row["population"], "Group": PopulationGroup(row["population_group"]).label,
                "Who says so": row["asserted_by_name"], "Spoken by": row["spoken_by"], "By way of": row["via"],
                "Told to": row["told_to"], "Reported by": row["publisher"], "Read at": row["read_at"],
                "As of and reported": as_of_and_reported(row), "How as of is known": row["as_of_basis"],
                "Where": row["place"], "Status": ClaimStatus(row["status"]).label, "Note": row["note"],
            }  # fmt: skip
        case "quotes":
            return {
                "Speaker": row["speaker_name"], "Role": row["speaker_role"], "Affiliation": row["speaker_affiliation"],
                "Cue": f"“{row['cue']}”", "Told to": row["told_to"], "Said in": row["said_in"],
                "Spoken from": row["spoken_from"], "Day": day(row["spoken_on"]) if row["spoken_on"] else None,
                "Type": QuoteType(row["quote_type"]).label, "About": row["context"], "Places": row["about_places"],
                "Relies on": row["nested_source"], "Evidence": row["evidence_note"], "Note": row["note"],
            }  # fmt: skip
        case "facts":
            return {
                "Kind": FactKind(row["kind"]).label,
                "Who": row["actors"],
                "Where": row["places"],
                "Hedge": row["hedge"],
            }
        case _:
            return {"Kind": CaveatKind(row["kind"]).label, "Note": row["note"]}


ALWAYS_SAID = {"When", "Where", "Who acts", "As of and reported", "Whom it counts", "Told to", "Day", "Who says so"}
"""Details whose absence is worth a word; the others are left out where the article says nothing."""


def active_filters(facets: Sequence[Row], selection: Selection) -> str:
    """The filters in words: “City: Almaty · From Fri 7 Jan 2022”; empty when nothing is filtered."""
    labels = {(row["facet"], row["term"]): row["label"] for row in facets}
    parts = [
        f"{name}: {' or '.join(labels.get((facet, term), term) for term in getattr(selection, facet))}"
        for facet, name in FACET_LABELS.items()
        if getattr(selection, facet)
    ]
    dates = {key: getattr(selection, name) for key, name in RANGE.items()}
    parts += [f"{DATE_LABELS[key]} {day(value)}" for key, value in dates.items() if value]
    parts += [f"Words: {selection.q}"] if selection.q else []
    return " · ".join(parts)


def showing(counts: Sequence[Row]) -> str:
    """How much is shown: “9 of 36 events · all 48 figures · 2 of 18 quotations”; `counts` are `queries.counts`."""
    of = {row["table_name"]: (row["shown"], row["total"]) for row in counts}
    return " · ".join(share(*of.get(table, (0, 0)), what) for table, what in COUNTED.items())


CALLED = {
    Count.KILLED: "the killed",
    Count.INJURED: "the injured",
    Count.HOSPITALISED: "those taken to hospital",
    Count.DETAINED: "those arrested or detained",
    Count.CONVICTED: "the convicted",
}
"""What later reports speak of, in a sentence."""


class Written(Protocol):
    """How a piece of a sentence is written where it is shown."""

    def __call__(self, words: str, *, figure: bool) -> str:
        """The piece; `figure` tells a figure's words from the others."""
        ...


def as_it_is(words: str, *, figure: bool) -> str:
    """A piece of a sentence as plain text."""
    return words


def later_sentence(later: Sequence[Row], *, written: Written = as_it_is) -> str:
    """“put the killed at 225 (15 Jan) and 238 (20 Dec)” and what else; `later` are
    `data.figures.latest.later_figures`."""
    put = [
        f"{_called(row, written)} at {join_words(_dated(row['figures'], written))}" for row in later if row["figures"]
    ]
    withdrew = [figure for row in later for figure in _dated(row["withdrawn"], written)]
    parts = [f"put {'; '.join(put)}"] if put else []
    parts += [f"withdrew {join_words(withdrew)}"] if withdrew else []
    return ", and ".join(parts)


def _called(row: Row, written: Written) -> str:
    group = PopulationGroup(row["population_group"])
    among = "" if group is PopulationGroup.ALL_PEOPLE else f" ({group.label.lower()})"
    place = f" in {written(row['place'], figure=False)}" if row["place"] else ""
    return f"{CALLED[Count(row['count'])]}{among}{place}"


def _dated(figures: Sequence[tuple[str, str]], written: Written) -> list[str]:
    return [f"{written(words, figure=True)} ({day_and_month(iso)})" for words, iso in figures]
