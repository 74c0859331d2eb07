"""Every figure with its words, who asserts it, what day it speaks of and when it was reported. Never a sum."""

from functools import partial

import streamlit as st

from components.cards import claim_line
from components.claims_chart import claims_chart
from components.data_table import data_table
from components.paging import page_of
from components.picking import clickable_chart
from components.takeaways import claims_title, plain
from data import queries
from data.export import export
from data.vocabulary import Metric
from shell import enter, nothing_shown

SECTIONS = {
    "Killed": ("killed",),
    "Injured": ("injured", "hospitalised"),
    "Arrested and detained": ("arrested", "detained", "convicted"),
    "Other figures": tuple(
        metric
        for metric in Metric
        if metric not in ("killed", "injured", "hospitalised", "arrested", "detained", "convicted")
    ),
}

here = enter()
archive, selection = here.archive, here.selection
claims = queries.rows(queries.claims(archive, selection))

st.title("Every figure, its words, and who stands behind it")
st.caption(
    "Nothing is added up. A closed bar is an exact figure; an arrow runs on where the source says “more than”; a "
    "hatched end is “about”. Words stay words. Click a bar to see its source."
)
if not claims:
    nothing_shown(here, queries.claims, "figures")
    st.stop()

for section, metrics in SECTIONS.items():
    if not any(claim["metric"] in metrics for claim in claims):
        continue
    st.header(section)
    for metric in metrics:
        numbers = [claim for claim in claims if claim["metric"] == metric and claim["value"] is not None]
        words = [claim for claim in claims if claim["metric"] == metric and claim["value"] is None]
        if numbers:
            title = claims_title([*numbers, *words][:3], len(numbers) + len(words))
            st.subheader(title if len(metrics) == 1 else f"{Metric(metric).label}: {title}")
            shown = page_of(numbers, key=f"numbers-{metric}", size=12)
            key = f"claims-{metric}"
            figure = here.figure(key, partial(claims_chart, shown), [claim["item_id"] for claim in shown])
            clickable_chart(figure, key=key, alt=plain(title))
            for claim in shown:  # a bar can be clicked, but not reached from the keyboard
                claim_line(claim)
        for claim in page_of(words, key=f"words-{metric}", size=12):
            claim_line(claim)

data_table(
    "claims",
    queries.claims(archive, selection),
    {
        "metric": "What",
        "value_text": "Words",
        "qualifier": "How exact",
        "population": "Whom it counts",
        "asserted_by_name": "Who says so",
        "as_of": "As of",
        "reported_on": "Reported",
        "place": "Where",
        "status": "Status",
    },
    title="all figures shown",
    csv=lambda: export(archive, "claims", "csv", selection),
)
