"""Which verdict has a quote? Rows a linguist could write, over the sample pages of the corpus.

A row: the quote, the verdict, where (the number a site gave the page, and the passage), and what
must be said of it: variants, then alarms.
"""

from __future__ import annotations

import pytest

from archive.errors import TooBroad
from archive.quotes.values import FOUND

VERBATIM = (
    ("Сегодня эта очередь закончилась.", "ru-101", 5),
    ("Сегодня эта очередь закончилась", "ru-101", 5),
    ("очередь закончилась", "ru-101", 5),
    ("опору номер семь наши деды поставили бы ровно там же, где она стоит сегодня", "ru-101", 10),
    ("Ни одна смена не была отменена. Низкий вам поклон.", "ru-101", 11),
    ("вода поднялась на шесть метров", "ru-101", 11),
    ("не двое суток, а пять часов", "ru-101", 12),
    ("Река никогда не разделяла нас", "ru-101", 17),
    ("Мост – это не только дорога.", "ru-101", 18),
    (
        "Данные с гидропостов провинции Бэйлин мы получаем каждые три часа, они открыты",
        "ru-214",
        11,
    ),
    ("Дамба в районе Нижней Протоки держит.", "ru-214", 5),
    ("Нам не нужен рекордный поезд, нам нужен поезд по расписанию", "text-2cc93ec90c", 4),
    ("今天这一刻，三代人都在盼望。", "mfa-20230610-101", 5),
    ("前辈们选得和今天分毫不差", "mfa-20230610-101", 5),
    ("没有停过一个班次", "mfa-20230610-101", 6),
    ("桥不只是路，更是一个承诺：明天的相逢，要比昨天更多。", "mfa-20230610-101", 13),
    ("只是从前邻居要握一握手", "mfa-20230610-101", 12),
    ("三年前，我和叶廖明主席穿着胶靴站在这里", "mfa-20230610-101", 17),
    ("也请扎方的同事们不要落在后面", "mfa-20230610-101", 18),
    ("我们要的不是一趟创纪录的列车，而是一趟准点的列车。", "text-b9f4d3b761", 4),
    ("除自然灾害外，关闭大桥须提前48小时通知", "mfa-20240620-190", 6),
    ("演练不预告具体病原", "council-00128", 11),
    ("Not a single shift was called off. I bow to you.", "en-101", 11),
    ("The river never divided us", "en-101", 17),
    ("A bridge is more than a road.", "en-101", 18),
    ("I cannot name the price, it is a commercial secret.", "en-148", 7),
    ("the vet at the nature reserve", "en-148", 14),
    ("To be honest, nobody asked the storks", "en-148", 11),
    ("The levee at Nizhnyaya Protoka is holding.", "press-2024-08-21", 6),
    ("Only lorries heavier than twenty tonnes are being turned back.", "press-2024-08-21", 16),
)

