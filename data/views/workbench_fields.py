"""Which fields of an item its form shows at once, in which order: what readers see on the pages, and what is required.

All others stand under “More fields”, the ids and the raw anchors last.
"""

from collections.abc import Mapping

SHOWN: Mapping[str, tuple[str, ...]] = {
    "article": ("id", "headline", "publisher", "authors", "date_published", "date_published_basis", "url", "language"),
    "events": (
        "title", "summary", "kind", "phase", "start", "end", "time_precision", "date_basis", "places", "geo_precision",
        "actors", "attributed_to", "topics",
    ),
    "claims": (
        "metric", "value_text", "value", "qualifier", "population", "population_group", "asserted_by", "as_of", "place",
        "event", "part_of", "contradicts", "topics",
    ),
    "quotes": (
        "quote_type", "contents", "paraphrase", "speaker", "cue", "context", "spoken_on", "spoken_precision", "stances",
        "topics",
    ),
    "facts": ("kind", "text", "attributed_to", "places", "actors", "topics"),
    "caveats": ("kind", "text", "concerns", "topics"),
    "actors": ("name", "kind", "speaker_group", "role", "affiliation", "side"),
    "places": ("name", "kind", "within", "lat", "lon", "coordinates_source"),
    "topics": ("label",),
}  # fmt: skip
"""List of a record to the fields that its forms show at once, in order."""

LAST = ("same_as", "id", "anchors")
"""Fields for programs, or that the text shows: the last of those under “More fields”."""

BOUNDS = ("low", "high")
"""The bounds of a figure: its qualifier sets them, but for “about”, where the words may name them."""


_LABELS: Mapping[str, str] = {
    "actors.actor": "who", "actors.role": "its part in it", "date_basis.kind": "is the day printed?",
    "date_basis.how": "in which words", "stances.item": "event or figure", "stances.stance": "what the words do",
}  # fmt: skip
"""Field inside of a field to its label in a form, where its name is a word of programs."""


_HELP: Mapping[str, str] = {
    "quotes.context": (
        "What the words are about, in your own words. It may stay empty: it then says who is quoted in which paragraph."
    ),
    "claims.part_of": (
        "The figure that this one is a part of. Choosing it is enough: a new figure has metric, source, day and place "
        "of that one where it says none itself; and where both would count the same people, it becomes “Some of the "
        "people”, counted in the words that follow its number."
    ),
    "article.language": "Two small letters: en, es, pt-BR, …",
    "topics": (
        "Choose, or write a new one and press Enter: its label, such as “Strikes”. Its id follows from it. Topics "
        "belong to the report; those of published reports are offered, so that reports share them."
    ),
}
"""Field to what its form says of it, where the model says nothing."""


FILLED_IN = ("quotes.context",)
"""Fields that the record has to have, and that are filled in where they are left empty."""


def help_for(part: str, name: str) -> str:
    """Return what the form of an item says of a field; empty if it says nothing."""
    return _HELP.get(f"{part}.{name}", _HELP.get(name, ""))


def inner_label(outer: str, name: str) -> str:
    """Return the label of a field inside of another one: of “actors.role” what is asked, not the word of programs."""
    return _LABELS.get(f"{outer}.{name}", name.replace("_", " "))


def is_shown(part: str, name: str, item: Mapping[str, object]) -> bool:
    """Return whether the form of an item shows a field at once; `name` may be of a field inside (“date_basis.kind”)."""
    field = name.partition(".")[0]
    return field in SHOWN[part] or (part == "claims" and field in BOUNDS and item.get("qualifier") == "about")


def place_in_form(part: str, name: str) -> tuple[int, int]:
    """Return what fields are sorted by: the ones shown in their order, then the others, last the ones for programs."""
    field = name.partition(".")[0]
    if field in BOUNDS and part == "claims":
        return (0, SHOWN[part].index("value"))
    if field in SHOWN[part]:
        return (0, SHOWN[part].index(field))
    return (2, LAST.index(field)) if field in LAST else (1, 0)
