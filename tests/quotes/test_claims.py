"""Did they say so? A quote with a claimed speaker and date, over the sample pages of the corpus."""

from __future__ import annotations

from datetime import date

import pytest

from archive.document import Document, Passage, Speaker, Voice
from archive.opening import memory_archive
from archive.people import Name, Office, People, Person
from archive.quotes.claims import judged
from archive.quotes.values import QuoteQuery

OWN = "Ни одна смена не была отменена"
READ_OUT = "Река никогда не разделяла нас"
HEARD = "Мы просим заозёрских коллег не отставать"
ENERGY = "I cannot name the price, it is a commercial secret"
SPOKEN_ZH = "三年前，我和叶廖明主席穿着胶靴站在这里"
READ_ZH = "一条江从未把我们隔开"
EDITOR = "Мост протяжённостью 1284 метра строился с апреля 2019 года"

SPEAKERS = (
    (OWN, "Вера Морозова", "right"),
    (OWN, "В.Морозова", "right"),
    (OWN, "Морозова", "right"),
    (OWN, "президент Вера Морозова", "right"),
    (OWN, "Vera Morozova", "right"),
    (OWN, "薇拉·莫罗佐娃", "right"),
    (OWN, "莫罗佐娃", "right"),
    (OWN, "Верой Морозовой", "right"),
    (OWN, "Пётр Ерёмин", "other"),
    (OWN, "Чжоу Минлань", "other"),
    (READ_OUT, "Чжоу Минлань", "read-out"),
    (READ_OUT, "周明澜", "read-out"),
    (READ_OUT, "Линь Годун", "read-by-other"),
    (READ_OUT, "林国栋", "read-by-other"),
    (READ_OUT, "林國棟", "read-by-other"),
    (READ_OUT, "Вера Морозова", "other"),
    (HEARD, "Чжоу Минлань", "interpreted"),
    (HEARD, "Zhou Minglan", "interpreted"),
    (SPOKEN_ZH, "周明澜", "right"),
    (SPOKEN_ZH, "Чжоу Минлань", "right"),
    (SPOKEN_ZH, "叶廖明", "other"),
    (READ_ZH, "周明澜", "read-out"),
    (READ_ZH, "林国栋", "read-by-other"),
    (EDITOR, "Вера Морозова", "editorial"),
    (ENERGY, "Sergei Pavlov", "ambiguous"),
    (ENERGY, "Pavlov", "ambiguous"),
    (ENERGY, "Сергей Павлов", "ambiguous"),
    (ENERGY, "Nikolai Dyomin", "other"),
    # An office is whose it is that day; where that is not known, nothing is denied.
    (OWN, "Президент", "right"),
    (OWN, "президент Заозёрья", "unknown"),
    (OWN, "Президент Республики Заозёрье", "right"),
    (OWN, "President of Zaozerye", "right"),
    (OWN, "总统", "right"),
    (OWN, "Министр транспорта", "other"),
    (OWN, "Министр", "unknown"),
    (OWN, "Министр иностранных дел", "unknown"),
    (OWN, "President", "unknown"),  # that of a university too
    (OWN, "Президент Иван Сухой", "other"),
    (READ_OUT, "Вице-губернатор провинции Бэйлин", "read-out"),
    (READ_ZH, "北岭省省长", "read-by-other"),
    (READ_ZH, "省长", "read-by-other"),
    (ENERGY, "Minister of Energy", "right"),
    (ENERGY, "министр энергетики Сергей Павлов", "right"),
    (ENERGY, "Minister of Energy Sergei Pavlov", "right"),
    (ENERGY, "能源部长谢尔盖·帕夫洛夫", "right"),
    (ENERGY, "Director of the Tigrovy Kryazh Nature Reserve", "unknown"),  # not yet
)

DATES = (
    (OWN, "2023-06-10", "right"),
    (OWN, "2023-06", "right"),
    (OWN, "2023", "right"),
    (OWN, "2023-06-11", "differs"),
    (OWN, "2022", "differs"),
    (READ_ZH, "2023-06-10", "right"),
)


