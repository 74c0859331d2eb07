"""The ledger in cards: the latest figure at a glance, one statement's whole history, two statements that disagree."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.cards import labelled_line, source_button
from components.markdown import plain_text
from data.figures.disagreement import day_of, reason
from data.figures.series import ClaimHistory
from data.records.vocabulary import ClaimStatus, Metric, Relation, Verdict
from data.wording.descriptions import as_of_and_reported, counting, one_statement, reported_by, said
from data.wording.phrases import day, join_words

Row = Any


def in_short(claim: Row) -> str:
    """A figure named in passing: “**16** (Authorities of Kazakhstan, 9 Jan 2022)”."""
    on = day(claim["reported_on"], weekday=False)
    return f"**{plain_text(claim['value_text'])}** ({plain_text(claim['asserted_by_name'])}, {on})"


def words_of(claim: Row) -> str:
    """A figure's words, struck through where it was withdrawn."""
    words = plain_text(claim["value_text"])
    return f"~~{words}~~" if claim["status"] == ClaimStatus.RETRACTED else words


def latest_card(history: ClaimHistory) -> None:
    """The latest figure of a population: what, whom, who says so, what it replaced, who disagrees."""
    claim = history.claim
    told = f", told to {plain_text(claim['told_to'])}" if claim["told_to"] else ""
    notes = [one_statement(history.reports)]
    notes += [f"Replaced {join_words([in_short(each) for each in history.replaces])}"] if history.replaces else []
    notes += [f"Withdrawn: {join_words([in_short(each) for each in history.withdrawn])}"] if history.withdrawn else []
    disagrees = join_words([in_short(each) for each in history.disagrees])
    notes += [f":orange-badge[Disagrees with] {disagrees}"] if history.disagrees else []
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(
            f":small[{Metric(claim['metric']).label}]\n\n## {words_of(claim)}\n\n**{plain_text(counting(claim))}**\n\n"
            f"According to {plain_text(said(claim))}{told}\n\n:small[{plain_text(as_of_and_reported(claim))}]"
            + "".join(f"\n\n:small[{note}]" for note in notes if note)
        )
        source_button(claim, "figure")


def history_lines(history: ClaimHistory) -> str:
    """What became of a statement, as a list in Markdown: asserted, repeated, replaced, withdrawn, contradicted."""
    claim = history.claim
    reports = join_words([plain_text(reported_by(each)) for each in history.reports])
    repeated = len(history.reports) > 1
    told = (*history.contradicts, *history.contradicted_by)
    others = {
        Relation.PART_OF.label: history.part_of,
        Relation.PART_OF.inverse: history.parts,
        Relation.SUPERSEDES.label: history.replaces,
        Relation.SUPERSEDES.inverse: history.replaced_by,
        Relation.CONTRADICTS.label: history.contradicts,
        Relation.CONTRADICTS.inverse: history.contradicted_by,
        "Cannot be true together with": [row for row in history.disagrees if row not in told],
    }
    lines = [
        f"**Asserted by** {plain_text(said(claim))}, {plain_text(as_of_and_reported(claim))}",
        f"**{one_statement(history.reports)}**: {reports}" if repeated else f"**Reported by** {reports}",
        *(f"**{label}** {join_words([in_short(row) for row in rows])}" for label, rows in others.items() if rows),
        *(f"**{Relation.RETRACTED_BY.label}** {_withdrawal(report)}" for report in history.withdrawn_by),
    ]
    return "\n".join(f"- {line}" for line in lines)


def _withdrawal(report: Row) -> str:
    why = f": {plain_text(report['note'])}" if report["note"] else ""
    return f"{plain_text(reported_by(report))}, {day(report['reported_on'])}{why}"


def status_badge(claim: Row) -> str:
    """The status of a figure that does not simply stand, as a badge."""
    status = ClaimStatus(claim["status"])
    return "" if status is ClaimStatus.CURRENT else f" :orange-badge[{status.label}]"


def history_card(history: ClaimHistory, citation: str) -> None:
    """One statement from its assertion to what became of it, the sources that carry it, and its citation."""
    claim = history.claim
    note = f"\n- **Note** {plain_text(claim['note'])}" if claim["note"] else ""
    with st.container(border=True, gap="small", key=f"life-{claim['item_id'].replace('.', '-')}"):
        st.markdown(
            f"#### {words_of(claim)}{status_badge(claim)}\n"
            f"{Metric(claim['metric']).label}: {plain_text(counting(claim))}\n\n{history_lines(history)}{note}"
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            for each in history.reports:
                source_button(each, "life", f"Source: {plain_text(each['publisher'])}")
            with st.popover("Cite", icon=":material/menu_book:", type="tertiary", key=f"cite-{claim['item_id']}"):
                st.code(citation, language=None, wrap_lines=True)


def disagreement_card(one: ClaimHistory, other: ClaimHistory) -> None:
    """Two statements that cannot both be true, by which rule, and a way to the source of each."""
    sides = [
        f"**{plain_text(history.claim['value_text'])}** "
        f"{plain_text(f'{counting(history.claim)}: {said(history.claim)}')}, "
        + ". ".join(part for part in (_day_it_speaks_of(history.claim), one_statement(history.reports)) if part)
        for history in (one, other)
    ]
    with st.container(border=True, gap="small"):
        st.markdown(
            f":orange-badge[{Verdict.INCOMPATIBLE.label}]: {reason(one.claim, other.claim)}.\n\n"
            + "\n".join(f"- {side}" for side in sides)
        )
        with st.container(horizontal=True):
            for history in (one, other):
                label = f"Source: {plain_text(history.claim['value_text'])}"
                source_button(history.claim, f"disagree-{one.claim['item_id']}", label)


def dispute_line(one: ClaimHistory, other: ClaimHistory) -> None:
    """Two statements that cannot both be true, in one line."""
    labelled_line(
        one.claim, f":orange-badge[{Verdict.INCOMPATIBLE.label}] {_counted(one.claim)} and {_counted(other.claim)}"
    )


def withdrawn_line(history: ClaimHistory) -> None:
    """A statement that was withdrawn, and who reports it, in one line."""
    withdrawals = join_words([_withdrawal(report) for report in history.withdrawn_by])
    reports = withdrawals or plain_text(reported_by(history.claim))
    labelled_line(history.claim, f":orange-badge[Withdrawn] {_counted(history.claim)}. Reported by {reports}")


def _counted(claim: Row) -> str:
    return f"{Metric(claim['metric']).label.lower()} {in_short(claim)}, {plain_text(counting(claim))}"


def _day_it_speaks_of(claim: Row) -> str:
    return f"{'as of' if claim['as_of'] else 'of a day that is not stated, reported'} {day(day_of(claim))}"


def held_together(verdict: Verdict, figures: Sequence[Row]) -> None:
    """Figures of one day, population and area, and whether they can be true together."""
    first = figures[0]
    told = join_words([
        f"**{plain_text(each['value_text'])}** ({plain_text(each['asserted_by_name'] + ', in ' + reported_by(each))})"
        for each in figures
    ])  # fmt: skip
    found = (
        f"all {len(figures)} can be true together"
        if len(figures) > 2
        else f"{verdict.label[0].lower()}{verdict.label[1:]}"
    )
    metrics = {each["metric"] for each in figures}
    both = " Some speak of arrests, some of detentions." if metrics == {Metric.ARRESTED, Metric.DETAINED} else ""
    st.markdown(
        f"{day(day_of(first))}, {plain_text(counting(first))}: {told}: {found}, since {reason(*figures[:2])}.{both}"
    )