VARIANTS = (
    ("сегодня эта очередь закончилась", "ru-101", 5, {"case"}),
    ("Сегодня — эта очередь закончилась", "ru-101", 5, {"dashes", "spaces"}),
    ("Сегодня эта очередь закончилась!", "ru-101", 5, {"punctuation"}),
    ("Сегодня эта\u00a0очередь закончилась.", "ru-101", 5, {"no-break"}),
    ("Сегодня  эта очередь закончилась.", "ru-101", 5, {"spaces"}),
    ("Сего\u00adдня эта очередь закончилась.", "ru-101", 5, {"hidden"}),
    ("Сегодня э\u0301та очередь закончилась.", "ru-101", 5, {"accents"}),
    ("Сегодня эта\tочередь закончилась.", "ru-101", 5, {"spaces"}),
    ("Мост - это не только дорога.", "ru-101", 18, {"dashes"}),
    (
        "Лёд для конькобежной дорожки проложили прямо на Амуре",
        "press-igry-2025",
        5,
        {"composed"},
    ),
    (
        "лёд для конькобежной дорожки проложили прямо на Амуре",
        "press-igry-2025",
        5,
        {"case", "composed"},
    ),
    (
        "Лед для конькобежной дорожки проложили прямо на Амуре",
        "press-igry-2025",
        5,
        {"yo", "composed"},
    ),
    ("Первый проект переправы начертили здесь еще в 1934 году", "ru-101", 10, {"yo"}),
    ("приходилось ждать, пока сойдет лед.", "ru-101", 17, {"yo"}),
    ("Мост и не закрывали…!", "ru-214", 15, {"ellipsis", "punctuation"}),
    ("今天這一刻，三代人都在盼望。", "mfa-20230610-101", 5, {"characters"}),
    ("今天 这一刻，三代人 都在盼望。", "mfa-20230610-101", 5, {"spaces"}),
    ("今天这一刻,三代人都在盼望。", "mfa-20230610-101", 5, {"punctuation"}),
    ("1934年，這裏就畫出了第一張渡江橋的圖紙", "mfa-20230610-101", 5, {"characters"}),
    ("１９３４年，这里就画出了第一张渡江桥的图纸", "mfa-20230610-101", 5, {"width"}),
    ("not a single shift was called off", "en-101", 11, {"case"}),
    (
        "nobody asked the storks – and we do not know",
        "en-148",
        11,
        {"dashes", "punctuation", "spaces"},
    ),
    ("given only two hours' warning", "press-2024-08-21", 8, {"quotes"}),
    ("1 420 people have been evacuated", "press-2024-08-21", 5, {"numbers"}),
    ("The river never [in their view] divided us", "en-101", 17, {"brackets"}),
    ("Река никогда [прежде] не разделяла нас", "ru-101", 17, {"brackets"}),
    ("一条江[黑龙江]从未把我们隔开", "mfa-20230610-101", 12, {"brackets"}),
)

OMISSIONS = (
    ("Мы стояли в ней в сентябре с помидорами, … с термосом и молитвой.", "ru-101", 5),
    ("Над мостом трудились 1800 человек […] Ни одна смена не была отменена.", "ru-101", 11),
    ("В нашем городе нет человека, (…) Сегодня эта очередь закончилась.", "ru-101", 5),
    ("今天这一刻，三代人都在盼望。……在市档案馆里整整躺了六十年", "mfa-20230610-101", 5),
    ("两岸1800名建设者[……]没有停过一个班次", "mfa-20230610-101", 6),
    ("There are forty-seven such nests […] nobody asked the storks", "en-148", 11),
    ("The levee at Nizhnyaya Protoka is holding ... with 26,000 sandbags", "press-2024-08-21", 6),
)

