"""What a draft is made of: an article's text and what is known of the article, checked before anything is drafted."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from data.drafting.actor_kinds import looks_like_a_person
from data.drafting.bylines import dated_line, is_byline, named_in_byline
from data.drafting.date_words import find_dates
from data.drafting.word_sets import PARTICLES
from data.records.anchors import ArticleText, article_text
from data.records.model import LONGEST_ID, is_id
from data.text import shorten
from data.wording.phrases import count_noun

MOST_CHARACTERS = 100_000
"""Characters of a text: some 16,000 words, as the longest articles have."""
FEWEST_WORDS = 3
LONGEST_HEADLINE = 24
"""Words of a first line that is proposed as the headline."""

_TOP = 8
"""Lines in which the day of publication is looked for."""
_LONGEST_DAY_LINE = 80
_DAY_LINE = re.compile(
    r"(?:(?:[Ff]irst )?(?:[Pp]ublished|[Pp]osted|[Dd]ate|[Ii]ssued)(?: on|:)?:? )?"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,? )?(?P<day>.*?\b[0-9]{4}(?:-[0-9-]+)?)"
    r"(?:(?:,| at| -| –| \||T)? ?[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4}|Z)?)?\.?"
)


class DraftError(ValueError):
    """No draft can be made of a text, or something cannot be done with a draft; the message is for whoever asked."""


@dataclass(frozen=True)
class ArticleDetails:
    """What is known of an article beside its text. `published_on` is the day that its days are read from.

    `article_id` becomes the id of the article in the record. What is empty is not known, and left out of the record.
    """

    article_id: str
    published_on: dt.date
    publisher: str = ""
    headline: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    language: str = "en"
    date_basis: str = ""


def checked_text(text: str) -> tuple[ArticleText, list[str]]:
    """Return the paragraphs of a text, and what a person should know of it.

    Raises DraftError if it is empty, too short, too long, or no text.
    """
    if len(text) > MOST_CHARACTERS:
        raise DraftError(
            f"the text has {len(text):,} characters; a draft is made of at most {MOST_CHARACTERS:,}. Give one article"
        )
    if text.startswith("%PDF-"):
        raise DraftError("this is a PDF, no text; save its words as a text file in UTF-8")
    try:
        found = article_text(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise DraftError(f"character {error.start} of the text is half of a pair and stands for nothing") from error
    unseen = sum(unicodedata.category(char) in ("Cc", "Cf") for char in text if char not in "\n\r\t")
    if "\0" in text and unseen > len(text) / 10:
        raise DraftError("this is no text: a tenth of its characters and more are control characters")
    words = sum(len(re.findall(r"\w+", paragraph)) for paragraph in found.paragraphs)
    if not words:
        raise DraftError("the text is empty: there is nothing to draft from")
    if words < FEWEST_WORDS:
        raise DraftError(f"the text has only {count_noun(words, 'word')}: give the whole article")
    return found, [_unseen_notice(unseen)] if unseen else []


def _unseen_notice(number: int) -> str:
    return (
        f"The text has {count_noun(number, 'character')} that nobody sees, such as zero-width characters or marks of "
        "direction. They are kept: anchors count them."
    )


def check_details(article: ArticleDetails, *, today: dt.date, known: frozenset[str]) -> None:
    """Raise DraftError if an article's id is none or taken, or its day is still to come. `known` are ids in use."""
    article_id = article.article_id
    if not is_id(article_id):
        raise DraftError(
            f"“{shorten(article_id)}” is no id of an article; write small letters, digits and single hyphens, at most "
            f"{LONGEST_ID}, such as “reuters-2022-01-08”"
        )
    if article_id in known:
        raise DraftError(f"“{article_id}” is the id of another article already; give this one an id of its own")
    if article.published_on > today + dt.timedelta(days=1):  # it may be tomorrow where it was published
        raise DraftError(f"{article.published_on} is still to come; give the day on which the article was published")


