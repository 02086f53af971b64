"""How does a node read? Its text as a browser lays it out, in blocks.

    >>> from bs4 import BeautifulSoup
    >>> soup = BeautifulSoup("<div>One<p><b>Q:</b> Two\\n  words</p>Three<br>Four</div>", "lxml")
    >>> for piece in pieces(soup.body, {}):
    ...     print(piece.tag, repr(piece.lead), piece.text)
    div '' One
    p 'Q:' Q: Two words
    div '' Three
    div '' Four

The rules, each a rendering rule and none a repair:

- block-level elements make blocks; so does text that stands between them;
- ASCII white space (space, tab, line ends) collapses to one U+0020, except in `pre`; a line end
  between two wide characters (Han, kana, full-width signs) is nothing (CSS Text 3, §4.1.3);
  U+00A0, U+3000, soft hyphens, zero-width and bidi characters are text and stay;
- at a block's two edges, and only there, white space is layout and is left out: ASCII,
  U+00A0, U+2000–U+200A and U+3000 (the two-character indent of Chinese paragraphs). U+FEFF and
  U+200B are not white space and stay; a block of nothing visible is no block;
- a `br` ends a block, unless it stands in a heading or the sentence plainly runs on (no end
  sign before it, a small letter after it): then it is a U+000A inside the text; two end it;
- a table row whose cells hold at most one paragraph each is a block, its cells joined by
  U+0020; cells that hold more are read as if they were divisions;
- a list item, a term, a definition, a caption is a block; markers are not text; `hr` is a
  separator;
- `rt` and `rp` of ruby, `noscript`, form controls, what an element shows only when it cannot
  work (`object`, `video` …) and hidden elements are left out and told of;
- comments, `script`, `style`, `template`, `iframe` are not visible and not told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bs4 import CData, NavigableString, Tag
from bs4.element import RubyParenthesisString, RubyTextString

BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
        ),
        *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li"),
        *("main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
NOTES = frozenset(("figcaption", "caption"))
UNSEEN = frozenset(
    (
        *(
            "script",
            "style",
            "template",
            "head",
            "title",
            "meta",
            "link",
            "base",
            "iframe",
            "frame",
        ),
        *("frameset", "noframes", "param", "source", "track", "area", "map", "datalist", "embed"),
    )
)
FALLBACK = frozenset(
    (
        *("noscript", "object", "video", "audio", "canvas", "svg", "select", "textarea", "button"),
        *("input", "progress", "meter", "rt", "rp"),
    )
)
"""Elements whose text is a control, or shown only when something cannot work: cut, and told."""

BOLD = frozenset(("b", "strong"))
TEXT = frozenset((NavigableString, CData, RubyTextString, RubyParenthesisString))

EDGE = " \t\n\r\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000"
INDENT = EDGE[5:]

_EMPTY_LINES = re.compile(r"\n[ \t\r]*\n")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u2fff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
_WIDE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\n\r\f]*(?=[{_WIDE}])")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_SEPARATOR = re.compile(r"[*＊∗]|[*＊∗＿_=＝—–-](?:[ \u00a0\u3000]?[*＊∗＿_=＝—–-]){2,}")
_SENTENCE_END = '.!?…:;。！？：；”»")）'


@dataclass(frozen=True, slots=True)
class Place:
    """What a node is on its page: `kind` "role", "body", "cut" or "outside" (no node of the
    document), `role` of a role node, `rule` the selector or the rule that says so."""

    kind: str
    rule: str
    role: str = ""


OUTSIDE = Place("outside", "outside the document's nodes")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text as it reads: in which `place`, of which block element, its bold start, the
    node of its place (pieces of one role node belong together), and how many of its characters
    (white space apart) are in links."""

    place: Place
    tag: str
    text: str
    lead: str
    node: int
    linked: int = 0


@dataclass(slots=True)
class _Line:
    """What stands between two breaks: text, whether bold, white space counts, in a link."""

    parts: list[tuple[str, bool, bool, bool]] = field(default_factory=list)


