"""What the tables of citations are about: documents and passages, all people invented.

Each case is named by the sentence it checks. Forms are those of the standards' own examples, with
other facts in them.
"""

from __future__ import annotations

from datetime import UTC, datetime

from archive.citations import Cited, cited
from archive.document import Document, PartialDate, Passage, Speaker, Stored, Version, Voice
from archive.people import Name, Office, People, Person

PEOPLE = People(
    (
        Person(
            "vera-morozova",
            (
                Name("ru", "Вера Морозова"),
                Name("ru", "В.Морозова", "short"),
                Name("zh", "薇拉·莫罗佐娃"),
                Name("zh", "莫罗佐娃", "short"),
                Name("en", "Vera Morozova"),
            ),
            (Office((("ru", "Президент Заозёрья"),), "2019"),),
        ),
        Person(
            "lin-guodong",
            (
                Name("zh", "林国栋"),
                Name("zh-Hant", "林國棟"),
                Name("ru", "Линь Годун"),
                Name("en", "Lin Guodong"),
            ),
        ),
        Person("zhou-minglan", (Name("zh", "周明澜"), Name("en", "Zhou Minglan"))),
    )
)

MOROZOVA_RU = Speaker("Президент Заозёрья Вера Морозова", "Вера Морозова", "Президент Заозёрья")
MOROZOVA_EN = Speaker("President Vera Morozova", "Vera Morozova", "President of Zaozerye")
MOROZOVA_ZH = Speaker("总统薇拉·莫罗佐娃", "薇拉·莫罗佐娃", "总统")
LIN_RU = Speaker("Губернатор Линь Годун", "Линь Годун", "Губернатор")
LIN_EN = Speaker("Governor Lin Guodong", "Lin Guodong", "Governor")
LIN_ZH = Speaker("省长林国栋", "林国栋", "省长")
ZHOU_ZH = Speaker("副省长周明澜", "周明澜", "副省长")
ZHOU_EN = Speaker("Zhou Minglan", "Zhou Minglan")
UNKNOWN_RU = Speaker("Гость форума Тагир Кош", "Тагир Кош", "Гость форума")
PATRONYMIC = Speaker("Пётр Андреевич Ерёмин", "Пётр Андреевич Ерёмин")
INITIALS = Speaker("В. В. Соснов", "В. В. Соснов")
CLOSE_INITIALS = Speaker("С.Павлов", "С.Павлов", "Министр энергетики")
FOREIGN_ZH = Speaker("塔吉尔·科什", "塔吉尔·科什")
QUESTION = Speaker("Вопрос:", "Вопрос")
REPORTER_ZH = Speaker("记者", "记者")

LINK = "https://harbin.example/d/x-1/v/1"


def source(language: str, title: str, *voices: Voice | None, **more: object) -> Stored:
    """A document in these voices, as the archive gives it."""
    usual = {
        "kind": "transcript" if any(voices) else "release",
        "source": {"ru": "kremlin-ru", "zh": "fmprc", "en": "kremlin-en"}.get(language, "other"),
        "url": "https://press.example/1",
        "published": dated("2024-05-17"),
        "occurred": None,
        "place": None,
        "status": "final",
        "summary": None,
    }
    passages = tuple(
        Passage(number, "speech" if voice else "narration", "Слово " * (9 - number), voice)
        for number, voice in enumerate(voices or (None,), 1)
    )
    document = Document(id="x-1", language=language, title=title, passages=passages, **usual | more)
    version = Version("x-1", 1, datetime(2024, 5, 18, 6, tzinfo=UTC), "0", "by hand", "0")
    return Stored(PEOPLE.resolved(document), version, 1)


def dated(value: str | None) -> PartialDate | None:
    return value and PartialDate(value, "printed", value)


def whole(*arguments: object, **more: object) -> Cited:
    return cited(source(*arguments, **more), PEOPLE)


def passage(language: str, title: str, voice: Voice | None, **more: object) -> Cited:
    stored = source(language, title, voice, **more)
    return cited(stored, PEOPLE, voice=stored.document.passages[0].voice)


def release(language: str, title: str, **more: object) -> Cited:
    return whole(language, title, **more)


RU, ZH, EN = "Открытие форума", "两城论坛开幕", "Opening of the forum"
HEARD = {"channel": "interpreted"}