def article_fields(article: ArticleDetails, text: ArticleText) -> tuple[dict[str, object], list[str]]:
    """Return the fields of the record's article, and notices on what is still to be written there."""
    notices = []
    headline = article.headline.strip()
    if not headline and (first := proposed_headline(text)):
        headline = first
        notices.append("The first line is taken for the headline: check it.")
    authors = tuple(name for each in article.authors for name in re.split(r"\s*;\s*", each.strip()) if name)
    if not authors and (authors := proposed_authors(text)):
        notices.append("The authors are read from the by-line: check them.")
    fields: dict[str, object] = {
        "id": article.article_id,
        "headline": headline,
        "publisher": article.publisher.strip(),
        "authors": list(authors),
        "date_published": article.published_on.isoformat(),
        "date_published_basis": article.date_basis.strip() or "Given when the draft was made.",
        "url": article.url.strip(),
        "language": article.language,
        "text_sha256": text.sha256,
        "paragraph_count": len(text.paragraphs),
    }
    if fields["url"] and not re.fullmatch(r"https?://\S+", str(fields["url"])):
        notices.append(f"“{shorten(article.url)}” was left out: a web address begins with https://, or http://.")
        fields["url"] = ""
    names = {"headline": "headline", "publisher": "publisher", "url": "web address"}
    if missing := [words for name, words in names.items() if not fields[name]]:
        notices.append(f"Not known, and to be written before the record can be published: {', '.join(missing)}.")
    return {name: value for name, value in fields.items() if value not in ("", [])}, notices


def proposed_day(text: ArticleText) -> tuple[dt.date, str] | None:
    """Return the day that a line of its own near the top names with its year, and that line; None if none does.

    “14 May 2024”, “Published Tuesday, May 14, 2024, 10:05”, “By Ana Costa, 14 May 2024”. Two lines that differ
    (“Updated …”) name none.
    """
    found: list[tuple[dt.date, str]] = []
    for number, line in enumerate(text.paragraphs[:_TOP]):
        match = _DAY_LINE.fullmatch(line.strip()) if len(line) <= _LONGEST_DAY_LINE else None
        dates = find_dates(match["day"], dt.date.max, lambda start, end: False) if match else []
        if match and len(dates) == 1 and (dates[0].start, dates[0].end) == (0, len(match["day"])):
            day = dates[0].span.start
            found += [(day, line.strip())] if day and day == dates[0].span.end else []
        elif len(line) <= _LONGEST_DAY_LINE and (day := dated_line(line.strip(), is_first=number == 0)):
            found.append((day, line.strip()))
    return found[0] if len({day for day, _ in found}) == 1 else None


def proposed_authors(text: ArticleText) -> tuple[str, ...]:
    """Return whom a line near the top names as authors, “By Ana Costa and Rui Lima, The Harbour Post”; none if none."""
    for line in text.paragraphs[:_TOP]:
        named = named_in_byline(line)
        names = tuple(
            takewhile(_is_author, (named if any(map(str.islower, "".join(named))) else map(str.title, named)))
        )
        if names:
            return names
    return ()


def _is_author(name: str) -> bool:
    words = name.split()
    are_names = all(word[0].isupper() or word in PARTICLES for word in words)
    return are_names and looks_like_a_person(name) and words[0].lower() not in ("the", "our", "staff", "a")


def without_record(text: ArticleText, headline: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs that tell nothing of the story, and why: the headline, and lines of who wrote and when."""
    for number, line in enumerate(text.paragraphs):
        if number < _TOP and headline and line.strip() == headline:
            yield number, "Headline."
        elif is_byline(line):
            yield number, "By-line."


def proposed_headline(text: ArticleText) -> str:
    """Return the first line, if it is as short as a headline and ends as no sentence does; else nothing."""
    if not text.paragraphs:
        return ""
    line = text.paragraphs[0].strip()
    short = 2 < len(line.split()) <= LONGEST_HEADLINE
    return line if short and len(text.paragraphs) > 1 and line[-1] not in ".:;," else ""
