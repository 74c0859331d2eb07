"""Every figure with its words, who asserts it, what day it speaks of and when it was reported. Never a sum."""

import pandas as pd
import streamlit as st

from components.cards import claim_line
from components.claims_chart import claims_chart
from components.data_table import data_table
from components.paging import page_of
from components.picking import clickable_chart, revision
from components.takeaways import claims_title, plain
from components.theme import palette
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
archive, selection, colours = here.archive, here.selection, palette()
claims = queries.claims(archive, selection)

st.title("Every figure, its words, and who stands behind it")
st.caption(
    "Nothing is added up. A closed bar is an exact figure; an arrow runs on where the source says “more than”; a "
    "hatched end is “about”. Words stay words. Click a bar to see its source."
)
if claims.empty:
    nothing_shown(here, queries.claims, "figures")
    st.stop()

for section, metrics in SECTIONS.items():
    if not claims["metric"].isin(metrics).any():
        continue
    st.header(section)
    for metric in metrics:
        of_metric = claims[claims["metric"] == metric]
        numbers = of_metric.dropna(subset="value")
        words = of_metric[of_metric["value"].isna()]
        if not numbers.empty:
            title = claims_title(queries.rows(pd.concat([numbers, words]).head(3)), len(of_metric))
            st.subheader(title if len(metrics) == 1 else f"{Metric(metric).label}: {title}")
            shown = queries.rows(page_of(numbers, key=f"numbers-{metric}", size=12))
            figure = claims_chart(shown, colours=colours, revision=revision(f"claims-{metric}"))
            clickable_chart(figure, key=f"claims-{metric}", alt=plain(title))
            for claim in shown:  # a bar can be clicked, but not reached from the keyboard
                claim_line(claim)
        for claim in queries.rows(page_of(words, key=f"words-{metric}", size=12)):
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
