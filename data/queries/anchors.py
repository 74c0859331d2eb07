"""Anchors of items: the passages of the articles that they are based on, with the columns needed to link to them."""

from functools import lru_cache

import narwhals as nw
import pandas as pd

from data.queries.filtering import kept_in_memory
from data.tables.archive import Archive
from data.tables.engines import Lazy, to_pandas


def anchors(archive: Archive, item_id: str) -> pd.DataFrame:
    """Return the anchors of an item with their article, in order; columns of `AnchoredRow`."""
    found = archive.table("anchors").filter(nw.col("item_id") == item_id)
    return to_pandas(_with_article(archive, found).sort("n"))


def first_anchors(archive: Archive) -> pd.DataFrame:
    """Return the first anchor of every item that has one, by item_id; columns of `AnchoredRow`."""
    return _all_first_anchors(archive).copy(deep=False)


@lru_cache(maxsize=32)
def _all_first_anchors(archive: Archive) -> pd.DataFrame:
    return to_pandas(_with_article(archive, _first_anchors(archive)).sort("item_id"))


def anchors_in_article(archive: Archive, article_id: str) -> pd.DataFrame:
    """Return all anchors in an article, in the order of the text; columns of `ArticleAnchorRow`."""
    items = archive.table("items").filter(nw.col("article_id") == article_id).select("item_id", "table_name")
    return to_pandas(
        archive.table("anchors")
        .join(items, on="item_id", how="inner")
        .sort("paragraph", "start_offset", "end_offset", "item_id")
    )


@kept_in_memory
def _first_anchors(archive: Archive) -> Lazy:
    return archive.table("anchors").filter(nw.col("n") == 0)


def _with_article(archive: Archive, anchors_found: Lazy) -> Lazy:
    """Anchors joined with their article."""
    items = archive.table("items").select("item_id", "article_id")
    return anchors_found.join(items, on="item_id", how="inner").join(
        archive.table("articles"), on="article_id", how="inner"
    )
