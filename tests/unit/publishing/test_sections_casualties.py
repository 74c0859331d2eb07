"""The sections of Casualties: the view's figures and no others, and a drawing whose words never cover anything."""

import datetime as dt
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.records.vocabulary import ClaimStatus
from data.tables.archive import Archive
from data.tables.rows import ClaimRow, rows
from data.views.captions import REPORT_DAYS
from data.views.casualties import CasualtiesView
from data.views.casualties_headline import MAX_HEADLINE, says
from data.views.count_chart import MAX_CLAIMS, CountChart, count_chart
from data.views.count_claims import REPLACED, STANDS, WITHDRAWN, CountClaim, CountPanel, gap_sentence, in_order
from data.views.count_scale import MOST_STEPS, scale_of
from data.views.count_text import NOTE, VALUE, text_width, wrap
from data.views.marks import Mark
from data.views.opened import opened_item
from data.views.reading import read_address
from data.wording.phrases import day_and_month
from publishing.links import links_of
from publishing.sections import section

SECTIONS = (
    "casualties_head", "casualties_ledger", "casualties_count", "casualties_matrix", "casualties_disagreements",
    "casualties_others",
)  # fmt: skip
SIXTH, SEVENTH, TENTH = ({"known_on": [f"2022-01-{number}"]} for number in ("06", "07", "10"))
LAST = {"known_on": ["2022-12-20"]}
NOTHING = {"city": ["aktau"], "kind": ["diplomacy"]}
FAMILIES = ("killed", "injured", "detained", "other")
HOSTILE = "<script>alert('1')</script> & \"so\" {{ 7 * 7 }}"


class Page(HTMLParser):
    """What sections hold: items, filters, tags, headings and text; every tag must be closed."""

    VOID = ("br",)

    def __init__(self, html: str) -> None:
        super().__init__()
        self.items: list[str] = []
        self.filters: list[str] = []
        self.current: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert "style" not in values
        assert tag != "a" or values.get("href")
        self.tags.append(tag)
        self.items += [item] if (item := values.get("data-item")) else []
        self.filters += [found] if (found := values.get("data-filter")) is not None else []
        self.current += [str(values.get("data-filter"))] if "aria-current" in values else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def view_of_family(query: dict[str, list[str]], archive: Archive) -> CasualtiesView:
    return CasualtiesView(read_address("casualties", query, archive))


def page(query: dict[str, list[str]], archive: Archive, *names: str) -> Page:
    view = view_of_family(query, archive)
    return Page("".join(section(name, view, links_of(view.address)) for name in names or SECTIONS))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("query", [SIXTH, SEVENTH, TENTH, LAST, {**LAST, "city": ["almaty"]}])
def test_every_statement_is_in_the_ledger_the_table_and_the_list(
    reports: Archive, query: dict[str, list[str]], family: str
) -> None:
    """Guards against a figure that is on one part of the page and missing from another."""
    query = {**query, "metric": [family]}
    view = view_of_family(query, reports)
    every = set(view.statements["item_id"])
    standing = set(view.statements[view.statements["status"] != ClaimStatus.SUPERSEDED]["item_id"])
    assert standing <= set(page(query, reports, "casualties_ledger").items)
    assert every <= set(page(query, reports, "casualties_matrix").items)
    assert every <= set(page(query, reports, "casualties_count").items)
    if view.statements.empty:
        assert "table" not in page(query, reports, "casualties_matrix").tags


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("query", [SIXTH, TENTH, LAST, NOTHING, {**LAST, "city": ["almaty"]}])
def test_every_link_opens_an_item_that_was_known_on_the_day(
    reports: Archive, query: dict[str, list[str]], family: str
) -> None:
    """Guards against a link to nothing, and against one that shows what only later reports said."""
    query = {**query, "metric": [family]}
    view = view_of_family(query, reports)
    for item_id in set(page(query, reports).items):
        opened = opened_item(view_of_family({**query, "item": [item_id]}, reports).reading)
        assert opened is not None, item_id
        assert opened.item_id == item_id
        assert any(item_id.startswith(f"{report['article_id']}.") for report in view.articles), item_id


def test_no_section_says_what_later_reports_said(reports: Archive) -> None:
    """Guards against a withdrawal or a figure of a later day on the page of an earlier one."""
    seen = page({"known_on": ["2022-01-09"], "metric": ["killed"]}, reports)
    assert "164" in seen.text
    assert not [later for later in ("Withdrawn", "withdrawn:", "225", "238", "15 Jan") if later in seen.text]


