"""How much of the quotations of press articles is found, and whose are they said to be?

press/{ru,zh,en}.toml hold articles written by hand in the manner of agencies and newspapers, that
quote the documents of the corpus: rightly, as somebody else's, altered, or what nobody said there.
Each quotation has its `kind`, `text` (as between the marks; paragraphs joined by a line feed),
`speaker` ("" where the article names nobody) and `truth`: "right", "wrong-speaker", "altered",
"foreign", or "indirect" for speech reported without marks. [[article.name]] are marked names that
are no quotations. Articles with `held_out = true` were measured once, after the rules were done.
press/unseen.toml holds six more in three languages, of people the corpus does not know, written
without reading the rules; half of them were learned from.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from archive.analysis import tokenize
from archive.articles.checking import Checked, checked
from archive.articles.objects import outcome
from archive.catalogue import Archive
from archive.opening import Config, create_archive, open_archive
from archive.people import People
from archive.store import Provenance
from tests.test_corpus import CORPUS, NOW, documents

PRESS = Path(__file__).parent / "press"
LANGUAGES = ("ru", "zh", "en")
FOUND_WORDS = ("verbatim", "variants", "omission", "stitched")
OWN_WORDS = ("right", "interpreted", "translated", "reported", "read-by-other")
NOT_DENIED = (*OWN_WORDS, "ambiguous", "unknown", "editorial")


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation as its author meant it, and what was made of it (None: not found)."""

    meant: dict
    made: Checked | None


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The documents of the corpus, with its people, on disk: as they are asked in earnest."""
    folder = tmp_path_factory.mktemp("press") / "archive"
    made = kept(folder)
    yield made
    made.close()


def kept(folder: Path) -> Archive:
    create_archive(Config(folder))
    shutil.copy(CORPUS / "people.toml", folder)
    archive = open_archive(folder, write=True)
    with archive.store.writer() as writer:
        for document in documents().values():
            raw = writer.keep(document.url.encode(), Provenance(document.id, document.url, NOW))
            writer.put(document, raw, "by hand", NOW)
        writer.commit()
    archive.index.follow(archive.store, archive.people)
    return archive


@cache
def articles(language: str) -> tuple[dict, ...]:
    text = (PRESS / f"{language}.toml").read_text("utf8")
    return tuple(tomllib.loads(text)["article"])


def folded(text: str) -> str:
    """A text without what stands around it, and with one kind of space."""
    return re.sub(r"\s+", " ", text).strip(" ,.，。;:—–-«»“”\"'‘’「」")


def paired(article: dict, archive: Archive) -> tuple[list[Pair], list[Checked]]:
    """Each quotation of an article with what was found of it, and what was found beside them."""
    rows = [
        one
        for one in checked(article["text"], archive.quote, archive.people)
        if one.quotation.kind != "name"
    ]
    pairs = []
    for meant in article.get("quotation", ()):
        words = folded(meant["text"])
        made = next((one for one in rows if folded(one.quotation.text) == words), None)
        if made is not None:
            rows.remove(made)
        pairs.append(Pair(meant, made))
    return pairs, rows


def same_person(printed: str | None, meant: str, people: People) -> bool:
    """Whether a name used for the lookup denotes who was meant: by the authority file, else by the
    surname; nobody only where nobody was meant."""
    if not printed or not meant:
        return not printed and not meant
    one, other = (set(people.mentioned(tokenize(name))) for name in (printed, meant))
    if one and other:
        return bool(one & other)
    surname = re.split(r"[\s·]", meant)[-1].casefold()
    return surname[: max(2, len(surname) - 2)] in printed.casefold() or printed in meant


def faults(pair: Pair, people: People) -> list[str]:
    """What is wrong with a quotation that was found."""
    meant, made = pair.meant, pair.made
    if made is None:
        return ["missed"]
    said = []
    if not same_person(made.speaker, meant["speaker"], people):
        said.append("speaker")
    if made.quotation.kind != meant["kind"]:
        said.append("kind")
    claim = made.report.claim.speaker if made.report and made.report.claim else None
    verdict, truth = outcome(made), meant["truth"]
    if truth == "right" and verdict not in FOUND_WORDS:
        said.append("words")
    if truth == "right" and meant["speaker"] and claim not in NOT_DENIED:
        said.append("claim")
    if truth == "wrong-speaker" and claim in OWN_WORDS:
        said.append("stated-right")
    if truth in ("altered", "foreign") and verdict in FOUND_WORDS:
        said.append("stated-verbatim")
    return said


def measured(language: str, held_out: bool, archive: Archive) -> Counter[str]:
    """Counts over the articles of a language: quotations by fault, and what was too much."""
    counts: Counter[str] = Counter()
    for article in articles(language):
        if article.get("held_out", False) != held_out:
            continue
        pairs, beside = paired(article, archive)
        counts["articles"] += 1
        counts["quotations"] += len(pairs)
        counts["extra"] += len(beside)
        for pair in pairs:
            counts.update(faults(pair, archive.people))
    return counts


WRITTEN = {
    # of how many; at most so many missed, with the wrong name, of another kind, too much
    "ru": Counter(quotations=114, missed=5, speaker=2, kind=3, extra=1, words=1),
    "zh": Counter(quotations=101, missed=2, speaker=1, kind=1),
    "en": Counter(quotations=115, missed=1, speaker=2, kind=4, extra=1, claim=1),
}
HELD_OUT = {
    "ru": Counter(quotations=21, kind=1),
    "zh": Counter(quotations=22, speaker=1, claim=1),
    "en": Counter(quotations=27, speaker=1, claim=1),
}
"""Before anything was learned from them: none of 70 missed, 8 with the wrong name or none."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("held_out", [False, True], ids=["written", "held-out"])
def test_the_quotations_of_articles(archive: Archive, language: str, held_out: bool) -> None:
    counts = measured(language, held_out, archive)
    floors = (HELD_OUT if held_out else WRITTEN)[language]
    assert counts["articles"] == (5 if held_out else 20)
    assert counts["quotations"] == floors["quotations"]
    assert counts["stated-right"] == counts["stated-verbatim"] == 0
    over = {fault: n for fault, n in counts.items() if n > floors[fault] and fault != "articles"}
    assert not over


UNSEEN = {
    False: Counter(quotations=16, speaker=1),
    True: Counter(quotations=15, speaker=5, kind=1, extra=2),
}
"""Of 31, 22 were given to the right person before anything was learned. The two too many are
reported speech that the articles have and their author forgot to mark."""


@pytest.mark.parametrize("held_out", [False, True], ids=["written", "held-out"])
def test_people_nobody_knows_get_no_words_of_others(archive: Archive, held_out: bool) -> None:
    counts = measured("unseen", held_out, archive)
    assert counts["articles"] == 3
    assert counts["quotations"] == UNSEEN[held_out]["quotations"]
    over = {f: n for f, n in counts.items() if n > UNSEEN[held_out][f] and f != "articles"}
    assert not over
    named = [
        pair
        for article in articles("unseen")
        if article.get("held_out", False) == held_out
        for pair in paired(article, archive)[0]
        if pair.made and pair.made.speaker
    ]
    assert named
    for pair in named:
        assert same_person(pair.made.speaker, pair.meant["speaker"], archive.people)


def test_the_floors_keep_what_issue_5_asks_for() -> None:
    total = sum(WRITTEN.values(), Counter())
    assert total["missed"] <= 0.03 * total["quotations"]
    assert total["missed"] + total["speaker"] <= 0.05 * total["quotations"]
