"""The toolbar of every page: share a view, export it, present a story; exports of one item."""

import datetime as dt
import os
from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from app.records import archive
from components.downloads import File
from components.share import SharedVisual, ShareLinks, present_panel, share_panel
from components.take_away import ItemExports, TableRows, ViewExports, take_away_panel
from data.export.bundle import bundle, day_only, file_stem
from data.export.files import LICENCE, export, rows_for_export
from data.site import site_of_environment
from data.stories.loader import open_stories
from data.tables.rows import ArticleRow, Table
from data.text import shorten
from data.views.address import VISUAL, Address, Selection, rows_address
from data.views.base import Reading, View
from data.views.figure_lines import figure_lines, figures_text, has_figures, statement_count
from data.views.figures import key_figure
from data.views.opened import OpenedItem
from data.views.pinned import share_note
from data.views.summary import summary
from data.views.visual_words import visual_title
from data.wording.attribution import publisher_of
from data.wording.citation_formats import FORMATS, Citation, article_citation, view_citation
from data.wording.phrases import count_noun, day
from publishing.figure import figure_html
from publishing.frames import framing_sites
from publishing.links import links_of
from publishing.pictures.cards import FigureContext, figure_card, quote_card
from publishing.pictures.shapes import Picture
from publishing.pictures.visuals import visual_picture
from publishing.sections import section
from publishing.snapshot.one_page import one_page
from publishing.snapshot.page import snapshot

SVG_ALONE = "As SVG alone, which is drawn with the fonts of whoever opens it: no font of this server has “{word}”."


def toolbar(view: View) -> None:
    """Draw the buttons of the panels Share, Take away and Present."""
    with st.container(horizontal=True, gap="small", width="content", key="tools"):
        share_panel(lambda: share_links(view))
        take_away_panel(lambda: view_exports(view))
        stories = open_stories(archive())
        present_panel({story.id: story.title for story in stories.stories}, stories.problems)


def site_address(path: str) -> str:
    """The public address of the site: what the settings name, else the browser's without the page's path and query.

    The browser's own address stands in nobody else's page, but a name that ALLOWED_HOSTS does not have in none at all.
    """
    site = site_of_environment()
    shown = (st.context.url or "").split("?")[0].removesuffix(path).rstrip("/")
    return site.address(shown) if site.public_url or site.hosts else shown


def share_links(view: View) -> ShareLinks:
    """The permalink of a view, and its visuals for other sites."""
    return ShareLinks(
        page=view.path or "overview",
        pinned=pinned_link(view.reading, view.address),
        visuals={name: visual_title(view, name) for name in view.visuals},
        shown=view.visual,
        visual=lambda name: shared_visual(view, name),
        sites=framing_sites(os.environ.get("FRAME_ANCESTORS", "")),
        note=share_note(view.archive),
    )


def shared_visual(view: View, name: str) -> SharedVisual:
    """A visual of a view for other sites: its frames, its pictures and its HTML."""
    address = view.address_of_visual(name)
    link = pinned_link(view.reading, view.address.without_option(VISUAL))
    stem = file_stem(f"{view.path or 'overview'}-{name}", view.selection, view.day)
    picture = visual_picture(summary(view.reading), name, permalink=link)
    return SharedVisual(
        title=f"{view.name}: {visual_title(view, name)}{f' ({view.filters})' if view.filters else ''}",
        live=address.without_version().on(site_address(view.path)),
        pinned=pinned_link(view.reading, address),
        files=_picture_files(picture, stem),
        note=_missing_png(picture),
        html=lambda: figure_html(summary(view.reading), name, permalink=link),
    )


def pinned_link(reading: Reading, address: Address) -> str:
    """The permalink of an address on this site."""
    return reading.permalink(site_address(reading.address.path), address)


def view_exports(view: View) -> ViewExports:
    """The exports of a page; its own tables come first in the list."""
    others = tuple(table for table in Table if table not in view.tables)
    return ViewExports(
        tables={table: table.label for table in (*view.tables, *others)},
        files=lambda table, all_rows: files(view, Table(table), all_rows=all_rows),
        rows=lambda table, all_rows: table_rows(view, Table(table), all_rows=all_rows),
        figures=lambda: figures_as_text(view),
        pages=lambda all_pages: pages(view, all_pages=all_pages),
        citations=lambda: citation_formats(citation_of(view)),
        articles=lambda: {article_id: report_name(article) for article_id, article in cited_articles(view).items()},
        article=lambda article_id: citation_formats(article_citation(cited_articles(view)[article_id])),
    )


def taken_selection(view: View, *, all_rows: bool) -> Selection:
    """The Selection of the rows that are taken away: those that the page shows, or all of its day."""
    return day_only(view.shown) if all_rows else view.shown


def table_rows(view: View, table: Table, *, all_rows: bool) -> TableRows:
    """How many of all rows of a table are taken away, and their address in the data API."""
    selection = taken_selection(view, all_rows=all_rows)
    address, taken = rows_address(table, selection), rows_for_export(view.archive, table, selection)
    return TableRows(
        count=len(taken),
        total=len(rows_for_export(view.archive, table, day_only(selection))),
        api=f"{site_address(view.path)}/{address}" if address else "",
        statements=statement_count(view, taken["item_id"]) if table is Table.CLAIMS else 0,
    )


