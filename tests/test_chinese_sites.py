"""Are the pages of China's foreign ministry and central government read right? Against the real
ones beside the repository, and against small pages in the shapes the sites have had.

Two measures of a page's text, white space apart: `likeness`, the F1 of its character 4-grams, and
`paragraphs`, the F1 of whole paragraphs. The second is lower where the truth has each cell of a
table as a paragraph (ours: a row) or a heading over two lines as one (ours: as many as it has).
"""

# ruff: noqa: E501 (a row of a table is a line)

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from ingest.clean import cleaned
from ingest.page import Cleaned, Page, Site
from ingest.sites import fmprc, govcn
from ingest.tree import parsed

BODY = ("text", "heading", "note", "separator")


def grams(text: str) -> Counter:
    return Counter(text[i : i + 4] for i in range(len(text) - 3))


def f1(one: Counter, other: Counter) -> float:
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def squeezed(texts: list[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


def read_of(site: Site, markup: str, url: str | None = None, name: str = "1.html") -> Cleaned:
    page = Page(name, url, "utf-8", "", True, markup)
    read = cleaned(parsed(page), page, site)
    assert isinstance(read, Cleaned), read
    return read


def texts(read: Cleaned, *roles: str) -> list[str]:
    return [block.text for block in read.blocks if block.role in roles]


def day(text: str) -> str:
    return "-".join(part.zfill(2) for part in re.findall(r"\d+", text)[:3])


@pytest.mark.parametrize(
    ("site", "folder"),
    [(fmprc.SITE, "mfa_cn_html"), (govcn.SITE, "govcn_html")],
    ids=lambda x: str(x)[-20:],
)
def test_real_pages_are_read_as_well_as_the_floors_say(shared: Path, site: Site, folder: str):
    floors = tomllib.loads((Path(__file__).parent / "html_floors.toml").read_text("utf-8"))[folder]
    place = shared / "data" / "samples" / folder
    likeness, paragraphs = [], []
    for gold in json.loads((place / "gold.json").read_text("utf-8")):
        read = read_of(
            site, (place / gold["file"]).read_text("utf-8"), gold.get("url"), gold["file"]
        )
        assert texts(read, "title") == [gold["title"]], gold["file"]
        assert [day(text) for text in texts(read, "date")] == [gold["date"]], gold["file"]
        if "date_written" in gold:
            assert [day(text) for text in texts(read, "written")] == [gold["date_written"]], gold[
                "file"
            ]
            assert texts(read, "number") == [gold["doc_number"]], gold["file"]
            assert texts(read, "credit") == [gold["office"]], gold["file"]
            assert read.url == gold["url"]
        ours, truth = squeezed(texts(read, *BODY)), squeezed(gold["gold_paragraphs"])
        likeness.append(f1(grams("".join(ours)), grams("".join(truth))))
        paragraphs.append(f1(Counter(ours), Counter(truth)))
    means = {
        "likeness": sum(likeness) / len(likeness),
        "paragraphs": sum(paragraphs) / len(paragraphs),
    }
    print(folder, {**means, "worst": min(likeness)})
    assert means["likeness"] >= floors["likeness"]
    assert means["paragraphs"] >= floors["paragraphs"]
    assert min(likeness) >= floors["worst"]


OLD_MINISTRY = """
<title>外交部发言人就会晤答记者问 — 中华人民共和国外交部</title>
<div class="nav"><a href="./">首页</a>&nbsp;&gt;&nbsp;<a href="./">发言人表态</a></div>
<div class="vibox"><div class="title" id="News_Body_Title">外交部发言人就会晤答记者问</div>
<div class="futitle" id="News_Body_subitle">（2031年5月16日）</div>
<div class="time"><span id="News_Body_source">来源：<span style="display:none">{source}</span>
<span>（<a href=x>{source}</a>供稿）</span></span><span id="News_Body_Time">2031-05-17</span></div>
<div class="info">[字体：<a href=x>大</a>]</div>
<div id="News_Body_Txt_A" class="content"><p>　　<strong>问：</strong>双方谈了什么？</p>
<p>　　<strong>答：</strong>两国元首就贸易<br>　　和教育交换了意见。</p>
<p>　　问：还有什么？</p></div>
<div class="news" id="relnews_list">相关新闻 <a href=x>另一次会晤</a></div></div>
"""


def test_the_foreign_ministry_s_page_until_2021():
    read = read_of(fmprc.SITE, OLD_MINISTRY.format(source="驻某国使馆"), None, "t1900001.shtml")
    assert [(block.role, block.text, block.lead) for block in read.blocks] == [
        ("title", "外交部发言人就会晤答记者问", ""),
        ("summary", "（2031年5月16日）", ""),
        ("credit", "（驻某国使馆供稿）", ""),
        ("date", "2031-05-17", ""),
        ("text", "问：双方谈了什么？", "问："),
        ("text", "答：两国元首就贸易", "答："),
        ("text", "和教育交换了意见。", ""),
        ("text", "问：还有什么？", ""),
    ]
    assert read.url == "local:fmprc/t1900001.shtml"
    assert {cut.rule for cut in read.cuts} >= {
        "fmprc: breadcrumbs",
        "fmprc: letter size and printing",
        "fmprc: related news",
        "hidden element",
    }


def test_a_source_that_names_no_one_is_none():
    assert texts(read_of(fmprc.SITE, OLD_MINISTRY.format(source="")), "credit") == []


def test_the_foreign_ministry_s_page_since_2021():
    read = read_of(
        fmprc.SITE,
        """<div class="news-title"><h1>两国元首<br>举行会晤</h1></div>
        <p class="time"><span>来源：</span><span>2031-05-17 19:30</span></p>
        <div class="news-main" id="News_Body_Txt_A"><div class="trs_editor_view">
        <p><span>&emsp;&emsp;会晤在某市举行。</span></p></div></div>""",
    )
    assert [(block.role, block.text) for block in read.blocks] == [
        ("title", "两国元首举行会晤"),
        ("date", "2031-05-17 19:30"),
        ("text", "会晤在某市举行。"),
    ]


def test_the_ministry_s_pages_in_other_languages_are_told_from_their_text():
    assert fmprc.SITE.language is None


def test_a_document_of_the_state_council_keeps_both_its_days():
    read = read_of(
        govcn.SITE,
        """<table><tr><td><table class="bd1"><tr><td><b>索 引 号：</b></td><td>000/2031-1</td>
        <td><b>主题分类：</b></td><td>教育\\其他</td></tr><tr><td><b>发文机关：</b></td><td>某办公厅</td>
        <td><b>成文日期：</b></td><td>2029年11月20日</td></tr><tr><td><b>标　　题：</b></td>
        <td colspan="3">关于某事的通知</td></tr><tr><td><b>发文字号：</b></td><td>某发〔2029〕9号</td>
        <td><b>发布日期：</b></td><td>2031年01月02日</td></tr></table></td></tr>
        <tr><td class="b12c" id="UCAP-CONTENT"><p>各省：</p><p>现通知如下。</p>
        <p style="text-align:right">某办公厅&nbsp;&nbsp;</p></td></tr></table>
        <div id="qr_container">扫一扫</div>""",
    )
    assert {block.role: block.text for block in read.blocks if block.role != "text"} == {
        "section": "教育\\其他",
        "credit": "某办公厅",
        "written": "2029年11月20日",
        "title": "关于某事的通知",
        "number": "某发〔2029〕9号",
        "date": "2031年01月02日",
    }
    assert texts(read, "text") == ["各省：", "现通知如下。", "某办公厅"]


def test_a_piece_of_government_news_has_its_time_and_its_source():
    read = read_of(
        govcn.SITE,
        """<h1 id="ti">某国总统抵达</h1><div class="pages-date">2031-05-16 05:40
        <span class="font">来源： 某社</span><div class="pages_print">【字体：大】打印</div></div>
        <div class="pages_content" id="UCAP-CONTENT"><p>　　某社某地5月16日电 某国总统抵达。</p>
        <div class="editor">责任编辑：某人</div></div>""",
    )
    assert [(block.role, block.text) for block in read.blocks] == [
        ("title", "某国总统抵达"),
        ("date", "2031-05-16 05:40"),
        ("credit", "某社"),
        ("text", "某社某地5月16日电 某国总统抵达。"),
    ]


@pytest.mark.parametrize(
    ("site", "url", "number"),
    [
        (
            fmprc.SITE,
            "https://www.fmprc.gov.cn/web/zwbd_673032/frhd_673040/t1724027.shtml",
            "1724027",
        ),
        (
            fmprc.SITE,
            "http://mfa.gov.cn/web/wjdt_674879/202405/t20240516_11305855.shtml",
            "20240516_11305855",
        ),
        (fmprc.SITE, "local:fmprc/html/t1724027.html", "1724027"),
        (fmprc.SITE, "https://www.fmprc.gov.cn/web/wjdt_674879/", None),
        (govcn.SITE, "http://www.gov.cn/zhengce/content/2018-11/28/content_5344146.htm", "5344146"),
        (govcn.SITE, "https://www.gov.cn/yaowen/liebiao/202405/content_6951432.htm", "6951432"),
        (govcn.SITE, "local:govcn/2018-11-28_content_5344146.html", "5344146"),
        (govcn.SITE, "https://www.gov.cn/zhengce/index.htm", None),
    ],
)
def test_the_number_of_a_page_is_in_its_address(site: Site, url: str, number: str | None):
    found = re.match(site.address, url)
    assert (found["number"] if found else None) == number
