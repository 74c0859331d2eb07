"""From an item to its place in the article: text fragments that a browser understands, and references to paste."""

from urllib.parse import unquote, urlsplit

import pytest

from data import queries
from data.records.text_fragment import MOST_WORDS
from data.tables.archive import Archive
from data.wording.citation import figure_reference, quotation_reference, reference, source_link
from data.wording.languages import language_words

URL = "https://ledger.example/dockers"


def directive(link: str) -> str:
    """What stands behind `:~:text=` in a link."""
    _, mark, found = link.partition(":~:text=")
    assert mark
    return found


def parse_query(link: str) -> dict[str, str]:
    """A text directive's parts as a browser takes them apart: commas part them, dashes mark prefix and suffix."""
    tokens = directive(link).split(",")
    parts: dict[str, str] = {}
    if tokens[0].endswith("-"):
        parts["prefix"] = unquote(tokens.pop(0)[:-1])
    if tokens[-1].startswith("-"):
        parts["suffix"] = unquote(tokens.pop()[1:])
    parts |= dict(zip(("start", "end"), (unquote(token) for token in tokens), strict=False))
    assert len(tokens) in (1, 2)
    return parts


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("police", "police"),
        ("two words", "two%20words"),
        ("non-resident", "non%2Dresident"),
        ("3,800 arrests", "3%2C800%20arrests"),
        ("Ledger & Sons", "Ledger%20%26%20Sons"),
        ("“armed”", "%E2%80%9Carmed%E2%80%9D"),
        ("it’s", "it%E2%80%99s"),
        ("aggressive … talk", "aggressive%20%E2%80%A6%20talk"),
        ("a–b — c", "a%E2%80%93b%20%E2%80%94%20c"),
        ("50% of #1?", "50%25%20of%20%231%3F"),
        ("a+b=c", "a%2Bb%3Dc"),
        ("either/or", "either%2For"),
        ("Zoë", "Zo%C3%AB"),
        (" padded ", "padded"),
    ],
)
def test_words_are_encoded_so_that_none_of_their_signs_is_taken_for_syntax(words: str, fragment: str) -> None:
    """Guards against a comma, dash or ampersand in the words cutting the fragment short."""
    link = source_link(URL, exact=words)
    assert link == f"{URL}#:~:text={fragment}"
    assert parse_query(link) == {"start": words.strip()}


@pytest.mark.parametrize("count", [1, 7, MOST_WORDS])
def test_a_short_passage_is_given_whole(count: int) -> None:
    """Guards against a short passage being matched by a part of it, somewhere else on the page."""
    words = " ".join(f"w{n}" for n in range(count))
    assert parse_query(source_link(URL, exact=words)) == {"start": words}


@pytest.mark.parametrize("count", [MOST_WORDS + 1, 60])
def test_a_long_passage_is_given_by_its_first_and_last_words(count: int) -> None:
    """Guards against addresses too long to share, and against a line break in the page losing the place."""
    words = [f"w{n}" for n in range(count)]
    expected = {"start": " ".join(words[:4]), "end": " ".join(words[-4:])}
    assert parse_query(source_link(URL, exact=" ".join(words))) == expected


@pytest.mark.parametrize(
    ("prefix", "suffix", "expected"),
    [
        ("agency ", None, {"prefix": "agency", "start": "Reuters"}),
        (None, ". He", {"start": "Reuters", "suffix": ". He"}),
        ("non-", ", who", {"prefix": "non-", "start": "Reuters", "suffix": ", who"}),
        ("", "", {"start": "Reuters"}),
        ("  ", None, {"start": "Reuters"}),
    ],
)
def test_what_stands_before_and_after_tells_one_place_from_another(
    prefix: str | None, suffix: str | None, expected: dict[str, str]
) -> None:
    """Guards against a link that opens the first “Reuters” of the page, and against an empty prefix."""
    assert parse_query(source_link(URL, exact="Reuters", prefix=prefix, suffix=suffix)) == expected


def test_the_prefix_is_marked_by_a_dash_of_its_own() -> None:
    """Guards the reader above: the very link, as a browser gets it."""
    link = source_link(URL, exact="said no", prefix="Ana Lima ", suffix=" twice")
    assert link == "https://ledger.example/dockers#:~:text=Ana%20Lima-,said%20no,-twice"