def test_the_segments_are_links_and_the_chosen_one_says_so(reports: Archive) -> None:
    """Guards against a segment that needs a script, and against the default's value in the address."""
    seen = page({**LAST, "metric": ["injured"]}, reports, "casualties_head")
    assert seen.filters == ["metric=", "metric=injured", "metric=detained", "metric=other"]
    assert seen.current == ["metric=injured"]
    assert seen.tags.count("h1") == 1


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("query", [SIXTH, SEVENTH, TENTH, LAST, NOTHING])
def test_the_headline_is_short_and_says_that_reports_say_it(
    reports: Archive, query: dict[str, list[str]], family: str
) -> None:
    """Guards against a headline that states a figure as a fact, or that fills three lines."""
    headline = view_of_family({**query, "metric": [family]}, reports).title
    assert len(headline) <= MAX_HEADLINE
    assert " say" in headline or "what reports said" in headline


@pytest.mark.parametrize(
    ("asserter", "words"),
    [
        ("Official figures, office not named", "say official figures"),
        ("Health ministry", "says Health ministry"),
        ("Prosecutor General’s Office", "says Prosecutor General’s Office"),
        ("City officials in Almaty", "say City officials in Almaty"),
        ("Authorities of Kazakhstan, office not named", "say Authorities of Kazakhstan"),
        ("Reuters", "says Reuters"),
    ],
)
def test_a_headline_has_the_verb_that_fits_who_says_so(asserter: str, words: str) -> None:
    """Guards against “official figures says”."""
    assert says(asserter) == words


def test_withdrawn_figures_are_struck_and_pairs_say_by_which_rule(reports: Archive) -> None:
    """Guards against a withdrawn figure that looks like one that stands, and against a ≠ without a reason."""
    killed = page({**LAST, "metric": ["killed"]}, reports)
    assert killed.tags.count("s") > 2
    seen = page({**LAST, "metric": ["killed"]}, reports, "casualties_disagreements").text
    assert "By our rule both cannot be true: such a count can only grow." in seen
    marked = page({**LAST, "metric": ["detained"]}, reports, "casualties_disagreements").text
    assert "A person marked them as contradicting each other; by our rule both can be true: there are" in marked


@pytest.mark.parametrize("family", FAMILIES)
def test_what_all_figures_share_is_said_once_and_every_other_day_in_its_row(reports: Archive, family: str) -> None:
    """Guards against a page that repeats the day of each report, and against one that hides an older count."""
    query = {**LAST, "metric": [family]}
    assert page(query, reports).text.count(REPORT_DAYS.text) == 1
    view = view_of_family(query, reports)
    ledger = [row for group in view.area_ledger.first for row in group.rows]
    others = [row for group in view.other_groups.values() for row in (*group.first, *group.more)]
    claims = {claim["item_id"]: claim for claim in rows(view.claims, ClaimRow)}
    assert ledger or others
    for row in (*ledger, *others):
        claim = claims[row.figure.item_id]
        assert row.reported.startswith(day_and_month(claim["reported_on"]).replace(" ", "\N{NO-BREAK SPACE}"))
        assert claim["publisher"] in f"{row.figure.asserter} {row.reported}"
        assert ("as of" in row.reported) == (claim["as_of"] != claim["reported_on"]), row


def test_figures_withdrawn_together_have_their_reason_once(reports: Archive) -> None:
    """Guards against a list that says the same paragraph for each figure of one report."""
    seen = page({**LAST, "metric": ["killed"]}, reports, "casualties_disagreements")
    assert "All people: two figures, published 9 January, withdrawn by our reading" in seen.text
    assert seen.text.count("by whom is not known here") == 1
    assert "Withdrawn, as we read Reuters, 10 Jan, on 164." in seen.text
    assert {"ap-2022-01-09.killed-164", "ap-2022-01-09.killed-103-almaty"} <= set(seen.items)


def test_a_place_stands_in_the_heading_of_its_figures_alone(reports: Archive) -> None:
    """Guards against “in Almaty” in every row below “Killed, in Almaty”."""
    groups = view_of_family({**LAST, "metric": ["killed"]}, reports).area_ledger.first
    (almaty,) = [group for group in groups if group.label == "Killed, in Almaty"]
    assert not [row.figure.who for row in almaty.rows if "Almaty" in row.figure.who]