ALTERED = (
    ("Над мостом трудились 1900 человек с обоих берегов", "ru-101", 11, {"figure"}),
    ("вода поднялась на семь метров", "ru-101", 11, {"figure"}),
    ("дорога с берега на берег, которая на пароме занимала до трёх часов", "ru-101", 2, {"figure"}),
    ("Ни одна смена была отменена", "ru-101", 11, {"negation"}),
    ("Река разделяла нас", "ru-101", 17, {"negation"}),
    ("Правда ли, что вода не идёт из-за сбросов на китайском берегу?", "ru-214", 10, {"negation"}),
    ("Мост и закрывали. Ограничено только движение", "ru-214", 15, {"negation"}),
    ("Данные с гидропостов провинции Хэвань мы получаем каждые три часа", "ru-214", 11, {"name"}),
    ("Три года назад мы с Петром Сафиным стояли на этом месте", "ru-101", 22, {"name"}),
    ("Объём перевозок через Берёзовый Яр за год может вырасти", "ru-101", 12, {"modal"}),
    ("Это обещание, что завтра мы должны встречаться чаще, чем вчера", "ru-101", 18, {"modal"}),
    ("Нам нужен рекордный поезд, нам нужен поезд по расписанию", "text-2cc93ec90c", 4,
     {"negation"}),
    ("大桥全长1384米，2019年4月开工建设", "mfa-20230610-101", 2, {"figure"}),
    ("四代人都在盼望", "mfa-20230610-101", 5, {"figure"}),
    ("在2021年水位上涨七米的洪水中坚守", "mfa-20230610-101", 6, {"figure"}),
    ("也请扎方的同事们落在后面", "mfa-20230610-101", 18, {"negation"}),
    ("旅客通关时间延长得超过30分钟", "council-00128", 16, {"negation"}),
    ("关闭大桥可提前48小时通知", "mfa-20240620-190", 6, {"modal"}),
    ("三年前，我和萨芬主席穿着胶靴站在这里", "mfa-20230610-101", 17, {"name"}),
    ("Eighteen thousand people from both banks worked on this bridge", "en-101", 11, {"figure"}),
    ("Freight through Beryozovy Yar is to grow from 300,000 to 800,000 tonnes", "en-101", 12,
     {"figure"}),
    ("I can name the price, it is a commercial secret", "en-148", 7, {"negation"}),
    ("we do know whether they will agree to move", "en-148", 11, {"negation"}),
    ("Three years ago Mr Safin and I stood here in rubber boots", "en-101", 22, {"name"}),
    ("every single well may be disinfected before anyone is allowed to drink from it",
     "press-2024-08-21", 14, {"modal"}),
    ("It never closed. Only buses heavier than twenty tonnes are being turned back",
     "press-2024-08-21", 16, set()),
    ("it serves trade, learning and the friendship of our peoples", "en-101", 18, {"modal"}),
    ("Сегодня эта очередь не закончилась", "ru-101", 5, {"negation"}),
    ("уровень Амура у Берёзового Яра – 752 сантиметра, за сутки прибавилось одиннадцать", "ru-214",
     3, {"figure"}),
    ("Это на 58 сантиметров выше исторического максимума 2013 года", "ru-214", 3, set()),
)  # fmt: skip

HALF_WORDS = (
    "чередь закончилась",
    "Сегодня эта очередь закончил",
    "934 году, и он шестьдесят лет",
    "284 метра строился с апреля",
    "seven such nests on our section, at Yanmingtan",
    "00,000 to 900,000 tonnes a year",
    "km-hour a year. Supplies begin in the fourth quarter of 2025",
    "934年，这里就画出了第一张渡江桥的图纸",
    "千四百二十人",
)
"""A quote may not begin or end inside a word or a figure."""

STITCHED = (
    (
        "Сегодня эта очередь закончилась. Дамба в районе Нижней Протоки держит.",
        {("ru-101", 5), ("ru-214", 5)},
        "several-voices",
    ),
    (
        "Спасибо, Чингиз Баирович. Ни одна смена не была отменена.",
        {("ru-101", 8), ("ru-101", 11)},
        "one-turn",
    ),
    (
        "The river never divided us. I cannot name the price, it is a commercial secret.",
        {("en-101", 17), ("en-148", 7)},
        "several-voices",
    ),
    (
        "今天这一刻，三代人都在盼望。一条江从未把我们隔开，它养育了同样的村庄",
        {("mfa-20230610-101", 5), ("mfa-20230610-101", 12)},
        "several-voices",
    ),
)

ABSENT = (
    "Мы отправим на Луну первый межпланетный экспресс до конца десятилетия",
    "Инфляция в следующем квартале замедлится до четырёх процентов",
    "我们决定立即取消所有进口汽车的关税",
    "月球科研站的首批设备已经运抵发射场",
    "The chancellor resigned over a leaked memo on interest rates",
    "Our submarines will visit every port of the southern ocean",
)


def stands(match, site: str, passage: int) -> bool:
    """Whether a match is of that page and passage."""
    return match.address.document.endswith(site) and match.start[0] <= passage <= match.stop[0]


@pytest.mark.parametrize(("text", "site", "passage"), VERBATIM)
def test_verbatim(ask, text, site, passage):
    report = ask(text)
    assert report.verdict == "verbatim"
    found = [match for match in report.matches if stands(match, site, passage)]
    assert found
    assert found[0].text == text
    assert not found[0].variants


