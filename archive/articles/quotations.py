"""Which words does an article quote, and whose does it say they are?

    >>> article = 'The mayor, Ivan Petrov, said: “The bridge is open.” He called it “historic”.'
    >>> for found in quotations(article):
    ...     print(found.kind, found.text, "|", found.attribution.name, found.attribution.sure)
    direct The bridge is open. | Ivan Petrov True
    fragment historic | Ivan Petrov False

Kinds: *direct* speech, a *fragment* of it in another's sentence, *indirect* speech ("that", «что»,
说 without marks), and *name*: a title or term between marks, which nobody is said to have said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..analysis.folding import canonical
from .attribution import ANOTHER, Around, Attribution, according, attributed, in_sentence
from .cues import SAYING, TELLING, WRITTEN_ON
from .marks import MASK, PARAGRAPH, Quoted, inner, quoted, top_level
from .mentions import Known, Named, last_named, meant, points
from .naming import language_of
from .persons import persons

MOST = 500
"""Quotations read of one article; an article has fewer."""

_END = re.compile(r"(?<!\b[A-ZА-ЯЁ])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bGen)"
                  r"(?<!\bRev)(?<!\bCol)(?<!\bCapt)(?<!\bSgt)(?<!\bLt)(?<!\bCllr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bProf)(?<!\bг)(?<!\bгг)(?<!\bим)(?<!\bт)(?<!\bруб)"
                  r"[.!?…]+(?=\s|$)|[。！？]")  # fmt: skip
_SAID = re.compile(r"[.!?…。！？]$")
_WITHIN = re.compile(r"(?P<first>.+?[,!?…])\s*[—–]\s*(?P<said>[^—–.«»]{5,120}?)"
                     r"(?:[.,]\s*[—–]\s*(?P<second>.+))", re.DOTALL)  # fmt: skip
_DIALOGUE = re.compile(r"^\s*[—–]\s*(?P<first>.+?[,!?…])\s*[—–]\s*(?P<said>[^—–.]+?)"
                       r"(?:[.,]\s*[—–]\s*(?P<second>.+?)|\.)?\s*$")  # fmt: skip
TERM = "\ufffb"
"""Stands for each code point of a name or term between marks in the words around a quotation."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words an article quotes: `pieces` their offsets in it (one a paragraph), `text` the words,
    `kind` as above, `closed` whether the closing mark was there."""

    pieces: tuple[tuple[int, int], ...]
    text: str
    kind: str
    attribution: Attribution | None
    language: str
    closed: bool = True

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.pieces[0][0]


def quotations(article: str) -> tuple[Quotation, ...]:
    """All quotations of an article in the order in which they begin, at most MOST."""
    article = unwrapped(article)
    marked = quoted(article)
    outer = tuple(top_level(marked))
    masked = _unified(_masked(article, outer))
    found = [one for each in outer[:MOST] for one in _of_marks(article, masked, each)]
    for each in outer[:MOST]:
        found += _inner(article, marked, each)
    taken = [one.start for one in found if one.kind != "name"]
    found += list(_indirect(article, masked, taken))
    found += list(_dialogues(article, masked))
    found.sort(key=lambda one: one.start)
    return tuple(_carried(article, masked, found[:MOST]))


def unwrapped(article: str) -> str:
    """An article whose lines were broken to a width, with spaces for those breaks: all offsets
    stay. A break is one of width where a sentence goes on behind it in small letters."""
    return _WRAP.sub(" ", article)


_WRAP = re.compile(r"(?<=[^\s.!?…。！？:：;；»”\"』」])\n(?=[a-zа-яё])")


def _unified(text: str) -> str:
    """The words around with each compatibility ideograph, which no rule spells, as its unified
    one; the quoted words stay as they are printed."""
    return _COMPATIBLE.sub(lambda sign: canonical(sign.group()), text)


_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def _masked(text: str, spans: tuple[Quoted, ...]) -> str:
    """The text with each code point of these quotations, marks included, as MASK."""
    signs = list(text)
    for each in spans:
        for start, stop in each.pieces:
            begin, end = max(0, start - 1), min(len(text), stop + 1)
            mask = TERM if _is_term(text, begin, end) else MASK
            signs[begin:end] = [mask if sign != "\n" else sign for sign in signs[begin:end]]
    return "".join(signs)


def _is_term(text: str, begin: int, end: int) -> bool:
    """Whether what stands between marks is a name inside a clause: газета «Голос» пишет."""
    words = text[begin + 1 : end - 1]
    before, after = text[:begin].rstrip(" \u00a0")[-1:], text[end:].lstrip(" \u00a0")[:1]
    if re.search(r"[,.!?…:;，。！？：；\n]", words) or not after.isalpha():
        return False
    if "\u3400" <= after <= "\u9fff":
        return len(words) <= 8 and before not in ("：", ":", "，", "道")
    first = words[:1]
    lower_follows = before.isalpha() or before in ("", "\n")
    return lower_follows and len(words.split()) <= 4 and (first.isupper() or first.isdigit())


def _of_marks(article: str, masked: str, each: Quoted) -> Iterator[Quotation]:
    text = "\n".join(article[start:stop] for start, stop in each.pieces)
    interrupted = _interrupted(article, each)
    if interrupted:
        yield from interrupted
        return
    around = _around(article, masked, each.start - 1, each.stop + 1)
    language = language_of(around.before + around.after)
    if not re.search(r"[^\W\d_]", around.before + around.after):
        language = language_of(text)
    if language == "en" and text.endswith(".") and re.match(r"\s+[A-Z]", around.after):
        around = replace(around, after="")  # “… now.” Smith said that …: another sentence
    told = attributed(around, language)
    kind = _kind(text, around, told, language)
    if masked[each.start] == TERM and language == "zh" and told and told.rule == "followed":
        kind = "name"
    told = None if kind == "name" else told
    one = Quotation(each.pieces, text, kind, told, language, each.closed)
    yield _without_comma(one) if told and told.rule in _BEHIND else one


_BEHIND = ("followed", "quoting", "according")


def _without_comma(one: Quotation) -> Quotation:
    """“It is over,” he said: the comma within the marks is the article's."""
    if one.text[-1] not in ",，":
        return one
    *before, (start, stop) = one.pieces
    return replace(one, pieces=(*before, (start, stop - 1)), text=one.text[:-1])


