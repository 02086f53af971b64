"""The Kremlin's pages: a page of its template of our own words, and the real ones against gold."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.page import Capture, Reading, Refusal
from ingest.reading import read

NOW = datetime(2026, 11, 22, tzinfo=UTC)

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Talks</title>
<meta property="og:url" content="http://en.kremlin.ru/events/president/news/990001">
<link rel="canonical" href="990001.html"></head><body><ul class="nav"><li>Events</li></ul>
<article class="read__in"><h1 class="entry-title p-name">Talks with a guest</h1>
<div class="read__lead"><div><p>The guest arrived on a visit.</p></div></div>
<div class="read__meta"><time class="read__published">May 17, 2031</time>
<div class="read__time">16:20</div><div class="read__place p-location"><i></i>The Hall</div></div>
<div class="entry-content e-content read__internal_content">
<div class="media masha-ignore">The picture</div>
<p>The talks were held in the hall.</p><p><b>* * *</b></p>
<p><b>Opening remarks</b></p>
<p><b>President of&nbsp;Zarya <a class="read__tag">Ivan Petrov<span class="read__tooltip">Petrov
Ivan, President</span></a></b>: Good&nbsp;afternoon.</p><p>We are glad.</p>
<p><b>Li Ming</b> (retranslated): Thank you.</p><p><i>(Applause.)</i></p><p>&lt;&hellip;&gt;</p>
<p><b>Ivan Petrov:</b> Goodbye.</p>
<div class="read__cut masha-ignore">See also the photos</div>
<div class="read__bottommeta"><div class="read__status masha-ignore"><h3>Publication status</h3>
<p>Published in sections: <a href="/n">News</a>, <a href="/t">Transcripts</a><br></p>
<p>Publication date: <time>May 17, 2031, 16:20</time></p></div></div></div></article></body></html>
"""


def capture(body: bytes, name: str = "1.html") -> Capture:
    return Capture(name, None, NOW, body)


@pytest.fixture(scope="module")
def page() -> Reading:
    reading = read(capture(PAGE.encode()))
    assert isinstance(reading, Reading), reading
    return reading


def test_the_head_of_a_page(page):
    document = page.document
    assert document.id == "kremlin-en-990001"
    assert document.url == "http://en.kremlin.ru/events/president/news/990001"
    assert (document.title, document.summary) == (
        "Talks with a guest",
        "The guest arrived on a visit.",
    )
    assert (document.published.value, document.published.time) == ("2031-05-17", "16:20")
    assert (document.place, document.sections) == ("The Hall", ("News", "Transcripts"))
    assert (document.kind, document.language) == ("transcript", "en")


def test_the_body_of_a_page(page):
    passages = [
        (p.kind, p.voice and p.voice.speaker.name, p.voice and p.voice.channel, p.text)
        for p in page.document.passages
    ]
    assert passages == [
        ("narration", None, None, "The talks were held in the hall."),
        ("heading", None, None, "Opening remarks"),
        ("speech", "Ivan Petrov", "original", "Good\xa0afternoon."),
        ("speech", "Ivan Petrov", "original", "We are glad."),
        ("speech", "Li Ming", "interpreted", "Thank you."),
        ("note", None, None, "(Applause.)"),
        ("note", None, None, "<…>"),
        ("speech", "Ivan Petrov", "original", "Goodbye."),
    ]
    assert page.document.passages[2].voice.speaker.label == "President of\xa0Zarya Ivan Petrov"


def test_what_was_cut_from_a_page(page):
    cuts = {cut.text: cut.rule for cut in page.cuts}
    assert cuts["The picture"] == "kremlin: picture or player"
    assert cuts["See also the photos"] == "kremlin: see also"
    assert any("Publication date" in text for text in cuts)


def test_without_bold_the_page_says_the_same(page):
    plain = read(capture(re.sub(r"</?b>", "", PAGE).encode()))
    assert plain.document.passages == page.document.passages


