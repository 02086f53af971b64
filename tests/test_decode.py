"""Decoding: every encoding our sources had, declared, undeclared, wrongly labelled, and short."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ingest.charsets import codec_of, declared
from ingest.decode import decode
from ingest.page import Capture, Page, Refusal
from ingest.plausible import plausibility, repairs
from ingest.visible import squeezed, visible

NOW = datetime(2024, 5, 17, 9, 45, tzinfo=UTC)

RUSSIAN = (
    "Губернатор края встретился с участниками выставки и поблагодарил их за работу. "
    "«Ещё год назад здесь было пустое поле, — сказал он, — а сегодня мы открываем съезд "
    "инженеров». Юбилейную медаль получил Павел Объедков. Я желаю всем удачи! Шёл первый день."
)
CHINESE = (
    "省长今天会见了参加博览会的外国客人。他说，两国人民的友谊源远流长，经济合作不断发展。"
    "“我们愿意同各方一道，建设一个开放的市场，”他强调。会后，双方签署了三个文件。"
)
TRADITIONAL = (
    "省長今天會見了參加博覽會的外國客人。他說，兩國人民的友誼源遠流長，經濟合作不斷發展。"
    "「我們願意同各方一道，建設一個開放的市場，」他強調。會後，雙方簽署了三個文件。"
)
ENGLISH = (
    "The governor thanked the exhibitors – “a field of grass a year ago,” he said. It’s the "
    "second café on the square; nobody’s stand was empty. The mayor’s reply was short."
)

CYRILLIC = ("windows-1251", "koi8-r", "ibm866", "iso-8859-5", "x-mac-cyrillic")
UNICODE = ("utf-8", "utf-8-sig", "utf-16le", "utf-16be", "utf-16")
CODECS = {"ibm866": "cp866", "x-mac-cyrillic": "mac-cyrillic", "big5": "big5hkscs"}

TEXTS = [
    *((RUSSIAN, encoding) for encoding in (*CYRILLIC, *UNICODE, "gb18030")),
    *((CHINESE, encoding) for encoding in ("gb18030", "gbk", *UNICODE)),
    *((TRADITIONAL, encoding) for encoding in ("big5", *UNICODE)),
    *((ENGLISH, encoding) for encoding in ("windows-1252", "windows-1251", *UNICODE)),
]
PAGES = [(text, encoding) for text, encoding in TEXTS if not encoding.startswith("utf-16")]
"""A meta element in UTF-16 is not seen as one."""

LABELS = (
    "utf-8", *CYRILLIC, "gb2312", "gbk", "big5", "iso-8859-1", "windows-1250", "shift_jis",
    "euc-kr", "utf-16le", "utf-16be", "utf-7", "x-unknown",
)  # fmt: skip


def encoded(text: str, encoding: str) -> tuple[str, bytes]:
    """The text as far as the encoding has its letters, and its bytes."""
    codec = CODECS.get(encoding, encoding)
    body = text.encode(codec, "ignore")
    return body.decode(codec), body


def told(body: bytes, headers: dict[str, str] | None = None) -> Page | Refusal:
    return decode(Capture("page.html", None, NOW, body, headers or {}))


def labelled(label: str) -> dict[str, str]:
    return {"Content-Type": f"text/plain; charset={label}"}


def in_page(text: str, encoding: str, label: str) -> tuple[str, bytes]:
    page = f'<html><head><meta charset="{label}"><title>.</title></head><body><p>{text}</p></body>'
    return encoded(page, encoding)


def pieces(text: str) -> list[str]:
    """The whole text, and short and middling pieces of it: a headline, a caption, a name."""
    return [text] + [
        text[start : start + size] for size in (4, 12, 40) for start in range(0, len(text), 53)
    ]


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_what_is_declared_rightly_is_read(text, encoding):
    label = "utf-8" if encoding == "utf-8-sig" else encoding
    right, body = encoded(text, encoding)
    page = told(body, labelled(label))
    assert isinstance(page, Page), page
    assert page.text == right
    if not encoding.startswith("utf-16"):
        right, body = in_page(text, encoding, label)
        page = told(body)
        assert isinstance(page, Page), page
        assert (page.text, page.html) == (right, True)


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_undeclared_long_texts_are_read(text, encoding):
    right, body = encoded(text, encoding)
    page = told(body)
    if isinstance(page, Page):
        assert page.text == right
    else:  # three curly quotes are too little for a detector
        assert (text, encoding) in {
            (ENGLISH, "windows-1252"), (ENGLISH, "windows-1251"), (RUSSIAN, "gb18030"),
        }  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_silent_wrong_is_zero(text, encoding):
    """Whatever the label, of long and of short texts: read rightly, or refused with a reason."""
    for piece in pieces(text):
        right, body = encoded(piece, encoding)
        if not right.strip():
            continue
        for headers in ({}, *map(labelled, LABELS)):
            page = told(body, headers)
            assert isinstance(page, Refusal) or page.text == right, (piece, headers, page)


@pytest.mark.parametrize(("text", "encoding"), PAGES)
@pytest.mark.parametrize("label", LABELS)
def test_a_wrong_label_on_a_page_is_never_stored_as_mojibake(text, encoding, label):
    right, body = in_page(text, encoding, label)
    page = told(body)
    if isinstance(page, Refusal):
        assert page.outcome == "quarantined"
        assert page.reasons[0].partition(":")[0] in {
            "wrong-label", "unknown-label", "doubtful-text", "mojibake",
        }  # fmt: skip
        best = [r for r in page.reasons if r.startswith("candidate: ")]
        assert best, "a person needs candidates to choose from"
    else:
        assert page.text == right


REFUSED = [
    ("<meta charset=koi8-r><p>" + RUSSIAN, "windows-1251", "wrong-label"),
    ("<meta charset=gb2312><p>" + TRADITIONAL, "big5", "wrong-label"),
    ("<meta charset=utf-8><p>" + RUSSIAN, "windows-1251", "wrong-label"),
    ("<meta charset=windows-1251><p>" + RUSSIAN, "utf-8", None),
    ("<meta charset=utf-7><p>Hello", "utf-8", "unknown-label"),
    ("<p>" + RUSSIAN[:41].encode().decode("cp1251", "ignore") * 9, "utf-8", "mojibake"),
    ("<p>Hello\x00 world", "utf-8", "nul"),
    ("<meta charset=utf-8><p>Hello\x00 world", "utf-8", "nul"),
    ("<p>Встреча прошла хорошо\uffff", "utf-8", "noncharacter"),
    ("<p>??????? ???????? ?????????? ????????? ??????", "utf-8", "lost-letters"),
    ("锟斤拷锟斤拷锟斤拷" * 20, "utf-8", "mojibake"),
    (" \n\t ", "utf-8", "empty"),
]


@pytest.mark.parametrize(("text", "encoding", "code"), REFUSED)
def test_refusals_say_why(text, encoding, code):
    page = told(text.encode(encoding))
    if code is None:
        assert isinstance(page, Refusal) or page.text == text
    else:
        assert isinstance(page, Refusal), page
        assert page.reasons[0].startswith(code + ": ")


def test_candidates_are_shown_with_samples():
    page = told(("<meta charset=koi8-r><p>" + RUSSIAN).encode("cp1251"))
    assert any(
        reason.startswith("candidate: windows-1251 (") and "Губернатор края" in reason
        for reason in page.reasons
    )


def test_a_label_the_bytes_refute_is_read_as_utf_8_and_said():
    """Two pages of news sites, saved again as UTF-8, still say gb2312."""
    body = ('<meta charset="gb2312"><p>' + CHINESE).encode()
    page = told(body)
    assert isinstance(page, Page)
    assert page.text == body.decode()
    assert page.evidence == "strict UTF-8; meta says gb2312, which fails"


def test_text_is_verbatim():
    text = "<p>Первое\r\nвторое\rтретье\u2028\xa0\u00ad\u200bй\uf900и\u0306</p>\r\n" + RUSSIAN
    page = told(text.encode())
    assert page.text == text


DECLARATIONS = [
    (b'<meta charset="koi8-r">', [("koi8-r", "meta")]),
    (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=gb2312'>", [("gb2312", "meta")]),
    (b'<?xml version="1.0" encoding="Big5"?><html>', [("Big5", "XML")]),
    (b'<script src="a.js" charset="gb2312"></script>', []),
    (b"<script>var m = '<meta charset=\"gb2312\">';</script>", []),
    (b'<!-- <meta charset="koi8-r"> --><meta charset=utf-8>', [("utf-8", "meta")]),
    (b'<meta charset="utf-16">', [("utf-8", "meta")]),
    (b'<link rel=stylesheet href="gb2312.css?charset=gb2312">', []),
]


@pytest.mark.parametrize(("start", "labels"), DECLARATIONS)
def test_declarations(start, labels):
    assert [(label.name, label.source) for label in declared(start, {})] == labels


def test_the_header_comes_first():
    both = declared(b"<meta charset=koi8-r>", {"content-type": "text/html; charset=UTF-8"})
    assert [label.source for label in both] == ["HTTP", "meta"]


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("GB2312", "gb18030"), ("gbk", "gb18030"), ("ISO-8859-1", "windows-1252"), ("utf-7", None),
     ("x-sjis", "shift_jis"), ("cp1251", "windows-1251"), ("iso-2022-cn", None)],
)  # fmt: skip
def test_labels_mean_what_browsers_mean(label, encoding):
    assert codec_of(label) == encoding


def test_plausibility_tells_all_cyrillic_readings_apart():
    for right in CYRILLIC:
        _, body = encoded(RUSSIAN, right)
        for other in CYRILLIC:
            text = body.decode(CODECS.get(other, other), "ignore")
            value = plausibility(text).value
            assert (value > 0.9) == (other == right), (right, other, value)


def test_repairs_name_how_a_text_was_spoilt():
    spoilt = CHINESE.encode().decode("gb18030", "ignore")
    assert "utf-8 read as gb18030" in [how for how, _ in repairs(spoilt + "")] or (
        plausibility(spoilt).value < 0.35
    )
    assert repairs(CHINESE) == repairs(RUSSIAN) == repairs(ENGLISH) == []


def test_visible_is_linear_in_unclosed_markup():
    for start in ("<", "<!--", "<script>", '<a "', "<a b='", "</", "<?"):
        assert isinstance(visible(start * 20_000), str)
    assert squeezed("a\xa0 b\n") == "a\xa0b"


def test_clean_real_pages_are_not_quarantined(shared):
    """Saved pages of the samples: all pass."""
    folders = ("kremlin_en", "mfa_cn_html", "govcn_html", "html_misc")
    pages = [
        path
        for folder in folders
        for path in sorted((shared / "data/samples" / folder).rglob("*.htm*"))
        if path.is_file()
    ]
    assert len(pages) > 200
    for path in pages:
        page = told(path.read_bytes())
        assert isinstance(page, Page), (path.name, page)
        assert page.text == path.read_bytes().decode("utf-8")


def test_real_chinese_texts_are_read_from_any_of_their_encodings(shared):
    lines = (shared / "data/samples/cpc_news.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[:60]]
    for text in texts:
        if "\ufffd" in text:
            continue
        body = text.encode("gb18030")
        page = told(body)
        assert isinstance(page, Page), page
        assert page.text == text


@pytest.mark.parametrize(
    "sign", [*"–…’“”—№€·é«", "\u00a0", "«Мир»", "Łukasz Żółw", "Київ", "Erdoğan"]
)
def test_a_page_labelled_utf_8_with_a_few_signs_is_believed(sign: str) -> None:
    text = f"<p>The exhibition opened today {sign} and many people came to see it for themselves."
    body = f'<meta charset="utf-8"><title>Opening of the exhibition</title>{text}</p>'.encode()
    page = decode(Capture("opening.html", None, NOW, body))
    assert isinstance(page, Page)
    assert sign in page.text