@pytest.mark.parametrize(("text", "speaker", "expected"), SPEAKERS)
def test_speakers(ask, text, speaker, expected):
    report = ask(text, speaker=speaker)
    assert report.verdict == "verbatim"
    assert report.claim.speaker == expected


@pytest.mark.parametrize(("text", "date", "expected"), DATES)
def test_dates(ask, text, date, expected):
    claim = ask(text, date=date).claim
    assert (claim.speaker, claim.date) == (None, expected)


def test_whose_words_they_are_is_always_said(ask):
    claim = ask(READ_OUT, speaker="Чжоу Минлань").claim
    assert claim.whose.name == "Линь Годун"
    assert claim.uttered.name == "Чжоу Минлань"


def test_the_ambiguous_are_named(ask):
    """By their offices, which is all that tells one of a name from another."""
    assert ask(ENERGY, speaker="Pavlov").claim.persons == (
        "Sergei Pavlov (Minister of Energy)",
        "Sergei Pavlov (Director of the Tigrovy Kryazh Nature Reserve)",
    )


def test_the_same_words_by_several_put_the_one_that_was_claimed_first(ask):
    named = {"Чжоу Минлань": "zhou-minglan", "Вера Морозова": "vera-morozova"}
    for speaker, person in (named | {"Николай Дёмин": "nikolai-dyomin"}).items():
        assert ask("Спасибо", speaker=speaker).matches[0].voice.speaker.person == person


def test_nothing_claimed_is_nothing_judged(ask):
    assert ask(OWN).claim is None


UNKNOWN = (
    ("Иван Лесной", "Иван Лесной", "right"),
    ("Лесной", "Иван Лесной", "right"),
    ("Пётр Лесной", "Иван Лесной", "other"),
    ("Иван Сухой", "Иван Лесной", "other"),
    ("Ivan Lesnoy", "Иван Лесной", "unknown"),
    ("伊万", "Иван Лесной", "unknown"),
    ("许大江", "答", "unknown"),
    ("王毅", "王毅", "right"),
    ("王", "王毅", "other"),
    # An initial, a patronymic, or no given name at all: it may be the same person, and may not.
    ("В.Морозова", "Вера Морозова", "unknown"),
    ("Вера Морозова", "В. Морозова", "unknown"),
    ("Верой Морозовой", "В.Морозова", "unknown"),
    ("Морозова В. И.", "Вера Морозова", "unknown"),
    ("В. И. Морозова", "В.Морозова", "unknown"),
    ("Вера Ивановна Морозова", "Вера Морозова", "unknown"),
    ("Вера Морозова", "Морозова", "unknown"),
    ("министр В.Морозова", "Вера Морозова", "unknown"),
    ("M. Gromov", "Mikhail Gromov", "unknown"),
    ("Mikhail V. Gromov", "Mikhail Gromov", "unknown"),
    ("Ch. Badmayev", "Chingiz Badmayev", "unknown"),
    ("Y. Shchukina", "Elena Shchukina", "unknown"),
    ("E. Shchukina", "Yelena Shchukina", "unknown"),
    ("Mayor Han", "Han Qiming", "unknown"),
    ("Хань", "Хань Цимин", "unknown"),
    ("П.Морозова", "Вера Морозова", "other"),
    ("В.Лесная", "Вера Морозова", "other"),
    ("V. Gromov", "Mikhail Gromov", "other"),
    ("Вера Петровна Морозова", "Вера Ивановна Морозова", "other"),
)


@pytest.mark.parametrize(("claimed", "printed", "expected"), UNKNOWN)
def test_people_the_authority_file_does_not_know(claimed, printed, expected):
    voice = Voice(Speaker(printed, printed))
    assert judged(claimed, voice, People()).speaker == expected


def test_a_surname_of_several_is_ambiguous():
    named = (("wang-yi", "王毅"), ("wang-wenbin", "王文斌"))
    people = People(tuple(Person(id, (Name("zh", name),)) for id, name in named))
    voice = Voice(Speaker("外交部发言人王文斌", "王文斌", "外交部发言人", "wang-wenbin"))
    assert judged("王发言人", voice, people).speaker == "ambiguous"
    assert judged("王文斌", voice, people).speaker == "right"
    assert judged("王毅", voice, people).speaker == "other"


