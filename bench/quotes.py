"""Does the quote finder find what is there, call what is changed changed, and find nothing else?

    python bench/quotes.py ../shared/data --archive /var/tmp/quotes

Makes an archive of 100,000 passages through the real store and index (kept in the folder named, and
used again), some documents held out. Asks 3,000 quotes drawn by a seed: whole sentences, halves,
neighbours joined, and twelve kinds of damage; and 1,000 of the documents held out. Beside it, on
the same quotes, two things one would try first: a phrase search, and the best of ten passages by
BM25 by rapidfuzz. Times are of one core, in CPU seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import re
import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from rapidfuzz import fuzz

# Beside this file lies ingest.py, which is not the package of that name.
sys.path[0] = str(Path(__file__).resolve().parents[1])

from archive.address import addressed  # noqa: E402
from archive.analysis import chinese, tokenize  # noqa: E402
from archive.catalogue import Archive  # noqa: E402
from archive.document import Document, PartialDate, Passage  # noqa: E402
from archive.engine import Question  # noqa: E402
from archive.engine.plan import Or, RankTerm, Sequence, Slot  # noqa: E402
from archive.opening import Config, create_archive, open_archive  # noqa: E402
from archive.quotes.folding import units  # noqa: E402
from archive.quotes.values import QuoteMatch, QuoteQuery, QuoteReport  # noqa: E402
from archive.store import Provenance  # noqa: E402
from ingest.page import Capture, Refusal  # noqa: E402
from ingest.reading import read  # noqa: E402

WANTED = {"ru": 0.30, "zh": 0.35, "en": 0.35}
SOURCES = {
    "ru": ("kremlin.ru", "1tv.ru", "nerel", "factrueval", "debian.org/news", "gimp-help",
           "debian.org/security", "libreoffice-help", "cpp-docs"),
    "zh": ("cctv-xwlb", "cpc.people.com.cn", "gov.cn", "gov-report", "fmprc.gov.cn", "inews",
           "lawrefbook", "debian.org/news"),
}  # fmt: skip
HELD_OUT = 20  # of 256 documents
RECEIVED = datetime(2024, 6, 1, tzinfo=UTC)
FOUND = ("verbatim", "omission", "variants", "altered", "stitched")

# -- the archive ---------------------------------------------------------------------------------


def build(folder: Path, data: Path, passages: int) -> None:
    """An archive of as many passages; beside it, foreign.jsonl with the documents held out."""
    create_archive(Config(folder / "archive"))
    archive = open_archive(folder / "archive", write=True)
    with open(folder / "foreign.jsonl", "w", encoding="utf8") as held, archive.store.writer() as to:
        for language, share in WANTED.items():
            kept = 0
            for number, document in enumerate(documents(data, language)):
                if hashlib.sha256(document.id.encode()).digest()[0] < HELD_OUT:
                    texts = [passage.text for passage in document.passages]
                    held.write(json.dumps({"language": language, "texts": texts}) + "\n")
                    continue
                raw = to.keep(
                    document.url.encode(), Provenance(document.id, document.url, RECEIVED)
                )
                to.put(document, raw, "bench", RECEIVED)
                kept += len(document.passages)
                if number % 200 == 0:
                    to.commit()
                if kept >= passages * share:
                    break
            to.commit()
        archive.index.rebuild(archive.store, archive.people)
    archive.close()


def documents(data: Path, language: str) -> Iterator[Document]:
    """The saved pages of the Kremlin in English; else texts of `scale`, official ones first."""
    if language == "en":
        with tarfile.open(data / "kremlin_en_html.tar.xz") as pages:
            for page in pages:
                if page.isfile() and page.name.endswith(".html"):
                    body = pages.extractfile(page).read()
                    reading = read(Capture(page.name, None, RECEIVED, body))
                    if not isinstance(reading, Refusal) and reading.document.passages:
                        yield reading.document
        return
    with lzma.open(data / "scale" / f"{language}.jsonl.xz", "rt", encoding="utf8") as file:
        rows = [row for row in map(json.loads, file) if row["source"] in SOURCES[language]]
    rows.sort(key=lambda row: (SOURCES[language].index(row["source"]), _digest(row["id"])))
    seen: set[str] = set()
    for row in rows:
        if row["id"] not in seen:
            seen.add(row["id"])
            yield _document(row, language)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _document(row: dict, language: str) -> Document:
    texts = [text.strip() for text in row["text"].split("\n") if text.strip()]
    day = (row["date"] or "")[:10]
    return Document(
        id=f"{language}-{_digest(row['id'])}",
        url=row["url"] or f"local:{row['id']}",
        source=re.sub("[^a-z0-9]", "-", row["source"]),
        kind="release",
        language=language,
        title=row["title"] or texts[0][:80],
        summary=None,
        published=PartialDate(day, "printed", day) if day else None,
        occurred=None,
        place=None,
        status="final",
        passages=tuple(Passage(n, "narration", text) for n, text in enumerate(texts, 1)),
    )


# -- quotes --------------------------------------------------------------------------------------

SENTENCE = {
    "ru": re.compile(r"[А-ЯЁ«][^.!?\n]{30,300}[.!?](?!\d)"),
    "en": re.compile(r"[A-Z“][^.!?\n]{30,300}[.!?](?!\d)"),
    "zh": re.compile(r"(?:(?<=[。！？；\n])|^)[^。！？；\n\s]{14,110}[。！？；]", re.MULTILINE),
}
OWN = {"ru": "[а-яё]", "en": "[a-z]", "zh": "[\u4e00-\u9fff]"}


@dataclass(frozen=True)
class Case:
    """A quote to ask: its `kind` and language, the words it was made of, and where these stand."""

    kind: str
    language: str
    text: str
    source: str
    document: str = ""
    passage: int = 0


Damage = Callable[[str, str, random.Random], str | None]
"""(sentence, language, chance) to the damaged sentence; None where it cannot be damaged so."""


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text that are mostly in that language."""
    found = SENTENCE[language].findall(text)
    return [
        s
        for s in found
        if len(re.findall(OWN[language], s)) > 0.7 * len(s) and len(words(s, language)) >= 6
    ]