def figures_as_text(view: View) -> Markup | None:
    """The figures that the page shows as text to copy; None if it shows none."""
    lines = figure_lines(view) if has_figures(view) else ()
    if not lines:
        return None
    shown = summary(view.reading)
    known = f"{shown.known_on_label}, dataset version {view.archive.version}, {LICENCE}"
    heading = f"{view.name}{f' ({shown.shown})' if shown.shown else ''}. {known}."
    address = Address(view.path)
    text = figures_text(
        lines,
        view.articles,
        heading=heading,
        link=lambda item: pinned_link(view.reading, address.with_item(item)),
        later=shown.later,
    )
    return section("figure_lines", view, links_of(address), text=text, counted=count_noun(len(lines), "statement"))


def files(view: View, table: Table, *, all_rows: bool) -> Sequence[File]:
    """The files of an export: the table in each format, and the page's tables as a zip."""
    selection = taken_selection(view, all_rows=all_rows)
    stem = file_stem(table, selection, view.day)
    tables = tuple(dict.fromkeys((table, *view.tables)))
    citation = citation_of(view)
    today = dt.date.today().isoformat()
    return [
        *(
            File(form.label, f"{stem}.{form}", form.media_type, partial(export, view.archive, table, form, selection))
            for form in table.formats
        ),
        File(
            "Zip", f"{stem}.zip", "application/zip", partial(bundle, view.archive, tables, selection, citation, today)
        ),
    ]


def pages(view: View, *, all_pages: bool) -> Sequence[File]:
    """The view to print, keep or send: the page as one sheet, and the whole file of this page or of all."""
    stem, link = file_stem(view.name, view.selection, view.day), pinned_link(view.reading, view.address)
    whole = file_stem("all pages" if all_pages else f"{view.name} whole", view.selection, view.day)
    return [
        File("One page", f"{stem}.html", "text/html", partial(one_page, view, permalink=link)),
        File(
            "Whole file", f"{whole}.html", "text/html",
            partial(snapshot, view.reading, permalink=link, page_alone=not all_pages),
        ),
    ]  # fmt: skip


def citation_of(view: View) -> Citation:
    """The citation of a view, with what it shows of all rows and its permalink."""
    view_summary = summary(view.reading)
    shown = f" ({view_summary.shown})" if view_summary.shown else ""
    return view_citation(
        title=f"{view.name}: {view.title}{shown}",
        collection=view_summary.collection,
        day=view_summary.day,
        version=view.archive.version,
        permalink=pinned_link(view.reading, view.address),
        licence=LICENCE,
    )


def cited_articles(view: View) -> dict[str, ArticleRow]:
    """The articles that have rows in the page's tables, by id, in order of publication."""
    frames = [rows_for_export(view.archive, table, view.shown) for table in view.tables]
    found = {article_id for frame in frames if "article_id" in frame for article_id in frame["article_id"]}
    return {article["article_id"]: article for article in view.articles if article["article_id"] in found}


def report_name(article: ArticleRow) -> str:
    """Publisher and day of an article, and where it was read."""
    return f"{publisher_of(article)}, {day(article['date_published'], weekday=False)}"


def citation_formats(citation: Citation) -> dict[str, str]:
    """Name of each citation format to the citation written in it."""
    return {name: write(citation) for name, write in FORMATS.items()}


def item_link(reading: Reading, item: OpenedItem) -> str:
    """The permalink of an opened item."""
    return pinned_link(reading, Address(reading.address.path).with_item(item.item_id))


def item_exports(reading: Reading, item: OpenedItem) -> ItemExports:
    """The exports of an opened item."""
    link = item_link(reading, item)
    card = _card(item, link)
    name = item.item_id.replace(".", "-")
    return ItemExports(
        link=link,
        citations=citation_formats(item.full_citation(permalink=link)),
        cards=_picture_files(card, name) if card else [],
        card_note=_missing_png(card) if card else "",
        note=share_note(reading.archive),
    )


def _picture_files(picture: Picture, name: str) -> list[File]:
    """A picture as SVG, and as PNG if there are fonts for it."""
    png = [] if picture.not_drawable else [File("PNG", f"{name}.png", "image/png", picture.to_png)]
    return [*png, File("SVG", f"{name}.svg", "image/svg+xml", picture.to_svg)]


def _missing_png(picture: Picture) -> str:
    """Why a picture is there as SVG alone; empty if it is not."""
    return SVG_ALONE.format(word=shorten(picture.not_drawable)) if picture.not_drawable else ""


def _card(item: OpenedItem, link: str) -> Picture | None:
    """The card of a quotation or a figure; other items have none."""
    if item.quote:
        return quote_card(item.quote, item.article, permalink=link)
    if not (item.claim and item.history):
        return None
    band, figure = item.drawer.band, key_figure(item.history, caveats=item.caveats)
    # What contests a figure stands in the band, unless it was replaced or withdrawn.
    in_band = band is not None and band.kind in ("stands", "doubted")
    return figure_card(
        item.claim,
        item.article,
        permalink=link,
        notes=[note.text for note in figure.notes] if in_band else figure.all_notes,
        context=FigureContext(
            band,
            [passage.words for passage in item.passages if passage.words],
            item.drawer.known_on,
            standing=item.status_label,
        ),
    )
