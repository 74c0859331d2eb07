"""Under a range of days: which of the selected items are certainly in it, and which only may be.

The rule, which is the same for all items (`data.tables.item_days` says what their days are):

1. What certainly lies outside the range is not selected (`data.queries.filtering.selected_items`).
2. An item is certainly in the range if one of the days that it certainly is of lies in it, or if all days that it may
   be of do, and they are neither rough nor hedged.
3. Anything else may be in it: what is undated, dated roughly, or of a longer span.
"""

from functools import reduce
from operator import and_

import narwhals as nw
import pandas as pd

from data.queries.filtering import cached_query, selected_items
from data.queries.row_types import RangeRow
from data.queries.selection import Selection
from data.records.vocabulary import InRange
from data.tables.archive import Archive
from data.tables.engines import Lazy, to_pandas
from data.tables.rows import frame_of


@cached_query
def in_range(archive: Archive, selection: Selection) -> pd.DataFrame:
    """Return for each selected item whether it is certainly in the range of days; columns of `RangeRow`.

    Without a range there are no rows.
    """
    if not selection.has_range:
        return frame_of([], RangeRow)
    certain, possible = (nw.lit(str(value)) for value in (InRange.CERTAIN, InRange.POSSIBLE))
    judged = nw.when(_is_certain(selection)).then(certain).otherwise(possible).alias("in_range")
    found = selected_items(archive, selection).select("item_id", "table_name", judged)
    return to_pandas(found.sort("item_id"))


def uncertain_items(archive: Archive, selection: Selection) -> Lazy:
    """Return the selected rows of `items` that only may be in the range of days, which there is."""
    return selected_items(archive, selection).filter(~_is_certain(selection))


def _is_certain(selection: Selection) -> nw.Expr:
    """Rule 2 as an expression. Missing days are asked for first: engines differ in what they compare to."""
    first, last = selection.date_from, selection.date_to
    sure, within = [~nw.col("sure_from").is_null()], [nw.col("firm")]
    if first:
        sure.append(nw.col("sure_to") >= first)
        within += [~nw.col("earliest").is_null(), nw.col("earliest") >= first]
    if last:
        sure.append(nw.col("sure_from") <= last)
        within += [~nw.col("latest").is_null(), nw.col("latest") <= last]
    return reduce(and_, sure) | reduce(and_, within)
