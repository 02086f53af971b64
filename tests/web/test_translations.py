"""The catalogues: nothing missing, nothing left over, nothing doubtful, and compiled as written."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import web
from archive.query import REASONS, REFUSALS
from archive.search import SORTS, SWITCHES
from archive.store import OUTCOMES
from tests.web.reading import page
from web import create_app, words

FOLDER = Path(web.__file__).parent
WHERE = [("**.py", "python"), *((f"templates/**.{end}", "jinja2") for end in ("html", "xml"))]
LANGUAGES = ("ru", "zh", "en")


def catalogue(language: str, ending: str) -> Catalog:
    """A catalogue as written (po) or compiled (mo)."""
    body = (FOLDER / f"translations/{language}/LC_MESSAGES/messages.{ending}").read_bytes()
    read = read_po if ending == "po" else read_mo
    return read(io.BytesIO(body), locale=language) if ending == "po" else read(io.BytesIO(body))


def said() -> set:
    """Every msgid of the code and the templates."""
    return {message for _, _, message, _, _ in extract_from_dir(FOLDER, WHERE)}


def written(language: str) -> dict:
    """Translations by msgid."""
    return {m.id: m.string for m in catalogue(language, "po") if m.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there_once_and_certain(language):
    messages = [m for m in catalogue(language, "po") if m.id]
    assert {m.id for m in messages} == said()
    assert not [m.id for m in messages if m.fuzzy]
    assert not list(catalogue(language, "po").obsolete)
    for message in messages:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(form.strip() for form in forms), message.id
    plurals = {"ru": 3, "zh": 1, "en": 2}[language]
    assert {len(m.string) for m in messages if m.pluralizable} == {plurals}


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_for_values_are_kept(language):
    for id, string in written(language).items():
        forms = string if isinstance(string, tuple) else (string,)
        wanted = set(re.findall(r"%\(\w+\)s", id[-1] if isinstance(id, tuple) else id))
        for form in forms:
            assert set(re.findall(r"%\(\w+\)s", form)) == wanted, id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language):
    def plain(forms):
        return tuple(forms) if isinstance(forms, list | tuple) else forms

    compiled = {plain(m.id): plain(m.string) for m in catalogue(language, "mo") if m.id}
    assert compiled == written(language)


def test_english_says_its_msgids():
    for id, string in written("en").items():
        assert string == id


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_no_msgid_is_left_in_english(language):
    """Latin words are proper names, digests, the query language's own operators and codes."""
    allowed = {"SHA", "UTF", "GB", "APA", "GOST", "OR", "NEAR", "ru", "zh", "en"}
    allowed |= {
        "CSV",
        "csv",
        "HTML",
        "Word",
        "docx",
        "BibTeX",
        "RIS",
        "CSL",
        "JSON",
        "Lines",
        "TEI",
        "Atom",
    }
    for string in written(language).values():
        for form in string if isinstance(string, tuple) else (string,):
            bare = re.sub(r"%\(\w+\)s", "", form)
            assert set(re.findall(r"[A-Za-z]{2,}", bare)) <= allowed, form


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.UNUSED, REASONS),
        (words.TOO_BROAD, (*REFUSALS, "quote-too-long", "quote-without-words")),
        (words.OUTCOMES, OUTCOMES),
        (words.SORTS, SORTS),
        (words.SWITCHES, SWITCHES),
        (words.PARTS, (*SWITCHES, "prefix", "names")),
    ],
)
def test_every_code_of_the_archive_has_words(table, codes):
    assert set(table) == set(codes)


def test_doubts_the_reader_can_raise_have_words():
    """A doubt's code is the first argument or the first word of a constant of ingest; those that
    a page may show in Russian or Chinese are in the table."""
    source = "\n".join(
        file.read_text("utf8") for file in sorted((FOLDER.parent / "ingest").rglob("*.py"))
    )
    refused = set(re.findall(r'_(?:refused|rejected|skipped)\((?:\w+, )?"([a-z-]+)"', source))
    flagged = set(re.findall(r'"((?:[a-z]+-)+[a-z]+): (?=the page|nothing|[A-Z{])', source))
    read_by_rule = {"read-out"}
    assert refused | flagged - read_by_rule <= set(words.REASONS)


def test_a_page_says_nothing_in_the_language_of_the_page_before(archive):
    """A template that names a code itself ('place'|word('FACETS')) had its word in the language of
    whoever came first: Jinja works constants out once, for good."""
    client = create_app(archive).test_client()
    for tongue, place in (("ru", "Место"), ("zh", "地点"), ("en", "Place"), ("ru", "Место")):
        form = page(client.get(f"/{tongue}/").text).every("form", class_="ask")[0]
        assert json.loads(form.attributes["data-words"])["place"] == place
