"""Which text do these bytes stand for? Decoded by rule, with evidence; or a person must look.

The order: byte order mark, HTTP header, the page's own declaration, strict UTF-8, a detector.
Decoding is strict, and whatever the label said the text must look like one (plausible.py):
a wrong label or two readings that both could be right are quarantined with their candidates.
A label the bytes themselves refute (it cannot decode them, strict UTF-8 can, at length) is no
doubt: UTF-8 is read, and the evidence says so.

    >>> from datetime import UTC, datetime
    >>> def told(body): return decode(Capture("a", None, datetime.now(UTC), body))
    >>> told("Привет, мир!".encode()).evidence
    'strict UTF-8'
    >>> page = told("<meta charset=gb2312><p>朱镕基总理发表讲话，会见外国客人".encode("gbk"))
    >>> page.encoding, page.evidence
    ('gb18030', 'meta: gb2312 → gb18030, plausible 0.72')
    >>> wrong = "<meta charset=koi8-r><p>Президент провёл встречу с губернатором"
    >>> told(wrong.encode("cp1251")).reasons[0]
    'wrong-label: The bytes read better than as koi8-r, which meta names.'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import chardet

from . import limits
from .capture import kind_of
from .charsets import Label, codec_of, declared, mark_of, read_as
from .guard import guarded
from .page import Capture, Page, Refusal
from .plausible import DAMAGE, plausibility, repairs
from .visible import visible

RIVALS = (
    "utf-8", "gb18030", "big5", "windows-1251", "koi8-r", "ibm866", "iso-8859-5",
    "x-mac-cyrillic", "windows-1252",
)  # fmt: skip
"""Encodings our sources ever had; each is tried against a label, never instead of it."""

UTF_16 = ("utf-16le", "utf-16be")

SURE = 0.75
"""Plausibility of a text nobody has to look at: right texts are above 0.8 but for lists of names,
wrong decodings below 0.5."""

CLEARLY = 0.15
"""How much better one reading must be than another to be told apart from it."""

NEAR = 0.02
"""Values this near are equal."""

SURE_LETTERS = 12
"""Letters beyond ASCII a detector needs; with fewer it errs (RELIABILITY: at 15, 0 to 60 of 60)."""

SURE_SEQUENCES = 8
"""Sequences of UTF-8 that cannot be there by chance: one is, in two bytes of other encodings, with
probability below 1/10."""

SHOWN = 60
SCORED = 200_000
"""Characters of a page that are scored: enough for any page, bounded for a dump."""

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|br|h[1-6]|table|article|span|a\s)[\s/>]?",
    re.IGNORECASE,
)
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f]")
_QUESTIONS = re.compile(r"\?{3,}")
_LETTERS = re.compile(r"[^\W\d_]")
_BEYOND = re.compile("[^\x00-\x7f]+")
_EXPECTED = re.compile("[\u2010-\u2026\u20ac\u2116\u2122\u00a0§©«®°±·»×À-ÖØ-öø-ſЀ-џ]+")
_TWO_BYTES = re.compile("[\x80-\u07ff]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of the bytes: its encoding, the text, how plausible (0 to 1) it is, and the
    weight of the letters that say so."""

    encoding: str
    text: str
    value: float
    weight: float

    def beats(self, other: Candidate) -> bool:
        """Whether it reads better; near ties are decided by the letters that speak for it (one
        capital lost: ``Здесь`` in windows-1251 is ``«десь`` in Mac Cyrillic)."""
        if abs(self.value - other.value) > NEAR:
            return self.value > other.value
        return self.weight > other.weight


def decode(capture: Capture) -> Page | Refusal:
    """The page as text, with the encoding and the evidence for it; or why not ("quarantined").

    HTML is also asked whether the parser would hold all of it (guard.py).
    """
    body = capture.body
    if not body.strip():
        return _refused("empty", "There is nothing but white space.")
    kind = kind_of(body[: limits.SNIFF])
    if kind:
        return _refused("not-text", f"It is {kind}, not a page.")
    read = _read(body, declared(body, capture.headers))
    if isinstance(read, Refusal):
        return read
    found, evidence = read
    html = _is_html(capture, found.text)
    refusal = _unfit(found) or (guarded(found.text) if html else _long_text(found.text))
    if refusal:
        return refusal
    return Page(capture.input, capture.url, found.encoding, evidence, html, found.text)


def _read(body: bytes, labels: tuple[Label, ...]) -> tuple[Candidate, str] | Refusal:
    """The reading and its evidence, by the order of the docstring above."""
    mark = mark_of(body)
    if mark:
        return _by_mark(body, *mark)
    utf_8 = read_as(body, "utf-8")
    if labels:
        return _by_label(body, labels, utf_8)
    if utf_8 is not None and "\x00" not in utf_8:
        return _by_utf_8(body, utf_8)
    return _by_detector(body)


