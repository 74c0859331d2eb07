"""For whom a spokesman speaks, as the words around him say: “the ministry’s spokesman, Ana Lima”."""

import re
from dataclasses import dataclass

_ROLE = r"(?P<role>[Ss]pokes(?:man|woman|person)|[Pp]ress secretary)"
_NAME = r"(?P<name>[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3})"
_BODY = r"(?P<body>[^\s,;:.\"“”'][^,;:.\"“”']{1,60}?)"
_ARTICLE = r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) )?"
_WAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ARTICLE}{_BODY}(?:'s|(?<=s)') (?:[a-z]+ )?{_ROLE}(?:,? {_NAME}(?=[ ,.;]|$))?",
        rf"{_NAME}, {_ARTICLE}(?:[a-z]+ )?{_ROLE} (?:of|for|at) {_ARTICLE}{_BODY}(?=[,.;]|$)",
    )
)
_FOR = re.compile(rf"{_ARTICLE}(?:[a-z]+ )?{_ROLE} (?:of|for|at) {_ARTICLE}{_BODY}$")
_NAME_BEHIND = re.compile(rf", {_NAME},")


@dataclass(frozen=True)
class Spokesman:
    """Somebody who speaks for a body: role and body in the article's words; `name` is empty if it is not given."""

    role: str
    body: str
    name: str = ""


def spokesman_in(words: str, behind: str) -> Spokesman | None:
    """Return whom the words for an actor, and what follows them in the text, tell to speak for a body; else None."""
    own, following = (text.replace("’", "'") for text in (words, behind))
    for way in _WAYS:
        match = way.match(f"{own}{following}")
        is_of_words = match and len(own) > min(
            match.start("role"), match.end("name") - 1 if match["name"] else len(own)
        )
        if match and is_of_words:
            return Spokesman(match["role"].lower(), match["body"], _whole(match["name"] or ""))
    if match := _FOR.match(own):
        name = _NAME_BEHIND.match(following)
        return Spokesman(match["role"].lower(), match["body"], _whole(name["name"]) if name else "")
    return None


def _whole(name: str) -> str:
    """A name without the full stop that ends its sentence; that of an abbreviation stays: “Ana Lima Jr.”"""
    return name if name.endswith((" Jr.", " Sr.")) or re.search(r" [A-Z]\.$", name) else name.rstrip(".")
