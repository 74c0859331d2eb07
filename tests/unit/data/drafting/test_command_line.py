"""`python -m data draft`: what is written, what is told, and what a bad file leaves behind."""

import json
from pathlib import Path

import pytest

from tests.command_line import Finished, run
from tests.conftest import LEAD

TEXT = "Dockers strike in the port\n\nPolice said 12 dockers were arrested on Thursday.\n\n“We go,” Ana Lima said.\n"
PAGE = """<html><head><title>Ten held in Northport</title><meta property="og:site_name" content="The Ledger">
<meta property="article:published_time" content="2022-01-07T10:00:00Z"><script>alert("x")</script></head>
<body><nav>Menu</nav><article><h1>Ten held in Northport</h1>
<p>Police said 10 people were arrested in Northport on Friday after a rally there, and that more may follow.</p>
<p>“We will stay,” Ana Lima told the Ledger on Friday evening in the square, where many had come.</p></article>
<script>alert("y")</script></body></html>"""
BY_DAY = ("--published-on", "2022-01-07")


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def draft(*arguments: object, out: Path) -> Finished:
    return run("draft", *arguments, "--out", out)


def test_a_draft_is_written_with_its_text_beside_it(tmp_path: Path) -> None:
    """Guards against a draft that cannot be reviewed, because its text is another one."""
    file = write(tmp_path, "ledger-2022-01-07.txt", TEXT)
    finished = draft(file, *BY_DAY, "--publisher", "The Ledger", out=tmp_path / "drafts")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "1 quotation, 1 figure, " in finished.stdout
    record = json.loads((tmp_path / "drafts" / "ledger-2022-01-07.json").read_text("utf-8"))
    assert record["article"]["publisher"] == "The Ledger"
    assert record["claims"][0]["drafted"]["why"]
    assert (tmp_path / "drafts" / "ledger-2022-01-07.txt").read_text("utf-8") == TEXT
    assert sorted(path.name for path in (tmp_path / "drafts").iterdir()) == [
        "ledger-2022-01-07.json", "ledger-2022-01-07.txt",
    ]  # fmt: skip


