"""What are codes called in the interface's language? Tables of words, and nothing else.

Every code of the archive that a page may show has its words here; a code nobody knows is shown as
it is. The tables hold msgids (marked N_ for extraction) and are looked up when a page is made.
"""

from __future__ import annotations

from .here import gettext


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

JOININGS = {
    "version": N_("In another language"),
    "copy": N_("The same text"),
    "event": N_("The same occasion"),
}
"""How documents of one occasion are joined."""

NAME_KINDS = {
    "short": N_("short"),
    "former": N_("former"),
}

COUNTS = {
    "documents": N_("Documents"),
    "versions": N_("Versions"),
    "blobs": N_("Originals kept, files"),
    "accounts": N_("Inputs accounted for"),
    "removed": N_("Removed documents"),
}

SORTS = {
    "relevance": N_("best first"),
    "newest": N_("newest first"),
    "oldest": N_("oldest first"),
}

STYLES = {
    "gost": N_("GOST R 7.0.5"),
    "gbt7714": N_("GB/T 7714"),
    "chicago": N_("Chicago"),
    "apa": N_("APA"),
    "plain": N_("In plain words"),
}

CHANGES = {
    "changed": N_("passages changed"),
    "voice": N_("another voice"),
    "new": N_("added"),
    "gone": N_("taken out"),
    "moved": N_("moved"),
    "same": N_("unchanged"),
}

FACTS = {
    "published": N_("Date of publication"),
    "occurred": N_("Date of the event or signing"),
    "place": N_("Place"),
    "kind": N_("Kind of document"),
    "status": N_("Status of the text"),
    "credit": N_("Agency"),
    "sections": N_("Sections of the source"),
}

SIZES = {"normal": N_("Normal"), "large": N_("Large"), "larger": N_("Very large")}

COLOURS = {
    "paper": N_("Paper, or dark at night"),
    "white": N_("Black on white"),
    "black": N_("White on black"),
    "blue": N_("Dark blue on light blue"),
}

FORMS = {
    "jsonl": N_("JSON Lines"),
    "csv": N_("CSV"),
    "csv-excel": N_("CSV for spreadsheets"),
    "text": N_("Plain text"),
    "tei": N_("TEI"),
    "bibtex": N_("BibTeX"),
    "ris": N_("RIS"),
    "csl-json": N_("CSL-JSON"),
}
"""In which form a result leaves (archive.exports)."""

PARTS = {
    "forms": N_("all forms of the word"),
    "yo": N_("ё and е are one letter"),
    "variants": N_("simplified and traditional characters are one"),
    "apart": N_("words may stand apart"),
    "prefix": N_("words that begin so"),
    "names": N_("all names of the person"),
}

SWITCHES = {
    "forms": N_("words only as typed"),
    "yo": N_("ё is not е"),
    "variants": N_("simplified is not traditional"),
    "apart": N_("Chinese only as it stands"),
}

UNKNOWN = {
    "lang": N_("no such language"),
    "kind": N_("no such kind of document"),
    "source": N_("no such source"),
}
"""Of a value that nothing here has (archive.labels)."""

NO_SUCH = {"language": UNKNOWN["lang"]}
"""The same by what is chosen by (archive.errors.NoSuch)."""

MEANT = {
    "spelling": N_("another spelling"),
    "keyboard": N_("typed on the other keyboard"),
    "pinyin": N_("in Chinese characters"),
    "operator": N_("as an operator, in capitals"),
}
"""Why another query is offered (archive.suggest)."""

QUOTE_VERDICTS = {
    "verbatim": N_("These are the exact words"),
    "omission": N_("The exact words, with an omission that the quote marks itself"),
    "variants": N_("The same words, written otherwise"),
    "altered": N_("These are not the exact words"),
    "stitched": N_("Pieces from several places, joined"),
    "near": N_("This text is not in the archive, but something like it is"),
    "absent": N_("These words are not in the archive"),
}

ARTICLE_OUTCOMES = {
    "verbatim": N_("exact words"),
    "omission": N_("exact words, with an omission it marks"),
    "variants": N_("same words, written otherwise"),
    "altered": N_("not the exact words"),
    "stitched": N_("pieces joined"),
    "near": N_("something like it"),
    "absent": N_("not in the archive"),
    "name": N_("a name"),
    "too-long": N_("too long to look up"),
    "too-many": N_("not looked up: too many"),
}
"""What became of a quotation of an article (archive.articles.objects.outcome)."""

