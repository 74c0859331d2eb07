"""What an address may name: the values of facets, and ids of items and places; by a day, and in all reports.

Ids of items are looked up and never listed: there are as many as there are items.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import narwhals as nw

from data.tables.archive import Archive


@dataclass(frozen=True)
class KnownValues:
    """The values that the records of an archive have, as far as it is cut to a day (`data.queries.selection.Known`)."""

    archive: Archive

    def valid(self, key: str, values: Sequence[str]) -> frozenset[str]:
        """Return those of the values of a facet, or of the ids for `item`, that the records have by the day."""
        if key != "item":
            return self.archive.known_values[key] & set(values)
        items = self.archive.table("items").filter(nw.col("item_id").is_in(list(values)))
        return frozenset(items.select("item_id").collect()["item_id"].to_list())

    def first_days(self, key: str, values: Sequence[str]) -> Mapping[str, str]:
        """Return the first day of a report that has each of the values, as ISO 8601; of all days, cut or not.

        `key` is a facet, `item` or `place`. Values that no report has are left out.
        """
        full = self.archive.full or self.archive
        if key != "item":
            days = _first_days(full).get(key, {})
            return {value: days[value] for value in values if value in days}
        items = full.table("items").filter(nw.col("item_id").is_in(list(values)))
        found = items.select("item_id", "published_on").collect().to_dict(as_series=False)
        return dict(zip(found["item_id"], found["published_on"], strict=True))

    def suggested(self, key: str) -> Collection[str]:
        """Return the values of which one may be meant by another that is not known; none for items."""
        return () if key == "item" else self.archive.known_values[key]


@lru_cache(maxsize=8)
def _first_days(full: Archive) -> Mapping[str, Mapping[str, str]]:
    """Facet to its values with the day of the first report that has each; also `place`."""
    published = full.table("items").select("item_id", "published_on")
    terms = full.table("terms").select("item_id", "facet", "term").join(published, on="item_id", how="inner")
    by_term = terms.group_by("facet", "term").agg(nw.col("published_on").min()).collect().to_dict(as_series=False)
    found: dict[str, dict[str, str]] = {}
    for facet, term, first in zip(by_term["facet"], by_term["term"], by_term["published_on"], strict=True):
        found.setdefault(facet, {})[term] = first
    places = full.table("places").select("place_id", "kind", "first_named_on").collect().to_dict(as_series=False)
    found["place"] = dict(zip(places["place_id"], places["first_named_on"], strict=True))
    cities = {
        place: found["place"][place]
        for place, kind in zip(places["place_id"], places["kind"], strict=True)
        if kind == "city"
    }
    found["city"] = found.get("city", {}) | cities
    return found
