"""What every page offers beside itself: to share the view, to take it away, to cite an item and draw it as a card."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from components.share import Links, present_panel, share_panel
from components.take_away import File, ItemOffer, Offer, take_away_panel
from data import queries
from data.export.bundle import bundle, everything, file_stem, formats
from data.export.files import LICENCE, export
from data.figures.ledger import history_of
from data.stories.loader import open_stories
from data.tables.archive import open_archive
from data.tables.rows import ArticleRow
from data.views.address import TITLES, Address
from data.views.reading import Reading
from data.views.summary import key_figure, summary
from data.wording.citation_formats import FORMATS, Citation, item_citation, view_citation
from publishing.pictures.cards import figure_card, quote_card
from publishing.snapshot.page import snapshot

TABLES: Mapping[str, tuple[Any, ...]] = {
    "": ("claims", "events", "quotes", "caveats"),
    "timeline": ("events",),
    "map": ("places", "events"),
    "casualties": ("claims",),
    "quotes": ("quotes",),
    "sides": ("claims", "events", "quotes"),
    "corrections": ("corrections",),
}
"""Page to the tables that it draws from, the one that it is about first."""

CALLED: Mapping[Any, str] = {
    "claims": "Figures", "events": "Events", "quotes": "Quotations", "caveats": "What is disputed or unsupported",
    "places": "Places", "corrections": "Corrections", "facts": "Background", "actors": "Actors", "articles": "Articles",
}  # fmt: skip
LABELS = {"csv": "CSV", "json": "JSON", "geojson": "GeoJSON"}
MIME = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}


def toolbar(here: Reading) -> None:
    """The panels, side by side."""
    with st.container(horizontal=True, gap="small", width="content", key="tools"):
        share_panel(lambda: links(here))
        take_away_panel(lambda: offer(here))
        present_panel({story.id: story.title for story in open_stories(open_archive()).stories})


def site(path: str) -> str:
    """Where this dashboard is read from: PUBLIC_URL, else what stands before the page's path in the browser."""
    named = os.environ.get("PUBLIC_URL") or (st.context.url or "").split("?")[0].removesuffix(path)
    return named.rstrip("/")


def links(here: Reading) -> Links:
    """The addresses of a view."""
    return Links(
        pinned=pinned(here, here.address),
        live=here.address.unpinned().on(site(here.address.path)),
        title=f"{TITLES[here.address.path]}: {summary(here).title}",
    )


def pinned(here: Reading, address: Address) -> str:
    """A link that means the same when later reports have come in."""
    return address.pinned(known_on=here.day, dataset=here.archive.version).on(site(here.address.path))


def offer(here: Reading) -> Offer:
    """What can be taken away from a page."""
    own = TABLES[here.address.path]
    others = tuple(table for table in CALLED if table not in own)
    return Offer(
        tables={table: CALLED[table] for table in (*own, *others)},
        files=lambda table, every: files(here, table, every=every),
        citations=lambda: in_every_form(cited(here)),
    )


def files(here: Reading, table: str, *, every: bool) -> Sequence[File]:
    """The files of a table: rows in each format, everything of the page as an archive, the view as one page."""
    wanted = next(each for each in CALLED if each == table)
    selection = everything(here.selection) if every else here.selection
    stem = file_stem(table, selection, here.day)
    tables = tuple(dict.fromkeys((wanted, *TABLES[here.address.path])))
    view = cited(here)
    today = dt.date.today().isoformat()
    page = f"{file_stem(TITLES[here.address.path], here.selection, here.day)}.html"
    archive = here.archive
    return [
        *(
            File(LABELS[form], f"{stem}.{form}", MIME[form], partial(export, archive, wanted, form, selection))
            for form in formats(wanted)
        ),
        File("Zip", f"{stem}.zip", "application/zip", partial(bundle, archive, tables, selection, view, today)),
        File("One page", page, "text/html", partial(snapshot, here, permalink=view.permalink)),
    ]


def cited(here: Reading) -> Citation:
    """How the view is cited."""
    shown = summary(here)
    return view_citation(
        title=f"{shown.page}: {shown.title}" + (f" ({shown.filters})" if shown.filters else ""),
        collection=shown.collection,
        day=shown.day,
        version=here.archive.version,
        permalink=pinned(here, here.address),
        licence=LICENCE,
    )


def in_every_form(citation: Citation) -> dict[str, str]:
    """A citation in each form that a reader can choose."""
    return {name: write(citation) for name, write in FORMATS.items()}


def item_offer(here: Reading, table: str, row: Any, article: ArticleRow) -> ItemOffer:
    """What can be taken away of an opened item."""
    link = pinned(here, Address(here.address.path).opening(row["item_id"]))
    anchors = queries.rows(queries.anchors(here.archive, row["item_id"]))
    citation = item_citation(table, row, article, anchors[0] if anchors else None, permalink=link)
    return ItemOffer(link=link, citations=in_every_form(citation), cards=_cards(here, table, row, article, link))


def _cards(here: Reading, table: str, row: Any, article: ArticleRow, link: str) -> list[File]:
    """The card of a quotation or a figure; the other items have none."""
    if table == "quotes":
        picture = quote_card(row, article, permalink=link)
    elif table == "claims":
        figure = key_figure(history_of(here.archive, row))
        picture = figure_card(row, article, permalink=link, notes=figure.against + figure.notes)
    else:
        return []
    name = row["item_id"].replace(".", "-")
    return [
        File("PNG", f"{name}.png", "image/png", picture.to_png),
        File("SVG", f"{name}.svg", "image/svg+xml", picture.to_svg),
    ]
