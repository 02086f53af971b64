"""What are codes called in the interface's language? Tables of words, and nothing else.

Every code of the archive that a page may show has its words here; a code nobody knows is shown as
it is. The tables hold msgids (marked N_ for extraction) and are looked up when a page is made.
"""

from __future__ import annotations

from flask_babel import gettext


def N_(text: str) -> str:
    """Marks a msgid for extraction."""
    return text


KINDS = {
    "transcript": N_("Transcript"),
    "briefing": N_("Briefing"),
    "release": N_("Press release"),
    "statement": N_("Statement"),
    "message": N_("Message"),
    "document": N_("Document"),
}

STATUSES = {
    "draft": N_("Draft: the source may still change it"),
    "final": N_("Final text"),
    "summary": N_("Summary, not a full text"),
    "reported": N_("As reported by others"),
}

CHANNELS = {
    "original": N_("In the speaker’s own language"),
    "interpreted": N_("Interpreted"),
    "translated": N_("Translated"),
}

MODES = {
    "speech": N_("Speech"),
    "read-out": N_("Read out"),
    "question": N_("Question"),
    "answer": N_("Answer"),
    "reported": N_("Reported speech"),
}

LANGUAGES = {
    "ru": N_("Russian"),
    "zh": N_("Chinese"),
    "zh-Hans": N_("Chinese, simplified"),
    "zh-Hant": N_("Chinese, traditional"),
    "en": N_("English"),
}

BASES = {
    "printed": N_("printed in the text"),
    "inferred": N_("inferred"),
    "from-url": N_("taken from the address of the page"),
    "from-header": N_("taken from the head of the page"),
}

FACETS = {
    "language": N_("Language"),
    "speaker": N_("Who speaks"),
    "author": N_("Whose words"),
    "source": N_("Source"),
    "kind": N_("Kind of document"),
    "place": N_("Place"),
    "channel": N_("Original or translated"),
    "mentioned": N_("Who is mentioned"),
    "year": N_("Year"),
    "month": N_("Month"),
}

OUTCOMES = {
    "added": N_("added"),
    "updated": N_("updated"),
    "unchanged": N_("unchanged"),
    "duplicate": N_("duplicates"),
    "flagged": N_("with doubts"),
    "skipped": N_("skipped"),
    "quarantined": N_("set aside"),
    "rejected": N_("rejected"),
}

COUNTS = {
    "documents": N_("Documents"),
    "versions": N_("Versions"),
    "blobs": N_("Originals kept, files"),
    "accounts": N_("Inputs accounted for"),
    "removed": N_("Removed documents"),
    "bytes": N_("Originals kept, bytes"),
}

SORTS = {
    "relevance": N_("best first"),
    "newest": N_("newest first"),
    "oldest": N_("oldest first"),
}

SIZES = {"normal": N_("Normal"), "large": N_("Large"), "larger": N_("Very large")}

COLOURS = {
    "paper": N_("Paper, or dark at night"),
    "white": N_("Black on white"),
    "black": N_("White on black"),
    "blue": N_("Dark blue on light blue"),
}

PARTS = {
    "forms": N_("all forms of the word"),
    "yo": N_("ё and е are one letter"),
    "variants": N_("simplified and traditional characters are one"),
    "prefix": N_("words that begin so"),
}

SWITCHES = {
    "forms": N_("words only as typed"),
    "yo": N_("ё is not е"),
    "variants": N_("simplified is not traditional"),
}

UNUSED = {
    "no-letters": N_("there are no letters or figures in it"),
    "unbalanced-quote": N_("the quotation mark has no partner"),
    "unbalanced-bracket": N_("the bracket has no partner"),
    "empty-brackets": N_("there is nothing in the brackets"),
    "operator-alone": N_("the operator has nothing to join"),
    "unknown-field": N_("there is no such field"),
    "empty-field": N_("nothing follows the field"),
    "field-value": N_("this field does not take such a value"),
    "nested-field": N_("a field cannot stand inside a field"),
    "bad-date": N_("a date is written as 2024, 2024-05 or 2024-05-17"),
    "short-prefix": N_("before the asterisk at least three letters are needed, or one character"),
    "wildcard-place": N_("the asterisk may stand only at the end of a word"),
    "near-distance": N_("the distance may be from 1 to 50"),
    "near-operand": N_("here only words or phrases can be near each other"),
}
"""Why a piece of a question was not used (archive.query.REASONS)."""

TOO_BROAD = {
    "too-long": N_("A question may have 512 characters. Shorten it."),
    "too-many-words": N_("A question may have 32 words. Use fewer."),
    "too-deep": N_("Brackets may stand ten deep. Use fewer."),
    "too-many-wildcards": N_("A question may have three asterisks. Use fewer."),
}
"""Why a question is not run at all (archive.query.REFUSALS)."""

SOURCES = {
    "kremlin-ru": N_("Kremlin.ru, in Russian"),
    "kremlin-en": N_("Kremlin.ru, in English"),
    "fmprc": N_("Ministry of Foreign Affairs of China"),
    "govcn": N_("State Council of China"),
}

REASONS: dict[str, str] = {}

REFUSALS = {
    "name": N_("There is no argument of this name."),
    "repeated": N_("This argument may be given only once."),
    "characters": N_("This argument holds characters that no text has."),
    "unknown": N_("This argument has a value that is not known."),
    "number": N_("This argument must be a whole number within its bounds."),
    "deep": N_("This is deeper than one can page. Narrow the search instead."),
    "date": N_("A date is written as 2024, 2024-05 or 2024-05-17."),
    "order": N_("The first date is later than the last."),
    "long": N_("This argument is too long, or is given too many times."),
}


def word(table: dict[str, str], code: str) -> str:
    """What a code is called; the code itself when the table does not know it."""
    return gettext(table[code]) if code in table else code