BASKET_FORMS = {
    "csv": N_("table (CSV)"),
    "text": N_("text"),
    "bibtex": "BibTeX",
    "ris": "RIS",
    "csl-json": "CSL-JSON",
}

QUOTATION_KINDS = {
    "direct": N_("direct speech"),
    "fragment": N_("words within a sentence of the article"),
    "nested": N_("a quotation within a quotation"),
    "indirect": N_("indirect speech, not in quotation marks"),
    "name": N_("a name or term"),
}

QUOTE_VARIANTS = {
    "case": N_("capital and small letters"),
    "quotes": N_("quotation marks"),
    "dashes": N_("dashes and hyphens"),
    "ellipsis": N_("an ellipsis"),
    "punctuation": N_("punctuation"),
    "spaces": N_("spaces"),
    "no-break": N_("the kind of spaces (no-break, narrow)"),
    "hidden": N_("characters that are not seen"),
    "yo": N_("ё and е"),
    "composed": N_("a letter and its mark as one character or as two"),
    "accents": N_("accents and stress marks"),
    "width": N_("full and half width of letters"),
    "characters": N_("simplified and traditional characters"),
    "numbers": N_("how a number is set"),
    "brackets": N_("words in brackets, put in by whoever quotes"),
    "omission": N_("words left out where the quote says so"),
}

QUOTE_ALARMS = {
    "figure": N_("A figure differs"),
    "negation": N_("A negation differs"),
    "name": N_("A name differs"),
    "modal": N_("A word of duty or possibility differs"),
    "question": N_("A question has become a statement, or the reverse"),
    "cut-figure": N_("The quote breaks off within a figure"),
    "cut-negation": N_("Just before the quoted words stands a negation"),
    "cut-question": N_("In the archive this is a question"),
}

QUOTE_CLAIMS = {
    "right": N_("Said by the person named"),
    "read-by-other": N_("The words are those of the person named, but another read them out"),
    "read-out": N_("The person named reads out another’s words"),
    "reported": N_(
        "Given by the text as the words of the person named; not a record of what was spoken"
    ),
    "interpreted": N_("Of the person named, but through an interpreter: not the words as spoken"),
    "translated": N_("Of the person named, but in translation: not the words as spoken"),
    "ambiguous": N_("The name given may mean several people"),
    "unknown": N_("Whether these are the words of the person named cannot be told"),
    "other": N_("These are someone else’s words"),
    "editorial": N_("This is the editor’s text, nobody’s speech"),
}

QUOTE_NOTES = {
    "paragraphs": N_("The words go on from one paragraph into the next."),
    "ellipsis-start": N_("The quote says itself that it begins in the middle."),
    "ellipsis-end": N_("The quote says itself that it breaks off."),
    "marks": N_("The outer quotation marks were put aside."),
    "title": N_("The words are of a headline."),
    "summary": N_("The words are of a summary, written by the editor."),
    "earlier-version": N_("The words stand in an earlier version only; the newest has others."),
    "short": N_("So few and common words prove nothing by themselves."),
    "several-voices": N_("The pieces are words of different voices."),
    "one-turn": N_("All pieces are of one turn, in which other words stand between them."),
    "label": N_("The name of who speaks, before the words, was put aside."),
    "stage-note": N_("An editor’s note between the words, such as “Applause”, is left out."),
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
    "date-order": N_("the first date is later than the last"),
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
    "quote-too-long": N_("A quote may have 2,000 characters. Give a part of it."),
    "quote-without-words": N_("There are no words in it to look for."),
}
"""Why a question is not run at all (archive.query.REFUSALS)."""

SOURCES = {
    "kremlin-ru": N_("Kremlin.ru, in Russian"),
    "kremlin-en": N_("Kremlin.ru, in English"),
    "fmprc": N_("Ministry of Foreign Affairs of China"),
    "govcn": N_("State Council of China"),
    "sample-president-ru": N_("Sample: the President’s site, in Russian"),
    "sample-president-en": N_("Sample: the President’s site, in English"),
    "sample-mfa": N_("Sample: the foreign office"),
    "sample-council": N_("Sample: the provincial council"),
    "sample-government": N_("Sample: the ministries"),
    "text": N_("Plain texts"),
}