def _by_mark(body: bytes, mark: bytes, encoding: str | None) -> tuple[Candidate, str] | Refusal:
    text = read_as(body[len(mark) :], encoding) if encoding else None
    if text is None:
        return _refused("broken-text", "The byte order mark is not followed by such text.")
    return _candidate(encoding, text), f"BOM: {encoding}"


def _by_label(
    body: bytes, labels: tuple[Label, ...], utf_8: str | None
) -> tuple[Candidate, str] | Refusal:
    """The first label decides; the others, UTF-8 and all rivals may contradict it."""
    label = labels[0]
    encoding = codec_of(label.name)
    if encoding is None:
        sentence = f"{label.source} names {_safe(label.name)}, which is never read."
        return _refused("unknown-label", sentence, _rivals(body))
    told = label.name.lower()
    told = told if told == encoding else f"{told} → {encoding}"
    text = utf_8 if encoding == "utf-8" else read_as(body, encoding)
    if text is None:
        return _refuted(body, label, encoding, utf_8)
    if body.isascii() and "\x1b" not in text and text == utf_8:
        return _candidate(encoding, text), f"{label.source}: {told}, ASCII only"
    found = _candidate(encoding, text)
    if encoding == "utf-8" and (_is_utf_8(text) or _as_labelled(found)):
        return found, f"{label.source}: {told}"
    agreed = utf_8 is not None and any(codec_of(other.name) == "utf-8" for other in labels)
    if agreed and encoding != "utf-8" and _is_utf_8(utf_8):
        return _candidate("utf-8", utf_8), f"strict UTF-8, which the page names, not {told}"
    rivals = [rival for rival in _rivals(body, encoding) if rival.text != text]
    if _contradicted(found, rivals, utf_8 if encoding != "utf-8" else None):
        sentence = f"The bytes read better than as {encoding}, which {label.source} names."
        return _refused("wrong-label", sentence, [found, *rivals])
    return found, f"{label.source}: {told}, plausible {found.value:.2f}"


def _contradicted(found: Candidate, rivals: list[Candidate], utf_8: str | None) -> bool:
    """Whether what the label says is not the plain best reading."""
    best = max((rival.value for rival in rivals), default=0.0)
    if utf_8 is not None and found.value < best + CLEARLY:
        return True
    if any(rival.beats(found) for rival in rivals):
        return True
    few = _beyond(found.text) < SURE_LETTERS
    if few and best > found.value - CLEARLY:
        return True
    if few:
        return found.value < SURE and (best > 0.05 or found.value <= 0.5)
    return found.value < SURE and best > found.value - CLEARLY


def _refuted(
    body: bytes, label: Label, encoding: str, utf_8: str | None
) -> tuple[Candidate, str] | Refusal:
    """The bytes are not of the labelled encoding: UTF-8 that cannot be chance, or a doubt."""
    if utf_8 is not None and _is_utf_8(utf_8):
        found = _candidate("utf-8", utf_8)
        if found.value > 0.5:
            return found, f"strict UTF-8; {label.source} says {label.name}, which fails"
    place = _breaks_at(body, encoding)
    sentence = f"{label.source} names {encoding}, but byte {place:,} is none of it."
    return _refused("wrong-label", sentence, _rivals(body))


def _by_utf_8(body: bytes, text: str) -> tuple[Candidate, str] | Refusal:
    """Undeclared, and strictly UTF-8: sure, but for a few bytes that may be another's."""
    found = _candidate("utf-8", text)
    if text.isascii() or _is_utf_8(text):
        return found, "strict UTF-8" if not text.isascii() else "ASCII"
    rivals = [rival for rival in _rivals(body) if rival.text != text]
    best = max((rival.value for rival in rivals), default=0.0)
    if best > found.value - CLEARLY:
        return _refused("doubtful-text", "It is too short to tell.", [found, *rivals])
    return found, "strict UTF-8"


def _by_detector(body: bytes) -> tuple[Candidate, str] | Refusal:
    """Undeclared, not UTF-8: the detector's guess, if the text is plausible and no rival is."""
    guess = codec_of(chardet.detect(body)["encoding"] or "")
    readings = _rivals(body, guess)
    if not readings and b"\x00" in body:
        return _refused("nul", "There are NUL bytes, and it is not UTF-16.")
    if not readings:
        return _refused("not-text", "No encoding reads these bytes.")
    found = readings[0]
    others = [rival for rival in readings[1:] if rival.text != found.text]
    second = others[0].value if others else 0.0
    letters = _beyond(found.text)
    enough = letters >= SURE_LETTERS or guess == found.encoding in UTF_16
    agreed = any(rival.encoding == guess and rival.text == found.text for rival in readings)
    alone = letters >= 4 * SURE_LETTERS and second < 0.5
    clearly = CLEARLY if letters < 8 * SURE_LETTERS else CLEARLY / 3
    if found.value >= SURE and second < found.value - clearly and enough and (agreed or alone):
        how = "detector" if agreed else "the only likely reading"
        return found, f"{how}: {found.encoding}, plausible {found.value:.2f}"
    sentence = "No encoding is declared, and the readings cannot be told apart surely."
    return _refused("doubtful-text", sentence, readings)


