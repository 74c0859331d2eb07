"""A snapshot: a view as one HTML file to keep, send and print, without script, network or server.

It has the sections of all pages, or of one, with whole lists, and every item of these as a record with its place in the
article. The same records on the same day give the same bytes.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crisis_fragment import style
from markupsafe import Markup

from data.export.files import LICENCE
from data.geo.cities import ATTRIBUTION, ATTRIBUTION_URL
from data.views.address import Address
from data.views.base import Reading, View
from data.views.casualties import CasualtiesView
from data.views.frame import Frame
from data.views.map import MapView
from data.views.overview import OverviewView
from data.views.record_list import record_list
from data.views.registry import VIEWS, view_of
from data.views.summary import Summary
from data.wording.citation_formats import Citation, bibtex, view_citation
from data.wording.phrases import day
from publishing.jinja import TEMPLATES, templates
from publishing.sections import PAGE_PARTS, section
from publishing.snapshot.links import PART_OF_PAGE, SnapshotLinks, site_of


@dataclass(frozen=True)
class Part:
    """A part of the file: the sections of a page, and the label of its link in the contents."""

    id: str
    label: str
    sections: tuple[Markup, ...]


def snapshot(reading: Reading, *, permalink: str = "", made_on: dt.date | None = None, page_alone: bool = False) -> str:
    """All rows of a view as a self-contained HTML page.

    `permalink` leads to the view in the app; `made_on` is the day printed on the page, by default today. With
    `page_alone` the file has the page of the address alone, with its own choices, else all pages under the filters.
    """
    address = reading.address if page_alone else Address("", reading.selection)
    whole = replace(reading, address=address, whole=True)
    view = Summary(view_of(whole), Frame(whole))  # not the cached one: whole lists would stay in memory
    records = record_list(view.view, view.view.tables if page_alone else None)
    paths = (address.path,) if page_alone else tuple(VIEWS)
    parts = frozenset(PART_OF_PAGE[path] for path in paths)
    links = SnapshotLinks(whole.address, site_of(permalink), listed=records.ids, parts=parts)
    citation = _citation(view, permalink)
    site = site_of(permalink)
    return (
        templates()
        .get_template("snapshot.html")
        .render(
            view=view,
            title=f"{view.title} · {view.collection}",
            description=view.description,
            permalink=permalink,
            live=whole.address.on(site) if site else "",
            licence=LICENCE,
            made_on=day((made_on or dt.date.today()).isoformat()),
            style=Markup(style() + (TEMPLATES / "snapshot.css").read_text("utf-8")),
            running_title=_css_string(f"{view.collection} · {view.known_on_label or view.title}"),
            parts=tuple(_parts(view, paths, links)),
            records=records,
            map_credit={"text": ATTRIBUTION, "url": ATTRIBUTION_URL},
            citation=citation.text,
            bibtex=bibtex(citation),
        )
    )


def _parts(shown: Summary, paths: Sequence[str], links: SnapshotLinks) -> Iterator[Part]:
    """The pages as parts of the file.

    Among others, Casualties is a part for the first count family and for each other one with figures.
    """
    made: dict[str, View] = {shown.address.path: shown.view}
    if isinstance(shown.view, OverviewView):
        made[MapView.path] = shown.view.map_view
    for path in paths:
        view = made.get(path) or view_of(replace(shown.view.reading, address=Address(path, shown.address.selection)))
        name = PART_OF_PAGE[path]
        if isinstance(view, CasualtiesView) and len(paths) > 1:
            for number, family in enumerate(view.for_family(family) for family in view.options("metric")):
                if number == 0 or not family.claims.empty:
                    part_id = f"{name}-{family.count_family}" if number else name
                    yield Part(part_id, family.label, _sections(family, shown, links))
        else:
            yield Part(name, view.name, _sections(view, shown, links))


def _sections(view: View, shown: Summary, links: SnapshotLinks) -> tuple[Markup, ...]:
    address = replace(view.address, selection=view.selection.without_item)
    pinned = address.with_version(known_on=view.day, dataset=view.archive.version)
    names = [name for name in PAGE_PARTS[view.path].sections if name != "later"]
    return tuple(section(name, view, replace(links, address=pinned), frame=shown.frame) for name in names)


def _css_string(text: str) -> Markup:
    """A text as the content of a CSS string: everything but ASCII letters and digits is escaped."""
    return Markup("".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in text))


def _citation(view: Summary, permalink: str) -> Citation:
    return view_citation(
        title=view.title + (f" ({view.filters})" if view.filters else ""),
        collection=view.collection,
        day=view.day,
        version=view.dataset,
        permalink=permalink,
        licence=LICENCE,
    )
