"""Marks of kinds of event as plotly shapes, the same forms as in HTML."""

from typing import Any

from data.records.vocabulary import EventKind

AT = 6
"""Distance of a mark's centre from the left edge of the chart in pixels."""

PATHS = {
    EventKind.VIOLENCE: "M-4,-4L4,4M4,-4L-4,4",
    EventKind.SECURITY_OPERATION: "M-4.7,-4.7L4.7,-4.7L4.7,4.7L-4.7,4.7Z",
    EventKind.MILITARY_DEPLOYMENT: "M0,5L5.5,-5L-5.5,-5Z",
    EventKind.RESTRICTION: "M0,5L0,-5M-5,0L5,0",
    EventKind.DIPLOMACY: "M0,5.3L5.3,0L0,-5.3L-5.3,0Z",
    EventKind.STATEMENT: "M-5,4.5L5,4.5L5,-1.5L0,-1.5L-3,-4.8L-3,-1.5L-5,-1.5Z",
    EventKind.POLITICS: "M-4,-3L0,3L4,-3",
}
"""Kind to path in pixels, upwards positive; a protest is a circle."""

STROKES = {EventKind.VIOLENCE: 2.6, EventKind.RESTRICTION: 2.8}
OPEN = (EventKind.VIOLENCE, EventKind.RESTRICTION, EventKind.DIPLOMACY, EventKind.STATEMENT, EventKind.POLITICS)
"""Kinds whose mark is never filled."""


def event_mark(kind: str, y: float, *, colour: str, hollow: bool) -> list[dict[str, Any]]:
    """The mark of an event at the left edge of a row at `y`; hollow or thin if its day is known only roughly."""
    kind = EventKind(kind)
    fill = "rgba(0,0,0,0)" if hollow or kind in OPEN else colour
    width = 1.8 if hollow else STROKES.get(kind, 1.8)
    placed = {
        "xref": "paper", "yref": "y", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": 0, "yanchor": y,
        "fillcolor": fill, "line": {"color": colour, "width": width},
    }  # fmt: skip
    if kind not in PATHS:
        return [placed | {"type": "circle", "x0": AT - 4.7, "x1": AT + 4.7, "y0": -4.7, "y1": 4.7}]
    return [placed | {"type": "path", "path": _moved(PATHS[kind])}]


def _moved(path: str) -> str:
    """A path moved right to the centre of the mark."""
    steps = path.replace("M", " M").replace("L", " L").replace("Z", " Z").split()
    return "".join(
        step if step == "Z" else f"{step[0]}{float(step[1:].split(',')[0]) + AT},{step.split(',')[1]}" for step in steps
    )
