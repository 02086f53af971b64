"""The two seed pages: each hard case of DESIGN §3 by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ingest.page import Capture, Reading
from ingest.reading import read

RELEASE = "000_d2504624ae32bf7f.txt"
TRANSCRIPT = "001_27106d103a36cfc1.txt"


def seed(shared, name) -> tuple[Reading, str]:
    path = shared / "seeds" / name
    if not path.is_file():
        pytest.skip(f"NO SEED: {path} is missing")
    body = path.read_bytes()
    reading = read(Capture(name, None, datetime(2026, 11, 22, tzinfo=UTC), body))
    assert isinstance(reading, Reading), reading
    return reading, body.decode()


@pytest.fixture(scope="module")
def release(shared):
    return seed(shared, RELEASE)[0]


@pytest.fixture(scope="module")
def transcript(shared):
    return seed(shared, TRANSCRIPT)[0]


def passages(reading, words):
    folded = [(p, p.text.replace("\xa0", " ")) for p in reading.document.passages]
    return [passage for passage, text in folded if words in text]


def test_the_message_of_xi_read_by_han_is_one_voice_of_seven_paragraphs(transcript):
    read_out = [p for p in transcript.document.passages if p.voice and p.voice.author]
    assert len(read_out) == 7
    assert len({p.voice for p in read_out}) == 1
    voice = read_out[0].voice
    assert (voice.author.name, voice.speaker.name) == ("Xi Jinping", "Han Zheng")
    assert (voice.mode, voice.channel) == ("read-out", "interpreted")
    assert [p.number for p in read_out] == list(range(read_out[0].number, read_out[0].number + 7))
    assert read_out[0].text.startswith("“I\xa0offer you my\xa0best greetings")
    assert read_out[-1].text.endswith("2024.”")


def test_around_the_message_han_speaks_for_himself(transcript):
    for words in ("First, I will read out a message", "I will now make a statement on my own"):
        [passage] = passages(transcript, words)
        assert passage.voice.speaker.name == "Han Zheng"
        assert (passage.voice.author, passage.voice.mode) == (None, "speech")


def test_han_is_interpreted_to_the_end_and_putin_is_not(transcript):
    channels = {
        (p.voice.speaker.name, p.voice.channel) for p in transcript.document.passages if p.voice
    }
    assert channels == {("Han Zheng", "interpreted"), ("Vladimir Putin", "original")}


def test_labels_are_kept_as_printed_and_are_not_text(transcript):
    labels = {p.voice.speaker.label for p in transcript.document.passages if p.voice}
    assert labels == {"Han Zheng", "President of\xa0Russia Vladimir Putin"}
    [first] = passages(transcript, "Friends, colleagues.")
    assert first.text == "Friends, colleagues."
    assert first.voice.speaker.office == "President of Russia"
    assert first.voice.speaker.person is None


def test_remarks_at_the_opening_ceremony_is_a_heading_and_no_speaker(transcript):
    [heading] = passages(transcript, "Remarks at the opening ceremony:")
    assert (heading.kind, heading.voice) == ("heading", None)


def test_first_second_third_are_speech_and_no_speakers(transcript):
    for words in ("First, we should bolster", "Second, we must", "Third, we must"):
        [passage] = passages(transcript, words)
        assert passage.voice.speaker.name == "Han Zheng"
        assert passage.text.startswith(words.split()[0])


def test_the_closing_date_line_is_cut_and_is_not_speech(transcript):
    document = transcript.document
    assert document.passages[-1].text == "Thank you."
    [cut] = [c for c in transcript.cuts if c.rule.startswith("closing date line")]
    assert cut.text == "May 17, 2024, Harbin"
    assert (document.published.value, document.published.basis) == ("2024-05-17", "printed")
    assert document.place == "Harbin"


def test_the_agency_release_prints_no_year_so_it_is_inferred_and_marked(release):
    published = release.document.published
    assert (published.value, published.basis) == ("2024-05-17", "inferred")
    assert "17 May" in published.evidence
    assert "75th anniversary" in published.evidence
    assert "1949" in published.evidence
    assert [f.partition(":")[0] for f in release.document.flags] == ["inferred-year"]


def test_both_figures_of_regions_stand_each_in_its_voice(transcript):
    [editor] = passages(transcript, "28 constituent entities")
    assert (editor.kind, editor.voice) == ("narration", None)
    [putin] = passages(transcript, "25 regions of the Russian Federation")
    assert putin.voice.speaker.name == "Vladimir Putin"


def test_evets_stays_evets(transcript):
    [passage] = passages(transcript, "these evets facilitate")
    assert passage.voice.speaker.name == "Vladimir Putin"


def test_every_no_break_space_of_the_file_is_kept(shared, transcript):
    text = seed(shared, TRANSCRIPT)[1]
    assert text.count("\xa0") == 606
    document = transcript.document
    labels = {p.voice.speaker.label for p in document.passages if p.voice}
    kept = [document.title, *(p.text for p in document.passages), *labels]
    cut = [c.text for c in transcript.cuts]
    assert sum(words.count("\xa0") for words in (*kept, *cut)) == 606
    assert sum(words.count("\xa0") for words in cut) == 1  # "News \xa0 /"


def test_every_kept_paragraph_is_in_the_file_word_for_word(shared, transcript, release):
    for name, reading in ((TRANSCRIPT, transcript), (RELEASE, release)):
        text = seed(shared, name)[1]
        for passage in reading.document.passages:
            assert passage.text in text


def test_every_line_of_the_file_is_in_the_document_or_among_the_cuts(shared, transcript, release):
    for name, reading in ((TRANSCRIPT, transcript), (RELEASE, release)):
        document = reading.document
        said = [document.title, *(p.text for p in document.passages)]
        said += [cut.text for cut in reading.cuts]
        said += [document.published.evidence, document.place or ""]
        for line in filter(None, (line.strip() for line in seed(shared, name)[1].split("\n"))):
            ends = any(line.endswith(words) or words == line for words in said if words)
            dated = line in ("17 May", "May 17, 2024, Harbin", "* * *")
            assert ends or dated, line


def test_tass_is_the_credit(release):
    assert release.document.credit == "TASS"
    assert release.document.passages[-1].text.startswith("Photo: official website")


def test_lines_below_the_release_are_notes(release):
    notes = [p.text for p in release.document.passages if p.kind == "note"]
    assert notes == [
        'GSV "Russia - Islamic World"',
        "Photo: official website of the President of the Russian Federation",
    ]


def test_headings_of_the_release(release):
    headings = [p.text for p in release.document.passages if p.kind == "heading"]
    assert headings == [
        "Exhibition Program",
        "Business and Cultural-Humanitarian Ties",
        "Interregional Cooperation",
    ]


def test_the_release_attributes_nothing_to_anyone(release):
    assert all(p.voice is None for p in release.document.passages)
    assert (release.document.kind, release.document.status) == ("release", "final")


def test_view_settings_and_breadcrumbs_are_cut_with_their_rules(transcript):
    rules = {cut.text: cut.rule for cut in transcript.cuts}
    for line in ("View settings", "Font size:", "Site colours:"):
        assert rules[line] == "text: view settings"
    assert rules["News \xa0 /"] == "text: breadcrumbs"
    assert rules["Official website of the President of Russia"] == "text: the site's name"


def test_sources_and_addresses(transcript, release):
    assert transcript.document.source == "kremlin-en"
    assert transcript.document.url == f"local:kremlin-en/{TRANSCRIPT}"
    assert release.document.source == "text"
    assert release.document.url == f"local:text/{RELEASE}"
    for document in (transcript.document, release.document):
        source, _, digits = document.id.rpartition("-")
        assert source == document.source
        assert len(digits) == 10
        assert int(digits, 16) >= 0
    assert (transcript.document.kind, transcript.document.language) == ("transcript", "en")


def test_every_passage_has_its_rule(transcript, release):
    for reading in (transcript, release):
        assert len(reading.rules) == len(reading.document.passages)
        assert all(reading.rules)