def words(text: str, language: str) -> list[str]:
    """A sentence as parts that joined are it: words with the space after, or characters."""
    return re.findall(r"\S+\s*", text) if language != "zh" else list(text)


def half(text: str, language: str, chance: random.Random) -> str | None:
    row = words(text, language)
    if len(row) < (8 if language != "zh" else 18):
        return None
    middle = len(row) // 2
    part = "".join(row[:middle] if chance.random() < 0.5 else row[middle:]).strip()
    return part if text.find(part) >= 0 and _bordered(text, part, language) else None


def _bordered(text: str, part: str, language: str) -> bool:
    """Whether no figure and no compound is cut at the ends of the part."""
    at = text.find(part)
    left, right = text[at - 1 : at], text[at + len(part) : at + len(part) + 1]
    marks = "%$€№°+-–—:/.,·"
    numerals = "〇零一二三四五六七八九十百千万亿两"
    if left and (left in marks or (left.isdigit() and part[0].isdigit())):
        return False
    if right and (right in "%°‰" or (right.isdigit() and part[-1].isdigit())):
        return False
    if left and left in numerals and part[0] in numerals:
        return False
    if right and right in numerals and part[-1] in numerals:
        return False
    return language != "zh" or not (left + part[0]).isascii()


def typos(text: str, language: str, chance: random.Random) -> str | None:
    row = words(text, language)
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(1, len(row) - 1)
        if language == "zh":
            row[at] = chance.choice("的是在有为和与对将以于中上大国人这个地发")
        elif len(row[at].strip()) >= 5:
            place = chance.randrange(1, 3)
            word = row[at]
            row[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return "".join(row)


def dropped_or_swapped(text: str, language: str, chance: random.Random) -> str | None:
    row = words(text, language)
    at = chance.randrange(2, len(row) - 2)
    if chance.random() < 0.5:
        del row[at]
    else:
        row[at], row[at + 1] = row[at + 1].rstrip() + " " * (language != "zh"), row[at]
    return "".join(row)


def figure(text: str, language: str, chance: random.Random) -> str | None:
    found = [m.start() for m in re.finditer(r"\d", text)]
    if not found:
        return None
    at = chance.choice(found)
    return text[:at] + chance.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]


