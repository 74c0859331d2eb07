"""Where in their articles items stand: their anchors, with what is needed to link to them."""

from functools import lru_cache

import narwhals as nw
import pandas as pd

from data.tables.archive import Archive
from data.tables.engines import Lazy, to_pandas


def anchors(archive: Archive, item_id: str) -> pd.DataFrame:
    """The places in the article that an item stands on, with what is needed to link to them.

    The columns of `AnchoredRow`: those of the anchor, then those of its article.
    """
    found = archive.table("anchors").filter(nw.col("item_id") == item_id)
    return to_pandas(_with_article(archive, found).sort("n"))


def first_anchors(archive: Archive) -> pd.DataFrame:
    """The first anchor of every item that has one, with the columns of `AnchoredRow`."""
    return _all_first_anchors(archive).copy(deep=False)


@lru_cache(maxsize=32)
def _all_first_anchors(archive: Archive) -> pd.DataFrame:
    return to_pandas(_with_article(archive, _first_anchors(archive)).sort("item_id"))


def anchors_in_article(archive: Archive, article_id: str) -> pd.DataFrame:
    """Every anchor in an article, in the order of the text: the columns of `ArticleAnchorRow`."""
    items = archive.table("items").filter(nw.col("article_id") == article_id).select("item_id", "table_name")
    return to_pandas(
        archive.table("anchors")
        .join(items, on="item_id", how="inner")
        .sort("paragraph", "start_offset", "end_offset", "item_id")
    )


def _first_anchors(archive: Archive) -> Lazy:
    return archive.table("anchors").filter(nw.col("n") == 0)


def _with_article(archive: Archive, anchors_found: Lazy) -> Lazy:
    """Anchors with the article that they stand in."""
    items = archive.table("items").select("item_id", "article_id")
    return anchors_found.join(items, on="item_id", how="inner").join(
        archive.table("articles"), on="article_id", how="inner"
    )