def _interrupted(article: str, each: Quoted) -> tuple[Quotation, ...]:
    """«Мы готовы, — сказал Лавров. — Но нужны условия»: the article's words stand within the
    marks, between dashes."""
    found = _WITHIN.fullmatch(article, each.start, each.stop) if len(each.pieces) == 1 else None
    told = attributed(Around("", f" — {found['said']}.", False), "ru") if found else None
    if not found or told is None or told.rule != "followed" or not told.label:
        return ()
    spans = [found.span(part) for part in ("first", "second") if found[part]]
    return tuple(
        _without_comma(Quotation((span,), article[slice(*span)], "direct", told, "ru", each.closed))
        for span in spans
    )


def _inner(article: str, marked: tuple[Quoted, ...], outer: Quoted) -> Iterator[Quotation]:
    """Quotations within a quotation that are said there to be somebody's."""
    within = tuple(inner(marked, outer))
    masked = _masked(article, within)
    for each in within:
        begin, end = next((a, b) for a, b in outer.pieces if a <= each.start and each.stop <= b)
        piece = masked[:end]
        around = _around(article, piece, each.start - 1, each.stop + 1, begin)
        language = language_of(around.before + around.after)
        told = attributed(around, language)
        text = article[each.start : each.stop]
        if language != "zh" and _I_SAY.search(around.before):
            told = Attribution("I", "", "own", False)
        if told is None and around.before.rstrip().endswith((":", "：")):
            told = Attribution("", "", "introduced")
        if (
            told
            and (told.name or told.rule in ("introduced", "own"))
            and _kind(text, around, told, language) != "name"
        ):
            yield Quotation(each.pieces, text, "nested", told, language, each.closed)


_I_SAY = re.compile(r"(?:^|[.!?…,;—]\s*|\b(?:а|и|но|and|but)\s+)(?:[Яя]|I)\s[^.!?…,;]*[:,]\s*$")
"""«Я позвонила и сказала: „…“»: whoever speaks quotes himself."""


def _around(article: str, masked: str, start: int, stop: int, begin: int = 0) -> Around:
    """The words around a quotation whose marks stand at `start` and before `stop`."""
    line = max(begin, masked.rfind("\n", 0, max(0, start)) + 1)
    end = masked.find("\n", stop)
    end = len(masked) if end < 0 else end
    ends = _sentence_ends(article, masked, line, max(line, start))
    sentence = ends[-1] if ends else line
    if not masked[line : max(line, start)].strip():
        sentence = _opened_above(masked, line, begin)
    closing = _END.search(masked, stop, end)
    until = closing.end() if closing else end
    rest = masked[stop:until]
    return Around(masked[sentence : max(sentence, start)], rest, MASK in rest)


