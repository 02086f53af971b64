"""How does China's central government (gov.cn) print a document or a piece of news?

    >>> import re
    >>> re.match(SITE.address, "http://www.gov.cn/zhengce/content/2018-11/28/content_5344146.htm")["number"]
    '5344146'

A document of the State Council stands under a table of what it is: 发文机关 (who issued it: the
credit), 发文字号 (its number), 成文日期 (when it was signed: written) and 发布日期 (when it was
published: date); the two days may lie years apart, both are kept. News has a heading `ti` and a
line `pages-date` with the time and the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.agencies import with_opening
from ingest.page import Block, Site

DATE_AND_SOURCE = re.compile(r"(?P<date>.*?)\s*(?:来源[：:]\s*(?P<source>.*?))\s*")
"""2019-02-15 19:21 来源： 新华社"""


LINE = 200
"""Characters of the longest line that is a date and a source."""


def cell(label: str) -> tuple[str, ...]:
    """Selectors of the table cell after the one that begins with a label; the label's letters
    stand apart (标　　题：, 索 引 号：), so pages are asked for each spelling."""
    gaps = ("", " ", "  ", "\u3000", "\u3000\u3000", "\u2003\u2003", "\u00a0\u00a0")
    spellings = ", ".join(f'"{gap.join(label)}："' for gap in gaps)
    return (f"table.bd1 td:-soup-contains({spellings}) + td",)


def refined(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The line above a piece of news as a date and a credit; the agency its text opens with."""
    return with_opening(tuple(mended for block in blocks for mended in _mended(block)))


def _mended(block: Block) -> Iterator[Block]:
    short = block.role == "date" and len(block.text) <= LINE
    line = DATE_AND_SOURCE.fullmatch(block.text) if short else None
    if line is None:
        yield block
        return
    yield replace(block, text=line["date"])
    if line["source"]:
        yield replace(block, role="credit", text=line["source"])


SITE = Site(
    name="govcn",
    hosts=("www.gov.cn", "gov.cn", "big5.gov.cn", "sousuo.gov.cn"),
    language="zh",
    selectors={
        "title": (*cell("标题"), "h1#ti", ".article h1", "h1"),
        "date": (*cell("发布日期"), ".pages-date"),
        "written": cell("成文日期"),
        "number": cell("发文字号"),
        "credit": cell("发文机关"),
        "section": cell("主题分类"),
    },
    body=("#UCAP-CONTENT", ".pages_content", "td.b12c"),
    cut=(
        ("table.bd1", "govcn: table of what the document is"),
        (".pages_print", "govcn: letter size, printing, sharing"),
        (".share", "govcn: sharing"),
        (".editor", "govcn: who edited the page"),
        ("#qr_container", "govcn: read it on a telephone"),
    ),
    address=r"(?:https?://(?:\w+\.)?gov\.cn/|local:govcn/)(?:.*/)?(?:[\d-]*_)?content_(?P<number>\d+)\.html?$",
    marks=("/govweb/xhtml/", "_中国政府网</title>", 'id="UCAP-CONTENT"'),
    refine=refined,
)