@pytest.mark.parametrize(("opening", "closing"), ["«»", "“”", "「」", '""', ("«", "…»"), ("…", "")])
def test_outer_marks_are_put_aside(ask, opening, closing):
    report = ask(f" {opening}Сегодня эта очередь закончилась{closing}\n")
    assert report.verdict == "verbatim"
    assert report.matches[0].text == "Сегодня эта очередь закончилась"
    assert report.matches[0].notes


@pytest.mark.parametrize(("text", "site", "passage", "ways"), VARIANTS)
def test_variants(ask, text, site, passage, ways):
    report = ask(text)
    assert report.verdict == "variants"
    assert stands(report.matches[0], site, passage)
    assert set(report.matches[0].variants) == ways


@pytest.mark.parametrize(("text", "site", "passage"), OMISSIONS)
def test_omissions(ask, text, site, passage):
    report = ask(text)
    assert report.verdict == "omission"
    assert stands(report.matches[0], site, passage)
    assert "omission" in report.matches[0].variants


@pytest.mark.parametrize(("text", "site", "passage", "alarms"), ALTERED)
def test_altered(ask, text, site, passage, alarms):
    report = ask(text)
    assert report.verdict == "altered"
    assert stands(report.matches[0], site, passage)
    assert alarms <= {alarm.kind for alarm in report.matches[0].alarms}


@pytest.mark.parametrize("text", HALF_WORDS)
def test_half_words_are_not_verbatim(ask, text):
    assert ask(text).verdict not in ("verbatim", "variants", "omission")


@pytest.mark.parametrize(("text", "places", "note"), STITCHED)
def test_stitched(ask, text, places, note):
    report = ask(text)
    assert report.verdict == "stitched"
    assert note in report.notes
    for site, passage in places:
        assert any(stands(match, site, passage) for match in report.matches)


@pytest.mark.parametrize("text", ABSENT)
def test_absent(ask, text):
    report = ask(text)
    assert report.verdict in ("absent", "near")
    assert report.coverage.documents > 40
    assert dict(report.coverage.sources)["sample-president-ru"] == 9
    assert report.coverage.first < report.coverage.last


@pytest.mark.parametrize("text", ["我们坚决反对", "我们坚决反对。", "Мы возражаем", "We object"])
def test_a_single_word_is_like_nothing(ask, text):
    assert ask(text).verdict == "absent"


def test_absent_says_what_was_searched(ask, archive):
    report = ask(ABSENT[0])
    seq = archive.store.seq()
    assert (report.verdict, report.matches) == ("absent", ())
    assert report.coverage.seq == seq
    assert report.coverage.digest == archive.store.changes(seq - 1, 1)[0].digest


def test_a_language_restricts_where_it_is_looked_for(ask):
    assert ask("Сегодня эта очередь закончилась", language="zh").verdict == "absent"
    assert ask("Сегодня эта очередь закончилась", language="ru").verdict == "verbatim"


def test_across_paragraphs(ask):
    report = ask("Спасибо, Чингиз Баирович. Добрый день, друзья! Поздравляю вас с событием")
    match = report.matches[0]
    assert report.verdict == "verbatim"
    assert (match.start, match.stop) == ((8, 0), (10, 25))
    assert "paragraphs" in match.notes
    assert (
        match.text == "Спасибо, Чингиз Баирович.\nДобрый день, друзья!\nПоздравляю вас с событием"
    )


def test_over_a_note_of_the_editor(ask):
    """Zhou Minglan thanks, there is applause; nobody else speaks in between in this page."""
    report = ask("My grandchildren no longer recognise me. Let us end on that note.")
    assert report.verdict != "verbatim"


