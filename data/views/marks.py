"""Marks of figures and events: shape is whose voice or which kind it is, fill and arrow are how exact it is."""

from dataclasses import dataclass

from data.records.vocabulary import ClaimStatus, Qualifier, SpeakerGroup
from data.tables.rows import ClaimRow

SHAPES: dict[str, tuple[str, str]] = {
    SpeakerGroup.AUTHORITIES: ("square", "auth"),
    SpeakerGroup.MEDIA: ("diamond", "media"),
    SpeakerGroup.EXPERTS: ("triangle", "expert"),
    SpeakerGroup.FOREIGN_STATES: ("circle", "foreign"),
    SpeakerGroup.PROTESTERS_AND_WITNESSES: ("triangle-down", "people"),
}
"""Group of speakers to the shape of its marks and the name of its colour."""

NOT_NAMED = ("ring", "none")
"""Shape and colour of a figure whose source is of no recorded kind; it may have a name."""


@dataclass(frozen=True)
class Mark:
    """A mark: `shape` and `colour` say whose voice it is; `label` says both in words.

    `hollow` is for a round number, `arrow` for an open end, `word` for a figure without a number (two bars, no
    shape), `struck` for a withdrawn one.
    """

    shape: str
    colour: str
    label: str
    hollow: bool = False
    arrow: bool = False
    word: bool = False
    struck: bool = False


def mark_of(claim: ClaimRow) -> Mark:
    """Return the mark of a figure."""
    group = claim["asserted_by_group"]
    unnamed = group not in SHAPES
    shape, colour = NOT_NAMED if unnamed else SHAPES[group]
    qualifier = Qualifier(claim["qualifier"])
    return Mark(
        shape=shape,
        colour=colour,
        label="kind of source not recorded" if unnamed else SpeakerGroup(group).label.lower(),
        hollow=qualifier is Qualifier.ABOUT,
        arrow=qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST),
        word=qualifier is Qualifier.VAGUE,
        struck=claim["status"] == ClaimStatus.RETRACTED,
    )


def speaker_mark(group: str) -> Mark:
    """Return the mark of a group of speakers; a ring for a value that is not a SpeakerGroup."""
    if group not in SHAPES:
        return Mark(*NOT_NAMED, label="kind of speaker not recorded")
    shape, colour = SHAPES[group]
    return Mark(shape, colour, label=SpeakerGroup(group).label.lower())
