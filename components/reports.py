"""A report as a card: whose, when, where it was read, how much of it, and what was coded from it."""

import streamlit as st

from components.markdown import plain_text
from data.records.vocabulary import CodedFrom
from data.views.sources import ReportRow, read_where
from data.wording.phrases import count_noun, day


def report_card(report: ReportRow) -> None:
    """A report with a link to it."""
    headline = f"  \n{plain_text(report['headline'])}" if report["headline"] else ""
    coded = " · ".join(count_noun(report[name], name.removesuffix("s")) for name in ("events", "figures", "quotations"))
    with st.container(border=True, gap="xxsmall", key=f"report-{report['article_id']}"):
        st.markdown(
            f"**{plain_text(report['publisher'])}**, {day(report['date_published'])}{headline}\n\n"
            f":small[Read {plain_text(read_where(report))} · {CodedFrom(report['coded_from']).label}]\n\n"
            f":small[{coded} · [Open the report]({report['url']})]"
        )