def _rivals(body: bytes, guess: str | None = None) -> list[Candidate]:
    """All readings of the bytes, the most plausible first, the detector's guess first of equals."""
    wide = UTF_16 if b"\x00" in body or guess in UTF_16 else ()  # else it is Han by chance
    names = dict.fromkeys((*((guess,) if guess else ()), *RIVALS, *wide))
    texts = {name: read_as(body, name) for name in names}
    found = [_candidate(name, text) for name, text in texts.items() if text and "\x00" not in text]
    return sorted(found, key=lambda candidate: -candidate.value)


def _candidate(encoding: str, text: str) -> Candidate:
    judged = plausibility(_judged(text))
    return Candidate(encoding, text, judged.value, judged.weight)


def _judged(text: str) -> str:
    """The part of a text that is scored: what a visitor sees, titles and all."""
    return visible(text[: 4 * SCORED])[:SCORED] if "<" in text else text[:SCORED]


def _beyond(text: str) -> int:
    """Characters beyond ASCII."""
    return sum(map(len, _BEYOND.findall(text)))


def _is_utf_8(text: str) -> bool:
    """Whether so many sequences were right that it is no chance; one of three bytes counts three
    times (in other encodings the second and the third byte would be rare signs)."""
    beyond = "".join(_BEYOND.findall(text))
    return len(beyond) + 2 * len(_TWO_BYTES.sub("", beyond)) >= SURE_SEQUENCES


def _breaks_at(body: bytes, encoding: str) -> int:
    try:
        body.decode("cp866" if encoding == "ibm866" else encoding)
    except UnicodeDecodeError as error:
        return error.start
    except LookupError:
        return 0
    return 0


def _as_labelled(found: Candidate) -> bool:
    """Whether a text labelled UTF-8, and strictly that, is plain English or Russian with a few
    dashes, quotes and accents: too few to prove it alone, but nothing speaks against the label."""
    text = _judged(found.text)
    beyond = _BEYOND.findall(found.text)
    letters = len(_LETTERS.findall(text))
    return letters > 20 * len(beyond) and all(_EXPECTED.fullmatch(run) for run in beyond)


def _unfit(found: Candidate) -> Refusal | None:
    """A text that would not survive, or was spoilt before it was saved."""
    if "\x00" in found.text:
        return _refused("nul", "There are NUL characters in the text.")
    if any(mark in found.text for mark in ("\ufffe", "\uffff")):
        return _refused("noncharacter", "There are noncharacters (U+FFFE, U+FFFF) in the text.")
    controls = len(_CONTROLS.findall(found.text))
    if controls > len(found.text) / 100:
        return _refused("control-characters", f"There are {controls} control characters.")
    judged = _judged(found.text)
    letters = len(_LETTERS.findall(judged))
    questions = sum(map(len, _QUESTIONS.findall(judged)))
    if questions > max(20, letters / 4):
        return _refused("lost-letters", f"{questions} question marks stand for letters.")
    damage = len(DAMAGE.findall(judged))
    mended = repairs(judged) if found.value < SURE else []
    if mended or damage > max(10, letters / 50):
        shown = [_candidate(how, text) for how, text in mended]
        return _refused("mojibake", "It was spoilt before it was saved.", [found, *shown])
    few = found.encoding == "utf-8" and letters > 20 * _beyond(judged)
    if found.value < 0.35 and letters > 0 and not few:
        return _refused("doubtful-text", "It does not read as a text.", [found])
    return None


def _is_html(capture: Capture, text: str) -> bool:
    """Whether it is markup: the header or the start says so, or there are tags throughout."""
    stated = next((v for k, v in capture.headers.items() if k.lower() == "content-type"), "")
    if "html" in stated.lower():
        return True
    start = text[: limits.SNIFF].lstrip()
    if stated.lower().startswith("text/plain"):
        return False
    if _HTML.match(start) or start.startswith(("<!--", "<?xml")):
        return True
    return len({found.lower() for found in _HTML.findall(text[:SCORED])}) >= 3


def _long_text(text: str) -> Refusal | None:
    if len(text) >= limits.TEXT_NODE:
        return _refused("long-text", f"The text has {len(text):,} characters.")
    return None


def _refused(code: str, sentence: str, readings: list[Candidate] | tuple = ()) -> Refusal:
    """Quarantined, with the candidates a person chooses from."""
    best = sorted(readings, key=lambda reading: -reading.value)[:5]
    shown = (f"candidate: {r.encoding} ({r.value:.2f}): {_sample(r.text)}" for r in best)
    return Refusal("quarantined", (f"{code}: {sentence}", *shown))


def _sample(text: str) -> str:
    """The first words that are not ASCII, as they read, made printable."""
    seen = " ".join(visible(text[: 4 * SCORED]).split())
    found = _BEYOND.search(seen)
    start = max(0, found.start() - 10) if found else 0
    return _safe(seen[start : start + SHOWN])


def _safe(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
