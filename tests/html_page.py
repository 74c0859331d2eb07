"""HTML as a reader has it: texts block by block, headings, links and the items that they open."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset({
    "h1", "h2", "h3", "h4", "p", "li", "tr", "dt", "dd", "caption", "summary", "figcaption", "blockquote", "th",
})  # fmt: skip
SPEAKER = "sd-who"
"""Class of the paragraph that says whose words stand in the paragraph before it."""

VOID = frozenset({"br", "img", "input", "hr", "meta", "link", "path", "circle", "rect", "line", "use"})


@dataclass
class Node:
    """An element with its attributes and what is in it, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    def below(self) -> "Iterator[Node]":
        """This element and all elements in it."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.below()

    @property
    def text(self) -> str:
        """All words in it, with one space where there are several."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag == "title":  # of a mark: its name, which is no part of the sentence
                continue
            else:
                yield from child._pieces()
                yield " " if child.tag in BLOCKS | {"td", "div", "br", "section", "ul", "ol", "dl"} else ""


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        names = [node.tag for node in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Node:
    """The tree of a piece of HTML."""
    parser = _Parser()
    parser.feed(html)
    return parser.root


def texts(root: Node) -> list[str]:
    """The words of each block that has no other block in it, and of the rest of each block around them."""
    found = []
    for node in root.below():
        inner = [each for each in node.below() if each is not node and each.tag in BLOCKS]
        if node.tag in BLOCKS and (not inner or node.tag == "tr") and node.text:
            found.append(node.text)
    return found or ([root.text] if root.text else [])


def items(root: Node) -> list[str]:
    """The ids of the items that links open, in order."""
    return [node.attributes["data-item"] for node in root.below() if node.attributes.get("data-item")]


def cards(root: Node) -> list[str]:
    """The words of the smallest block around each link to an item; words and who says them are one block."""
    found: list[str] = []

    def walk(node: Node, block: Node | None, *, is_entry: bool = False) -> None:
        children = [child for child in node.children if isinstance(child, Node)]
        has_speaker = any(child.attributes.get("class") == SPEAKER for child in children)
        is_block = node.tag in {"tr", "li", "p", "dd", "blockquote", "section", "figure"}
        block = node if has_speaker or (is_block and not is_entry) else block
        if node.attributes.get("data-item") and block is not None:
            found.append(block.text)
        for child in children:
            walk(child, block, is_entry=has_speaker)

    walk(root, None)
    return list(dict.fromkeys(found))
