"""What a reader sees of a page, taken from AppTest: every text, every chart's data, every item's button."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from tests import html_page

ROOT = Path(__file__).parents[2]
LEAD = "aljazeera-2022-01-07"

Query = dict[str, str | list[str]]


@dataclass(frozen=True)
class PageCase:
    """A page by its file, and what must stand on it whatever its layout."""

    file: str
    heading: str
    """A regular expression that the page's title matches."""
    widgets: frozenset[str]
    """Keys of the widgets that it has besides the filter bar."""
    charts: frozenset[str]
    """Keys of its charts and maps."""
    choices: tuple[str, ...] = ()
    """The values of the page's own key that it has links to, as changes of the address."""
    opened: frozenset[str] = frozenset()
    """Keys of the expanders that hold charts; they draw nothing before they are open."""

    @property
    def state(self) -> dict[str, bool]:
        """The session state that opens all of `opened`."""
        return dict.fromkeys(sorted(self.opened), True)


FILTER_BAR = frozenset({
    "filter_known_on", "known-earlier", "known-later", "filter_city", "filter_actor", "filter_kind", "filter_from",
    "filter_to", "filter_q",
})  # fmt: skip
COUNT_FAMILIES = ("killed", "injured", "detained", "other")
"""Values of `metric`: what the page of figures is read by."""

PAGES = (
    PageCase(
        "pages/overview.py",
        "^“Dozens” killed and 3,811 detained: what reports said by 7 January$",
        frozenset({"table-dated-events", "table-places"}),
        frozenset(),
    ),
    PageCase(
        "pages/timeline.py",
        "^Twelve events fall on three days; most others have no day at all$",
        frozenset({"table-events"}),
        frozenset({"timeline"}),
        choices=("lanes=", "lanes=kind", "lanes=actor"),
    ),
    PageCase(
        "pages/map.py",
        "^Ten events are placed in Almaty and one in Aktau; 25 have no city$",
        frozenset({"view_view", "table-places", "table-placed", "table-unpinned"}),
        frozenset({"map-0"}),
    ),
    PageCase(
        "pages/casualties.py",
        "^“Dozens” killed, says Al Jazeera$",
        frozenset({"true-scale", "table-family"}),
        frozenset({"count"}),
        choices=("metric=", "metric=injured", "metric=detained", "metric=other"),
        opened=frozenset({"true-scale"}),
    ),
    PageCase(
        "pages/quotes.py",
        "^Eleven speakers, six of them quoted$",
        frozenset(
            {
                "filter_speaker",
                "filter_speaker_group",
                "filter_topic",
                "filter_quote_type",
                "table-quotes",
                "table-voices",
            }
        ),
        frozenset(),
    ),
    PageCase(
        "pages/sides.py", "^Of 14 matters, none has the word of every side$", frozenset({"table-sides"}), frozenset()
    ),
    PageCase(
        "pages/sources.py",
        "^Six reports; of five only the opening was read$",
        frozenset({"table-sources"}),
        frozenset(),
    ),
    PageCase("pages/corrections.py", "No correction so far", frozenset(), frozenset()),
)
PAGE_FILES = tuple(page.file for page in PAGES)
TABLES = {page.file: sorted(key for key in page.widgets if key.startswith("table-")) for page in PAGES}

_ITEM_ID = re.compile(r"\d{4}-\d\d-\d\d\.[a-z0-9-]+$")
"""How the key of a button that opens an item ends: an article's id has its day."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOT_TEXT = frozenset(
    {
        "id", "key", "url", "icon", "spec", "json", "config", "form_id", "theme", "element_id", "page_script_hash",
        "query_string", "deferred_file_id", "markup", "arrow_data", "styler", "mapbox_token", "format", "type",
        "language", "autocomplete", "unstyled", "selection_mode", "tooltip", "shortcut", "color", "width", "height",
    }
)  # fmt: skip
"""Fields of Streamlit's messages that are no words for the reader."""


