"""How do the publishers of our own sample corpus print a page? As the offices whose templates
they follow; they are invented, and so are their addresses.

    >>> import re
    >>> re.match(PRESIDENT_RU.address, "http://president.zaozerye.example/d/101")["number"]
    '101'
    >>> re.match(COUNCIL.address, "https://www.beiling.example/zhengce/content/2023-12/06/content_00417.htm")["number"]
    '00417'
"""

from __future__ import annotations

from dataclasses import replace

from ingest.page import Site
from ingest.sites import fmprc, govcn, kremlin

PRESIDENT_ADDRESS = (
    r"https?://(?:en\.)?president\.zaozerye\.example/(?:d|events/president/news)/(?P<number>\d+)"
    r"(?:/print)?$"
)

PRESIDENT_RU = replace(
    kremlin.RUSSIAN,
    name="sample-president-ru",
    hosts=("president.zaozerye.example",),
    address=PRESIDENT_ADDRESS,
    marks=('content="@zaozerye_president"',),
)

PRESIDENT_EN = replace(
    kremlin.ENGLISH,
    name="sample-president-en",
    hosts=("en.president.zaozerye.example",),
    address=PRESIDENT_ADDRESS,
    marks=('content="@zaozerye_president_en"',),
)

FOREIGN_OFFICE = replace(
    fmprc.SITE,
    name="sample-mfa",
    hosts=("wsb.beiling.example",),
    address=r"https?://wsb\.beiling\.example/.*/t(?P<number>\d+_\d+)\.shtml$",
    marks=("— 北岭省外事办公室</title>",),
)

COUNCIL = replace(
    govcn.SITE,
    name="sample-council",
    hosts=("www.beiling.example",),
    address=r"https?://www\.beiling\.example/.*/content_(?P<number>\d+)\.html?$",
    marks=("_政策_北岭省人民政府网</title>",),
)

GOVERNMENT = Site(
    name="sample-government",
    hosts=tuple(
        f"{office}.zaozerye.example"
        for office in ("culture", "customs", "health", "nature", "sport")
    ),
    language=None,
    selectors={"title": ("article h1",), "date": (".meta time",), "place": (".meta .place",)},
    body=("article .text",),
    cut=((".share", "sample: sharing"), (".related", "sample: read also")),
    address=r"https?://\w+\.zaozerye\.example/(?P<number>.+)$",
)

SITES: tuple[Site, ...] = (PRESIDENT_RU, PRESIDENT_EN, FOREIGN_OFFICE, COUNCIL, GOVERNMENT)