def _opened_above(masked: str, line: int, begin: int) -> int:
    """Where the sentence begins that opens a quotation by a colon in the paragraph above; else the
    quotation's own paragraph."""
    above = masked[begin:line].rstrip()
    if not above.endswith((":", "：")):
        return line
    first = begin + above.rfind("\n") + 1
    ends = [found.end() for found in _END.finditer(masked, first, begin + len(above))]
    return ends[-1] if ends else first


def _kind(text: str, around: Around, told: Attribution | None, language: str) -> str:
    """Direct speech, a fragment of it, or the name of something."""
    words = len(text) / 2 if language == "zh" else len(text.split())
    if told is not None and told.rule in ("introduced", "labelled", "followed"):
        beside = told.rule != "introduced" or around.before.rstrip().endswith(
            (":", "：", ",", "，", "道")
        )
        if beside and not (_name_like(text, around, language) and not _SAID.search(text)):
            return "direct"
    if _name_like(text, around, language):
        return "name"
    if words >= 2 and around.before.rstrip().endswith(":") and any(map(str.islower, text.split())):
        return "direct"
    inside = _inside_clause(around, language)
    alone = around.before.rstrip()[-1:] in ("", ".", "!", "?", "…") and around.after[:1] == "."
    if words >= 3 and alone and language != "zh":
        return "direct"  # a sentence of its own
    if words >= 5 or (words >= 2 and _SAID.search(text)):
        return "fragment" if inside else "direct"
    if not inside and re.search(r"[.,!?…。！？，]$", text):
        return "direct"
    return "fragment" if told is not None else "name"


def _inside_clause(around: Around, language: str) -> bool:
    """Whether the sentence runs on into the quotation: «he said that it “was …”»."""
    before = around.before.rstrip()
    if not before or before.endswith(MASK):
        return False
    return not before.endswith((":", "：", ",", "，", "—", "–", "道", ".", "。"))


def _name_like(text: str, around: Around, language: str) -> bool:
    """Whether it looks like a title or a term: capitalised and short in the middle of a clause."""
    inside = _inside_clause(around, language)
    if language == "zh":
        short = len(text) <= 8 and not re.search("[，。！？；：]", text)
        return short and inside and _ZH_TERM.match(around.after) is not None
    words = text.split()
    if not inside or not words or len(words) > 6 or _SAID.search(text):
        return False
    if language == "en":
        main = [word for word in words if len(word) > 3]
        return bool(main) and all(word[0].isupper() or word[0].isdigit() for word in main)
    return words[0][0].isupper() and len(words) <= 4


_ZH_TERM = re.compile(
    "倡议|倡議|战略|戰略|计划|計劃|项目|項目|精神|原则|原則|机制|機制|论坛|論壇|行动|工程|方案|理念|政策|模式|概念"
    "|现象|公司|号|號|级|級|型|奖|獎|杯|建设|框架|合作|峰会|国家|國家|会议|活动|品牌|系列|平台|走廊|方针|制度|目标"
)
"""Nouns that a term between marks stands before: “一带一路”倡议."""


def _indirect(article: str, masked: str, taken: list[int]) -> Iterator[Quotation]:
    """Speech reported without marks, in sentences that quote nothing."""
    for paragraph in PARAGRAPH.finditer(masked):
        begin = paragraph.start()
        for end in [*_sentence_ends(article, masked, *paragraph.span()), paragraph.end()]:
            sentence = masked[begin:end]
            quoting = any(begin <= start < end for start in taken)
            if not quoting and (found := _reported(sentence)):
                start, stop, told, language = found
                span = (begin + start, begin + stop)
                yield Quotation((span,), article[span[0] : span[1]], "indirect", told, language)
            begin = end


def _sentence_ends(article: str, masked: str, begin: int, end: int) -> list[int]:
    """Where the sentences of a paragraph end, those too that end within the marks: “…。”他说，…"""
    ends = {found.end() for found in _END.finditer(masked, begin, end)}
    for closed in _CLOSED.finditer(masked, begin, end):
        at = closed.end()
        if article[at - 2] in ".!?…。！？" and _NEW_SENTENCE.match(article, at):
            ends.add(at)
    return sorted(ends)


_CLOSED = re.compile(f"{MASK}(?!{MASK})")
_NEW_SENTENCE = re.compile(r"[\u3400-\u9fff]|\s+[A-ZА-ЯЁ]")


