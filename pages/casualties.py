"""The ledger of figures: what is latest and who says so, how the count changed, who disagrees. Never a sum."""

from functools import partial

import streamlit as st

from app.frame import enter, nothing_shown
from components.cards import claim_line
from components.chart_clicks import clickable_chart
from components.charts.claims import claims_chart
from components.charts.counts import count_chart
from components.charts.who_says_what import LEGEND, who_says_what
from components.choices import choice
from components.data_table import data_table
from components.ledger_cards import disagreement_card, held_together, history_card, latest_card
from components.markdown import plain_text
from components.paging import page_of
from data import queries
from data.export.files import claims_to_take_away, export, to_csv
from data.figures import agreement, latest, ledger
from data.records.vocabulary import Metric
from data.views.address import CHOICES
from data.views.headings import claims_title, count_title, disagreement_title, ledger_caption, ledger_title, who_title
from data.views.table_columns import CLAIM_COLUMNS
from data.wording.citation import figure_reference
from data.wording.descriptions import one_statement

COUNT_FAMILIES = CHOICES["casualties"]["metric"]

here = enter()
archive, selection = here.archive, here.selection
count_family = choice(
    "metric", "Figures of", {each: COUNT_FAMILIES[each] for each in ledger.known_count_families(archive)}
)
figures = ledger.FIGURES[count_family](archive, selection)
newest = ledger.of_count_family(latest.latest_figures(archive, selection), count_family)

st.title(plain_text(ledger_title(COUNT_FAMILIES[count_family], queries.rows(newest))))
st.caption(ledger_caption(here.day))
if figures.empty:
    nothing_shown(here, ledger.FIGURES[count_family], f"figures of this kind ({COUNT_FAMILIES[count_family].lower()})")
    st.stop()

if not newest.empty:
    with st.grid(4, min_column_width=220):
        for history in ledger.histories(archive, newest, selection):
            latest_card(history)

said = ledger.of_count_family(agreement.said_by_day(archive, selection), count_family)
if not said.empty:
    rows = queries.rows(said)
    title = count_title(rows)
    st.subheader(plain_text(title))
    updates = list(ledger.own_updates(archive, selection).itertuples(index=False, name=None))
    clickable_chart(here.figure("count", partial(count_chart, rows, updates), count_family), key="count", alt=title)
    st.caption(
        "A mark stands on the day of its report; a thin line leads back to the day that it speaks of. An arrow runs "
        "on where the source says “more than” or “at least”, a hollow mark is “about”, words have no height. A line "
        "joins figures only where one source replaced its own. Days without a report are left out, so the scale of "
        "time is not even. Click a mark to see where it stands."
    )

    title = who_title(rows)
    st.subheader(plain_text(title))
    clickable_chart(here.figure("who", partial(who_says_what, rows), count_family), key="who", alt=title)
    st.caption(f"{LEGEND} Click a figure to see where it stands.")
    data_table(
        "said",
        said,
        CLAIM_COLUMNS | {"agreement": "Beside others’ figures"},
        title="who says what, on which day",
        csv=lambda: to_csv(claims_to_take_away(archive, said)),
    )

    clashes = agreement.clashes(archive, selection, count_family)
    st.subheader(plain_text(disagreement_title(len(clashes))))
    for one, other in clashes:
        disagreement_card(one, other)
    for verdict, members in agreement.held_together(archive, selection, count_family):
        held_together(verdict, members)
    st.caption(
        "Found by rule: figures of one count, population and area are held against each other. Of one day both can be "
        "true when some number fits the words of both; over days such a count can only grow; a part is never larger "
        "than the whole. Figures that were replaced or withdrawn are left out."
    )

    st.subheader("Each statement, and what became of it")
    articles = {article["article_id"]: article for article in queries.rows(queries.articles(archive))}
    statements = ledger.of_count_family(ledger.statements(archive, selection), count_family)
    for history in ledger.histories(archive, page_of(statements, key=f"statements-{count_family}", size=8), selection):
        cited = (figure_reference(each, articles[each["article_id"]]) for each in history.reports)
        history_card(history, citation="\n\n".join(cited))

others = queries.rows(figures[~figures["metric"].isin(said["metric"])])
for metric in Metric:
    of_metric = [claim for claim in others if claim["metric"] == metric]
    numbers = [claim for claim in of_metric if claim["value"] is not None]
    words = [claim for claim in of_metric if claim["value"] is None]
    if of_metric:
        title = claims_title([*numbers, *words][:3], len(of_metric))
        st.subheader(plain_text(f"{metric.label}: {title}"))
    if numbers:
        shown = page_of(numbers, key=f"numbers-{metric}", size=12)
        key = f"claims-{metric}"
        figure = here.figure(key, partial(claims_chart, shown), [claim["item_id"] for claim in shown])
        clickable_chart(figure, key=key, alt=title)
        for claim in shown:  # a bar can be clicked, but not reached from the keyboard
            claim_line(claim, one_statement(ledger.history_of(archive, claim, selection).reports))
    for claim in page_of(words, key=f"words-{metric}", size=12):
        claim_line(claim, one_statement(ledger.history_of(archive, claim, selection).reports))

data_table(
    "claims",
    queries.claims(archive, selection),
    CLAIM_COLUMNS,
    title="all figures of every kind",
    csv=lambda: export(archive, "claims", "csv", selection),
)
