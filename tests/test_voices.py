"""Labels, turns and messages read out: whose words each paragraph is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.labels import candidate, is_heading_line, parted
from ingest.page import Block
from ingest.readouts import readout
from ingest.voices import voiced


def read(*lines):
    """Lines as paragraphs; a pair is a line and its bold start."""
    blocks = [
        Block("text", line) if isinstance(line, str) else Block("text", line[0], line[1])
        for line in lines
    ]
    return voiced(blocks)


def voices(body):
    return [
        p.voice and (p.voice.speaker.name, p.voice.mode, p.voice.channel) for p in body.passages
    ]


LABELS = (
    # text, label as printed, name, office, mode, channel
    ("Vladimir Putin: Friends.", "Vladimir Putin", "Vladimir Putin", None, "speech", "original"),
    ("President of Russia Vladimir Putin: Friends.", "President of Russia Vladimir Putin",
     "Vladimir Putin", "President of Russia", "speech", "original"),
    ("Han Zheng (retranslated): Mr Putin,", "Han Zheng", "Han Zheng", None, "speech",
     "interpreted"),
    ("Xi Jinping (as translated): Thank you.", "Xi Jinping", "Xi Jinping", None, "speech",
     "interpreted"),
    ("Li Qiang (through interpreter): Good day.", "Li Qiang", "Li Qiang", None, "speech",
     "interpreted"),
    ("Andrei Okhlopkov, General Director of the Centre (TsENKI): Mr President,",
     "Andrei Okhlopkov, General Director of the Centre (TsENKI)", "Andrei Okhlopkov",
     "General Director of the Centre", "speech", "original"),
    ("Rosneft CEO Igor Sechin: Yes.", "Rosneft CEO Igor Sechin", "Igor Sechin", "Rosneft CEO",
     "speech", "original"),
    ("Commander-in-Chief Colonel General Viktor Bondarev: Yes.",
     "Commander-in-Chief Colonel General Viktor Bondarev", "Viktor Bondarev",
     "Commander-in-Chief Colonel General", "speech", "original"),
    ("President of Egypt Abdel Fattah el-Sisi (retranslated): Mr President,",
     "President of Egypt Abdel Fattah el-Sisi", "Abdel Fattah el-Sisi", "President of Egypt",
     "speech", "interpreted"),
    ("President of Russia, Supreme Commander-in-Chief of Russia Vladimir Putin: Comrades,",
     "President of Russia, Supreme Commander-in-Chief of Russia Vladimir Putin",
     "Vladimir Putin", "President of Russia, Supreme Commander-in-Chief of Russia", "speech",
     "original"),
    ("Vladimir Putin (responding to a remark): First of all…",
     "Vladimir Putin (responding to a remark)", "Vladimir Putin", None, "speech", "original"),
    ("Q: Why?", "Q", "Q", None, "question", "original"),
    ("Question: Why?", "Question", "Question", None, "question", "original"),
    ("Question (retranslated): Why?", "Question", "Question", None, "question", "interpreted"),
    ("A: Because.", "A", "A", None, "answer", "original"),
    ("AFP: Why?", "AFP", "AFP", None, "question", "original"),
    ("В.Путин: Добрый день!", "В.Путин", "В.Путин", None, "speech", "original"),
    ("В. Путин : Добрый день!", "В. Путин", "В. Путин", None, "speech", "original"),
    ("Президент России Владимир Путин: Друзья!", "Президент России Владимир Путин",
     "Владимир Путин", "Президент России", "speech", "original"),
    ("Министр обороны А.Белоусов: Докладываю.", "Министр обороны А.Белоусов", "А.Белоусов",
     "Министр обороны", "speech", "original"),
    ("Си Цзиньпин (как переведено): Спасибо.", "Си Цзиньпин", "Си Цзиньпин", None, "speech",
     "interpreted"),
    ("Хань Чжэн (как переведено, по-китайски): Спасибо.", "Хань Чжэн", "Хань Чжэн", None,
     "speech", "interpreted"),
    ("Р.Т.Эрдоган (через переводчика): Спасибо.", "Р.Т.Эрдоган", "Р.Т.Эрдоган", None, "speech",
     "interpreted"),
    ("Вопрос: Когда?", "Вопрос", "Вопрос", None, "question", "original"),
    ("Ответ: Завтра.", "Ответ", "Ответ", None, "answer", "original"),
    ("Реплика: Верно.", "Реплика", "Реплика", None, "speech", "original"),
    ("问：有何评论？", "问", "问", None, "question", "original"),
    ("答：中方注意到。", "答", "答", None, "answer", "original"),
    ("发言人：谢谢。", "发言人", "发言人", None, "answer", "original"),
    ("外交部发言人毛宁：谢谢。", "外交部发言人毛宁", "毛宁", "外交部发言人", "speech", "original"),
    ("法新社记者：有何评论？", "法新社记者", "法新社记者", None, "question", "original"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "label", "name", "office", "mode", "channel"), LABELS)
def test_labels(text, label, name, office, mode, channel):
    found = candidate(text)
    assert found.sure
    speaker = found.speaker
    assert (speaker.label, speaker.name, speaker.office) == (label, name, office)
    assert (found.mode, found.channel, speaker.person) == (mode, channel, None)
    assert ":" not in text[found.end :]
    assert text[found.end :].strip() == text[found.end :]


NO_LABELS = (
    "Remarks at the opening ceremony:",
    "First, we should bolster growth: trade and investment.",
    "These are not just words: we have around 280 reports here.",
    "But of course, there are the regular problems as well: personnel, financing.",
    "What priority issues are to be resolved next year:",
    "Ladies and gentlemen: welcome.",
    "The United Kingdom: “Secession does not contradict international law.”",
    "United Nations: a history",
    "Photo: official website of the President",
    "Minister of Defence: Sergei Shoigu.",
    "Interior Minister: Vladimir Kolokoltsev.",
    "The message reads, in particular:",
    "In 2024: two forums.",
    "At 10:30 the ceremony began.",
    "I would like to say to Mr Uyba and Mr Mutko: first, no politics.",
    "There are 16 regions at the EXPO: Moscow, Tatarstan.",
    "Во-первых: надо работать.",
    "Подчеркну главное: мы готовы.",
    "Дорогие друзья: поздравляю.",
    "Текст Указа: прилагается.",
    "首先：要加强合作。",
    "时间：2024年5月17日",
    "来源：新华社",
    "一是：加强合作。",
    "我想强调一点：合作共赢。",
    "https://example.org",
    ":",
    "",
)


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_is_no_label(text):
    assert candidate(text) is None


def test_an_hour_in_bold_is_no_label():
    assert candidate("Entry from 02.00 pm to 02.30 pm: the press", "Entry from 02.00 pm") is None
    assert candidate("Сбор с 10:30: у входа", "Сбор с 10:30:") is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Minister of Foreign Affairs", "Minister of Foreign Affairs"),
        ("Construction, Housing and Utilities Minister Mikhail Men", "Mikhail Men"),
        ("Hero of the Russian Federation, Colonel Viktor Romanov", "Viktor Romanov"),
        ("Chairman of the State Development Corporation VEB.RF Igor Shuvalov", "Igor Shuvalov"),
        ("CNBC TV anchor Geoff Cutmore, moderator of the plenary session", "Geoff Cutmore"),
        ("Emir of Qatar Tamim bin Hamad Al Thani", "Tamim bin Hamad Al Thani"),
        ("VladimirPutin", "Vladimir Putin"),
        ("Vladimir\xa0Putin", "Vladimir Putin"),
        ("王毅外长", "王毅"),
    ],
)
def test_names_within_labels(label, name):
    assert parted(label).name == name
    assert parted(label).label == label


def test_a_voice_holds_until_the_next_label():
    body = read("It opened.", "Vladimir Putin: Friends,", "We met.", "Xi Jinping (retranslated): I")
    assert voices(body) == [
        None,
        ("Vladimir Putin", "speech", "original"),
        ("Vladimir Putin", "speech", "original"),
        ("Xi Jinping", "speech", "interpreted"),
    ]
    assert [p.text for p in body.passages] == ["It opened.", "Friends,", "We met.", "I"]


def test_bold_or_not_a_page_reads_the_same():
    lines = ("President of Russia Vladimir Putin: Friends,", "Kazbek Kokov: Thank you very much.")
    plain = read(*lines)
    bold = read(*((line, line.split(":")[0] + ":") for line in lines))
    assert [(p.text, p.voice) for p in plain.passages] == [(p.text, p.voice) for p in bold.passages]


def test_an_interpreter_is_named_once_and_heard_to_the_end():
    body = read("Han Zheng (retranslated): Mr Putin,", "Vladimir Putin: Yes.", "Han Zheng: Thanks.")
    assert [voice[2] for voice in voices(body)] == ["interpreted", "original", "interpreted"]
    assert body.passages[2].rule.endswith("interpreted as before")


def test_the_question_asked_through_an_interpreter_says_nothing_of_the_next():
    body = read("Question (retranslated): Why?", "Vladimir Putin: So.", "Question: And?")
    assert [voice[2] for voice in voices(body)] == ["interpreted", "original", "original"]


def test_after_a_question_the_next_voice_answers():
    body = read("Вопрос: Когда?", "В.Путин: Завтра.", "И послезавтра.", "Реплика: Да.")
    assert [voice[1] for voice in voices(body)] == ["question", "answer", "answer", "speech"]


def test_chinese_questions_and_answers():
    body = read("问：有何评论？", "答：中方注意到有关报道。", "中方一贯主张对话。")
    assert [voice[1] for voice in voices(body)] == ["question", "answer", "answer"]


def test_a_label_alone_on_its_line_gives_its_voice_to_what_follows():
    body = read("Question:", "Why is it so?", "Vladimir Putin:", "Because.")
    assert [p.text for p in body.passages] == ["Why is it so?", "Because."]
    assert [voice[1] for voice in voices(body)] == ["question", "answer"]


def test_notes_have_no_voice_and_end_no_turn():
    body = read("Vladimir Putin: Friends,", "(Applause.)", "We met.", "<…>", "Thank you.")
    assert [p.kind for p in body.passages] == ["speech", "note", "speech", "note", "speech"]
    assert body.passages[1].voice is None
    assert body.passages[4].voice == body.passages[0].voice


@pytest.mark.parametrize(
    "note", ["(Applause.)", "(Аплодисменты.)", "（掌声）", "<…>", "[…]", "[Video is shown.]"]
)
def test_notes(note):
    assert read("Vladimir Putin: Friends,", note).passages[1].kind == "note"


def test_brackets_around_a_part_of_a_sentence_are_no_note():
    line = "(On the library): I am sorry to see this (again)."
    assert read("Vladimir Putin: Friends,", line).passages[1].kind == "speech"


def test_behind_a_separator_who_says_we_goes_on_speaking():
    body = read("Vladimir Putin: Friends,", "* * *", "Colleagues, I know that we could talk on.")
    assert voices(body)[1] == voices(body)[0]
    assert body.flags == ()


def test_behind_a_separator_text_about_the_speaker_is_editorial():
    body = read("Vladimir Putin: Friends,", "* * *", "Vladimir Putin also listened to reports.")
    assert voices(body)[1] is None
    assert body.passages[1].kind == "narration"
    assert body.flags == ()


def test_behind_a_separator_what_nobody_owns_has_no_voice_and_a_flag():
    body = read("Vladimir Putin: Friends,", "* * *", "Plans for autumn were discussed separately.")
    assert voices(body)[1] is None
    assert [flag.partition(":")[0] for flag in body.flags] == ["unclear-voice"]


def test_a_heading_is_no_speaker_and_ends_the_turn_when_it_opens_another_part():
    body = read(
        "Vladimir Putin: Friends,", "Remarks at the gala:", "Xi Jinping (retranslated): Thank you."
    )
    assert [p.kind for p in body.passages] == ["speech", "heading", "speech"]
    assert is_heading_line("Remarks at the opening ceremony:")
    assert not is_heading_line("Vladimir Putin:")


def test_an_unlikely_label_that_stands_alone_is_no_voice_but_a_doubt():
    body = read("They met.", "Jane Doe: a life in pictures.", "It was shown.")
    assert voices(body) == [None, None, None]
    assert [flag.partition(":")[0] for flag in body.flags] == ["doubtful-label"]


def test_the_same_label_printed_again_is_one():
    body = read("Jane Doe: Hello.", "John Roe: Hello.", "Jane Doe: Bye.", "John Roe: Bye.")
    assert [voice[0] for voice in voices(body)] == ["Jane Doe", "John Roe"] * 2


def test_a_short_label_tells_where_the_name_begins_in_a_long_one():
    body = read("Leader of the Movement Aung San Suu Kyi: I.", "Aung San Suu Kyi: I again.")
    speaker = body.passages[0].voice.speaker
    assert (speaker.name, speaker.office) == ("Aung San Suu Kyi", "Leader of the Movement")


READ_OUT = (
    # announcement, message, name of the author, language
    ("First, I will read out a message from President Xi Jinping.",
     ("“I offer you my greetings.", "I wish “all” of you success.",
      "President of the People’s Republic of China Xi Jinping. May 17, 2024.”"), "Xi Jinping"),
    ("Allow me to read a message of greetings from the President of Belarus.",
     ("“Dear friends,", "“I wish you success.", "“Alexander Lukashenko.”"), None),
    ("Зачитаю приветствие Президента Российской Федерации Владимира Владимировича Путина.",
     ("«Дорогие друзья!", "Компания «Заря» растёт.", "В.Путин»."), "В.Путин"),
    ("下面，我宣读习近平主席致大会的贺信。",
     ("“值此之际，谨表示热烈祝贺。", "中华人民共和国主席 习近平”"), "习近平"),
    ("I would like to read out a letter from Jane Doe.", ("“One paragraph only.”",), "Jane Doe"),
)  # fmt: skip


@pytest.mark.parametrize(("announcement", "message", "author"), READ_OUT)
def test_a_message_read_out_has_its_author(announcement, message, author):
    body = read("Han Zheng (retranslated): Friends,", announcement, *message, "Thank you.")
    inside = body.passages[2 : 2 + len(message)]
    outside = (*body.passages[:2], body.passages[-1])
    if author is None:  # a name the announcement does not know, after an office: not told
        assert {p.voice.mode for p in inside} <= {"speech", "read-out"}
    else:
        assert {p.voice.author.name for p in inside} == {author}
        assert {p.voice.mode for p in inside} == {"read-out"}
    assert {p.voice.channel for p in inside} == {"interpreted"}
    assert {p.voice.speaker.name for p in body.passages} == {"Han Zheng"}
    assert all(p.voice.author is None and p.voice.mode == "speech" for p in outside)


def test_an_unclosed_quotation_is_no_reading_out_but_a_doubt():
    body = read(
        "Han Zheng: Friends,",
        "I will read out a message from President Xi Jinping.",
        "“I offer you my greetings.",
        "Thank you.",
    )
    assert all(p.voice.author is None for p in body.passages)
    assert [flag.partition(":")[0] for flag in body.flags] == ["unclear-readout"]


def test_quotation_without_announcement_and_announcement_without_quotation():
    assert readout(("He said this:", "“I came.”"), 0) is None
    assert readout(("I will read out a message from President Xi.", "Here it is."), 0) is None


def test_a_message_does_not_run_over_into_the_next_turn():
    body = read(
        "Han Zheng: I will read out a message from President Xi Jinping.",
        "“I offer you my greetings.",
        "Vladimir Putin: Thank you.”",
    )
    assert all(p.voice.author is None for p in body.passages)


@given(st.lists(st.text(alphabet="AaБб汉: ：()“”«».,\n*Q1", max_size=30), max_size=8))
def test_whatever_the_lines_no_words_are_invented_and_nothing_raises(lines):
    body = voiced([Block("text", line) for line in lines])
    for passage in body.passages:
        assert any(passage.text in line for line in lines)
        assert (passage.kind == "speech") == (passage.voice is not None)
