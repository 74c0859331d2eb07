"""What every page offers beside itself: to share the view, to take it away, to cite an item and draw it as a card."""

import datetime as dt
import os
from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.share import Links, present_panel, share_panel
from components.take_away import File, ItemOffer, Offer, take_away_panel
from data.export.bundle import bundle, everything, file_stem
from data.export.files import LICENCE, export
from data.stories.loader import open_stories
from data.tables.archive import open_archive
from data.tables.rows import Table
from data.views.address import Address
from data.views.base import Reading, View
from data.views.figures import key_figure
from data.views.opened import OpenedItem
from data.views.summary import summary
from data.wording.citation_formats import FORMATS, Citation, view_citation
from publishing.pictures.cards import figure_card, quote_card
from publishing.snapshot.page import snapshot


def toolbar(view: View) -> None:
    """The panels, side by side."""
    with st.container(horizontal=True, gap="small", width="content", key="tools"):
        share_panel(lambda: links(view))
        take_away_panel(lambda: offer(view))
        present_panel({story.id: story.title for story in open_stories(open_archive()).stories})


def site(path: str) -> str:
    """Where this dashboard is read from: PUBLIC_URL, else what stands before the page's path in the browser."""
    named = os.environ.get("PUBLIC_URL") or (st.context.url or "").split("?")[0].removesuffix(path)
    return named.rstrip("/")


def links(view: View) -> Links:
    """The addresses of a view."""
    return Links(
        pinned=pinned(view.reading, view.address),
        live=view.address.unpinned().on(site(view.path)),
        title=f"{view.name}: {view.title}",
    )


def pinned(reading: Reading, address: Address) -> str:
    """A link that means the same when later reports have come in."""
    return address.pinned(known_on=reading.day, dataset=reading.archive.version).on(site(reading.address.path))


def offer(view: View) -> Offer:
    """What can be taken away from a page: its own tables first."""
    others = tuple(table for table in Table if table not in view.tables)
    return Offer(
        tables={table: table.label for table in (*view.tables, *others)},
        files=lambda table, every: files(view, Table(table), every=every),
        citations=lambda: in_every_form(view_cited(view)),
    )


def files(view: View, table: Table, *, every: bool) -> Sequence[File]:
    """The files of a table: rows in each format, everything of the page as an archive, the view as one page."""
    selection = everything(view.selection) if every else view.selection
    stem = file_stem(table, selection, view.day)
    tables = tuple(dict.fromkeys((table, *view.tables)))
    cited = view_cited(view)
    today = dt.date.today().isoformat()
    page = f"{file_stem(view.name, view.selection, view.day)}.html"
    return [
        *(
            File(form.label, f"{stem}.{form}", form.media_type, partial(export, view.archive, table, form, selection))
            for form in table.formats
        ),
        File("Zip", f"{stem}.zip", "application/zip", partial(bundle, view.archive, tables, selection, cited, today)),
        File("One page", page, "text/html", partial(snapshot, view.reading, permalink=cited.permalink)),
    ]


def view_cited(view: View) -> Citation:
    """How a view is cited."""
    shown = summary(view.reading)
    return view_citation(
        title=f"{view.name}: {view.title}" + (f" ({shown.filters})" if shown.filters else ""),
        collection=shown.collection,
        day=shown.day,
        version=view.archive.version,
        permalink=pinned(view.reading, view.address),
        licence=LICENCE,
    )


def in_every_form(citation: Citation) -> dict[str, str]:
    """A citation in each form that a reader can choose."""
    return {name: write(citation) for name, write in FORMATS.items()}


def item_offer(reading: Reading, item: OpenedItem) -> ItemOffer:
    """What can be taken away of an opened item."""
    link = pinned(reading, Address(reading.address.path).opening(item.item_id))
    return ItemOffer(link=link, citations=in_every_form(item.cited(permalink=link)), cards=_cards(item, link))


def _cards(item: OpenedItem, link: str) -> list[File]:
    """The card of a quotation or a figure; the other items have none."""
    if item.quote:
        picture = quote_card(item.quote, item.article, permalink=link)
    elif item.claim and item.history:
        picture = figure_card(item.claim, item.article, permalink=link, notes=key_figure(item.history).all_notes)
    else:
        return []
    name = item.item_id.replace(".", "-")
    return [
        File("PNG", f"{name}.png", "image/png", picture.to_png),
        File("SVG", f"{name}.svg", "image/svg+xml", picture.to_svg),
    ]
