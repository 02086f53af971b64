"""What does the archive say to an article, and to a list of quotes? Over the sample documents."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from archive.articles import lists
from archive.articles.checking import checked, claimed, in_pieces, of_another
from archive.articles.objects import article_object, outcome
from archive.articles.quotations import quotations
from archive.articles.reading import Unreadable, read
from archive.catalogue import Archive
from archive.document import Document, PartialDate, Passage, Speaker, Voice
from archive.opening import memory_archive
from archive.people import Name, People, Person

SAFIN = Speaker("И.Сафин", "И.Сафин")
BADMAYEV = Speaker("Mayor of Beryozovy Yar Chingiz Badmayev", "Chingiz Badmayev", "Mayor")
MAO = Speaker("外交部发言人毛兰", "毛兰", "外交部发言人")
PEOPLE = People(
    (
        Person("ildar-safin", (Name("ru", "Ильдар Сафин"), Name("ru", "И.Сафин", "short"))),
        Person("vera-morozova", (Name("ru", "Вера Морозова"), Name("en", "Vera Morozova"))),
    )
)


def document(id: str, language: str, voice: Voice, *texts: str) -> Document:
    passages = tuple(Passage(n, "speech", text, voice) for n, text in enumerate(texts, start=1))
    day = PartialDate("2023-12-08", "printed", "")
    head = (id, f"https://a.example/{id}", "a", "transcript", language, f"Title {id}", None)
    return Document(*head, day, None, None, "final", passages)


@pytest.fixture(scope="module")
def archive() -> Archive:
    texts = [
        document(
            "ru-1",
            "ru",
            Voice(SAFIN),
            "Предлагаем спрямить одиннадцать кривых. Дорога займёт час пятнадцать.",
        ),
        document(
            "en-1", "en", Voice(BADMAYEV), "Neighbours, today that queue at the ferry is over."
        ),
        document("zh-1", "zh", Voice(MAO), "我们将继续推进界河大桥的通关便利化，欢迎各国企业。"),
    ]
    return memory_archive(texts, PEOPLE)


# Article, then for each quotation: verdict, whether of another, whom it was looked up with.
ROWS = [
    ("Ильдар Сафин заявил: «Дорога займёт час пятнадцать».", [("verbatim", False, "Ильдар Сафин")]),
    (
        "Ильдар Сафин выступил. «Предлагаем спрямить двенадцать кривых», — сказал Сафин.",
        [("altered", False, "Ильдар Сафин")],
    ),
    (
        "Вера Морозова заявила: «Дорога займёт час пятнадцать».",
        [("verbatim", True, "Вера Морозова")],
    ),
    (
        "“Today that queue at the ferry is over,” said Vera Morozova.",
        [("variants", True, "Vera Morozova")],
    ),
    (
        "Chingiz Badmayev told the guests: “today that queue at the ferry is over”.",
        [("verbatim", False, "Chingiz Badmayev")],
    ),
    ("外交部发言人毛兰说：“我们将继续推进界河大桥的通关便利化”。", [("verbatim", False, "毛兰")]),
    ("他说：“我们从来没有说过这样的话，以后也不会说。”", [("absent", False, None)]),
    ("The “Two Banks” club opened.", [("name", False, None)]),
]


@pytest.mark.parametrize(("article", "expected"), ROWS, ids=[row[0][:30] for row in ROWS])
def test_an_article(archive: Archive, article: str, expected: list) -> None:
    rows = tuple(checked(article, archive.quote, archive.people))
    assert [(outcome(one), of_another(one), one.speaker) for one in rows] == expected
    assert "".join(text for text, _ in in_pieces(article, rows)) == article
    told = article_object(article, rows)
    assert sum(told["counts"].values()) == len(expected)


def test_more_quotations_than_are_looked_up_are_said_to_be_left(archive: Archive) -> None:
    article = "\n".join(
        f"Ильдар Сафин заявил: «Это слово номер {n} из многих»." for n in range(101)
    )
    outcomes = [outcome(one) for one in checked(article, archive.quote, archive.people)]
    assert outcomes[-1] == "too-many"
    assert outcomes.count("too-many") == 1


def test_a_list_keeps_its_columns_and_gets_answers(archive: Archive) -> None:
    said = '7,"Дорога займёт час пятнадцать",Ильдар Сафин'
    table = f'id,цитата,спикер\n{said}\n8,,\n9,"Нет\nтакого, совсем",\n'
    rows = [
        (one.cells, lists.answer(archive.quote(one.query) if one.query else None))
        for one in lists.asked(table)
    ]
    assert [cells for cells, _ in rows] == [
        ("7", "Дорога займёт час пятнадцать", "Ильдар Сафин"),
        ("8", "", ""),
        ("9", "Нет\nтакого, совсем", ""),
    ]
    assert [answers[0] for _, answers in rows] == ["verbatim", "", "absent"]
    assert all(len(answers) == len(lists.ANSWERS) for _, answers in rows)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "empty"),
        ("a,b\n1,2\n", "no column"),
        ("quote,date\nx,yesterday\n", "a date is written"),
        ('quote\n"open\n', "no table"),
        ("quote\n" + "x y z\n" * 1001, "more than"),
    ],
)
def test_a_list_that_is_none_is_refused_plainly(table: str, said: str) -> None:
    with pytest.raises(lists.NoList, match=said):
        list(lists.asked(table))


def word(*paragraphs: str) -> bytes:
    made, body = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.add_table(1, 1).cell(0, 0).text = "In a cell."
    made.save(body)
    return body.getvalue()


def zipped(size: int) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * size)
    return body.getvalue()


@pytest.mark.parametrize(
    ("body", "name", "text"),
    [
        ("\ufeffПервая.\nВторая.".encode(), "a.txt", "Первая.\nВторая."),
        ("<p>Он:\n «Да»</p><script>«Нет»</script><nav>«Меню»</nav>".encode(), "a.html", "Он: «Да»"),
        ('<meta charset="gb2312"><p>他说：“是。”</p>'.encode("gb18030"), "", "他说：“是。”"),
        ("Да".encode("utf-16"), "a.txt", "Да"),
        (word("Он сказал: «Да».", "И ушёл."), "a.docx", "Он сказал: «Да».\nИ ушёл.\nIn a cell."),
    ],
)
def test_articles_are_read(body: bytes, name: str, text: str) -> None:
    assert read(body, name) == text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"\xff\xfa\xd0", "UTF-8"),
        (b"PK\x03\x04 broken", "no Word document"),
        (zipped(60_000_000), "unpacks to more"),
        (zipped(10), "no Word document"),
        (b"x" * 2_000_001, "larger"),
    ],
)
def test_what_cannot_be_read_is_refused_plainly(body: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(body, "a")


def test_a_name_with_a_patronymic_is_that_of_the_one_who_bears_it() -> None:
    article = "Ашот Саркисов паял. Кот спал. «Три ночи», — вспоминает Ашот Левонович."
    two = article.replace("Кот спал", "Ашот Зимин спал")
    names = [claimed(quotations(text)[0], text, People(())) for text in (article, two)]
    assert names == ["Ашот Саркисов", "Ашот Левонович"]
