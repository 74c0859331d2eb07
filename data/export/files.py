"""Export of a table as CSV, JSON or GeoJSON; each row has its passage in the article."""

import datetime as dt
import json
from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from typing import Any

import pandas as pd

from data import queries
from data.export.geojson import features
from data.export.row_types import EXPORTED_ROW_TYPES
from data.figures.attributions import items_said_of
from data.figures.ledger import ledger
from data.figures.series import MOST_RIVALS
from data.geo.cities import ATTRIBUTION
from data.queries.row_types import AnchoredRow
from data.queries.selection import NO_FILTERS, Selection
from data.records.vocabulary import Relation
from data.tables.archive import Archive
from data.tables.known_on import as_known_on, default_day
from data.tables.row_fields import TEXT, in_one_column
from data.tables.rows import ArticleRow, CorrectionRow, Format, Table
from data.wording.citation import correction_sentence, reference, source_link

LICENCE = "CC BY 4.0"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

_ITEMS: dict[str, Callable[[Archive, Selection], pd.DataFrame]] = {
    "events": queries.events, "claims": queries.claims, "quotes": queries.quotes,
    "facts": queries.facts, "caveats": queries.caveats,
}  # fmt: skip


def export(archive: Archive, table: Table | str, form: Format | str, selection: Selection = NO_FILTERS) -> str:
    """Return a table under a Selection as text in one of the formats.

    It contains what was known on the Selection's day, and nothing that was published later.
    Raises ValueError for the GeoJSON of a table without places (only events and places have them), and if `table` or
    `form` is not the value of a Table or a Format.
    """
    table, form = Table(table), Format(form)
    archive = as_known_on(archive, selection.known_on)
    frame = rows_for_export(archive, table, selection)
    match form:
        case Format.CSV:
            return to_csv(frame)
        case Format.JSON:
            rows = queries.rows(frame, EXPORTED_ROW_TYPES[table])
            return _json(export_metadata(archive, selection) | {"table": table, "rows": rows})
        case Format.GEOJSON:
            found = features(archive, table, frame, selection)
            return _json(export_metadata(archive, selection) | {"type": "FeatureCollection", "features": found})


def rows_for_export(archive: Archive, table: Table, selection: Selection = NO_FILTERS) -> pd.DataFrame:
    """Return the rows of a table under a Selection, with the columns of EXPORTED_ROW_TYPES.

    Items have the columns of `with_sources` and `with_range`, figures also those of `with_relations`. With `about` the
    items are those of `items_said_of`.
    """
    archive = as_known_on(archive, selection.known_on)
    match table:
        case Table.ARTICLES:
            return queries.articles(archive)
        case Table.ACTORS:
            return queries.entities(archive, "actors")
        case Table.PLACES:
            return queries.map_places(archive, selection)
        case Table.CORRECTIONS:
            return queries.corrections(archive)
        case _:
            items = _ITEMS[table](archive, selection)
            if selection.about:
                items = items[items["item_id"].isin(items_said_of(archive, selection.about))].reset_index(drop=True)
            if table == Table.CLAIMS:
                items = with_relations(archive, items)
            return with_range(archive, with_sources(archive, items), selection)


def with_sources(archive: Archive, items: pd.DataFrame) -> pd.DataFrame:
    """Return items with their passage in the article and their corrections.

    Adds the columns source_paragraph (non-empty lines of the article, counted from 1), source_words, source_url and
    corrections. Without an anchor `source_url` is the article's address.
    """
    found = items.merge(sources(archive), on="item_id", how="left").merge(
        _corrections_by_item(archive), on="item_id", how="left"
    )
    addresses = queries.articles(archive).set_index("article_id")["url"]
    return found.assign(source_url=found["source_url"].fillna(found["article_id"].map(addresses)))


