"""What does a page say to a reader? A small reading of HTML, by the standard library's parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr", "rect", "line"}
SPOKEN = ("title", "aria-label", "placeholder", "alt")


@dataclass
class Element:
    """An element with its text nodes and children in order."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    content: list[Element | str] = field(default_factory=list)

    def every(self, tag: str | None = None, **wanted: str) -> list[Element]:
        """The elements within, of that tag and with these attributes (class: contains)."""
        found = []
        for child in self.content:
            if isinstance(child, Element):
                if (tag is None or child.tag == tag) and child.has(wanted):
                    found.append(child)
                found += child.every(tag, **wanted)
        return found

    def has(self, wanted: dict[str, str]) -> bool:
        """Whether its attributes are these."""
        return all(
            value in self.attributes.get("class", "").split()
            if name == "class_"
            else self.attributes.get(name) == value
            for name, value in wanted.items()
        )

    def text(self) -> str:
        """All its text, exactly."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.content)

    def lang(self) -> str | None:
        """The language its text is said to be in."""
        if "lang" in self.attributes:
            return self.attributes["lang"]
        return self.parent.lang() if self.parent else None

    def spoken(self) -> list[tuple[str | None, str]]:
        """What a reader sees or hears of it, each piece with its language; not what no language
        translates (addresses, digests, queries)."""
        if self.attributes.get("translate") == "no":
            return []
        pieces = [(self.lang(), self.attributes[n]) for n in SPOKEN if self.attributes.get(n)]
        if self.tag in ("script", "style"):
            return pieces
        for child in self.content:
            pieces += [(self.lang(), child)] if isinstance(child, str) else child.spoken()
        return pieces


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag, attributes):
        element = Element(tag, {n: v or "" for n, v in attributes}, self.here)
        self.here.content.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attributes):
        self.here.content.append(Element(tag, {n: v or "" for n, v in attributes}, self.here))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent or self.root

    def handle_data(self, text):
        self.here.content.append(text)


def page(html: str) -> Element:
    """The page as a tree; an element that is not closed in its place fails the test."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.here is builder.root, f"<{builder.here.tag}> is not closed"
    return builder.root