def _reported(sentence: str) -> tuple[int, int, Attribution, str] | None:
    """Where reported speech stands in a sentence, and whose it is."""
    language = language_of(sentence)
    joint = {"en": r"\s+that\s+", "ru": r"[^.:;«]{0,60}?,\s+что\s+", "zh": r"，"}[language]
    for verb in SAYING[language].finditer(sentence):
        hearers = r"(?:\s+[\w’ \ufffb]{1,40}?)?" if TELLING.search(verb.group()) else ""
        content = re.compile(hearers + joint).match(sentence, verb.end())
        if content is None or verb.group().endswith(("着", "著")):  # 林国栋说着，把书递了过去
            continue
        told = attributed(Around(sentence[: verb.end()] + ": ", "", False), language)
        body = sentence[content.end() :].rstrip(" .。!?！？\u00a0")
        whose = told is not None and (told.name or points(told.label, language))
        if whose and _says_enough(body, language):
            return content.end(), content.end() + len(body), told, language
    return _according_to(sentence, language) if language != "zh" else None


def _according_to(sentence: str, language: str) -> tuple[int, int, Attribution, str] | None:
    """According to NAME, …; Как пояснила NAME, …; also behind a colon: NAME спорит: по его
    словам, …"""
    begin = sentence.rfind(": ") + 2 if ": " in sentence else 0
    clause = sentence[begin:]
    as_told = _AS_TOLD.match(clause) if language == "ru" else None
    told = according(Around(clause.split(", ")[0] + ", ", "", False), language)
    if as_told:
        told = attributed(Around("", f" — {as_told.group(1)}.", False), "ru")
    comma = clause.find(", ")
    if told is None or comma < 0 or not (told.name or points(told.label, language)):
        return None
    body = clause[comma + 2 :].rstrip(" .\u00a0")
    start = begin + comma + 2
    return (start, start + len(body), told, language) if _says_enough(body, language) else None


def _says_enough(body: str, language: str) -> bool:
    """Whether reported words are a statement worth looking up."""
    return len(body) >= 8 if language == "zh" else len(body) >= 14 and " " in body


_AS_TOLD = re.compile(r"\s*Как\s+([^,.:;]{5,80}),\s")


def _dialogues(article: str, masked: str) -> Iterator[Quotation]:
    """Russian direct speech by dashes: — Мост открыт, — сказал Иван Петров. — Поезда пойдут."""
    for paragraph in PARAGRAPH.finditer(masked):
        found = _DIALOGUE.match(paragraph.group())
        if not found or language_of(paragraph.group()) != "ru":
            continue
        told = attributed(Around("", f" — {found['said']}.", False), "ru")
        if told is None:
            continue
        for part in ("first", "second"):
            if found[part]:
                start, stop = (paragraph.start() + at for at in found.span(part))
                text = article[start:stop]
                yield _without_comma(Quotation(((start, stop),), text, "direct", told, "ru"))


def _carried(article: str, masked: str, found: list[Quotation]) -> Iterator[Quotation]:
    """Quotations whose attribution lies elsewhere: “A,” said NAME. “B.” — «…», — сказал он."""
    named = [told.name for told in (each.attribution for each in found) if told and told.name]
    known = dict.fromkeys(persons(masked, named), Known())
    previous: Quotation | None = None
    for each in found:
        told = each.attribution
        if told is None and each.kind == "direct":
            told = _unsaid(article, masked, previous, each, known)
        elif each.kind == "nested" and told is not None and not told.name:
            if told.rule == "own" and previous and previous.attribution:
                told = replace(previous.attribution, rule="own", sure=False)
        elif told is not None and not told.name:
            before = masked[: max(0, each.start - 1)]
            name = meant(told.label, masked, len(before), known, each.language)
            told = replace(told, name=name, sure=False) if name else told
            if name:
                known[name] = known.get(name, Known()).again(told.label, each.pieces[-1][1])
        each = replace(each, attribution=told)
        if each.kind in ("direct", "fragment"):
            previous = each
        yield each