CASES: dict[str, Cited] = {
    "a Russian speaker whose parts are known by the authority file": whole(
        "ru", RU, Voice(MOROZOVA_RU)
    ),
    "a Chinese speaker in Chinese": whole("zh", ZH, Voice(LIN_ZH)),
    "a speaker in English": whole("en", EN, Voice(MOROZOVA_EN)),
    "a Chinese speaker in English keeps the family name first": whole("en", EN, Voice(LIN_EN)),
    "a Chinese speaker in Russian, interpreted": whole("ru", RU, Voice(LIN_RU, **HEARD)),
    "a Russian speaker in Chinese, translated": whole(
        "zh", ZH, Voice(MOROZOVA_ZH, channel="translated")
    ),
    "an unknown foreigner in Chinese is not cut": whole("zh", ZH, Voice(FOREIGN_ZH)),
    "an unknown name is not cut": whole("ru", RU, Voice(UNKNOWN_RU)),
    "a patronymic shows the order": whole("ru", RU, Voice(PATRONYMIC)),
    "initials show the order": whole("ru", RU, Voice(INITIALS)),
    "initials printed close": whole("ru", RU, Voice(CLOSE_INITIALS)),
    "two speakers, who says most first": whole("ru", RU, Voice(MOROZOVA_RU), Voice(INITIALS)),
    "two speakers in English": whole("en", EN, Voice(MOROZOVA_EN), Voice(LIN_EN)),
    "two speakers in Chinese": whole("zh", ZH, Voice(LIN_ZH), Voice(ZHOU_ZH)),
    "three speakers": whole("en", EN, Voice(MOROZOVA_EN), Voice(LIN_EN), Voice(ZHOU_EN)),
    "four speakers in Russian": whole(
        "ru", RU, Voice(MOROZOVA_RU), Voice(INITIALS), Voice(PATRONYMIC), Voice(LIN_RU)
    ),
    "four speakers in Chinese": whole(
        "zh", ZH, Voice(LIN_ZH), Voice(ZHOU_ZH), Voice(MOROZOVA_ZH), Voice(FOREIGN_ZH)
    ),
    "four speakers in English, one of them interpreted": whole(
        "en",
        EN,
        Voice(MOROZOVA_EN),
        Voice(LIN_EN, **HEARD),
        Voice(ZHOU_EN),
        Voice(Speaker("I. Safin", "I. Safin")),
    ),
    "a journalist's question makes nobody the author": whole(
        "ru", RU, Voice(QUESTION, mode="question"), Voice(MOROZOVA_RU, mode="answer")
    ),
    "a passage that nobody is named for": passage("ru", RU, Voice(QUESTION, mode="question")),
    "a passage asked by a reporter without a name": passage(
        "zh", ZH, Voice(REPORTER_ZH, mode="question")
    ),
    "a message read out by another": passage("ru", RU, Voice(LIN_RU, MOROZOVA_RU, "read-out")),
    "a message read out, through an interpreter": passage(
        "ru", RU, Voice(UNKNOWN_RU, LIN_RU, "read-out", "interpreted")
    ),
    "a message read out, in Chinese": passage("zh", ZH, Voice(ZHOU_ZH, LIN_ZH, "read-out")),
    "a message read out, in English": passage("en", EN, Voice(ZHOU_EN, LIN_EN, "read-out")),
    "reported speech is not the speaker's": passage("ru", RU, Voice(LIN_RU, mode="reported")),
    "reported speech in Chinese": passage("zh", ZH, Voice(LIN_ZH, mode="reported")),
    "reported speech in English": passage("en", EN, Voice(LIN_EN, mode="reported")),
    "an editor's passage in a transcript": passage("ru", RU, None, kind="transcript"),
    "a release without a voice": release("ru", "Подписан договор"),
    "a release without a voice, in Chinese": release("zh", "外交部声明"),
    "a release without a voice, in English": release("en", "Agreement signed"),
    "a page of a site that is not known": release("en", "Agreement signed", source="other"),
    "a file that was never on the web": release("ru", "Договор", source="text", url="local:x/1"),
    "no date": release("ru", "Подписан договор", published=None),
    "no date, in Chinese": release("zh", "外交部声明", published=None),
    "no date, in English": release("en", "Agreement signed", published=None),
    "a year": release("ru", "Подписан договор", published=dated("2003")),
    "a year and a month": release("ru", "Подписан договор", published=dated("2003-05")),
    "a year and a month, in Chinese": release("zh", "外交部声明", published=dated("2003-05")),
    "a year and a month, in English": release("en", "Agreement", published=dated("2003-05")),
    "a place and a day of its own": whole(
        "ru", RU, Voice(MOROZOVA_RU), place="Речной город", occurred=dated("2024-05-16")
    ),
    "a place and a day, in Chinese": whole(
        "zh", ZH, Voice(LIN_ZH), place="河城", occurred=dated("2024-05-16")
    ),
    "a place and a day, in English": whole(
        "en", EN, Voice(MOROZOVA_EN), place="Rivertown", occurred=dated("2024-05-16")
    ),
    "an agency's material": release("ru", "Подписан договор", credit="ТАСС"),
    "an agency's material, in Chinese": release("zh", "外交部声明", credit="新华社"),
    "an uncorrected draft": whole("ru", RU, Voice(MOROZOVA_RU), status="draft"),
    "a summary, in Chinese": whole("zh", ZH, Voice(LIN_ZH), status="summary"),
    "as reported by others": release("en", "Agreement signed", status="reported"),
    "traditional characters": whole("zh-Hant", "兩城論壇開幕", Voice(LIN_ZH), source="fmprc"),
    "a title with quotation marks": release("ru", "Форум «Один пояс, один путь»"),
    "a title with quotation marks, in English": release("en", "The “Two Banks” forum"),
    "a title with quotation marks, in Chinese": release("zh", "“两岸”论坛开幕"),
    "a title that asks": release("en", "Who builds the bridge?"),
    "no title": release("ru", ""),
    "a title of lines and hidden signs": release("ru", "Форум\n  сосе\u00adдей\u202e \u200b"),
    "markup in a title": release("en", "<script>alert(1)</script> & <b>bold</b>"),
    "a very long title": release("ru", "Очень длинное заглавие " * 40),
}
