"""Which documents do the tests of the pages read? A few in each language, all people invented."""

from __future__ import annotations

from archive.document import Document, PartialDate, Passage, Speaker, Voice
from archive.people import Name, Office, People, Person

LESNOY = "Мэр Речного города Иван Лесной"
PEOPLE = People(
    (
        Person(
            "ivan-lesnoy",
            (Name("ru", "Иван Лесной"), Name("zh", "伊万·列斯诺伊"), Name("en", "Ivan Lesnoy")),
            (Office((("ru", "Мэр Речного города"),), "2019"),),
        ),
        Person(
            "fang-daochuan",
            (Name("zh", "方道川"), Name("ru", "Фан Даочуань"), Name("en", "Fang Daochuan")),
        ),
    )
)


def printed(value: str, time: str | None = None) -> PartialDate:
    """A date as printed."""
    return PartialDate(value, "printed", value, time)


def document(id: str, language: str, title: str, passages: tuple[Passage, ...], **more) -> Document:
    """A document with the usual rest."""
    usual = {
        "url": f"https://press.example/{id}",
        "source": "kremlin-ru" if language == "ru" else "fmprc",
        "kind": "release",
        "summary": None,
        "published": printed("2024-05-17"),
        "occurred": None,
        "place": None,
        "status": "final",
    }
    return Document(id=id, language=language, title=title, passages=passages, **(usual | more))


def spoken(texts: tuple[str, ...], voice: Voice | None, start: int = 1) -> tuple[Passage, ...]:
    """Texts in one voice as passages, numbered from `start`."""
    kind = "speech" if voice else "narration"
    return tuple(Passage(n, kind, text, voice) for n, text in enumerate(texts, start))


def forum_ru() -> Document:
    """A transcript: an interpreter, a message read out inside a turn, notes, headings."""
    mayor = Voice(Speaker(LESNOY, "Иван Лесной", "Мэр Речного города"))
    guest = Speaker(
        "Заместитель председателя Чэнь Гуанмин", "Чэнь Гуанмин", "Заместитель председателя"
    )
    heard = Voice(guest, channel="interpreted")
    message = Voice(guest, Speaker("Фан Даочуань", "Фан Даочуань"), "read-out", "interpreted")
    own = (
        "Уважаемые друзья! Сегодня мы открываем речной форум двух городов. Торговля между ними за "
        "год выросла на треть, и это только начало: новый мост через реку мы построим вместе.",
        "Мы помним и о тех, кто живёт у\u00a0воды. Берег — это не граница, а улица между соседями.",
        "Инвестиции в порт составят около 25 миллионов. Ещё раз: около двадцати пяти.",
    )
    heard_own = ("Спасибо за приглашение. Позвольте огласить послание.",)
    read_out = (
        "Участникам форума мой сердечный привет. Добрососедство измеряется не словами, а делами.",
        "Пусть мост, который мы строим, служит торговле и дружбе. Дважды подумав, строим один раз.",
        "Желаю форуму успеха.",
    )
    ending = ("Послание оглашено. Теперь к\u200bнашим планам: порт, мост и\u00adбиржа.",)
    rows = [
        Passage(
            1, "narration", "17 мая в Речном городе открылся форум. В нём участвуют 28 районов."
        ),
        Passage(2, "heading", "Выступления на открытии"),
        *spoken(own, mayor, 3),
        Passage(6, "note", "Аплодисменты."),
        *spoken(heard_own, heard, 7),
        *spoken(read_out, message, 8),
        *spoken(ending, heard, 11),
        Passage(12, "heading", "Ответы на вопросы"),
    ]
    asker = Voice(Speaker("Вопрос", "Вопрос"), mode="question")
    answer = Voice(mayor.speaker, mode="answer")
    for number in range(13, 41, 2):
        rows += spoken((f"Когда откроют мост номер {number}?",), asker, number)
        rows += spoken(
            (f"Мост номер {number} откроют в срок, торговля не ждёт.",), answer, number + 1
        )
    return document(
        "kremlin-ru-101",
        "ru",
        "Открытие речного форума двух городов",
        tuple(rows),
        kind="transcript",
        published=printed("2024-05-17", "09:45"),
        place="Речной город",
        summary="Иван Лесной и Чэнь Гуанмин открыли форум о торговле на реке.",
        credit="Речное агентство",
        sections=("Новости", "Выступления"),
        flags=("mixed-scripts: a word mixes Latin and Cyrillic letters",),
        occurred=PartialDate("2024-05", "inferred", "«в мае», год взят со страницы"),
    )