OFFICES = (
    # Claimed, printed label, name and office; nobody is known.
    ("外交部发言人", "外交部发言人毛宁", "毛宁", "外交部发言人", "right"),
    ("发言人", "外交部发言人毛宁", "毛宁", "外交部发言人", "unknown"),
    ("Мэр Хэваня", "Мэр Хэваня Хань Цимин", "Хань Цимин", None, "right"),
    ("Мэр", "Мэр Хэваня Хань Цимин", "Хань Цимин", None, "unknown"),
    ("Мэр Хэваня", "Мэр Хань Цимин", "Хань Цимин", "Мэр", "unknown"),
    ("Minister of Natural Resources", "Mikhail Gromov", "Mikhail Gromov", None, "unknown"),
    ("Transport Minister", "Ildar Safin", "Ildar Safin", None, "unknown"),
    ("Transport Minister Ivan Lesnoy", "Ildar Safin", "Ildar Safin", None, "other"),
)


@pytest.mark.parametrize(("claimed", "label", "name", "office", "expected"), OFFICES)
def test_offices_where_nobody_is_known(claimed, label, name, office, expected):
    assert judged(claimed, Voice(Speaker(label, name, office)), People()).speaker == expected


def test_an_office_is_whose_it_was_that_day():
    title = (("ru", "Мэр Хэваня"),)
    held = (
        Person("han", (Name("ru", "Хань Цимин"),), (Office(title, "2021-02", "2024-11"),)),
        Person("bo", (Name("ru", "Бо Сун"),), (Office(title, "2024-12"),)),
    )
    voice = Voice(Speaker("Хань Цимин", "Хань Цимин", None, "han"))
    days = (date(2024, 5, 1), date(2025, 5, 1), None)
    told = [judged("мэр Хэваня", voice, People(held), day=day).speaker for day in days]
    assert told == ["right", "unknown", "unknown"]


@pytest.mark.parametrize(
    ("mode", "status", "expected"),
    [
        ("reported", "final", "reported"),
        ("speech", "reported", "reported"),
        ("speech", "final", "right"),
    ],
)
def test_reported_words_are_not_spoken_ones(mode, status, expected):
    voice = Voice(Speaker("Иван Лесной", "Иван Лесной"), mode=mode)
    assert judged("Иван Лесной", voice, People(), status).speaker == expected


RELEASE = (
    "Мост через Амур закрыли на ремонт, сообщил министр транспорта Иван Лесной.",
    "«Движение откроем в среду утром», — сказал Лесной. «Других задержек не будет».",
    "По словам директора порта Анны Речной, «грузы пойдут по северной дороге».",
    "Город построил набережную. Фонд «Живая река» собрала подписи.",
    "Анна Речная ждала на берегу. «Паром ходит каждый час», — сказала она.",
    "На стене написано «берег наш, и река наша».",
    "Анна Речная ответила, и Лесной возразил. «Дальше пойдём пешком».",
    "«Он сказал мне: „Этот мост никогда не откроют“», — вспомнил Иван Лесной.",
)
CREDITED = (
    # A release without voices says itself whose its quotations are: they are reported.
    ("Движение откроем в среду утром", "Иван Лесной", "reported"),
    ("Движение откроем в среду", "Лесной", "reported"),
    ("Движение откроем в среду утром", "Анна Речная", "other"),
    ("грузы пойдут по северной дороге", "Анна Речная", "reported"),
    ("грузы пойдут по северной дороге", "Иван Лесной", "other"),
    # Said in one breath, and only the attribution between.
    ("Других задержек не будет", "Иван Лесной", "reported"),
    ("Других задержек не будет", "Анна Речная", "other"),
    ("Движение откроем в среду утром … Других задержек не будет", "Иван Лесной", "reported"),
    # Quoted, but whose they are is only concluded, or not printed at all: it cannot be told.
    ("Паром ходит каждый час", "Анна Речная", "unknown"),
    ("Паром ходит каждый час", "Иван Лесной", "unknown"),
    ("берег наш, и река наша", "Анна Речная", "unknown"),
    ("Дальше пойдём пешком", "Иван Лесной", "unknown"),
    ("никогда не откроют", "Иван Лесной", "unknown"),
    ("никогда не откроют", "Анна Речная", "unknown"),
    # The release's own words, even with a name between marks: nobody's.
    ("Город построил набережную", "Иван Лесной", "editorial"),
    ("Мост через Амур закрыли на ремонт", "Иван Лесной", "editorial"),
    ("«Живая река» собрала подписи", "Иван Лесной", "editorial"),
)


