"""How do kremlin.ru and en.kremlin.ru print a release? One template, two languages, and a print
twin of every page with the same body.

    >>> import re
    >>> re.match(ENGLISH.address, "http://en.kremlin.ru/events/president/news/54223")["number"]
    '54223'
"""

from __future__ import annotations

from ingest.page import Site

ADDRESS = (
    r"https?://(?:www\.)?(?:en\.)?kremlin\.ru/(?:d|events/\S*?|acts/\S*?)/(?P<number>\d+)"
    r"(?:/print)?$"
)

SELECTORS = {
    "title": ("article h1.entry-title", "h1.p-name"),
    "summary": (".read__lead",),
    # "April 5, 2017" and "16:20" stand in two elements: both are the date.
    # An announcement prints its date only below: "Publication date: December 13, 2012, 12:00".
    "date": ("time.read__published, .read__time", ".read__status time"),
    # "Announcement, December 14, 2012": when the event will be.
    "written": (".announce_date",),
    "place": (".read__place",),
    "section": (".read__status p:first-of-type a[href]",),
}

BODY = (".read__internal_content",)

# A later row has the last word on a node: the general one stands first.
CUT = (
    (".masha-ignore", "kremlin: marked by the site as not the text"),
    (".read__tooltip", "kremlin: who a name is, shown on pointing"),
    (".media", "kremlin: picture or player"),
    (".slider", "kremlin: picture gallery"),
    (".read__cut", "kremlin: see also"),
    (".read__tags", "kremlin: geography, topics, persons"),
    (".read__status", "kremlin: publication status"),
    (".read__bottommeta", "kremlin: below the text"),
    (".read__tabs", "kremlin: tabs and sharing"),
    (".read__close_wrapper", "kremlin: way back"),
)

LISTING = (".lister-page", ".hentry_event")

ENGLISH = Site(
    name="kremlin-en",
    hosts=("en.kremlin.ru", "www.en.kremlin.ru"),
    language="en",
    selectors=SELECTORS,
    body=BODY,
    cut=CUT,
    listing=LISTING,
    address=ADDRESS,
    marks=('content="@KremlinRussia_E"',),
)

RUSSIAN = Site(
    name="kremlin-ru",
    hosts=("kremlin.ru", "www.kremlin.ru"),
    language="ru",
    selectors=SELECTORS,
    body=BODY,
    cut=CUT,
    listing=LISTING,
    address=ADDRESS,
    marks=('content="@KremlinRussia"', 'content="Президент России"'),
)