def test_an_address_with_a_fragment_of_its_own_keeps_it() -> None:
    """Guards against a second # in the address, which would make the text a part of the first fragment."""
    assert source_link(f"{URL}#part-2", exact="words") == f"{URL}#part-2:~:text=words"


def test_every_link_of_the_archive_leads_to_its_anchor(archive: Archive) -> None:
    """Guards against an item whose link opens the article somewhere else."""
    first = queries.rows(queries.first_anchors(archive))
    assert len(first) > 50
    for row in first:
        link = source_link(row["url"], **{name: row[name] for name in ("exact", "prefix", "suffix")})
        assert "-" not in urlsplit(link).fragment.removeprefix(":~:text=").replace("-,", "").replace(",-", "")
        parts = parse_query(link)
        assert row["exact"].startswith(parts["start"])
        assert row["exact"].endswith(parts.get("end", parts["start"]))
        assert parts.get("prefix", "") == (row["prefix"] or "").strip()


ARTICLE = {
    "headline": "Dockers stop work",
    "publisher": "The Northport Ledger",
    "republished_by": None,
    "authors": None,
    "date_published": "2023-03-01",
    "url": URL,
    "language": "en",
}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, f"“Dockers stop work”, The Northport Ledger, 1 March 2023, {URL}."),
        (
            {"authors": "Ines Roth; Ali Ode"},
            f"Ines Roth; Ali Ode, “Dockers stop work”, The Northport Ledger, 1 March 2023, {URL}.",
        ),
        (
            {"republished_by": "The Archive"},
            f"“Dockers stop work”, The Northport Ledger, 1 March 2023, republished by The Archive, {URL}.",
        ),
    ],
)
def test_a_reference_names_what_is_known_and_nothing_else(more: dict[str, str], expected: str) -> None:
    """Guards against “None” or an invented author in a citation, and against hiding who republished."""
    assert reference(ARTICLE | more) == expected


QUOTED = {"contents": "We stay,\nWe wait.", "paraphrase": None, "speaker_name": "Ana Lima", "cue": "told the Ledger"}


def test_the_pieces_of_a_quotation_stay_apart_in_its_reference() -> None:
    """Guards against two pieces being glued together as if they had been said in one breath."""
    said = f"“We stay,” […] “We wait.” — Ana Lima, told the Ledger ({language_words('en')}). "
    expected = f"{said}{reference(ARTICLE)}"
    assert quotation_reference(QUOTED, ARTICLE) == expected


def test_a_figure_is_cited_with_who_asserts_it_and_both_its_dates(archive: Archive) -> None:
    """Guards against a number pasted without its source: it would be printed as a fact."""
    (article,) = queries.rows(queries.articles(archive))
    cited = {}
    for claim in ("killed-armed-criminals", "arrests-3800"):
        found = queries.item(archive, f"aljazeera-2022-01-07.{claim}")
        assert found is not None
        cited[claim] = figure_reference(found[1], article)
    assert cited["killed-armed-criminals"].startswith(
        "Killed (our reading of “liquidated”): “26” “armed criminals” — Interior ministry, as of 6 January 2022 (the "
        "article: “appeared”), reported 7 January 2022. “Kazakh"
    )
    assert cited["arrests-3800"].startswith("Arrested: “more than 3,800” — State TV, as of what day is not stated")


def test_reported_speech_is_never_put_in_quotation_marks() -> None:
    """Guards against our words being pasted as somebody's quotation."""
    row = QUOTED | {"contents": None, "paraphrase": "They will wait."}
    pasted = quotation_reference(row, ARTICLE)
    assert pasted.startswith("They will wait. (reported speech, in the words of this record) — Ana Lima")
    assert "“They" not in pasted


def test_a_quotation_of_the_lead_record_is_ready_to_paste(archive: Archive) -> None:
    """Guards against a column that the reference needs being renamed or left out of the tables."""
    (article,) = queries.rows(queries.articles(archive))
    found = queries.item(archive, "aljazeera-2022-01-07.suchkov-mixed-bag")
    assert found is not None
    pasted = quotation_reference(found[1], article)
    assert pasted.startswith(f"“mixed bag” — Maxim Suchkov, said ({language_words('en')}). “Kazakh president")
    assert "Al Jazeera, 7 January 2022, republished by Lemkin Institute for Genocide Prevention, https://" in pasted
    assert pasted.endswith(".")