class Screen:
    """One page as it stands after a run."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    def run(self) -> "Screen":
        """Run the script again, and refuse a page that fell over."""
        self.app.run()
        assert not self.app.exception, [(each.message, each.stack_trace) for each in self.app.exception]
        return self

    def go_to(self, file: str) -> "Screen":
        """Turn to another page."""
        self.app.switch_page(file)
        return self.run()

    @property
    def query(self) -> dict[str, list[str]]:
        """The address's parameters, each a list."""
        return {k: [v] if isinstance(v, str) else list(v) for k, v in self.app.query_params.items()}

    def nodes(self) -> Iterator[Any]:
        """Every element and block, in the order of the page; the drawer comes last."""
        yield from _below(self.app._tree)

    def fragments(self) -> dict[str, html_page.Node]:
        """The sections of HTML by key, each as a tree."""
        return {str(node.key): _fragment(node) for node in self.nodes() if node.type == "bidi_component"}

    def section(self, name: str) -> html_page.Node:
        """The tree of one section of HTML."""
        return self.fragments()[f"section-{name}"]

    @property
    def headings(self) -> list[str]:
        """The texts of all headings of the first level."""
        titles = [_ESCAPED.sub(r"\1", title.value) for title in self.app.title]
        return titles + [node.text for root in self.fragments().values() for node in root.below() if node.tag == "h1"]

    @property
    def heading(self) -> str:
        """The page's heading."""
        (heading,) = self.headings
        return heading

    def links(self, name: str) -> list[dict[str, str]]:
        """The attributes of the links in sections that have the attribute `name`, such as `data-filter`."""
        nodes = [node for root in self.fragments().values() for node in root.below()]
        return [node.attributes for node in nodes if node.tag == "a" and name in node.attributes]

    def links_to_clear(self) -> list[html_page.Node]:
        """The links in the line that counts: at most the one that clears all filters."""
        counted = next(node for node in self.section("shown").below() if node.tag == "p")
        return [node for node in counted.below() if node.tag == "a"]

    def follow(self, href: str) -> "Screen":
        """Open the address of a link of the same page, as the browser does without the component's script."""
        self.app.query_params.clear()
        for key, values in parse_qs(urlsplit(href).query).items():
            self.app.query_params[key] = values
        return self.run()

    def drawer(self) -> str | None:
        """All words of the opened drawer, or None where none is open."""
        dialogs = [node for node in self.nodes() if node.type == "dialog"]
        return "\n".join(_texts_below(dialogs[0])) if dialogs else None

    def texts(self) -> list[str]:
        """Every text that the page sends to the reader, element by element, without Markdown's escapes."""
        return [text for node in self.nodes() for text in _own_texts(node)]

    @property
    def text(self) -> str:
        """All of them as one."""
        return "\n".join(self.texts())

    def cards(self) -> list[str]:
        """The words of each innermost container that has a button to a source, and of each chart."""
        holders = [node for node in self.nodes() if _is_card(node)]
        sections = [card for root in self.fragments().values() for card in html_page.cards(root)]
        return ["\n".join(_texts_below(node)) for node in holders] + sections

    def words_in(self, key: str) -> str:
        """All words of the keyed container."""
        return "\n".join(_texts_below(next(node for node in self.nodes() if getattr(node, "key", None) == key)))

    def keyed(self) -> set[str]:
        """Keys of all keyed elements and containers."""
        return {str(node.key) for node in self.nodes() if getattr(node, "key", None)}

    def counts(self) -> str:
        """The line that says how much is shown."""
        return next(text for text in self.texts() if text.startswith("Showing"))

    def counted(self, what: str) -> tuple[int, int]:
        """How many of “events”, “figures”, “quotations” are shown, of how many."""
        line = self.counts().replace("*", "").replace(",", "")
        singular = what.removesuffix("s")
        if found := re.search(rf"(\d+) of (\d+) {singular}", line):
            return int(found[1]), int(found[2])
        if found := re.search(rf"(?:all )?(\d+) {singular}", line):
            return int(found[1]), int(found[1])
        assert f"no {what}" in line, line
        return 0, 0

    def items(self) -> set[str]:
        """Ids of all items of the lead article, without its own, that a button on the page opens the source of."""
        keys = [str(button.key) for button in self.app.button if button.key]
        keys += [item for root in self.fragments().values() for item in html_page.items(root)]
        return {key.split(f"{LEAD}.", 1)[1] for key in keys if f"{LEAD}." in key}

    def items_in(self, name: str) -> set[str]:
        """As `items`, of one section of HTML."""
        found = html_page.items(self.section(name))
        return {item.split(f"{LEAD}.", 1)[1] for item in found if f"{LEAD}." in item}

    def notices(self) -> str:
        """The words of all notices above the page, titles included."""
        kinds = ("info", "warning", "error", "alert")
        return "\n".join(text for node in self.nodes() if node.type in kinds for text in _own_texts(node))

    def charts(self) -> dict[str, Any]:
        """Plotly figures and decks by key, each as its own JSON."""
        found = {}
        for node in self.nodes():
            if node.type == "plotly_chart":
                found[str(node.key)] = json.loads(node.proto.spec)
            elif node.type == "deck_gl_json_chart":
                found[str(node.key)] = json.loads(node.proto.json)
        return found

    def alts(self) -> dict[str, str]:
        """The alternative text of each chart and map by key."""
        visuals = ("plotly_chart", "deck_gl_json_chart")
        return {str(node.key): node.proto.alt for node in self.nodes() if node.type in visuals}


