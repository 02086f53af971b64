"""What the pages say, word for word, where it once misled: counts, exclusions, doubts, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from archive.opening import memory_archive
from archive.query import excludes_words, parse
from archive.store import Account
from tests.web.reading import page
from tests.web.samples import document, spoken
from web import create_app

NOW = datetime(2024, 6, 1, tzinfo=UTC)
DOUBTS = (
    "no-date: the page prints no date",
    "no-text: the page has neither a title nor any words",
    "inferred-year: the page prints “5月17日” without a year; the address has 2024",
)


@pytest.fixture
def doubted() -> Iterator[FlaskClient]:
    """A site with sixteen sources, an input kept with doubts, and one set aside."""
    archive = memory_archive(
        document(f"s{n}-1", "en", "Trees", spoken(("The tree of 1999.",), None), source=f"s{n}")
        for n in range(16)
    )
    with archive.store.writer() as writer:
        run = writer.begin(NOW)
        for outcome in ("flagged", "skipped"):
            writer.account(Account(run, outcome, None, "1", outcome, None, None, DOUBTS))
        writer.end(run, NOW)
        writer.commit()
    yield create_app(archive).test_client()
    archive.close()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "ru",
            [
                "на странице нет даты",
                "на странице нет ни заголовка, ни текста",
                "год не напечатан, он выведен — the page prints “5月17日” without a year; "
                "the address has 2024",
            ],
        ),
        (
            "zh",
            [
                "页面未载明日期",
                "页面既无标题也无正文",
                "年份未载明，系推断——the page prints “5月17日” without a year; "
                "the address has 2024",
            ],
        ),
        ("en", [doubt.partition(": ")[2] for doubt in DOUBTS]),
    ],
)
def test_a_doubt_is_told_once_and_its_particulars_apart(doubted, lang, said):
    root = page(doubted.get(f"/{lang}/status").text)
    [told] = [cell for cell in root.every("td") if "5月17日" in cell.text()]
    assert [p.text() for p in told.every("p")] == said
    apart = [(s.lang(), s.attributes.get("translate")) for s in told.every(class_="small")]
    assert apart == ([] if lang == "en" else [("en", "no")])


@pytest.mark.parametrize(
    ("lang", "outcomes"),
    [
        ("ru", "с сомнениями: 1; пропущено: 1"),
        ("zh", "存疑：1；略过：1"),
        ("en", "with doubts: 1; skipped: 1"),
    ],
)
def test_signs_between_outcomes_are_those_of_the_language(doubted, lang, outcomes):
    cells = page(doubted.get(f"/{lang}/status").text).every("td")
    assert outcomes in [cell.text() for cell in cells]


@pytest.mark.parametrize(
    ("lang", "said"), [("ru", ", ещё 4"), ("zh", "，另有4项"), ("en", ", 4 more")]
)
def test_a_list_cut_short_says_so(doubted, lang, said):
    [told] = page(doubted.get(f"/{lang}/search?q=source:nope").text).every("ul", class_="unused")
    assert told.text().strip().endswith(said)
    assert len(told.every("bdi")) == 1 + 12


@pytest.mark.parametrize(
    ("lang", "total"),
    [
        ("ru", "16 реплик в 16 док"),
        ("zh", "16次发言，见于16份文件"),
        ("en", "16 turns in 16 documents"),
    ],
)
def test_turns_and_their_documents(client, lang, total):
    [totals] = page(client.get(f"/{lang}/search?q=贸易&by=turn").text).every("p", class_="totals")
    assert total in totals.text()


@pytest.mark.parametrize(
    ("lang", "typed", "said"),
    [
        ("ru", "мост", "мост: все формы слова · без этого\u00a0— 16 документов"),
        ("zh", "мост", "мост：词的各种形式 · 不扩展时 16 份文件"),
        ("en", "trade", "trade: all forms of the word · without it: 16 documents"),
        ("en", "agreements", "agreements: all forms of the word · without it: 0 documents"),
        ("ru", "форуме", "форуме = форум · без этого\u00a0— 0 документов"),
        ("en", "торг*", "торг* = торг…"),
    ],
)
def test_a_chip_says_what_of_and_of_what(client, lang, typed, said):
    [chips] = page(client.get(f"/{lang}/search", query_string={"q": typed}).text).every(
        "ul", class_="expansions"
    )
    [chip] = chips.every("li")
    assert re.sub(r"[ \n]+", " ", chip.text()).strip().removesuffix(" ×") == said


@pytest.mark.parametrize(
    ("typed", "excludes"),
    [
        ("-мост", True),
        ("торговля -(мост OR река)", True),
        ("торговля NOT «мост»", True),
        ("-speaker:Лесной", True),
        ("торговля OR -мост", True),
        ("мост -kind:transcript -date:2024", False),
        ("мост - река", False),
        ("пресс-центр", False),
        ("", False),
    ],
)
def test_which_questions_exclude_words(typed, excludes):
    assert excludes_words(parse(typed).tree) is excludes


@pytest.mark.parametrize(
    ("lang", "said"),
    [("ru", "Исключение действует по репликам"), ("zh", "排除是逐次"), ("en", "turn by turn")],
)
def test_a_page_says_that_words_are_excluded_turn_by_turn(client, lang, said):
    def told(query: str) -> bool:
        root = page(client.get(f"/{lang}/search", query_string={"q": query}).text)
        return any(said in p.text() for p in root.every("p", class_="small"))

    assert told("-мост")
    assert not told("мост")
    assert not told("жираф -мост")  # nothing is listed