def test_an_announcement_is_published_one_day_and_happens_another():
    announced = PAGE.replace('<time class="read__published">May 17, 2031</time>', "")
    announced = announced.replace('<div class="read__time">16:20</div>', "")
    day = '<div class="announce_date">Announcement, May 20, 2031</div>'
    announced = announced.replace('<div class="entry', f'{day}<div class="entry')
    document = read(capture(announced.encode())).document
    assert (document.published.value, document.published.time) == ("2031-05-17", "16:20")
    assert document.occurred.value == "2031-05-20"


# ---- the real pages -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples(shared) -> Path:
    return shared / "data" / "samples" / "kremlin_en"


@pytest.fixture(scope="module")
def gold(samples) -> list[dict]:
    lines = (samples / "gold.jsonl").read_text("utf8").split("\n")
    return [json.loads(line) for line in lines if line]


@pytest.fixture(scope="module")
def articles(samples, gold) -> dict[str, Reading]:
    return {page["id"]: read_file(samples / "article" / f"{page['id']}.html") for page in gold}


def read_file(path: Path) -> Reading | Refusal:
    return read(capture(path.read_bytes(), path.name))


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


# Labels that the gold's parser missed and the pages print; each looked at on its page.
GOLD_MISSES = {
    "President of the Republic of the Congo Denis Sassou-Nguesso",
    "Information Satellite Systems CEO Nikolai Testoyedov",
    "Minister of Culture Vladimir Medinsky",
    "Master mariner Sergei Zybko",
    "NOVATEK CEO Leonid Mikhelson",
    "VladimirPutin",
}


def test_titles_dates_times_places_and_summaries(articles, gold):
    for page in gold:
        document = articles[page["id"]].document
        assert document.id == f"kremlin-en-{page['id']}"
        assert document.url == page["url"]
        assert folded(document.title) == folded(page["title"])
        assert document.published.value == page["date"]
        assert document.published.time == page["time"]
        assert folded(document.place) == folded(page["place"])
        assert folded(document.summary) == folded(page["summary"])


def test_every_turn_of_the_gold_is_opened_by_its_speaker(articles, gold):
    for page in gold:
        opened = turns_opened(articles[page["id"]])
        told = [
            (folded(p["speaker"]), folded(p["text"])) for p in page["paragraphs"] if p["speaker"]
        ]
        ours = [turn for turn in opened if turn[0] not in GOLD_MISSES]
        assert [label for label, _ in ours] == [label for label, _ in told], page["id"]
        for (_, words), (_, text) in zip(ours, told, strict=True):
            assert text.endswith(words), page["id"]


def turns_opened(reading: Reading) -> list[tuple[str, str]]:
    passages = zip(reading.document.passages, reading.rules, strict=True)
    return [
        (folded(p.voice.speaker.label), folded(p.text))
        for p, rule in passages
        if rule.startswith("label:")
    ]


def test_every_paragraph_of_the_gold_is_a_passage(articles, gold):
    for page in gold:
        document = articles[page["id"]].document
        texts = {folded(p.text) for p in document.passages}
        for paragraph in page["paragraphs"]:
            text = folded(paragraph["text"])
            if re.fullmatch(r"[* ]+", text):
                continue
            words = text.partition(":")[2].strip() if ":" in text else text
            ends = any(text.endswith(own) for own in texts)
            assert text in texts or words in texts or ends, (page["id"], text[:80])


def test_the_print_twin_is_the_same_document(articles, samples):
    for number, reading in articles.items():
        twin = read_file(samples / "print" / f"{number}.html")
        assert twin.document == reading.document
        assert twin.rules == reading.rules


def test_listings_are_skipped(samples):
    listings = sorted((samples / "listing").glob("*.html"))
    assert listings
    for path in listings:
        refusal = read_file(path)
        assert isinstance(refusal, Refusal)
        assert refusal.outcome == "skipped"


def test_nothing_of_a_real_page_is_flagged(articles):
    flagged = {number: r.document.flags for number, r in articles.items() if r.document.flags}
    assert flagged == {}