REASONS = {
    "broken-text": N_("the bytes are not the text they announce"),
    "candidate": N_("how it might be read"),
    "control-characters": N_("control characters stand in the text"),
    "direction-controls": N_("hidden characters change the direction of the text"),
    "doubtful-label": N_("it is not certain that this label names a speaker"),
    "doubtful-text": N_("it is not certain how the bytes are to be read"),
    "empty": N_("the file has no words"),
    "error-page": N_("it is the error page of a site"),
    "future-date": N_("the date is later than the day the page was received"),
    "hidden": N_("it is a hidden file"),
    "hidden-characters": N_("hidden characters stand inside words"),
    "impossible-date": N_("the date cannot be right"),
    "inferred-year": N_("the year is not printed; it was inferred"),
    "language": N_("it is filed under another language than it is written in"),
    "link-outside": N_("it is a link that leads outside"),
    "link-to-folder": N_("it is a link to a folder"),
    "listing": N_("it is a list of links, not a document"),
    "long-text": N_("the text is too long"),
    "lost-letters": N_("question marks stand where letters were"),
    "mixed-scripts": N_("letters of several scripts stand in one word"),
    "mojibake": N_("the text is garbled"),
    "no-article": N_("no running text was found on the page"),
    "no-body": N_("the body of the page was not found"),
    "no-date": N_("the page prints no date"),
    "no-passages": N_("the page has a title and no words"),
    "no-reader": N_("no reader knows such a page"),
    "no-text": N_("the page has neither a title nor words"),
    "no-title": N_("the page has no title"),
    "no-year": N_("the date is printed without a year"),
    "noncharacter": N_("the text holds code points that are no characters"),
    "not-a-file": N_("it is not a file"),
    "not-a-page": N_("it is not a page"),
    "not-on-page": N_("words were read that are not on the page"),
    "not-parsed": N_("the page could not be taken apart"),
    "not-text": N_("it is not a text"),
    "nul": N_("NUL characters stand in the text"),
    "reading-failed": N_("reading the page failed"),
    "text-lost": N_("words of the page would be lost"),
    "too-deep": N_("the page is nested too deeply"),
    "too-large": N_("the file is too large"),
    "too-many-attributes": N_("the page has too many attributes"),
    "too-many-elements": N_("the page has too many elements"),
    "too-many-tags": N_("the page has too many tags"),
    "unclear-readout": N_("a message is announced, but not where it ends"),
    "unclear-voice": N_("it is not certain whose words these are"),
    "unknown-label": N_("the page names an encoding that does not exist"),
    "unknown-template": N_("the site prints such a page in a way that is not known yet"),
    "unparsable": N_("the page could not be taken apart"),
    "unreadable": N_("the file cannot be read"),
    "wrong-label": N_("the page names a wrong encoding"),
}
"""Doubts and refusals by their code; the particulars that follow it are in English."""

REFUSALS = {
    "name": N_("There is no argument of this name."),
    "repeated": N_("This argument may be given only once."),
    "characters": N_("This argument holds characters that no text has."),
    "unknown": N_("This argument has a value that is not known."),
    "number": N_("This argument must be a whole number within its bounds."),
    "deep": N_("This is deeper than one can page. Narrow the search instead."),
    "date": N_("A date is written as 2024, 2024-05, 2024-05-17 or 17.05.2024."),
    "order": N_("The first date is later than the last."),
    "long": N_("This argument is too long, or is given too many times."),
}


ARGUMENTS = {
    "q": N_("What to search for"),
    "from": N_("Date, from"),
    "to": N_("Date, to"),
    "lang": FACETS["language"],
    "speaker": FACETS["speaker"],
    "author": FACETS["author"],
    "source": FACETS["source"],
    "kind": FACETS["kind"],
    "place": FACETS["place"],
    "channel": FACETS["channel"],
    "person": FACETS["mentioned"],
}
"""What the fields of a search are called on its page, by their arguments."""


def word(table: dict[str, str], code: str) -> str:
    """What a code is called; the code itself when the table does not know it."""
    return gettext(table[code]) if code in table else code