def test_a_figure_without_a_place_is_not_said_to_count_the_whole_country(reports: Archive) -> None:
    """Guards against a place that no article states: the list took a figure without one for the country's."""
    view = view_of_family({**LAST, "metric": ["killed"]}, reports)
    groups = view.area_ledger.first
    (mixed,) = [group for group in groups if group.label == "Killed, whole country or place not stated"]
    unplaced = {row.figure.item_id for row in mixed.rows if row.figure.who.endswith(", place not stated")}
    claims = {claim["item_id"]: claim for claim in rows(view.claims, ClaimRow)}
    assert unplaced == {row.figure.item_id for row in mixed.rows if not claims[row.figure.item_id]["place"]}
    assert unplaced


def test_the_key_of_the_list_leaves_out_what_only_the_drawing_has(reports: Archive) -> None:
    """Guards against a key that explains lines which are nowhere on a phone."""
    key = view_of_family({**LAST, "metric": ["killed"]}, reports).count.key
    assert {entry.sign for entry in key if entry.in_drawing_only} == {"open", "tail", "part"}
    seen = section("casualties_count", view := view_of_family(LAST, reports), links_of(view.address))
    assert seen.count('class="cc-drawing-only"') == 3


def test_an_empty_page_says_so_in_a_sentence(reports: Archive) -> None:
    """Guards against headings without anything under them."""
    seen = page(NOTHING, reports)
    assert "No figures" in seen.text
    assert not {"table", "h2", "svg"} & set(seen.tags)