def with_range(archive: Archive, items: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return items with the column in_range, a value of `InRange`; it is empty without a range of days."""
    judged = queries.in_range(archive, selection)[["item_id", "in_range"]]
    return items.merge(judged, on="item_id", how="left")


def with_relations(archive: Archive, claims: pd.DataFrame) -> pd.DataFrame:
    """Return claims with the columns of `RelatedColumns`: ids of known related claims, separated by “; ”."""
    links = queries.relations(archive)
    named = {str(kind): (links["relation"] == kind, "item_id", "other_id") for kind in Relation}
    named |= {
        "superseded_by": (links["relation"] == Relation.SUPERSEDES, "other_id", "item_id"),
        "contradicted_by": (links["relation"] == Relation.CONTRADICTS, "other_id", "item_id"),
    }
    for name, (rows, mine, theirs) in named.items():
        claims = claims.assign(**{name: claims["item_id"].map(links[rows].groupby(mine)[theirs].agg("; ".join))})
    return claims.merge(_contests(archive), on="item_id", how="left")


@lru_cache(maxsize=32)
def _contests(archive: Archive) -> pd.DataFrame:
    """Who contests each figure that is contested, and the claims by the rule: columns of `RelatedColumns`.

    The frame is cached; do not change it.
    """
    book = ledger(archive)
    found = [
        (
            item_id,
            in_one_column(contested_by),
            in_one_column(rival["item_id"] for rival in islice(book.incompatible_claims(item_id), MOST_RIVALS)),
        )
        for item_id in book.claims
        if (contested_by := book.contested_by(item_id))
    ]
    return pd.DataFrame(found, columns=["item_id", "contested_by", "incompatible_with"], dtype=TEXT)


@lru_cache(maxsize=32)
def _corrections_by_item(archive: Archive) -> pd.DataFrame:
    """Corrections of items: columns item_id and corrections (sentences, newest first, separated by “; ”).

    The frame is cached; do not change it.
    """
    sentences: dict[str, list[str]] = {}
    for row in queries.rows(queries.corrections(archive), CorrectionRow):
        sentences.setdefault(row["item_id"] or "", []).append(correction_sentence(row))
    return pd.DataFrame(
        {"item_id": list(sentences), "corrections": ["; ".join(of_item) for of_item in sentences.values()]}, dtype=TEXT
    )


@lru_cache(maxsize=32)
def sources(archive: Archive) -> pd.DataFrame:
    """Return the passage of each item's first anchor: columns item_id, source_paragraph, source_words, source_url.

    The frame is cached; do not change it.
    """
    found = queries.rows(queries.first_anchors(archive), AnchoredRow)
    return pd.DataFrame(
        [
            {
                "item_id": row["item_id"],
                "source_paragraph": str(row["paragraph"] + 1),
                "source_words": row["exact"],
                "source_url": source_link(row["url"], exact=row["exact"], prefix=row["prefix"], suffix=row["suffix"]),
            }
            for row in found
        ],
        columns=["item_id", "source_paragraph", "source_words", "source_url"],
        dtype=TEXT,
    )


def export_metadata(archive: Archive, selection: Selection) -> dict[str, Any]:
    """Return the metadata of an export: title, dataset version, days, filters, licence, sources, how to cite."""
    title = archive.collection.title if archive.collection else "Records of news articles"
    return {
        "title": title,
        "dataset_version": archive.version,
        "exported_on": dt.date.today().isoformat(),
        "known_on": selection.known_on or default_day(archive),
        "filters": selection.without_item_and_day.to_query(),
        "licence": f"{LICENCE} for the records; quotations belong to those who said and published them",
        "coordinates": ATTRIBUTION,
        "sources": [reference(article) for article in queries.rows(queries.articles(archive), ArticleRow)],
        "how_to_cite": f"{title}, dataset version {archive.version}, {LICENCE}.",
    }


def to_csv(frame: pd.DataFrame) -> str:
    """Return a frame as CSV with a header row; cells that a spreadsheet would run as a formula get an apostrophe."""
    safe = frame.copy(deep=False)
    for name in safe.select_dtypes(["object", "str"]).columns:
        risky = safe[name].str.startswith(FORMULA_STARTS, na=False)
        # A lone carriage return would end the row: Python's csv writer leaves it unquoted.
        safe[name] = safe[name].where(~risky, "'" + safe[name]).str.replace(r"\r\n?", "\n", regex=True)
    return safe.to_csv(index=False)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