def pieces(root: Tag, places: Mapping[int, Place], start: Place = OUTSIDE) -> Iterator[Piece]:
    """The text of `root` in the order of the page, as pieces. `places` says what a node is, by
    its `id()`; what is said of no node holds from the node around it, at first `start`."""
    return _Walk(places, start, id(root)).walk(root)


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A line as it reads: its bold start, whether it begins with an indent, how much is linked."""

    text: str
    lead: str
    indented: bool
    linked: int


@dataclass(slots=True)
class _Level:
    """An element we are inside of, and what holds there."""

    close: Tag
    place: Place
    node: int
    tag: str
    bold: bool
    pre: bool
    row: bool
    link: bool
    outer: list[_Line] | None = None


class _Walk:
    """One walk through a tree, with a stack of its own: pages nest deeper than Python calls."""

    __slots__ = ("lines", "node", "place", "places", "state", "tag")

    def __init__(self, places: Mapping[int, Place], start: Place, node: int) -> None:
        self.places = places
        self.lines: list[_Line] = [_Line()]
        self.state = _Level(None, start, node, "div", False, False, False, False)

    def walk(self, root: Tag) -> Iterator[Piece]:
        stack: list[tuple[object, _Level | None]] = [(root, None)]
        while stack:
            node, before = stack.pop()
            if before is not None:
                yield from self._leave(before)
            elif isinstance(node, Tag):
                yield from self._enter(node, stack)
            elif type(node) in TEXT:
                self._say(str(node))
        yield from self._flush()

    def _enter(self, node: Tag, stack: list) -> Iterator[Piece]:
        name, state = node.name, self.state
        if name in UNSEEN:
            return
        if name == "br":
            self._break()
            return
        place = self.places.get(id(node)) or self._unsaid(node)
        changes = place is not None and place is not state.place
        outer = None
        if changes and (state.row or name not in BLOCKS):
            outer, self.lines = self.lines, [_Line()]
        elif name in BLOCKS:
            yield from self._part()
        if name == "hr" and state.place.kind in ("role", "body"):
            yield Piece(state.place, "hr", "", "", state.node)
        self.state = _Level(
            node,
            place if changes else state.place,
            id(node) if changes else state.node,
            name if name in BLOCKS and not state.row else state.tag,
            state.bold or name in BOLD or _heavy(node),
            state.pre or name == "pre",
            state.row or (name == "tr" and _is_row(node)),
            state.link or name == "a",
            outer,
        )
        stack.append((node, state))
        stack.extend((child, None) for child in reversed(node.contents))

    def _unsaid(self, node: Tag) -> Place | None:
        """Hidden elements and controls are cut, wherever they stand; cut once is enough."""
        if self.state.place.kind == "cut":
            return None
        if node.name in FALLBACK:
            return Place("cut", f"element: {node.name}")
        attributes = node.attrs
        if attributes and (
            "hidden" in attributes
            or ("style" in attributes and _HIDDEN.search(attributes["style"]))
        ):
            return Place("cut", "hidden element")
        return None

    def _leave(self, before: _Level) -> Iterator[Piece]:
        """Ends an element. A place inside a line (a cut span in a sentence) does not break it."""
        inside = self.state
        if inside.outer is not None:
            yield from self._flush()
            self.lines = inside.outer
        elif inside.close.name in BLOCKS:
            if before.row:
                self._gap()
            else:
                yield from self._flush()
        self.state = before

    def _part(self) -> Iterator[Piece]:
        if self.state.row:
            self._gap()
        else:
            yield from self._flush()

    def _say(self, text: str) -> None:
        state = self.state
        paragraphs = _EMPTY_LINES.split(text) if state.pre else (text,)
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.lines += (_Line(), _Line())
            self.lines[-1].parts.append((paragraph, state.bold, state.pre, state.link))

    def _break(self) -> None:
        if self.state.row:
            self._gap()
        else:
            self.lines.append(_Line())

    def _gap(self) -> None:
        self.lines[-1].parts.append((" ", self.state.bold, False, False))

    def _flush(self) -> Iterator[Piece]:
        lines, self.lines = self.lines, [_Line()]
        state = self.state
        for line in _joined((_rendered(line) for line in lines), state.tag in HEADINGS):
            yield Piece(state.place, state.tag, line.text, line.lead, state.node, line.linked)


def one_line(lines: Iterable[str]) -> str:
    """Lines of one title or one date as one: joined by U+0020, two wide characters by nothing.

    >>> one_line(["Заявление", "для прессы"]), one_line(["关于调整", "组成人员的通知"])
    ('Заявление для прессы', '关于调整组成人员的通知')
    """
    return _collapsed("\n".join(line for line in lines if line))


def is_separator(text: str) -> bool:
    """Whether a block is only a mark between parts ("* * *", "———").

    >>> [is_separator(text) for text in ("* * *", "***", "____", "–", "* note")]
    [True, True, True, False, False]
    """
    return bool(_SEPARATOR.fullmatch(text))


def _heavy(node: Tag) -> bool:
    return bool(node.attrs) and "style" in node.attrs and bool(_HEAVY.search(node.attrs["style"]))


def _is_row(row: Tag) -> bool:
    """Whether a table row reads as one line: no table inside, at most one paragraph a cell."""
    cell, full = None, False
    for node in row.descendants:
        name = getattr(node, "name", None)
        if name == "table":
            return False
        if name in ("td", "th"):
            cell, full = node, False
        elif name in ("p", "div", "li", "dd", "h1", "h2", "h3", "h4", "pre") and node.get_text(
            strip=True
        ):
            if full:
                return False
            full = cell is not None
    return cell is not None


def _rendered(line: _Line) -> _Rendered:
    raw = "".join(text for text, _, _, _ in line.parts)
    linked = sum(len("".join(text.split())) for text, _, _, link in line.parts if link)
    lead = _lead(line)
    if any(pre for _, _, pre, _ in line.parts):
        return _Rendered(raw.strip(EDGE), lead.strip(EDGE), False, linked)
    text = _collapsed(raw)
    indented = text.lstrip(" ")[:1] in INDENT
    return _Rendered(text.strip(EDGE), _collapsed(lead).strip(EDGE), indented, linked)


def _lead(line: _Line) -> str:
    """The bold start of a line; white space has no weight."""
    lead, heavy = "", False
    for text, bold, _, _ in line.parts:
        if not bold and text.strip(EDGE):
            break
        lead += text
        heavy = heavy or bold
    return lead if heavy else ""


def _collapsed(text: str) -> str:
    if "\n" in text:
        text = _WIDE_BREAK.sub("", text)
    return _WHITE.sub(" ", text)


def _joined(lines: Iterable[_Rendered], heading: bool) -> Iterator[_Rendered]:
    """Lines as blocks: each its own, unless they are a heading's, or a sentence plainly runs on."""
    last: _Rendered | None = None
    for line in lines:
        whole = last and last.text and line.text and not line.indented
        if whole and (heading or _runs_on(last.text, line.text)):
            text = f"{last.text}\n{line.text}"
            last = replace(last, text=text, linked=last.linked + line.linked)
            continue
        if last and last.text:
            yield last
        last = line
    if last and last.text:
        yield last


def _runs_on(text: str, line: str) -> bool:
    return line[0].islower() and text[-1] not in _SENTENCE_END
