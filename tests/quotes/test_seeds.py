"""The two seed pages: what a press officer would ask of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.opening import memory_archive
from archive.people import Name, People, Person
from archive.quotes.values import QuoteQuery
from ingest.page import Capture
from ingest.reading import read

NAMES = (
    ("han-zheng", "Han Zheng", "韩正", "Хань Чжэн"),
    ("xi-jinping", "Xi Jinping", "习近平", "Си Цзиньпин"),
    ("vladimir-putin", "Vladimir Putin", "普京", "Владимир Путин"),
)
PEOPLE = People(
    tuple(Person(id, (Name("en", en), Name("zh", zh), Name("ru", ru))) for id, en, zh, ru in NAMES)
)

ROWS = (
    (
        "provide a new impetus to developing the comprehensive strategic partnership between China",
        "Han Zheng", {"verbatim", "variants"}, "read-out", set(),
    ),
    (
        "provide a new impetus to developing the comprehensive strategic partnership",
        "习近平", {"verbatim", "variants"}, "read-by-other", set(),
    ),
    (
        "the comprehensive strategic partnership between China and Russia and set new benchmarks",
        "Хань Чжэн", {"verbatim", "variants"}, "interpreted", set(),
    ),
    (
        "The forum is attended by delegations from 28 regions of the Russian Federation",
        "Путин", {"altered"}, "right", {"figure"},
    ),
    (
        "28 constituent entities of the Russian Federation taking part in it",
        "Владимир Путин", {"verbatim", "variants"}, "editorial", set(),
    ),
    (
        "these events facilitate the negotiation of new joint projects and agreements",
        "Vladimir Putin", {"altered"}, "right", set(),
    ),
    (
        "these evets facilitate the negotiation of new joint projects and agreements",
        "Vladimir Putin", {"verbatim", "variants"}, "right", set(),
    ),
    (
        "Russia is not ready and able to provide the Chinese economy, companies, cities and towns",
        "Putin", {"altered"}, "right", {"negation"},
    ),
    (
        "Chinese data shows $260 billion, to be more precise",
        "Vladimir Putin", {"altered"}, "right", {"figure"},
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(shared):
    documents = []
    for path in sorted((shared / "seeds").glob("*.txt")):
        captured = Capture(path.name, None, datetime(2026, 11, 22, tzinfo=UTC), path.read_bytes())
        documents.append(read(captured).document)
    if not documents:
        pytest.skip("NO SEEDS")
    return memory_archive(documents, PEOPLE)


@pytest.mark.parametrize(("text", "speaker", "verdicts", "claim", "alarms"), ROWS)
def test_seeds(desk, text, speaker, verdicts, claim, alarms):
    report = desk.quote(QuoteQuery(text, speaker=speaker, date="2024-05-17"))
    assert report.verdict in verdicts
    assert (report.claim.speaker, report.claim.date) == (claim, "right")
    assert alarms <= {alarm.kind for alarm in report.matches[0].alarms}


def test_only_spaces_no_one_sees_differ(desk):
    report = desk.quote(QuoteQuery("I offer you my best greetings"))
    assert report.matches[0].variants in ((), ("no-break",))


def test_a_misprint_of_the_source_is_shown_beside_the_word(desk):
    report = desk.quote(QuoteQuery("Moreover, these events facilitate the negotiation"))
    pairs = [(p.quoted.strip(), p.stored.strip()) for p in report.matches[0].pieces]
    assert ("events", "evets") in pairs