def _unsaid(
    article: str,
    masked: str,
    previous: Quotation | None,
    each: Quotation,
    known: Named,
) -> Attribution | None:
    """Whose words they are of which the article says nothing: those of the one who is spoken of
    right before, else of the one who spoke before."""
    if _by_another(article, each):
        return None
    line = article.rfind("\n", 0, each.start) + 1
    begin = max(line, previous.pieces[-1][1] + 1) if previous else line
    between = masked[begin : max(begin, each.start - 1)]
    if between.rstrip().endswith("：") and not WRITTEN_ON.search(between):
        opener = _opener(between, known)  # 谷雨薇拍拍她的肩膀：“…”
        return Attribution(opener, opener, "beside", False) if opener else None
    if _ANOTHERS.search(between) or between.rstrip().endswith((":", "：")):
        return None  # 有网友留言：“…”: something does open it, though not what says whose
    own = between if begin == line else _behind_attribution(between, each.language)
    if own.strip():
        name = _spoken_of(own, masked, each, known)
        return Attribution(name, name, "beside", False) if name else None
    if previous and previous.attribution and _goes_on(article, previous, each):
        if previous.attribution.sure and _interrupts(between, each.language):
            return replace(previous.attribution, rule="interrupted")
        return replace(previous.attribution, rule="continued", sure=False)
    return None


def _interrupts(between: str, language: str) -> bool:
    """Whether all that stands between two quotations of a paragraph is who says both: “A,” said
    NAME. “B.” Of two verbs the second may be another's."""
    return len(SAYING[language].findall(between)) == 1 and not ANOTHER.search(between)


_ANOTHERS = re.compile(r"['’]s\s+[a-z]+(?:\s+[a-z]+)?,\s+[A-Z]")
"""Quint’s brother, Samuel, was less patient: neither the one named nor who spoke before."""


def _opener(between: str, known: Named) -> str:
    """The person whose name opens the Chinese sentence that opens a quotation."""
    sentence = re.split("[。！？]", between)[-1].strip()
    return next((name for name in known if len(name) > 1 and sentence.startswith(name)), "")


def _behind_attribution(between: str, language: str) -> str:
    """What stands between two quotations behind the sentence that says whose the first is."""
    if between[:1].isupper() or not SAYING[language].search(between):
        return between
    closing = _END.search(between)
    return between[closing.end() :] if closing else ""


def _spoken_of(own: str, masked: str, each: Quotation, known: Named) -> str:
    """Who is spoken of in the sentences right before a quotation that ends them: who is said to
    have spoken in the last of them, else who is named in them, else whom its pronoun means."""
    if not own.rstrip().endswith((".", "。", "!", "…", "？", "?")):
        return ""
    stop = max(0, each.start - 1)
    start = stop - len(own)
    last = max((found.start() for found in _SENTENCE.finditer(own)), default=0)
    told = in_sentence(Around(own[last:], "", False), each.language)
    if told is not None and told.name and each.language != "zh":
        return told.name
    named = last_named(masked, start, stop, known, each.language)
    if named and each.language == "en" and re.search(_OBJECT + re.escape(named), own):
        return ""
    pronoun = _HE_OR_SHE.search(own, last)
    if named or not pronoun or _CAPITAL.search(own, last, pronoun.start()):
        return named  # When she asked Smith, he laughed: who he is hangs on too much
    return meant(pronoun.group(), masked, start + pronoun.start(), known, each.language)


_OBJECT = r"\b[a-z]+(?:ed|es)\s+(?:[A-Z][\w.]*\s+)*"
"""A verb before a name, which is its object: the crowd booed (Farr)."""
_SENTENCE = re.compile(r"[^\s.!?…。！？][^.!?…。！？]*[.!?…。！？]*")
_CAPITAL = re.compile(r"(?<=[a-zа-яё] )[A-ZА-ЯЁ][a-zа-яё]+")
_HE_OR_SHE = re.compile(r"\b(?:he|she|он|она)\b|[他她](?![们們的])", re.IGNORECASE)


def _goes_on(article: str, previous: Quotation, each: Quotation) -> bool:
    """Whether a quotation without an attribution of its own may go on with the one before."""
    between = article[previous.pieces[-1][1] : each.start]
    return between.count("\n") <= 2 and len(between) <= 300


def _by_another(article: str, each: Quotation) -> bool:
    """Whether something is said of a quotation right behind it: it has a speaker, though he was
    not understood."""
    behind = article[each.pieces[-1][1] + 1 :][:40].lstrip(" \u00a0")
    if each.language == "zh":
        if re.match("说到这[里儿]|說到這[裡裏兒]", behind):
            return False
        return re.match(r"[^\n“”「」。！？]", behind) is not None
    return (
        re.match(
            r"[,—–―-]|[A-ZА-ЯЁ][\w.’-]*(?:\s+[A-ZА-ЯЁ][\w.’-]*)*\s+[a-zа-яё]|[a-zа-яё]", behind
        )
        is not None
    )
