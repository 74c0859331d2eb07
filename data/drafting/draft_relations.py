"""Relations of drafted figures to those of the archive, and of the text to those of other articles.

A relation is proposed only between figures of one series (count, population, area) and of one source; the later report
names the earlier one. What the rule finds that cannot both be true is told, not written: the rule finds it again.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from data.drafting.drafted import Json
from data.drafting.same_text import runs_of_article, share_of, words_of
from data.figures.disagreement import ComparableFigure
from data.figures.series import SETTLED
from data.queries.items import entities
from data.records.anchors import ArticleText
from data.records.parts import Series, series_key
from data.records.vocabulary import COUNT_OF, WHOLE, Metric, PlaceKind, Verdict
from data.tables.archive import Archive
from data.tables.engines import to_pandas
from data.tables.rows import ArticleRow, ClaimRow, rows
from data.wording.phrases import join_words

LEAST_SHARE = 0.5
"""Share of equal words from which a text is told to be another one’s."""
MOST_NAMED = 3
"""Figures of the archive that a notice names; the others are counted."""


@lru_cache(maxsize=4)
def _byseries_key(archive: Archive) -> Mapping[Series, Sequence[ClaimRow]]:
    found: dict[Series, list[ClaimRow]] = {}
    for claim in rows(to_pandas(archive.table("claims").sort("reported_on", "item_id")), ClaimRow):
        series = series_key(claim["metric"], claim["population_group"], claim["area"], claim["population"])
        found.setdefault(series, []).append(claim)
    return found


def with_relations(claims: Sequence[Json], places: Sequence[Json], archive: Archive) -> tuple[list[Json], list[str]]:
    """Return drafted figures with the relations that are proposed, and notices on what cannot both be true."""
    areas = {place["id"]: _area(place) for place in places}
    found, notices = [], []
    for claim in claims:
        area = areas.get(claim.get("place", ""), WHOLE)
        series = series_key(claim["metric"], claim["population_group"], area, claim.get("population"))
        related, notice = _related(claim, _byseries_key(archive).get(series, ()))
        found.append(related)
        notices += [notice] if notice else []
    return found, notices


def _area(place: Json) -> str:
    """The area of a figure in a place, as `data.tables.record_rows` has it."""
    match place["kind"]:
        case PlaceKind.CITY | PlaceKind.REGION:
            return str(place["id"])
        case PlaceKind.SITE:
            return str(place.get("within") or WHOLE)
        case _:
            return WHOLE


def _related(claim: Json, others: Sequence[ClaimRow]) -> tuple[Json, str]:
    earlier = [other for other in others if other["reported_on"] <= claim["reported_on"]]
    own = [
        other for other in earlier if other["asserted_by"] == claim["asserted_by"] and claim.get("value") is not None
    ]
    same = next((other for other in own if _is_same(claim, other)), None)
    replaced = None if same else next((other for other in reversed(own) if _is_replaced(claim, other)), None)
    against = [
        other
        for other in others
        if other is not replaced and other["status"] not in SETTLED and Metric(claim["metric"]) in COUNT_OF
        and _comparable(claim).compared_with(ComparableFigure.of(other)) is Verdict.INCOMPATIBLE
    ]  # fmt: skip
    reasons = [claim["drafted"]["why"]]
    relations: Json = {}
    if same:
        relations["same_statement_as"] = [same["item_id"]]
        reasons.append(f"the same source gave the same figure in {same['item_id']}")
    if replaced:
        relations["supersedes"] = [replaced["item_id"]]
        reasons.append(f"the same source gave “{replaced['value_text']}” before, in {replaced['item_id']}")
    told = claim | relations | {"drafted": claim["drafted"] | {"why": "; ".join(reasons)}}
    if not against:
        return told, ""
    named = join_words([f"“{other['value_text']}” ({other['item_id']})" for other in against[:MOST_NAMED]])
    more = f" and {len(against) - MOST_NAMED} more" if len(against) > MOST_NAMED else ""
    return told, f"“{claim['value_text']}” ({claim['id']}) and {named}{more} cannot both be true, by the numbers alone."


def _is_same(claim: Json, other: ClaimRow) -> bool:
    days = {claim.get("as_of"), other["as_of"]} - {None}
    return other["value"] == claim["value"] and other["qualifier"] == claim["qualifier"] and len(days) <= 1


def _is_replaced(claim: Json, other: ClaimRow) -> bool:
    """Whether a figure is one that its source has replaced: it is of an earlier report, and stood till now."""
    older = other["reported_on"] < claim["reported_on"] and (other["as_of"] or "") <= (claim.get("as_of") or "9999")
    return older and other["value"] is not None and other["status"] not in SETTLED and other["value"] != claim["value"]


def _comparable(claim: Json) -> ComparableFigure:
    return ComparableFigure.of({
        "qualifier": claim["qualifier"], "value": claim.get("value"), "low": claim.get("low"),
        "high": claim.get("high"), "as_of": claim.get("as_of"), "reported_on": claim["reported_on"],
    })  # fmt: skip


def copied_from(text: ArticleText, archive: Archive) -> list[str]:
    """Return a notice for each article of the archive that has most of a text, as far as the newsroom has its text."""
    words = words_of(text.paragraphs)
    shares = [
        (share_of(words, runs), article)
        for article in rows(entities(archive, "articles"), ArticleRow)
        if (runs := runs_of_article(article["article_id"]))
    ]
    return [
        f"{round(100 * share)} % of this text is the text of {article['article_id']} ({article['publisher']}): one "
        "statement, carried by 2, and not two sources."
        for share, article in sorted(shares, key=lambda found: -found[0])
        if share >= LEAST_SHARE
    ]
