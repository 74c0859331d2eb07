"""Labels of the values of facets."""

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from data.records.vocabulary import FACETS, NOT_STATED, EventKind, QuoteType, SpeakerGroup, Term
from data.tables.archive import Archive
from data.tables.engines import to_pandas
from data.tables.row_fields import TEXT


@lru_cache(maxsize=32)
def facet_values(archive: Archive) -> pd.DataFrame:
    """Return all values of all facets with their labels: columns facet, term, label."""
    labels: dict[tuple[str, str], str] = {}
    named = {
        "city": ("places", "name"),
        "actor": ("actors", "name"),
        "speaker": ("actors", "name"),
        "topic": ("topics", "label"),
    }
    for facet, (table, label) in named.items():
        entities = to_pandas(archive.table(table))
        labels |= {(facet, term): name for term, name in zip(entities.iloc[:, 0], entities[label], strict=True)}
    for article in to_pandas(archive.table("articles")).itertuples():
        labels["article", str(article.article_id)] = f"{article.publisher}, {article.date_published}"
    known = [(facet, term) for facet in FACETS for term in sorted(archive.known_values[facet])]
    return pd.DataFrame(
        [(facet, term, labels.get((facet, term)) or _coded_label(facet, term)) for facet, term in known],
        columns=["facet", "term", "label"],
        dtype=TEXT,
    )


@lru_cache(maxsize=32)
def facet_names(archive: Archive) -> Mapping[str, Mapping[str, str]]:
    """Return facet to its values with distinct names; values with the same label have their id in the name, too."""
    names: dict[str, dict[str, str]] = {facet: {} for facet in FACETS}
    for facet, values in facet_values(archive).groupby("facet"):
        shared = values["label"].duplicated(keep=False)
        distinct = values["label"].where(~shared, values["label"] + " " + values["term"])
        names[str(facet)] = dict(zip(values["term"], distinct, strict=True))
    return names


_VOCABULARY: dict[str, type[Term]] = {"kind": EventKind, "quote_type": QuoteType, "speaker_group": SpeakerGroup}


def _coded_label(facet: str, term: str) -> str:
    if term == NOT_STATED:
        return "Not recorded"
    return _VOCABULARY[facet](term).label
