"""How does China's foreign ministry (fmprc.gov.cn, now mfa.gov.cn) print a page?

    >>> import re
    >>> re.match(SITE.address, "https://www.fmprc.gov.cn/web/zwbd_673032/frhd/t1724027.shtml")["number"]
    '1724027'
    >>> re.match(SITE.address, "https://www.mfa.gov.cn/web/fyrbt/202405/t20240516_11305.shtml")["number"]
    '20240516_11305'

The ministry's statements, transcripts (发言人表态) and news share one template, in two states:
until 2021 `News_Body_Title` and `News_Body_Time`, since then `news-title` and `time`; the body
has kept its id. The site is in six languages, so a page's language is told from its text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.page import Block, Site

SOURCE_LABEL = re.compile(r"\s*(?:来源|稿源)[：:]\s*")
"""来源：（驻阿联酋使馆供稿）"""

NOBODY = ("", "供稿")
"""What the template prints in its brackets when no one is named: 来源：（供稿）"""


def refined(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The source without its label, and only if it names someone."""
    mended = (_credit(block) if block.role == "credit" else block for block in blocks)
    return tuple(block for block in mended if block.text)


def _credit(block: Block) -> Block:
    text = SOURCE_LABEL.sub("", block.text, count=1).strip()
    return replace(block, text="" if text.strip("（()） ") in NOBODY else text)


SITE = Site(
    name="fmprc",
    hosts=("www.fmprc.gov.cn", "fmprc.gov.cn", "www.mfa.gov.cn", "mfa.gov.cn"),
    language=None,
    selectors={
        "title": ("#News_Body_Title", ".news-title h1", ".vibox .title"),
        "summary": ("#News_Body_subitle",),
        "date": ("#News_Body_Time", "p.time span:last-child", ".news-bar .time"),
        "credit": ("#News_Body_source",),
    },
    body=("#News_Body_Txt_A", ".news-main", ".content_text"),
    cut=(
        (".vibox .info", "fmprc: letter size and printing"),
        (".nav", "fmprc: breadcrumbs"),
        (".menu", "fmprc: menu"),
        ("#relnews_list", "fmprc: related news"),
        ("#appendix_list", "fmprc: attachments"),
    ),
    address=r"(?:https?://(?:www\.)?(?:fmprc|mfa)\.gov\.cn/|local:fmprc/)(?:.*/)?t(?P<number>\d+(?:_\d+)?)\.s?html?$",
    marks=(
        'content="中华人民共和国外交部"',
        "— 中华人民共和国外交部</title>",
        "_中华人民共和国外交部</title>",
    ),
    refine=refined,
)