def test_hostile_words_are_text(reports: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards against markup from a record in the page."""
    view = view_of_family({**LAST, "metric": ["killed"]}, reports)
    panels = [CountPanel(HOSTILE, True, [claim_of(0, who=HOSTILE, figure=HOSTILE)])]
    monkeypatch.setattr("data.views.casualties.count_panels", lambda _, all_shown: panels)
    html = section("casualties_count", view, links_of(view.address))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


# ---- The drawing ---------------------------------------------------------------------------------------------------


def day_of(number: int, gap: int = 1) -> str:
    return (dt.date(2022, 1, 6) + dt.timedelta(days=number * gap)).isoformat()


def claim_of(number: int, day: str = "2022-01-06", *, figure: str = "12", who: str = "Police") -> CountClaim:
    mark = Mark("square", "auth", "authorities")
    return CountClaim(f"a.{number}", "All people", day, 12.0, mark, "", figure, who, of_all=True)


WORDS = st.text(st.sampled_from("abcdefgh MW—é漢"), min_size=1, max_size=60)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[CountPanel], list[str]]:
    """Panels of up to 40 figures on up to 12 days, of one year or of 3,000: long names, equal values, words, chains."""
    gap = draw(st.sampled_from([1, 1, 2, 40, 400, 100_000]))
    days = [day_of(number, gap) for number in range(draw(st.integers(1, 12)))]
    total = draw(st.integers(0, MAX_CLAIMS))
    titles = draw(st.lists(st.sampled_from(["All people", "Police", "Some", "Others"]), min_size=1, unique=True))
    claims = [draw(figures(number, total, days, titles)) for number in range(total)]
    panels = [
        CountPanel(title, title == "All people", in_order([c for c in claims if c.panel == title])) for title in titles
    ]
    return [panel for panel in panels if panel.claims], days


@st.composite
def figures(draw: st.DrawFn, number: int, total: int, days: Sequence[str], titles: Sequence[str]) -> CountClaim:
    """One figure."""
    value = draw(st.one_of(st.none(), st.sampled_from([0, 3, 12, 12, 18, 164, 238, 7939, 250_000])))
    state = draw(st.sampled_from([STANDS, STANDS, REPLACED, WITHDRAWN]))
    others = st.lists(st.integers(0, total - 1).map("a.{}".format), max_size=2).map(tuple)
    return CountClaim(
        item_id=f"a.{number}",
        panel=draw(st.sampled_from(list(titles))),
        day=draw(st.sampled_from(list(days))),
        value=value,
        mark=Mark("square", "auth", "authorities", arrow=draw(st.booleans()), word=value is None),
        before=draw(st.sampled_from(["", "at least", "more than"])),
        figure=draw(WORDS) if value is None else f"{value:,}",
        who=draw(WORDS),
        notes=draw(st.lists(WORDS, max_size=2).map(tuple)),
        warning="Withdrawn 10 January" if state == WITHDRAWN else "",
        state=state,
        ended_on=draw(st.sampled_from(["", *days])) if state != STANDS else "",
        replaced_by=draw(others) if state == REPLACED else (),
        disagrees=draw(others),
        part_of=draw(others),
        as_of=draw(st.sampled_from(["", *days])),
        of_all=draw(st.booleans()),
    )


def assert_nothing_is_covered(chart: CountChart) -> None:
    texts = chart.texts
    for box in texts:
        assert min(box.x, box.y) >= 0
        assert box.right <= chart.width
        assert box.bottom <= chart.height
    for one, other in combinations(texts, 2):
        assert not one.meets(other), (one, other)
    for line in chart.lines:
        assert not [box for box in texts if box.meets(line.box)], line
    for panel in chart.panels:
        for claim in panel.numbers:
            assert not [box for box in texts if box.meets(type(box)(claim.x - 5, claim.y - 5, 10, 10))]
        for ring in panel.rings:
            assert not [box for box in texts if box.meets(type(box)(ring.x - 9, ring.y - 9, 18, 18))]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=ledgers(), width=st.integers(960, 1600))
def test_no_label_is_over_another_or_a_line_or_outside(found: tuple[list[CountPanel], list[str]], width: int) -> None:
    """Guards against a drawing in which words cover words, lines or marks, or are cut at an edge."""
    panels, days = found
    gap = gap_sentence([claim for panel in panels for claim in panel.claims])
    chart = count_chart(panels, days, width, gap)
    total = sum(len(panel.claims) for panel in panels)
    if chart is None:
        assert total == 0
        return
    assert_nothing_is_covered(chart)
    assert sum(len(panel.claims) for panel in chart.panels) == total


def test_two_figures_that_disagree_have_no_sign_where_the_panel_has_no_height_for_it() -> None:
    """Guards against a sign above the drawing, on a title, where every figure is zero."""
    mark = Mark("square", "auth", "authorities")
    claims = [
        CountClaim(f"a.{number}", "All people", "2022-01-06", 0, mark, "", "0", "M", disagrees=(f"a.{1 - number}",))
        for number in range(2)
    ]
    chart = count_chart([CountPanel("All people", True, claims)], ["2022-01-06"], 960)
    assert chart is not None
    assert_nothing_is_covered(chart)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("query", [SIXTH, SEVENTH, TENTH, LAST])
def test_the_records_own_drawings_cover_nothing(reports: Archive, query: dict[str, list[str]], family: str) -> None:
    """Guards against real names that the invented ones do not resemble."""
    view = view_of_family({**query, "metric": [family]}, reports)
    for chart in view.count.charts:
        assert_nothing_is_covered(chart)
    assert view.statements.empty or len(view.count.charts) == 2


def test_arrested_and_detained_stay_as_their_source_has_them(reports: Archive) -> None:
    """Guards against an arrest that is drawn as a detention, since both are in one panel."""
    seen = page({**SEVENTH, "metric": ["detained"]}, reports, "casualties_count").text
    assert "State TV · arrested" in seen
    assert "Interior ministry · detained" in seen
    assert "·" not in page({**SEVENTH, "metric": ["killed"]}, reports, "casualties_count").text


def test_lines_are_as_long_as_figures_stood(reports: Archive) -> None:
    """Guards against a replaced figure that is drawn to the edge, and a standing one that ends before it."""
    for chart in view_of_family({**LAST, "metric": ["killed"]}, reports).count.charts:
        for panel in chart.panels:
            for claim in panel.numbers:
                ends = [line.x2 for line in panel.lines if (line.x1, line.y1) == (claim.x, claim.y)]
                stands = claim.claim.state == STANDS
                assert (max(ends) == panel.right) is stands, claim.claim.item_id


def test_higher_numbers_are_higher_and_words_have_no_place_on_the_scale(reports: Archive) -> None:
    """Guards against a scale that does not start at nought, or a word that is drawn as a number."""
    for chart in view_of_family({**LAST, "metric": ["killed"]}, reports).count.charts:
        for panel in chart.panels:
            top = panel.ticks[-2] if panel.ticks else None
            for claim in panel.numbers:
                assert claim.claim.value is not None
                assert top is not None
                share = (panel.bottom - claim.y) / (panel.bottom - panel.top)
                assert share == pytest.approx(claim.claim.value / float(top.words.replace(",", "")))
            assert all(claim.claim.value is None for claim in panel.words)
            assert all(claim.label.box.bottom <= panel.top for claim in panel.words)


@given(st.floats(0, 10**9))
def test_a_scale_ends_at_the_next_step_above_the_highest(highest: float) -> None:
    """Guards against a mark at the very edge, and against an axis full of numbers."""
    scale = scale_of(highest)
    assert scale.top - scale.step <= highest < scale.top
    assert len(scale.ticks) <= MOST_STEPS + 1


def test_the_scales_of_the_records_are_round() -> None:
    """Guards against rules at numbers that nobody counts in."""
    assert [(scale_of(n).top, scale_of(n).step) for n in (238, 26, 7939, 4353)] == [
        (250, 50), (30, 10), (8000, 2000), (5000, 1000),
    ]  # fmt: skip


@given(st.text(max_size=120), st.integers(60, 300), st.integers(1, 4))
def test_a_wrapped_text_is_never_wider_than_its_lines(text: str, width: int, most: int) -> None:
    """Guards against one long word that runs over the edge."""
    lines = wrap(text, NOTE, width, most)
    assert len(lines) <= most
    assert all(text_width(line, NOTE) <= width for line in lines)


@pytest.mark.parametrize("filters", [{"q": ["164"]}, {"article": ["ap-2022-01-09"]}, {"city": ["almaty"]}])
def test_what_filters_hide_is_no_gap_and_what_they_show_not_the_latest(
    reports: Archive, filters: dict[str, list[str]]
) -> None:
    """Guards against “Since 10 January no recorded total stands” on a day of 225, which a search had hidden."""
    day = {"known_on": ["2022-01-15"], "metric": ["killed"]}
    assert view_of_family(day, reports).count.gap
    section = view_of_family({**day, **filters}, reports).count
    assert (section.title, section.gap) == ("How the count changed", "")


@pytest.mark.parametrize(
    ("known_on", "words"),
    [
        ("2022-01-10", "; a later 164 withdrawn, as we read Reuters"),
        ("2022-12-20", "; 164 withdrawn, as we read Reuters"),
    ],
)
def test_the_headline_tells_of_a_withdrawal_from_its_day_on(reports: Archive, known_on: str, words: str) -> None:
    """Guards against the old word as the news of the day on which the count of the day before collapsed."""
    assert words in view_of_family({"known_on": [known_on], "metric": ["killed"]}, reports).title


def test_a_gap_is_named_only_where_no_number_stands() -> None:
    """Guards against “no number stands” while one does."""
    first = claim_of(0, "2022-01-09")
    withdrawn = CountClaim(**{**first.__dict__, "state": WITHDRAWN, "ended_on": "2022-01-10"})
    later = claim_of(1, "2022-01-15")
    assert gap_sentence([withdrawn, later]) == (
        "From 10 January to 15 January no recorded total stands for the whole country."
    )
    assert gap_sentence([withdrawn, later, claim_of(2, "2022-01-09")]) == ""
    assert text_width("12", VALUE) > 0


def test_an_empty_column_says_why_it_is_empty(reports: Archive) -> None:
    """Guards against a day whose report is known, and whose column looks as if nothing had been reported."""
    table = view_of_family({**LAST, "metric": ["killed"]}, reports).matrix
    cells = [row.cells for group in table.groups for row in group.rows]
    for number, why in enumerate(table.why_empty):
        assert bool(why) is not any(of_row[number] for of_row in cells), table.days[number]
    assert dict(zip(table.days, table.why_empty, strict=True))["8 Jan"] == "“Dozens” again"
    withdrawn = dict(zip(table.days, table.why_empty, strict=True))["10 Jan"]
    assert withdrawn == "164 withdrawn, as we read Reuters, 10 Jan; 103 withdrawn, as we read Reuters, 10 Jan, on 164"
    assert withdrawn in page({**LAST, "metric": ["killed"]}, reports, "casualties_matrix").text
    injured = view_of_family({**LAST, "metric": ["injured"]}, reports).matrix
    assert "no such figure in its reports" in injured.why_empty


def test_the_caveats_of_a_figure_stand_in_its_row_and_open(reports: Archive) -> None:
    """Guards against a reason for doubt that only the panel of a figure has."""
    groups = view_of_family({"known_on": ["2022-01-07"], "metric": ["killed"]}, reports).area_ledger.first
    told = {row.figure.item_id: row.notes for group in groups for row in group.rows}
    pieces = [piece for note in told["aljazeera-2022-01-07.killed-dozens"] for piece in note]
    assert ("No source named.", "aljazeera-2022-01-07.killed-dozens") in {
        (piece.text, piece.item_id) for piece in pieces
    }
