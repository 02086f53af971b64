"""Blocks to a document: dates, kinds, ids, plain text and pages run together."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ingest.page import Block, Capture, Cleaned, Page, Reading, Refusal
from ingest.reading import read
from ingest.sites import SITES, number_in
from ingest.sites.flattened import flattened, parted_head
from ingest.sites.text import paragraphs_of, text_cleaned
from ingest.structure import identity, structured

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def made(*blocks, source="gazette", url="https://gazette.example/1", language="en", headers=None):
    page = Page("a.html", url, "utf-8", "strict UTF-8", True, "")
    capture = Capture("a.html", url, NOW, b"", headers or {})
    pairs = tuple(block if isinstance(block, Block) else Block(*block) for block in blocks)
    return structured(page, Cleaned(source, url, language, pairs), capture)


def text(*paragraphs, name="a.txt"):
    return read(Capture(name, None, NOW, "\n\n".join(paragraphs).encode()))


def test_a_document_of_its_blocks():
    reading = made(
        ("title", "Talks in Harbin"),
        ("summary", "They met."),
        ("date", "April 5, 2017"),
        ("date", "16:20"),
        ("place", "Harbin"),
        ("section", "News"),
        ("section", "Transcripts"),
        ("credit", "TASS"),
        ("text", "The talks began."),
    )
    document = reading.document
    assert (document.title, document.summary, document.place) == (
        "Talks in Harbin", "They met.", "Harbin",
    )  # fmt: skip
    assert (document.published.value, document.published.time) == ("2017-04-05", "16:20")
    assert document.published.evidence == "April 5, 2017 16:20"
    assert (document.sections, document.credit) == (("News", "Transcripts"), "TASS")
    assert document.flags == ()


def test_the_day_of_publication_is_not_the_day_of_signing():
    document = made(
        ("title", "国务院办公厅关于某事的通知"),
        ("number", "国办发〔2018〕1号"),
        ("written", "2018年11月20日"),
        ("date", "2018年12月03日"),
        ("text", "各省：现通知如下。"),
    ).document
    assert (document.published.value, document.occurred.value) == ("2018-12-03", "2018-11-20")
    assert document.kind == "document"


@pytest.mark.parametrize(
    "lines",
    [
        ("李明远委员：", "您提出的关于渡口的建议收悉。"),
        ("李明远委员：您提出的关于渡口的建议收悉。", "现答复如下。"),
        ("李明远代表：", "赵文清代表：", "两位提出的建议收悉。", "李明远代表："),
    ],
)
def test_in_a_document_with_a_number_a_line_to_someone_is_no_turn(lines):
    blocks = [("text", line) for line in lines]
    letter = made(("title", "对第1号建议的答复"), ("number", "渡函〔2031〕1号"), *blocks).document
    assert [(p.kind, p.text, p.voice) for p in letter.passages] == [
        ("narration", line, None) for line in lines
    ]
    assert letter.kind == "document"
    assert [flag.partition(":")[0] for flag in letter.flags] == ["no-date"]


def test_in_a_document_known_by_its_title_a_line_to_someone_is_no_doubt():
    letter = made(
        ("title", "关于渡口管理的意见"), ("text", "李明远委员："), ("text", "现提出意见如下。")
    ).document
    assert [passage.voice for passage in letter.passages] == [None, None]
    assert [flag.partition(":")[0] for flag in letter.flags] == ["no-date"]


def test_an_unknown_date_is_unknown():
    document = made(("title", "Talks"), ("text", "They talked on 17 May.")).document
    assert document.published is None
    assert [flag.partition(":")[0] for flag in document.flags] == ["no-date"]


def test_a_date_without_a_year_and_without_evidence_is_unknown():
    document = made(("title", "Talks"), ("date", "17 May"), ("text", "They talked.")).document
    assert document.published is None
    assert [flag.partition(":")[0] for flag in document.flags] == ["no-year"]


def test_a_date_from_the_address_says_so():
    block = Block("date", "2024-05-17", "", "address")
    document = made(("title", "Talks"), block, ("text", "They talked.")).document
    assert document.published.basis == "from-url"


KINDS = (
    # title, first paragraph, kind
    ("Talks in Harbin", "They talked.", "release"),
    ("Talks in Harbin", "Vladimir Putin: Friends,", "transcript"),
    ("News conference", "Question: Why?", "briefing"),
    ("外交部例行记者会", "问：有何评论？", "briefing"),
    ("Joint statement by the two ministers", "They state.", "statement"),
    ("外交部发言人谈话", "中方注意到有关报道。", "statement"),
    ("Совместное заявление", "Стороны заявили.", "statement"),
    ("Greetings to a conductor", "The message reads.", "message"),
    ("Поздравление с праздником", "Дорогие друзья!", "message"),
    ("习近平致贺信", "值此之际。", "message"),
    ("Указ о праздновании", "Постановляю.", "document"),
    ("国务院关于某事的意见", "一、总体要求。", "document"),
)


@pytest.mark.parametrize(("title", "line", "kind"), KINDS)
def test_kinds(title, line, kind):
    assert made(("title", title), ("text", line)).document.kind == kind


def test_news_that_is_only_its_title_is_a_passage():
    reading = made(("title", "A deputy minister was appointed"), ("date", "August 29, 2003"))
    [passage] = reading.document.passages
    assert (passage.kind, passage.text) == ("narration", "A deputy minister was appointed")


def test_a_page_without_title_and_words_is_refused():
    assert isinstance(made(("date", "August 29, 2003")), Refusal)


def test_the_closing_date_line_is_cut_only_if_it_repeats():
    reading = made(("date", "May 17, 2024"), ("text", "Thanks."), ("text", "May 17, 2024, Harbin"))
    assert [p.text for p in reading.document.passages] == ["Thanks."]
    other = made(("date", "May 18, 2024"), ("text", "Thanks."), ("text", "May 17, 2024, Harbin"))
    assert len(other.document.passages) == 2


@pytest.mark.parametrize(
    ("source", "url", "identifier"),
    [
        ("kremlin-en", "http://en.kremlin.ru/events/president/news/54223", "kremlin-en-54223"),
        ("kremlin-en", "http://en.kremlin.ru/d/54223", "kremlin-en-54223"),
        ("kremlin-ru", "http://kremlin.ru/events/president/news/76702", "kremlin-ru-76702"),
        ("fmprc", "https://www.mfa.gov.cn/web/fyrbt/202405/t20240516_11305.shtml",
         "fmprc-20240516-11305"),
    ],
)  # fmt: skip
def test_ids_of_numbered_pages(source, url, identifier):
    assert identity(source, url) == identifier


def test_other_ids_are_of_the_address():
    first, second = identity("text", "local:text/a"), identity("text", "local:text/b")
    assert first != second
    assert first.startswith("text-")
    assert len(first) == len("text-") + 10


def test_sites_have_names_of_their_own_and_numbers_that_are_ids():
    assert len({site.name for site in SITES}) == len(SITES)
    assert number_in("kremlin-en", "http://en.kremlin.ru/events/president/news") is None


def test_plain_text_title_date_place_and_body():
    document = text(
        "EXPO opens", "May 17, 2024, Harbin", "It opened today with a concert."
    ).document
    assert (document.title, document.published.value, document.place) == (
        "EXPO opens", "2024-05-17", "Harbin",
    )  # fmt: skip
    assert [p.text for p in document.passages] == ["It opened today with a concert."]


def test_plain_text_may_have_its_date_above_the_title():
    document = text("17 мая 2024 года", "Открылась выставка", "Сегодня она открылась.").document
    assert (document.title, document.published.value) == ("Открылась выставка", "2024-05-17")


def test_plain_text_in_chinese():
    document = text("博览会开幕", "2024年5月17日", "问：有何评论？", "答：中方欢迎。").document
    assert (document.language, document.title) == ("zh", "博览会开幕")
    assert [p.voice.mode for p in document.passages] == ["question", "answer"]


def test_plain_text_below_a_copied_page():
    document = text(
        "EXPO opens",
        "May 17, 2024",
        "It opened today with a concert.",
        "Publication status",
        "Published in sections: News, Transcripts",
        "Publication date: May 17, 2024, 09:45",
        "Direct link: en.kremlin.ru/d/74048",
        "Text version",
    ).document
    assert (document.id, document.sections) == ("kremlin-en-74048", ("News", "Transcripts"))
    assert [p.text for p in document.passages] == ["It opened today with a concert."]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Based on materials from TASS", "TASS"),
        ("По материалам РИА Новости", "РИА Новости"),
        ("来源：新华社", "新华社"),
        ("Source: Xinhua", "Xinhua"),
    ],
)
def test_credits(line, credit):
    document = text("Title", "May 17, 2024", "A paragraph of words.", line).document
    assert document.credit == credit
    assert len(document.passages) == 1


def test_paragraphs_broken_to_a_width_keep_their_line_ends():
    lines = [
        "The exhibition opened in the city today with a concert and a",
        "parade of the guests who had come from many regions of the two",
        "countries to show what they make and to see what others do in",
        "the same trades and what the next years may bring to all of the",
        "people who live on the two banks of the river.",
    ]
    assert paragraphs_of("\n".join([*lines, "", *lines])) == ["\n".join(lines)] * 2


def test_paragraphs_a_line_each():
    assert paragraphs_of("One.\r\nTwo.\r\n\r\n\u3000\u3000三。\n") == ["One.", "Two.", "三。"]


def test_an_empty_text_is_rejected():
    page = Page("a.txt", None, "utf-8", "", False, " \n\xa0\n")
    assert text_cleaned(page).outcome == "rejected"


LINE = (
    "События Встреча с губернатором Северного края Иваном Ивановым Президент провёл рабочую "
    "встречу с губернатором. 5 февраля 2025 года 19:15 Москва, Кремль В.Путин: Добрый день! "
    "Как дела? И.Иванов Иванов Иван Иванович губернатор Северного края : Хорошо. Смотрите также "
    "Встреча с министром 4 февраля 2025 года Строим. В.Путин: Спасибо. <…> Темы Регионы "
    "Статус материала Опубликован в разделах: Новости , Выступления и стенограммы Дата "
    "публикации: 5 февраля 2025 года, 19:15 Ссылка на материал: kremlin.ru/d/99 Текстовая версия"
)


def test_a_page_run_together_into_one_line():
    reading = read(Capture("99.txt", None, NOW, LINE.encode()))
    assert isinstance(reading, Reading)
    document = reading.document
    assert (document.id, document.place) == ("kremlin-ru-99", "Москва, Кремль")
    assert document.title == "Встреча с губернатором Северного края Иваном Ивановым"
    assert (document.published.value, document.published.time) == ("2025-02-05", "19:15")
    assert [(p.voice and p.voice.speaker.label, p.text) for p in document.passages] == [
        ("В.Путин", "Добрый день! Как дела?"),
        ("И.Иванов", "Хорошо. Строим."),
        ("В.Путин", "Спасибо."),
        (None, "<…>"),
    ]


HEADS = (
    ("Беседа с Министром Ван И В Кремле состоялась беседа.", "Беседа с Министром Ван И"),
    ("Заседание Совета Глава государства провёл заседание.", "Заседание Совета"),
    ("Разговор с Президентом Состоялся телефонный разговор.", "Разговор с Президентом"),
    ("4 марта Владимир Путин прибудет в Минск 4 марта Владимир Путин проведёт встречу.",
     "4 марта Владимир Путин прибудет в Минск"),
    ("Возложение цветов к памятнику", "Возложение цветов к памятнику"),
)  # fmt: skip


@pytest.mark.parametrize(("head", "title"), HEADS)
def test_where_a_title_run_together_with_its_summary_ends(head, title):
    assert parted_head(head)[0] == title


def test_any_other_line_is_not_a_page_run_together():
    assert flattened(Page("a.txt", None, "utf-8", "", False, "События дня и ночи.")) is None