def test_a_saved_page_says_itself_what_it_is(tmp_path: Path) -> None:
    """Guards against navigation and scripts in a text, and against asking for what the page has."""
    finished = draft(write(tmp_path, "Ten held.html", PAGE), out=tmp_path / "drafts")
    assert finished.returncode == 0, finished.stderr
    article = json.loads((tmp_path / "drafts" / "ten-held.json").read_text("utf-8"))["article"]
    assert (article["publisher"], article["headline"]) == ("The Ledger", "Ten held in Northport")
    assert (article["date_published"], article["date_published_basis"]) == ("2022-01-07", "As the saved page says.")
    text = (tmp_path / "drafts" / "ten-held.txt").read_text("utf-8")
    assert "We will stay" in text
    assert not {"alert", "Menu"} & set(text.replace("(", " ").split())


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    """Guards against a night's work lost to one file."""
    files = [
        write(tmp_path, "a.txt", TEXT),
        write(tmp_path, "b.txt", b"caf\xe9 au lait here"),
        write(tmp_path, "c.txt", TEXT),
    ]
    finished = draft(*files, *BY_DAY, out=tmp_path / "drafts")
    assert finished.returncode == 1
    assert finished.stderr == f"{files[1]}: is not UTF-8, at byte 3; save it in that encoding\n"
    assert finished.stdout.endswith(f"2 drafts written to {tmp_path / 'drafts'}, 1 failed\n")
    assert {path.name for path in (tmp_path / "drafts").glob("*.json")} == {"a.json", "c.json"}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "", "the text is empty"),
        ("a.txt", "Word", "only 1 word"),
        ("a.txt", b"x" * 5_242_880, "it has more than 5,000,000 bytes"),
        ("a.txt", "word " * 200_000, "a draft is made of at most"),
        ("a.txt", bytes(range(256)), "is not UTF-8"),
        ("a.txt", b"\0\1\2\3" * 20, "this is no text"),
        ("a.txt", TEXT.encode("utf-16"), "is in UTF-16"),
        ("a.txt", b"%PDF-1.7", "is a PDF"),
        ("a.pdf", b"%PDF-1.7", "is neither .txt nor .html"),
        ("a.html", "<html><body><script>alert(1)</script></body></html>", "has no article"),
        ("a.html", "", "has no article"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 and value.isprintable() else "content",
)
def test_a_file_that_holds_no_article_is_told_with_what_is_wrong(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    """Guards against a traceback, and against a draft of nothing."""
    file = write(tmp_path, name, content)
    finished = draft(file, *BY_DAY, out=tmp_path / "drafts")
    assert finished.returncode == 1
    assert finished.stderr.startswith(f"{file}: ")
    assert message in finished.stderr
    assert list((tmp_path / "drafts").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "its day of publication is not known; give --published-on"),
        (("--published-on", "last Friday"), "“last Friday” is no day; write it as 2022-01-07"),
        (("--published-on", "2022-13-01"), "is no day"),
        (("--published-on", "9999-01-01"), "is still to come"),
        ((*BY_DAY, "--article-id", "../outside"), "“../outside” is no id of an article"),
        ((*BY_DAY, "--article-id", LEAD), "is the id of another article already"),
        (("--table", "nowhere.csv"), "nowhere.csv cannot be read"),
    ],
)
def test_what_is_said_wrongly_of_an_article_is_told(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    """Guards against a guessed day, a file outside the folder, and an id that two articles have."""
    finished = draft(write(tmp_path, "a.txt", TEXT), *arguments, out=tmp_path / "drafts")
    assert finished.returncode == 1
    assert message in finished.stderr
    assert not list(tmp_path.rglob("*.json"))


def test_a_draft_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """Guards against hours of review lost to a second run."""
    file = write(tmp_path, "a.txt", TEXT)
    reviewed = tmp_path / "drafts" / "a.json"
    assert draft(file, *BY_DAY, out=tmp_path / "drafts").returncode == 0
    reviewed.write_text("reviewed", "utf-8")
    finished = draft(file, *BY_DAY, out=tmp_path / "drafts")
    assert finished.returncode == 1
    assert "is there already and was not written over" in finished.stderr
    assert reviewed.read_text("utf-8") == "reviewed"


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_drafted(tmp_path: Path) -> None:
    """Guards against drafts that are made and then lost."""
    blocked = write(tmp_path, "file", "x")
    finished = draft(write(tmp_path, "a.txt", TEXT), *BY_DAY, out=blocked / "drafts")
    assert finished.returncode == 1
    assert "cannot be written" in finished.stderr


def test_a_table_gives_each_article_its_day(tmp_path: Path) -> None:
    """Guards against the weekdays of all articles read from one day."""
    files = [write(tmp_path, f"{name}.txt", TEXT) for name in "ab"]
    table = write(tmp_path, "days.csv", "article_id,date_published\na,2022-01-07\nb,2022-01-15\n")
    assert draft(*files, "--table", table, out=tmp_path / "drafts").returncode == 0
    days = [json.loads((tmp_path / "drafts" / f"{name}.json").read_text())["claims"][0]["as_of"] for name in "ab"]
    assert days == ["2022-01-06", "2022-01-13"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,day\na,2022-01-07\n", "needs the columns"),
        ("article_id,date_published\na,Friday\n", "line 2: “Friday” is no day"),
    ],
)
def test_a_table_that_is_wrong_is_told_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    """Guards against days that are left out in silence."""
    table = write(tmp_path, "days.csv", content)
    finished = draft(write(tmp_path, "a.txt", TEXT), "--table", table, out=tmp_path / "drafts")
    assert finished.returncode == 1
    assert message in finished.stderr