def _below(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        yield child
        yield from _below(child)


def _texts_below(node: Any) -> list[str]:
    return [text for each in (node, *_below(node)) for text in _own_texts(each)]


def _is_card(node: Any) -> bool:
    """A container with a way to a source of its own: no container inside it has one for every item that it has."""
    if node.type in ("plotly_chart", "deck_gl_json_chart"):
        return True
    inside = [child for child in getattr(node, "children", {}).values() if _opens_source(child)]
    return bool(inside)


def _opens_source(node: Any) -> bool:
    return node.type == "button" and bool(node.key) and bool(_ITEM_ID.search(node.key))


def _own_texts(node: Any) -> list[str]:
    """The words of one element, not of what it holds."""
    if node.type == "bidi_component":
        return html_page.texts(_fragment(node))
    proto = getattr(node, "proto", None)
    texts = list(_strings(proto)) if proto is not None else []
    match node.type:
        case "plotly_chart":
            texts += list(_values(json.loads(proto.spec), {"text", "hovertext"}))
        case "deck_gl_json_chart":
            texts += list(_values(json.loads(proto.json), {"label", "hover", "text"}))
        case "table" | "dataframe" | "arrow_table" | "arrow_data_frame":
            frame = node.value
            texts += [str(name) for name in frame.columns]
            texts += [" | ".join(str(cell) for cell in row) for row in frame.itertuples(index=False)]
    return [_ESCAPED.sub(r"\1", text) for text in texts if text.strip()]


def _fragment(node: Any) -> html_page.Node:
    """The tree of a section of HTML."""
    return html_page.parse(json.loads(node.proto.json)["html"])


def _strings(message: Any) -> Iterator[str]:
    """All words in a Streamlit message."""
    if not hasattr(message, "ListFields"):
        return
    for field, value in message.ListFields():
        if field.name in _NOT_TEXT:
            continue
        for each in value if isinstance(value, str) is False and hasattr(value, "__iter__") else [value]:
            if isinstance(each, str):
                yield each
            else:
                yield from _strings(each)


def _values(tree: Any, names: set[str]) -> Iterator[str]:
    """All texts under the given names anywhere in a JSON tree."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name in names:
                yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))
            yield from _values(value, names)
    elif isinstance(tree, list):
        for each in tree:
            yield from _values(each, names)
