"""Captions of charts: what the marks mean, the same in all renderers, and what a click does in the app."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Caption:
    """`text` explains the marks of a chart, `on_click` what a click on a mark does in the app."""

    text: str
    on_click: str = ""

    @property
    def interactive(self) -> str:
        """Both texts, for a chart that can be clicked."""
        return f"{self.text} {self.on_click}".rstrip()


GANTT = Caption(
    "A filled bar is a day that the article names or lets be worked out; it bears the place.",
    "Click a row to see its source.",
)
TIMELINE_COUNTS = Caption(
    "A circle’s area is its number of events.", "Click one to see its day alone, with every event drawn."
)
TIMELINE_FAR_OFF = Caption(
    f"{TIMELINE_COUNTS.text} An arrow at the edge stands for what lies years away from the others.",
    TIMELINE_COUNTS.on_click,
)
MAP = Caption(
    "A mark’s area is its number of events; the disc around it is how far from the point they may have been. A ring is "
    "a city that is only mentioned, or none of whose events is shown under these filters.",
    "Click a mark to filter by its city, and again to show all.",
)
COUNT_OVER_TIME = Caption(
    "A mark stands on the day of its report; a thin line leads back to the day that it speaks of. An arrow runs on "
    "where the source says “more than” or “at least”, a hollow mark is “about”, words have no height. A line joins "
    "figures only where one source replaced its own. Days without a report are left out, so the scale of time is not "
    "even.",
    "Click a mark to see where it stands.",
)
AS_OF = Caption("A figure is as of its report’s day unless another is named.")
REPORT_DAYS = Caption(
    "In brackets: the first report, “opening only” if no more was read; a figure is as of its day unless another is "
    "named."
)
SPEAKER_GROUPS = Caption("Statements reported in other words are not counted.")
DISAGREEMENTS = Caption(
    "Our rule, within one count, population and area: of one day both can be true when some number fits the words of "
    "both; over days such a count can only grow; a part is never larger than the whole. It leaves out replaced and "
    "withdrawn figures. What a person marked is their own reading."
)
CORRECTIONS = Caption(
    "When a record that was already published turns out to be wrong, it is mended and the change stands here for good: "
    "what it said, what it says now, and why. Neither filters nor the day narrow this list: it speaks of our records, "
    "not of events."
)
SIDES = Caption(
    "What the reports attribute, figure by figure and quotation by quotation. “Not recorded from these reports” means "
    "that nothing of that side about it was: it is neither agreement nor denial."
)
MATTERS = Caption(
    "A dash, or “Not recorded from these reports”, means that nothing of that side on the matter was: it is neither "
    "agreement nor denial."
)
DISTANCES = Caption("As the crow flies, on the WGS 84 ellipsoid.")
