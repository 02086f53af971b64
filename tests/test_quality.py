"""The gate after reading: what is refused, what is flagged, and that clean pages have no flag."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from archive.document import Document, PartialDate, Passage
from ingest.guard import guarded
from ingest.language import language_of
from ingest.page import Capture, Cleaned, Cut, Page, Reading, Refusal
from ingest.quality import error_page, missing, verdict
from ingest.reading import read

SEEN = date(2024, 5, 18)
RUSSIAN = "Президент открыл выставку и поблагодарил её участников за большую работу."
CHINESE = "省长今天会见了参加博览会的外国客人，并发表了讲话，双方签署了三个文件。"
ENGLISH = "The governor opened the exhibition and thanked those who had taken part in it."


def judged(
    text: str, *passages: str, language: str = "en", published: str = "2024-05-17", cuts: tuple = ()
) -> Reading | Refusal:
    """The verdict on a plain page of this text, read as these passages."""
    page = Page("a.txt", None, "utf-8", "strict UTF-8", False, text)
    when = PartialDate(published, "printed", published)
    numbered = tuple(Passage(n, "narration", p) for n, p in enumerate(passages, 1))
    document = Document(
        "a-1", "local:a/a.txt", "a", "release", language, "", None, when, None, None, "final",
        numbered,
    )  # fmt: skip
    cleaned = Cleaned("a", "local:a/a.txt", language, (), tuple(Cut(c, "rule") for c in cuts))
    return verdict(page, cleaned, Reading(document, (), cleaned.cuts, (), "utf-8", ""), SEEN)


def codes(result: Reading | Refusal) -> list[str]:
    reasons = result.reasons if isinstance(result, Refusal) else result.document.flags
    return [reason.partition(":")[0] for reason in reasons]


@pytest.mark.parametrize(
    ("text", "language"), [(RUSSIAN, "ru"), (CHINESE, "zh"), (ENGLISH, "en"), (ENGLISH * 9, "en")]
)
def test_clean_texts_have_no_flag(text, language):
    assert codes(judged(text, text, language=language)) == []


REFUSED = [
    (ENGLISH, (), "no-passages"),
    (ENGLISH, (ENGLISH.replace("opened", "closed"),), "not-on-page"),
    (ENGLISH, (ENGLISH, ENGLISH), "doubled"),
    ("404 Not Found", ("404 Not Found",), "error-page"),
    ("Страница не найдена", ("Страница не найдена",), "error-page"),
    ("抱歉，您访问的页面不存在", ("抱歉，您访问的页面不存在",), "error-page"),
]


@pytest.mark.parametrize(("text", "passages", "code"), REFUSED)
def test_what_is_refused(text, passages, code):
    result = judged(text, *passages)
    assert isinstance(result, Refusal)
    assert codes(result) == [code]


def test_a_spoilt_paragraph_among_good_ones_is_refused():
    spoilt = "Привет всем участникам встречи в городе".encode().decode("cp1251")
    result = judged(ENGLISH + spoilt, ENGLISH, spoilt)
    assert codes(result) == ["mojibake"]
    assert "Привет всем" in result.reasons[0]


FLAGGED = [
    (RUSSIAN + "\ufffd", "ru", "lost-letters"),
    (CHINESE + "锟斤拷", "zh", "lost-letters"),
    (ENGLISH + "\u202eabc\u202c", "en", "direction-controls"),
    ("Zero\u200bwidth. " + ENGLISH, "en", "hidden-characters"),
    ("Пpезидент. " + RUSSIAN, "ru", "mixed-scripts"),
    (ENGLISH + "\x07", "en", "control-characters"),
    (ENGLISH * 8, "ru", "language"),
]


@pytest.mark.parametrize(("text", "language", "code"), FLAGGED)
def test_what_is_odd_is_stored_verbatim_with_a_flag(text, language, code):
    result = judged(text, text, language=language)
    assert isinstance(result, Reading)
    assert codes(result) == [code]
    assert result.document.passages[0].text == text


@pytest.mark.parametrize(
    ("published", "code"),
    [("2024-05-18", None), ("2024-05-19", None), ("2024-06-01", "future-date"),
     ("1066-10-14", "impossible-date"), ("2024-02-31", "impossible-date"), ("2024", None)],
)  # fmt: skip
def test_dates(published, code):
    assert codes(judged(ENGLISH, ENGLISH, published=published)) == ([code] if code else [])


def test_white_space_and_cuts_do_not_matter():
    assert not missing("One  two\nthree", "Onetwothree", ())
    assert missing("One two three", "OnetwoTOOLTIPthree", ())
    assert not missing("One two three", "OnetwoTOOLTIPthree", ("TOOL TIP",))
    assert missing("One\xa0two", "Onetwo", ())


def test_a_long_text_about_errors_is_no_error_page():
    assert not error_page("404 years of the city", ENGLISH * 10)
    assert not error_page("The page of history was turned", ENGLISH)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Встреча с Xi Jinping прошла хорошо", "ru"), ("习近平会见普京", "zh"), ("", "und"),
     ("Пресс-служба", "ru"), ("Зустріч відбулася сьогодні у місті", "und"), ("12.05.2024", "und"),
     ("Das Treffen fand heute in der Stadt statt und war gut", "und"), ("會議於今日舉行", "zh")],
)  # fmt: skip
def test_languages(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("html", ["<p>" + ENGLISH, "<p>a" * 2_000, "", "<b><i>x</b></i>" * 200])
def test_ordinary_markup_passes_the_guard(html):
    assert guarded(html) is None


def test_real_chinese_mojibake_is_flagged(shared):
    """Texts of a party paper that lost letters before they were collected."""
    lines = (shared / "data/samples/cpc_news.jsonl").read_text("utf-8").splitlines()
    spoilt = [t for t in (json.loads(line)["text"] for line in lines) if "\ufffd" in t]
    assert len(spoilt) > 10
    for text in spoilt:
        assert "lost-letters" in codes(judged(text, text, language="zh"))


def test_real_pages_pass_without_flags(shared):
    """Saved pages of three sources: none is refused by the gate, none has a doubt of ours."""
    for folder in ("kremlin_en/article", "mfa_cn_html/html", "govcn_html/html"):
        paths = sorted((shared / "data/samples" / folder).glob("*.html"))[:20]
        assert paths
        for path in paths:
            result = read(
                Capture(path.name, None, datetime(2026, 1, 1, tzinfo=UTC), path.read_bytes())
            )
            assert isinstance(result, Reading), (path.name, result)
            ours = {"lost-letters", "direction-controls", "mixed-scripts", "language"}
            assert not ours & set(codes(result)), (path.name, result.document.flags)
