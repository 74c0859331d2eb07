"""The ledger in cards: the latest figure at a glance, one statement's whole life, two statements that disagree."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.cards import labelled_line, source_button
from components.markdown import plain_text
from data.figures.disagreement import day_of, reason
from data.figures.series import Life
from data.records.vocabulary import ClaimStatus, Metric, Relation, Verdict
from data.wording.descriptions import as_of_and_reported, carried, counting, reported_by, said
from data.wording.phrases import day, listed

Row = Mapping[str, Any]


def in_short(claim: Row) -> str:
    """A figure named in passing: “**16** (Authorities of Kazakhstan, 9 Jan 2022)”."""
    on = day(claim["reported_on"], weekday=False)
    return f"**{plain_text(claim['value_text'])}** ({plain_text(claim['asserted_by_name'])}, {on})"


def words_of(claim: Row) -> str:
    """A figure's words, struck through where it was withdrawn."""
    words = plain_text(claim["value_text"])
    return f"~~{words}~~" if claim["status"] == ClaimStatus.RETRACTED else words


def latest_card(life: Life) -> None:
    """The latest figure of a population: what, whom, who says so, what it replaced, who disagrees."""
    claim = life.claim
    told = f", told to {plain_text(claim['told_to'])}" if claim["told_to"] else ""
    notes = [carried(life.carriers)]
    notes += [f"Replaced {listed([in_short(each) for each in life.replaces])}"] if life.replaces else []
    notes += [f"Withdrawn: {listed([in_short(each) for each in life.withdrawn])}"] if life.withdrawn else []
    disagrees = listed([in_short(each) for each in life.disagrees])
    notes += [f":orange-badge[Disagrees with] {disagrees}"] if life.disagrees else []
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(
            f":small[{Metric(claim['metric']).label}]\n\n## {words_of(claim)}\n\n**{plain_text(counting(claim))}**\n\n"
            f"According to {plain_text(said(claim))}{told}\n\n:small[{plain_text(as_of_and_reported(claim))}]"
            + "".join(f"\n\n:small[{note}]" for note in notes if note)
        )
        source_button(claim, "figure")


def life_lines(life: Life) -> str:
    """What became of a statement, as a list in Markdown: asserted, repeated, replaced, withdrawn, contradicted."""
    claim = life.claim
    reports = listed([plain_text(reported_by(each)) for each in life.carriers])
    repeated = len(life.carriers) > 1
    told = (*life.contradicts, *life.contradicted_by)
    others = {
        Relation.PART_OF.label: life.part_of,
        Relation.PART_OF.inverse: life.parts,
        Relation.SUPERSEDES.label: life.replaces,
        Relation.SUPERSEDES.inverse: life.replaced_by,
        Relation.CONTRADICTS.label: life.contradicts,
        Relation.CONTRADICTS.inverse: life.contradicted_by,
        "Cannot be true together with": [row for row in life.disagrees if row not in told],
    }
    lines = [
        f"**Asserted by** {plain_text(said(claim))}, {plain_text(as_of_and_reported(claim))}",
        f"**{carried(life.carriers)}**: {reports}" if repeated else f"**Reported by** {reports}",
        *(f"**{label}** {listed([in_short(row) for row in rows])}" for label, rows in others.items() if rows),
        *(f"**{Relation.RETRACTED_BY.label}** {_withdrawal(report)}" for report in life.withdrawn_by),
    ]
    return "\n".join(f"- {line}" for line in lines)


def _withdrawal(report: Row) -> str:
    why = f": {plain_text(report['note'])}" if report["note"] else ""
    return f"{plain_text(reported_by(report))}, {day(report['reported_on'])}{why}"


def status_badge(claim: Row) -> str:
    """The status of a figure that does not simply stand, as a badge."""
    status = ClaimStatus(claim["status"])
    return "" if status is ClaimStatus.STANDING else f" :orange-badge[{status.label}]"


def life_card(life: Life, citation: str) -> None:
    """One statement from its assertion to what became of it, the sources that carry it, and its citation."""
    claim = life.claim
    note = f"\n- **Note** {plain_text(claim['note'])}" if claim["note"] else ""
    with st.container(border=True, gap="small", key=f"life-{claim['item_id'].replace('.', '-')}"):
        st.markdown(
            f"#### {words_of(claim)}{status_badge(claim)}\n"
            f"{Metric(claim['metric']).label}: {plain_text(counting(claim))}\n\n{life_lines(life)}{note}"
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            for each in life.carriers:
                source_button(each, "life", f"Source: {plain_text(each['publisher'])}")
            with st.popover("Cite", icon=":material/menu_book:", type="tertiary", key=f"cite-{claim['item_id']}"):
                st.code(citation, language=None, wrap_lines=True)


def disagreement_card(one: Life, other: Life) -> None:
    """Two statements that cannot both be true, by which rule, and a way to the source of each."""
    sides = [
        f"**{plain_text(life.claim['value_text'])}** {plain_text(f'{counting(life.claim)}: {said(life.claim)}')}, "
        + ". ".join(part for part in (_day_it_speaks_of(life.claim), carried(life.carriers)) if part)
        for life in (one, other)
    ]
    with st.container(border=True, gap="small"):
        st.markdown(
            f":orange-badge[{Verdict.INCOMPATIBLE.label}]: {reason(one.claim, other.claim)}.\n\n"
            + "\n".join(f"- {side}" for side in sides)
        )
        with st.container(horizontal=True):
            for life in (one, other):
                source_button(
                    life.claim, f"disagree-{one.claim['item_id']}", f"Source: {plain_text(life.claim['value_text'])}"
                )


def dispute_line(one: Life, other: Life) -> None:
    """Two statements that cannot both be true, in one line."""
    labelled_line(
        one.claim, f":orange-badge[{Verdict.INCOMPATIBLE.label}] {_counted(one.claim)} and {_counted(other.claim)}"
    )


def withdrawn_line(life: Life) -> None:
    """A statement that was withdrawn, and who reports it, in one line."""
    reports = listed([_withdrawal(report) for report in life.withdrawn_by]) or plain_text(reported_by(life.claim))
    labelled_line(life.claim, f":orange-badge[Withdrawn] {_counted(life.claim)}. Reported by {reports}")


def _counted(claim: Row) -> str:
    return f"{Metric(claim['metric']).label.lower()} {in_short(claim)}, {plain_text(counting(claim))}"


def _day_it_speaks_of(claim: Row) -> str:
    return f"{'as of' if claim['as_of'] else 'of a day that is not stated, reported'} {day(day_of(claim))}"


def held_together(verdict: Verdict, figures: Sequence[Row]) -> None:
    """Figures of one day, population and area, and whether they can be true together."""
    first = figures[0]
    told = listed([
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
