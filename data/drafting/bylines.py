"""Lines that are none of an article's sentences: who wrote it, when it came out, and the dateline before its lead."""

import datetime as dt
import re

from data.drafting.date_words import find_dates
from data.drafting.days import MONTHS, WEEKDAYS
from data.drafting.tokens import Token, tokens_of
from data.drafting.word_sets import PARTICLES, word_set
from data.geo.countries import country_code

_LONGEST = 120
"""Characters of a byline."""
_LONGEST_CREDIT = 400
_LONGEST_PLACE = 60
_MOST_WORDS = 8
"""Words of a line such as “The Harbour Post, 14 March 2024” before its day."""
_CREDIT = re.compile(
    r"\W*(?:(?:[Aa]dditional|[Ff]urther|[Ww]ith) )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslation|"
    r"[Pp]hotograph(?:s|y)|[Pp]hotos?|"
    r"[Ii]llustrations?|[Gg]raphics?|[Rr]eported|[Ww]ritten|[Ee]dited|[Tt]ranslated|[Cc]ompiled) by [A-Z“\"]"
)
_CONTRIBUTED = re.compile(
    r".{0,200}\bcontributed (?:(?:to )?(?:this|the) (?:report|story|article)|(?:to )?reporting)\b"
)
_BETWEEN = PARTICLES | word_set(
    "and in for at with of the our from staff reporter reporters correspondent correspondents writer writers editor "
    "editors news agency agencies special chief senior foreign political diplomatic"
)
"""Small words that a byline may have beside names."""
_MONTHS_ALONE = word_set("january february march may july september october november december")
"""Months that are nobody's first name: “By March” begins no byline, “By Maria” and “By June” do."""
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_DASHES = re.compile(r"(?P<dash>\s?(?:—|–|―|--)\s?|\s-\s)(?=[^\W\d_a-z]|\d|[“\"‘'«„])")
_SOURCE = re.compile(r"\([A-Z][\w /.-]{1,30}\)")
_MONTH = "|".join(MONTHS)
_DATED = re.compile(rf"(?:\b(?:{_MONTH})[a-z]*\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{_MONTH})[a-z]*\b)", re.IGNORECASE)
_TIME = re.compile(
    r"(?:(?:,| at| -| –| \||T)? ?[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4}|Z)?)?\.?$"
)
_WHEN = re.compile(r"\W*(?:(?:[Ff]irst )?[Pp]ublished|[Pp]osted|[Ll]ast [Uu]pdated|[Uu]pdated|[Ii]ssued)(?: on| at)?:?")
_ASIDE = re.compile(r"\s(?:in|for|at|of|from|with|[|–—-])\s")
"""What stands behind the names of a byline."""
_JOINED = re.compile(r"\s*(?:[,;&/]|\band\b)\s*")
_PARTS = re.compile(r"[\s,|·•–—-]*$")


def dateline_end(paragraph: str) -> int:
    """Return where a paragraph's first sentence begins behind its dateline, “LISBON, March 14 —”; 0 if it has none.

    A dateline is where the report was written, in capitals, with a day, an agency or a country, before a dash.
    """
    match = _DASHES.search(paragraph, 0, _LONGEST_PLACE + 20)
    if match is None or match.start() > _LONGEST_PLACE:
        return 0
    place = paragraph[: match.start()].strip()
    plain = _SOURCE.sub("", place)
    words = _WORD.findall(plain)
    if not words or re.search(r"[“”\"«»:;!?]", plain) or not _are_names(words):
        return 0
    first = words[0]
    is_marked = (
        (len(first) > 2 and first.isupper()) or _DATED.search(plain) or plain != place or _names_country(plain, words)
    )
    return match.end() if is_marked else 0


def story_tokens(paragraph: str) -> list[Token]:
    """Return the tokens of a paragraph without those of its dateline, which is no part of its first sentence."""
    behind = dateline_end(paragraph)
    return [token for token in tokens_of(paragraph) if token.start >= behind]


def _names_country(place: str, words: list[str]) -> bool:
    """Whether a place ends with its country: “Porto, Portugal”."""
    before, comma, last = place.rpartition(",")
    return bool(comma and before) and len(words) < _MOST_WORDS and country_code([last.strip()]) is not None


def _are_names(words: list[str]) -> bool:
    return all(word[0].isupper() or word in PARTICLES for word in words)


def is_byline(paragraph: str) -> bool:
    """Return whether a paragraph only names who wrote, edited or pictured the article, or tells when it came out."""
    line = paragraph.strip()
    if len(line) <= _LONGEST_CREDIT and (_CREDIT.match(line) or _CONTRIBUTED.match(line)):
        return True
    return len(line) <= _LONGEST and (_is_by(line) or dated_line(line, is_first=False) is not None)


def _is_by(line: str) -> bool:
    """Whether a line is “By Ana Costa and Rui Lima, The Harbour Post”; “By Friday 12 Were Dead” is none."""
    words = _WORD.findall(line)
    if len(words) < 2 or words[0] not in ("By", "BY") or line[-1] in "?!:" or (line[-1] == "." and len(words) > 4):
        return False
    first = words[1].lower()
    if first in WEEKDAYS or first in _MONTHS_ALONE or not (words[1][0].isupper() or words[1] in _BETWEEN):
        return False
    day = _day_at_end(line)
    names = _WORD.findall(line[: day[0]] if day else line)[1:]
    has_number = re.search(r"\d", line[: day[0]] if day else line)
    return not has_number and all(word[0].isupper() or word in _BETWEEN for word in names)


def named_in_byline(paragraph: str) -> tuple[str, ...]:
    """Return the parts of a line such as “By Ana Costa and Rui Lima in Porto” that may be names; none if it is none."""
    line = paragraph.strip()
    if len(line) > _LONGEST or not _is_by(line):
        return ()
    day = _day_at_end(line)
    rest = _ASIDE.split(_PARTS.sub("", line[: day[0]] if day else line)[len("By ") :])[0]
    return tuple(part.strip(" .") for part in _JOINED.split(rest) if part.strip(" ."))


def dated_line(line: str, *, is_first: bool) -> dt.date | None:
    """Return the day, with its year, that a line has beside a name: “By Ana Costa, 14 March 2024”; None if none.

    `is_first` tells that it is the article's first line, which may be its heading: it must then begin with “By”.
    """
    found = _day_at_end(line)
    if found is None:
        return None
    before, day = _PARTS.sub("", line[: found[0]]), found[1]
    if not before or _WHEN.fullmatch(before):
        return day
    words = _WORD.findall(before)
    if not words or re.search(r"\d", before):
        return None
    if words[0] in ("By", "BY"):
        return day if _is_by(before) else None
    is_name = len(words) <= _MOST_WORDS and all(
        word[0].isupper() or word in PARTICLES or word in ("and", "the", "of") for word in words
    )
    return day if is_name and not is_first else None


_FAR_AHEAD = dt.date(9000, 1, 1)
"""A day behind every printed one, with room behind it for “this week”."""


def _day_at_end(line: str) -> tuple[int, dt.date] | None:
    """Where the one day with its year begins that a line ends with, and that day."""
    if not re.search(r"\d{4}", line):
        return None
    dates = find_dates(line, _FAR_AHEAD, lambda start, end: False)
    if len(dates) != 1 or not _TIME.match(line, dates[0].end):
        return None
    day = dates[0].span.start
    has_year = re.search(r"\d{4}", line[dates[0].start : dates[0].end])
    return (dates[0].start, day) if has_year and day and day == dates[0].span.end else None
