"""A record whose every text is HTML, Markdown and whatever else might be run: it must show as text everywhere."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

HOSTILE = (
    "{n}<b>bold</b><img src=x onerror=alert(1)> **strong** _em_ [link](javascript:alert(1)) :red[red] $x^2$ `code`"
)
"""HTML, Markdown, Streamlit's directives and mathematics, with a number that tells the fields apart."""


def hostile(record: Json, markup: str = HOSTILE) -> tuple[Json, list[str]]:
    """The record with markup in every field of free text, and all the texts that it now holds."""
    texts: list[str] = []

    def spoil(holder: Any, place: Any) -> None:
        texts.append(markup.replace("{n}", f"T{len(texts)}-"))
        holder[place] = texts[-1]

    spoil(record["article"], "headline")
    spoil(record["article"], "publisher")
    spoil(record["article"]["authors"], 0)
    record["article"]["republished_by"] = None
    spoil(record["article"], "republished_by")
    spoil(record["article"], "read_at")
    spoil(record["article"], "date_published_basis")
    for sentence in record["article"].get("uncoded", []):
        spoil(sentence, "reason")
    for place in record["places"]:
        spoil(place, "name")
        if "coordinates_source" in place:
            spoil(place, "coordinates_source")
        place["other_names"] = [""]
        spoil(place["other_names"], 0)
    for actor in record["actors"]:
        for field in ("name", "role", "affiliation", "side"):
            spoil(actor, field)
        actor["aliases"] = [""]
        spoil(actor["aliases"], 0)
    for topic in record["topics"]:
        spoil(topic, "label")
    for event in record["events"]:
        for field in ("title", "summary", "hedge", "note"):
            spoil(event, field)
        spoil(event["date_basis"], "how")
        event["acled"] = {"event_type": "Protests"}
        spoil(event["acled"], "sub_event_type")
        event["attributed_to"] = ["ana-lima"]
    for claim in record["claims"]:
        for field in ("value_text", "population", "note", "as_of_basis", "as_of_hedge", "hedge", "via"):
            spoil(claim, field)
        claim["spoken_by"] = "ana-lima"
        exact = claim["value_text"]
        claim["anchors"][0] |= {"exact": exact, "end": claim["anchors"][0]["start"] + len(exact)}
    for quote in record["quotes"]:
        for n in range(len(quote["contents"])):
            spoil(quote["contents"], n)
            quote["anchors"][n] |= {"exact": quote["contents"][n], "end": quote["anchors"][n]["start"] + len(texts[-1])}
        for field in ("context", "cue", "evidence_note", "note", "said_in"):
            spoil(quote, field)
    for fact in record["facts"]:
        for field in ("text", "hedge", "note"):
            spoil(fact, field)
    for caveat in record["caveats"]:
        spoil(caveat, "text")
    for anchor in _anchors(record):
        spoil(anchor, "note")
    record["corrections"] = [{"item": record["claims"][0]["id"], "corrected_on": "2023-03-02"}]
    for field in ("field", "before", "after", "why"):
        spoil(record["corrections"][0], field)
    record["quotes"][0]["stances"] = [{"item": record["events"][0]["id"], "stance": "denies"}]
    return record, texts


def _anchors(tree: Any) -> Iterator[Json]:
    if isinstance(tree, dict):
        if "paragraph" in tree and "exact" in tree:
            yield tree
        for value in tree.values():
            yield from _anchors(value)
    elif isinstance(tree, list):
        for each in tree:
            yield from _anchors(each)