def test_short_words_are_found_in_many_places_and_said_to_be_short(ask):
    report = ask("Спасибо")
    assert report.verdict == "verbatim"
    assert report.turns > 3
    assert len(report.matches) > 1
    assert "short" in report.notes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("была отменена", "cut-negation"),
        ("落在后面", "cut-negation"),
        ("停过一个班次，我向你们深深鞠躬", "cut-negation"),
        ("A single shift was called off", "cut-negation"),
        (
            "Почему жителей улицы Лесной предупредили только за два часа до подтопления",
            "cut-question",
        ),
        ("Freight is to grow from 300,000 to 900,000 tonnes", ""),
        ("объём перевозок вырасти с 300 до 900", "cut-figure"),
    ],
)
def test_what_stands_just_outside(ask, text, kind):
    kinds = {alarm.kind for match in ask(text).matches for alarm in match.alarms}
    assert kind in kinds or not (kind or kinds & {"cut-negation", "cut-question", "cut-figure"})


FIGURES_BESIDE = (
    (
        "The alarm went off at 4:20 and the water came at 6:30.",
        "press-2024-08-21",
        {("4:20", "4.20"), ("6:30", "6.30")},
    ),
    ("6:30. The model was wrong", "press-2024-08-21", {("6:30", "6.30")}),
    ("Над мостом трудились 1900", "ru-101", {("1900", "1800")}),
    ("3,7 тысяч тонн", "text-2cc93ec90c", {("тысяч", "тысячи")}),
    ("3,9 тысячи тонн продовольственной пшеницы", "text-2cc93ec90c", {("3,9", "3,7")}),
)
"""A figure that stands in the source is not shown as missing: it stands beside the quoted one."""


@pytest.mark.parametrize(("text", "site", "figures"), FIGURES_BESIDE)
def test_a_figure_stands_beside_the_one_it_was_exchanged_for(ask, text, site, figures):
    match = ask(text).matches[0]
    assert match.verdict == "altered"
    assert match.address.document.endswith(site)
    assert {(a.quoted, a.stored) for a in match.alarms if a.kind == "figure"} == figures


def test_beside_an_exact_place_stand_only_places_nearly_as_good(ask):
    text = "Сегодня эта очередь закончилась. Прошу Президента Республики открыть митинг."
    report = ask(text)
    assert report.verdict == "verbatim"
    assert [match.verdict for match in report.matches] == ["verbatim"]


LABELLED = (
    ("М.Громов: Мост и не закрывали.", "verbatim", "Мост и не закрывали."),
    ("Громов: «Мост и не закрывали.»", "verbatim", "Мост и не закрывали."),
    ("«М. Громов : мост и не закрывали»", "variants", "Мост и не закрывали"),
    ("莫罗佐娃：今天这一刻，三代人都在盼望。", "verbatim", "今天这一刻，三代人都在盼望。"),
    ("Mikhail Gromov: The levee at Nizhnyaya Protoka is holding", "verbatim", "The levee at"),
)
NOT_LABELLED = (
    "В.Морозова: Мост и не закрывали.",
    "Ведущий: Мост и не закрывали.",
    "Скажу прямо: Мост и не закрывали.",
    "М.Громов: Мост и закрывали.",
    "М.Громов: нет: Мост и не закрывали.",
)


@pytest.mark.parametrize(("text", "verdict", "stored"), LABELLED)
def test_the_label_of_who_speaks_there_is_put_aside_and_said_so(ask, text, verdict, stored):
    report = ask(text)
    assert report.verdict == verdict
    for match in report.matches:
        assert "label" in match.notes
        assert match.text.startswith(stored)


@pytest.mark.parametrize("text", NOT_LABELLED)
def test_no_other_words_are_put_aside_for_a_label(ask, text):
    report = ask(text)
    assert report.verdict not in FOUND
    assert not any("label" in match.notes for match in report.matches)


def test_the_whole_word_that_denies_is_shown(ask):
    """没有, not its second character, stands before the cut."""
    for text in ("停过一个班次", "停過一個班次"):
        cut = [a for a in ask(text).matches[0].alarms if a.kind == "cut-negation"]
        assert [alarm.stored for alarm in cut] == ["没有"]


def test_too_long_and_without_words(ask):
    with pytest.raises(TooBroad, match="quote-too-long"):
        ask("слово " * 400)
    with pytest.raises(TooBroad, match="quote-without-words"):
        ask("… — «»!")
    assert ask("а " * 999).verdict in ("absent", "near")