@pytest.mark.parametrize(("text", "claimed", "expected"), CREDITED)
def test_a_release_without_voices(text, claimed, expected):
    passages = tuple(Passage(n, "narration", said) for n, said in enumerate(RELEASE, start=1))
    head = ("a-1", "https://a.example/1", "a", "release", "ru", "О мосте", None)
    release = Document(*head, None, None, None, "final", passages)
    archive = memory_archive([release], People())
    report = archive.quote(QuoteQuery(text, speaker=claimed))
    assert report.verdict in ("verbatim", "omission")
    assert report.claim.speaker == expected
    assert report.claim.uttered is None


QUOTED_BY_THE_EDITOR = (
    ("By the New Year we want to be within ninety minutes.", "Artyom Korolyov", "reported"),
    ("By the New Year we want to be within ninety minutes.", "Артём Королёв", "reported"),
    ("By the New Year we want to be within ninety minutes.", "Vera Morozova", "other"),
    ("The fans did not know whom to cheer for", "Liang Sihong", "reported"),
    ("The fans did not know whom to cheer for", "梁思鸿", "reported"),
    ("观众不知道该给谁加油，干脆给所有人加油。", "梁思鸿", "reported"),
    ("观众不知道该给谁加油，干脆给所有人加油。", "Liang Sihong", "reported"),
    ("观众不知道该给谁加油，干脆给所有人加油。", "周明澜", "other"),
    # “…,” he said, of one named the sentence before: a pronoun is not a name.
    ("We counted thirty vehicles and one accordion", "Chingiz Badmayev", "unknown"),
    ("We counted thirty vehicles and one accordion", "Vera Morozova", "unknown"),
)


@pytest.mark.parametrize(("text", "speaker", "expected"), QUOTED_BY_THE_EDITOR)
def test_what_an_editor_quotes_is_never_nobodys(ask, text, speaker, expected):
    assert ask(text, speaker=speaker).claim.speaker == expected


def test_a_headline_that_quotes():
    head = ("a-1", "https://a.example/1", "a", "release", "en")
    title = "Han Qiming: “It will never be closed again”"
    texts = ("“We open it today,” said Han Qiming, Mayor of Hewan. “It is ours.”", "It rained.")
    passages = tuple(Passage(n, "narration", text) for n, text in enumerate(texts, start=1))
    release = Document(*head, title, None, None, None, None, "final", passages)
    archive = memory_archive([release], People())
    for text in ("It will never be closed again", "It is ours"):
        for name, expected in (("Han Qiming", "reported"), ("Liang Sihong", "other")):
            assert archive.quote(QuoteQuery(text, speaker=name)).claim.speaker == expected


def test_a_release_that_prints_an_initial():
    texts = ("«Река держит», — сказал М.Громов, министр.",)
    passages = tuple(Passage(n, "narration", text) for n, text in enumerate(texts, start=1))
    head = ("a-1", "https://a.example/1", "a", "release", "ru", "О реке", None)
    release = Document(*head, None, None, None, "final", passages)
    for people in (People(), People((Person("g", (Name("ru", "Михаил Громов"),)),))):
        archive = memory_archive([release], people)
        for name, expected in (("Михаил Громов", "unknown"), ("Пётр Громов", "other")):
            assert archive.quote(QuoteQuery("Река держит", speaker=name)).claim.speaker == expected