_NOT = {
    "ru": re.compile(r"\b(?:не|ни|нет|никогда|без) ", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|never|no|without) |n[’']t\b", re.IGNORECASE),
    "zh": re.compile("[不没未]"),
}


def negation(text: str, language: str, chance: random.Random) -> str | None:
    found = [m.span() for m in _NOT[language].finditer(text, 2)]
    if not found:
        return None
    a, b = chance.choice(found)
    return text[:a] + text[b:]


_SYNONYMS = {
    "ru": "год|месяц большой|крупный страна|держава важный|значимый работа|деятельность "
    "сказал|заявил человек|гражданин новый|свежий город|посёлок также|тоже должен|обязан "
    "после|вслед можно|допустимо который|каковой стал|сделался через|сквозь",
    "en": "country|nation important|vital meeting|gathering said|stated people|citizens "
    "new|fresh work|labour many|numerous also|too must|should will|may first|initial year|month "
    "development|progress support|backing issues|questions between|among under|beneath",
    "zh": "国家|政权 发展|进步 重要|关键 工作|任务 人民|民众 会议|大会 经济|商业 问题|难题 "
    "建设|营造 推进|促进 应当|必须 规定|约定 提高|提升 加强|强化 社会|世间 中国|我国",
}


def synonym(text: str, language: str, chance: random.Random) -> str | None:
    pairs = [pair.split("|") for pair in _SYNONYMS[language].split()]
    edge = r"\b" if language != "zh" else ""
    there = [(a, b) for a, b in pairs if re.search(rf"{edge}{a}{edge}", text[1:-1])]
    if not there:
        return None
    a, b = chance.choice(there)
    return text[0] + re.sub(rf"{edge}{a}{edge}", b, text[1:], count=1)


_MARKS = str.maketrans(
    {"«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "—": "-", "–": "-", "，": ",", "、": "，",
     "《": "〈", "》": "〉", "：": ":", "；": ";"}
)  # fmt: skip


def marks(text: str, language: str, chance: random.Random) -> str | None:
    changed = text.translate(_MARKS)
    return changed if changed != text else None


_YO = "еще|ещё ее|её все|всё свое|своё трех|трёх идет|идёт ведет|ведёт мое|моё Петр|Пётр"


def yo(text: str, language: str, chance: random.Random) -> str | None:
    if language != "ru":
        return None
    if "ё" in text:
        return text.replace("ё", "е")
    changed = text
    for pair in _YO.split():
        a, b = pair.split("|")
        changed = re.sub(rf"\b{a}\b", b, changed)
    return changed if changed != text else None


def traditional(text: str, language: str, chance: random.Random) -> str | None:
    if language != "zh":
        return None
    changed = chinese.spellings(text)[1]
    return changed if changed != text else None


def spaced(text: str, language: str, chance: random.Random) -> str | None:
    if language != "zh":
        return None
    pattern = re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
    return pattern.sub(lambda _: chance.choice(("", "", " ", "\u3000")), text[:-1]) + " " + text[-1]


_LOOKS = {
    "ru": "и|н н|и п|л л|п с|е е|с ш|щ ц|ч ь|ъ в|а о|0 з|3 б|6",
    "en": "m|rn l|1 o|0 e|c c|e h|b i|l t|f a|o u|v",
    "zh": "日|曰 己|已 末|未 未|末 土|士 大|太 人|入 入|人 员|贝 目|自 力|刀 天|夫 千|干 民|氏 "
    "国|囯 会|合 体|休 发|友 经|轻 的|旳 是|昰 中|申 业|亚 和|利 为|力",
}


def ocr(text: str, language: str, chance: random.Random) -> str | None:
    looks = dict(pair.split("|") for pair in _LOOKS[language].split())
    row = [looks[c] if c in looks and chance.random() < 0.12 else c for c in text]
    return "".join(row) if "".join(row) != text else None


def ellipsis(text: str, language: str, chance: random.Random) -> str | None:
    row = words(text, language)
    size = chance.randint(2, 5) * (2 if language == "zh" else 1)
    if len(row) < size + (12 if language == "zh" else 7):
        return None
    at = chance.randrange(3, len(row) - size - 3)
    signs = ("……", "[……]") if language == "zh" else ("… ", "[…] ", "[...] ", "(…) ")
    return "".join((*row[:at], chance.choice(signs), *row[at + size :]))


def brackets(text: str, language: str, chance: random.Random) -> str | None:
    put = {"ru": "[российский] ", "en": "[the Russian] ", "zh": "[俄方]"}[language]
    row = words(text, language)
    at = chance.randrange(2, len(row) - 1)
    return "".join((*row[:at], put, *row[at:]))


DAMAGES: dict[str, Damage] = {
    "typos": typos, "words dropped, swapped": dropped_or_swapped, "figure": figure,
    "negation": negation, "synonym": synonym, "quotes, dashes": marks, "ё": yo,
    "traditional": traditional, "spaces": spaced, "OCR": ocr, "ellipsis": ellipsis,
    "brackets": brackets,
}  # fmt: skip
ONLY = {"ё": "ru", "traditional": "zh", "spaces": "zh"}
EXACT = ("sentence", "half", "joined")


def cases(archive: Archive, chance: random.Random, exact: int, damaged: int) -> list[Case]:
    """So many quotes of each exact kind and language, and of each kind of damage."""
    found: list[Case] = []
    for language in WANTED:
        ids = [hit.document for hit in _of_language(archive, language)]
        chance.shuffle(ids)
        pool = _passages(archive, ids, chance)
        for kind in EXACT:
            found += islice(_exact(kind, language, pool, chance), exact)
        for kind, damage in DAMAGES.items():
            if ONLY.get(kind, language) != language:
                continue
            found += islice(_damaged(kind, damage, language, pool, chance), damaged)
    return found


def _of_language(archive: Archive, language: str):
    question = Question(chosen={"language": (language,)}, sort="oldest", count=1000)
    start = 0
    while (
        hits := archive.index.reader()
        .search(Question(chosen=question.chosen, sort="oldest", start=start, count=1000))
        .hits
    ):
        yield from hits
        start += 1000


def _passages(
    archive: Archive, ids: list[str], chance: random.Random
) -> Iterator[tuple[str, Passage]]:
    """A passage of each document, again and again."""
    while True:
        for at in range(0, len(ids), 100):
            stored = archive.store.many(tuple(ids[at : at + 100]))
            for id in ids[at : at + 100]:
                yield id, chance.choice(stored[id].document.passages)


def _exact(kind: str, language: str, pool, chance: random.Random) -> Iterator[Case]:
    for id, passage in pool:
        found = sentences(passage.text, language)
        if not found:
            continue
        text = chance.choice(found)
        if kind == "half":
            text = half(text, language, chance)
        elif kind == "joined":
            first = text
            at = passage.text.find(first) + len(first)
            after = [s for s in found if 0 <= passage.text.find(s) - at <= 1]
            text = (
                passage.text[at - len(first) : passage.text.find(after[0]) + len(after[0])]
                if after
                else None
            )
        if text and len(text) <= 2000:
            yield Case(kind, language, text, text, id, passage.number)


def _damaged(kind: str, damage: Damage, language: str, pool, chance: random.Random):
    for id, passage in pool:
        found = sentences(passage.text, language)
        if found:
            text = chance.choice(found)
            changed = damage(text, language, chance)
            if changed and changed not in passage.text:
                yield Case(kind, language, changed, text, id, passage.number)


def foreign(path: Path, archive: Archive, chance: random.Random, wanted: int) -> list[Case]:
    """Sentences of the documents held out of which no third stands in the archive, and to which no
    passage of it is much alike."""
    rows = [*map(json.loads, path.read_text("utf8").splitlines())]
    chance.shuffle(rows)
    found: Counter[str] = Counter()
    result: list[Case] = []
    for row in rows:
        language = row["language"]
        pool = [s for text in row["texts"] for s in sentences(text, language)]
        if not pool or found[language] > wanted / 3:
            continue
        text = chance.choice(pool)
        if nearest(archive, text)[0] < ALIKE:
            found[language] += 1
            result.append(Case("foreign", language, text, text))
    return result


# -- what one would try first ----------------------------------------------------------------------

ALIKE = 72.0


def phrase(archive: Archive, text: str) -> bool:
    """Whether a phrase search finds the whole text anywhere."""
    slots = tuple(Slot((token.terms[0],)) for token in tokenize(text))
    return archive.index.reader().search(Question(Sequence("text", slots), count=1)).turns > 0


def nearest(archive: Archive, text: str) -> tuple[float, str, str]:
    """By rapidfuzz the best of the passages of the ten best turns by BM25: (0…100, document,
    passage)."""
    terms = dict.fromkeys(term for token in tokenize(text) for term in token.terms)
    rank = tuple(RankTerm("text", term) for term in terms)
    match = Or(tuple(Sequence("text", (Slot((term,)),)) for term in terms))
    hits = archive.index.reader().search(Question(match, rank, by="turn", count=10)).hits
    stored = archive.store.many(tuple(dict.fromkeys(hit.document for hit in hits)))
    best = (0.0, "", "")
    for id, one in stored.items():
        for passage in one.document.passages:
            if len(passage.text) >= len(text) // 2:
                best = max(best, (fuzz.partial_ratio(text, passage.text), id, passage.text))
    return best


# -- judging ---------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What was seen of one kind in one language."""

    asked: int = 0
    right: int = 0
    called: Counter = None
    alarmed: int = 0
    to_alarm: int = 0
    lies: int = 0
    phrase: int = 0
    nearest: int = 0
    beside: int = 0

    def __post_init__(self) -> None:
        self.called = Counter()


def is_right(case: Case, report: QuoteReport) -> bool:
    """Whether the first place is where the words were taken from, or has the same words."""
    if not report.matches:
        return False
    return any(
        _is_place(case, match)
        for match in (report.matches if report.verdict == "stitched" else report.matches[:1])
    )


def _is_place(case: Case, match: QuoteMatch) -> bool:
    """Whether it is the passage itself, or one that has the quote, or the words it was made of."""
    here = match.address.document == case.document
    if here and match.start[0] <= case.passage <= match.stop[0]:
        return True
    if match.verdict in ("verbatim", "variants", "omission"):
        return True
    shown, source = _keys(match.text), _keys(case.source)
    return shown in source and len(shown) > 0.7 * len(source)


def _keys(text: str) -> str:
    return "\x1f".join(unit.key for unit in units(text))


def is_lie(case: Case, report: QuoteReport) -> bool:
    """Whether "verbatim" is said of words that do not stand so in the passage shown."""
    if report.verdict != "verbatim":
        return False
    match = report.matches[0]
    core = case.text.strip()
    spoken = "\n".join(p.text for p in addressed(match.stored.document))
    return core not in spoken and core.strip("«»“”„\"'「」『』… ") not in spoken


def main() -> None:
    """Builds or opens the archive, asks, prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--archive", type=Path, help="kept there, and used again")
    arguments.add_argument("--passages", type=int, default=100_000)
    arguments.add_argument("--exact", type=int, default=100, help="quotes a kind and language")
    arguments.add_argument("--damaged", type=int, default=70)
    arguments.add_argument("--foreign", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument(
        "--beside",
        type=int,
        default=4,
        help="of so many quotes one is asked of the phrase search and of rapidfuzz, too; 0: none",
    )
    arguments.add_argument("--show", type=int, default=0, help="failures printed of each sort")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.archive or Path(scratch)
        if not (folder / "foreign.jsonl").exists():
            folder.mkdir(parents=True, exist_ok=True)
            build(folder, options.data, options.passages)
        run(folder, options)


def run(folder: Path, options: argparse.Namespace) -> None:
    """Asks all quotes and prints what was seen."""
    archive = open_archive(folder / "archive")
    chance = random.Random(options.seed)
    asked = cases(archive, chance, options.exact, options.damaged)
    asked += foreign(folder / "foreign.jsonl", archive, chance, options.foreign)
    archive.quote(QuoteQuery("a word, слово, 词语"))  # dictionaries are read once
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    costs, base_costs, failures = [], [], Counter()
    for number, case in enumerate(asked):
        began = time.process_time()
        report = archive.quote(QuoteQuery(case.text))
        costs.append(time.process_time() - began)
        tally = tallies[case.kind, case.language]
        judge(case, report, tally, failures, options.show)
        if options.beside and number % options.beside == 0:
            tally.beside += 1
            began = time.process_time()
            ratio, id, _ = nearest(archive, case.text)
            base_costs.append(time.process_time() - began)
            tally.nearest += id == case.document if case.kind != "foreign" else ratio >= ALIKE
            tally.phrase += phrase(archive, case.text)
    table(tallies, costs, base_costs, archive)


def judge(case: Case, report: QuoteReport, tally: Tally, failures: Counter, show: int) -> None:
    """Counts one answer, and prints it where it is wrong."""
    tally.asked += 1
    tally.called[report.verdict] += 1
    wrong = []
    foreign = case.kind == "foreign"
    good = report.verdict not in FOUND if foreign else is_right(case, report)
    tally.right += good
    if not good:
        wrong.append("place" if case.kind != "foreign" else "found")
    if case.kind != "foreign" and is_lie(case, report):
        tally.lies += 1
        wrong.append("LIE")
    if (
        case.kind in ("figure", "negation")
        and good
        and report.verdict not in ("verbatim", "variants")
    ):
        tally.to_alarm += 1
        kinds = {alarm.kind for match in report.matches for alarm in match.alarms}
        tally.alarmed += case.kind in kinds
        if case.kind not in kinds:
            wrong.append("alarm")
    if case.kind in EXACT and report.verdict != "verbatim":
        wrong.append("not verbatim")
    for sort in wrong:
        failures[sort] += 1
        if failures[sort] <= show:
            first = report.matches[0] if report.matches else None
            print(f"{sort} | {case.kind} {case.language} | {report.verdict} | {case.text[:200]!r}")
            print(f"    was {case.document} {case.passage}: {case.source[:200]!r}")
            if first:
                print(f"    is  {first.address} {first.likeness:.2f}: {first.text[:200]!r}")


def table(tallies, costs: list[float], base: list[float], archive: Archive) -> None:
    """The table, in Markdown."""
    state = archive.index.reader().state()
    print(f"\n{state.documents:,} documents, {state.turns:,} turns; {len(costs):,} quotes\n")
    print("| quotes | ru | zh | en | verdicts | called out | phrase search | BM25 + rapidfuzz |")
    print("|---|---|---|---|---|---|---|---|")
    for kind in (*EXACT, *DAMAGES, "foreign"):
        rows = [tallies[kind, language] for language in WANTED]
        cells = [f"{100 * r.right / r.asked:.1f} %" if r.asked else "" for r in rows]
        asked = sum(r.asked for r in rows)
        called = sum((r.called for r in rows), Counter())
        verdicts = ", ".join(f"{name} {count}" for name, count in called.most_common())
        alarm = sum(r.to_alarm for r in rows)
        out = f"{sum(r.alarmed for r in rows)} of {alarm}" if alarm else ""
        beside = max(1, sum(r.beside for r in rows))
        first = f"{100 * sum(r.phrase for r in rows) / beside:.0f} %"
        second = f"{100 * sum(r.nearest for r in rows) / beside:.0f} %"
        print(
            f"| {kind} ({asked}) | {' | '.join(cells)} | {verdicts} | {out} | {first} | {second} |"
        )
    for name, kinds in (("exact", EXACT), ("damaged", DAMAGES), ("foreign", ("foreign",))):
        rows = [tally for (kind, _), tally in tallies.items() if kind in kinds]
        asked = sum(r.asked for r in rows)
        print(
            f"\n{name}: {100 * sum(r.right for r in rows) / max(1, asked):.2f} % right of {asked}"
        )
    print(f"“verbatim” said of altered words: {sum(t.lies for t in tallies.values())}")
    print(f"CPU a quote: {_times(costs)}" + (f"; BM25 + rapidfuzz: {_times(base)}" if base else ""))


def _times(costs: Iterable[float]) -> str:
    row = sorted(costs)
    p50, p95 = row[len(row) // 2], row[int(len(row) * 0.95)]
    return f"p50 {1000 * p50:.1f} ms, p95 {1000 * p95:.1f} ms, most {1000 * row[-1]:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