def forum_zh() -> Document:
    """The same forum in Chinese."""
    mayor = Voice(
        Speaker("河城市长伊万·列斯诺伊", "伊万·列斯诺伊", "河城市长"), channel="translated"
    )
    texts = (
        "各位朋友：今天，两座城市的河畔论坛开幕了。去年双方贸易额增长了三分之一，而这只是开始，我们将共同修建新的大桥。",
        "河岸不是边界，而是邻里之间的一条街道。",
    )
    return document(
        "fmprc-202",
        "zh",
        "两城河畔论坛开幕",
        (
            Passage(1, "narration", "论坛于5月17日在河城开幕，双方讨论经贸合作。"),
            *spoken(texts, mayor, 2),
        ),
        kind="transcript",
        place="河城",
        status="summary",
    )


def agency_en() -> Document:
    """An agency release that prints no year."""
    return document(
        "agency-303",
        "en",
        "Two cities open a river forum",
        spoken(
            (
                "RIVERTOWN, 17 May. The two cities opened their forum on trade and bridges.",
                "“The bank is a street between neighbours,” the mayor said.",
            ),
            None,
        ),
        source="agency",
        published=PartialDate("2024-05-17", "inferred", "17 May, year from the page before it"),
        place="Rivertown",
        status="reported",
    )


def small(number: int) -> Document:
    """One of many short ones, over the years."""
    language = ("ru", "zh", "en")[number % 3]
    text = {
        "ru": f"Подписан договор номер {number} о торговле, мост остаётся открытым.",
        "zh": f"双方签署了第{number}号贸易协定，大桥继续开放。",
        "en": f"Agreement {number} on trade was signed; the bridge stays open.",
    }[language]
    title = {"ru": "Договор", "zh": "协定", "en": "Agreement"}[language]
    year, month = 2016 + number % 9, 1 + number % 12
    return document(
        f"small-{number}",
        language,
        f"{title} {number}",
        spoken((text, text.replace(str(number), str(number + 1))), None),
        published=printed(f"{year}-{month:02}") if number % 5 else None,
        kind=("release", "statement", "message")[number % 3 if number % 7 else 0],
        place=("Речной город", "河城", None)[number % 3],
        url=f"local:small/{number}.txt",
    )


def documents() -> tuple[Document, ...]:
    """All of them."""
    return (forum_ru(), forum_zh(), agency_en(), *(small(number) for number in range(1, 46)))


BRIDGES = {  # each with the word three times; in the third, what a screen does not show
    "ru": (
        "мост",
        ("Мост открыт.", "О реке.", "У моста.", "Мы едем\u00a0по мосту: по\u00adли\u200bтика 𝒜."),
    ),
    "zh": (
        "大桥",
        ("大桥通车。", "说到河。", "在大桥旁。", "我们走过大桥\u3000和𠀋\u200b河\u00a0。"),
    ),
    "en": (
        "bridge",
        ("The bridge opens.", "A river.", "By the bridge.", "A bridge\u202fof\u00a0“ice”\u2060 🧊"),
    ),
}  # fmt: skip


def bridges() -> tuple[Document, ...]:
    """A document in each language, said through an interpreter."""
    voice = Voice(Speaker("Ван Мин", "Ван Мин"), channel="interpreted")
    return tuple(
        document(f"bridge-{lang}", lang, "T", spoken(texts, voice))
        for lang, (_, texts) in BRIDGES.items()
    )
