"""Are press pages of unknown sites read right? Against the real ones beside the repository, and
against small pages of our own.

The measure is the F1 of character 4-grams of the text without white space, a page at a time.
Where a page came with its text, that is the truth; where not, the truth is what stands on the
page between the first and the last words of the release (both given here), markup taken off by
a few expressions that know nothing of our reading.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.agencies import Opening, opening
from ingest.furniture import furniture_of
from ingest.generic import guessed, source_of
from ingest.masthead import closing_credit
from ingest.page import Cleaned, Page, Refusal
from ingest.reading import UNKNOWN_TEMPLATE, blocks_of
from ingest.titles import without_site_name
from ingest.tree import parsed

BODY = ("text", "heading", "note")


@dataclass(frozen=True)
class Real:
    """A real page: where, how its release begins and ends, a part of its title, its day."""

    path: str
    start: str
    end: str
    title: str
    day: str
    never: tuple[str, ...] = ()


REAL = (
    Real("gne/163_3.html", "（原标题：单项奖金", "人民的生活更幸福!”", "首位获奖女性", "2019-09-08",
         ("责任编辑", "跟贴")),
    Real("gne/163_4.html", "（原标题：5G手机", "张严为化名。）", "耗电制约5G芯片", "2019-09-07",
         ("责任编辑", "跟贴")),
    Real("gne/ednchina_1.html", "刚刚，在阿里2019", "协同发展的公司。", "最强AI芯片", "2019-09-25",
         ("禁止转载", "分享到微博")),
    Real("gne/hexun_1.html", "据财联社9月26日", "1.5小时交通圈”。", "立体交通网络", "2019-09-26",
         ("责任编辑", "最新评论")),
    Real("gne/mingridapan_1.html", "联合国贸发会议发布了", "也将严重减缓。", "增长率降至2.3%",
         "2019-09-26", ("下一篇",)),
    Real("gne/thepaper_1.html", "“以前花一两元", "收割韭菜”还是“回归理性”》）", "告别1元时代",
         "2019-09-24", ("说你什么好呢", "跟帖")),
    Real("gne/thepaper_4.html", "本文原标题：《定了", "开始搓搓手了！！！", "南沙邮轮母港",
         "2019-08-13", ("特别声明", "我要跟帖")),
    Real("gne/toutiao_4.html", "综合消息，近日", "注意交通安全。", "较强冷空气来袭", "2019-11-25",
         ("举报文章",)),
    Real("gne/toutiao_toutiao.html", "FreeCell Quest是", "暂时没有简体中文", "英国独立游戏",
         "2019-09-04", ("举报文章",)),
    Real("gne/xinhuanet_1.html", "新华社巴黎12月9日电", "总体架构。", "大罢工再次", "2019-12-10",
         ("纠错", "责任编辑")),
    Real("trafilatura/xinhuanet.com.c_1125597921.html", "“妈妈，为什么还不能", "罗博 萧海川）",
         "武汉的声音", "2020-02-19", ("纠错", "关注新华网")),
    Real("trafilatura/football.ua.podolski.html", "Ветеран сборной Германии Лукаш",
         "Бастиан Швайнштайгер.", "Подольски завершил", "2016-08-15",
         ("Все права защищены", "Политика в сфере", "Германия. Новости")),
)  # fmt: skip

GIVEN = (
    ("newspaper4k/html/chinese_article.html", "newspaper4k/txt/chinese_article.txt"),
    ("newspaper4k/html/chinese_article_001.html", "newspaper4k/txt/chinese_article_001.txt"),
    ("newspaper4k/html/chinese_article_002.html", "newspaper4k/txt/chinese_article_002.txt"),
    ("readability/gmw/source.html", "readability/gmw/expected.html"),
    ("readability/qq/source.html", "readability/qq/expected.html"),
)


def squeezed(text: str) -> str:
    return "".join(text.split())


def likeness(read: str, truth: str) -> float:
    """F1 of the 4-grams of two texts, white space apart."""
    grams = [Counter(t[i : i + 4] for i in range(len(t) - 3)) for t in map(squeezed, (read, truth))]
    common = sum((grams[0] & grams[1]).values())
    return 2 * common / max(1, sum(grams[0].values()) + sum(grams[1].values()))


def without_markup(markup: str) -> str:
    """The text of markup, roughly: no scripts, no comments, no tags."""
    for pattern in (r"(?is)<(script|style)\b.*?</\1\s*>", r"(?s)<!--.*?-->", r"(?s)<[^>]*>"):
        markup = re.sub(pattern, "", markup)
    return html.unescape(markup)


def between(markup: str, start: str, end: str) -> str:
    text = squeezed(without_markup(markup))
    last = text.index(squeezed(end), text.index(squeezed(start))) + len(squeezed(end))
    return text[text.rindex(squeezed(start), 0, last) : last]


def page_of(path: Path) -> Page:
    body = path.read_bytes()
    try:
        return Page(path.name, None, "utf-8", "", True, body.decode("utf-8"))
    except UnicodeDecodeError:
        return Page(path.name, None, "gb18030", "", True, body.decode("gb18030"))


def read_of(page: Page) -> Cleaned:
    read = guessed(parsed(page), page)
    assert isinstance(read, Cleaned), read
    return read


def words(read: Cleaned, *roles: str) -> str:
    return "\n".join(block.text for block in read.blocks if block.role in roles)


@pytest.fixture(scope="module")
def misc(shared: Path) -> Path:
    return shared / "data" / "samples" / "html_misc"


@pytest.fixture(scope="module")
def floors() -> dict:
    return tomllib.loads((Path(__file__).parent / "html_floors.toml").read_text("utf-8"))


@pytest.mark.parametrize("real", REAL, ids=lambda real: real.path)
def test_a_real_page_has_its_title_its_day_and_no_furniture(misc: Path, real: Real):
    read = read_of(page_of(misc / real.path))
    assert real.title in words(read, "title")
    found = re.search(r"(\d{4})\D(\d\d?)\D(\d\d?)|(\d\d?) августа (\d{4})", words(read, "date"))
    day = (found[1], found[2], found[3]) if found[1] else (found[5], "08", found[4])
    assert "-".join(part.zfill(2) for part in day) == real.day
    for needle in real.never:
        assert needle not in words(read, *BODY), f"{needle} is no part of the release"


def test_the_fallback_reads_real_pages_as_well_as_the_floor_says(misc: Path, floors: dict):
    scores = {}
    for real in REAL:
        page = page_of(misc / real.path)
        truth = between(page.text, real.start, real.end)
        scores[real.path] = likeness(words(read_of(page), *BODY), truth)
    for path, truth_path in GIVEN:
        truth = (misc / truth_path).read_text("utf-8")
        truth = without_markup(truth) if truth_path.endswith(".html") else truth
        scores[path] = likeness(words(read_of(page_of(misc / path)), *BODY), truth)
    mean = sum(scores.values()) / len(scores)
    print(f"fallback: mean {mean:.4f}", *(f"{s:.3f} {p}" for p, s in scores.items()), sep="\n  ")
    assert mean >= floors["html_misc"]["likeness"], scores
    assert min(scores.values()) >= floors["html_misc"]["worst"], scores


def test_a_site_we_know_is_read_well_by_the_fallback_too(shared: Path, floors: dict):
    place = shared / "data/samples/kremlin_en"
    scores = {}
    for line in (place / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        read = read_of(page_of(place / "article" / f"{gold['id']}.html"))
        assert squeezed(words(read, "title")) == squeezed(gold["title"])
        assert words(read, "date"), gold["id"]
        truth = "\n".join(paragraph["text"] for paragraph in gold["paragraphs"])
        scores[gold["id"]] = likeness(words(read, *BODY), truth)
    mean = sum(scores.values()) / len(scores)
    print(f"kremlin by the fallback: mean {mean:.4f}, worst {min(scores.values()):.3f}")
    assert mean >= floors["kremlin_by_fallback"]["likeness"], scores


def test_listings_are_skipped_by_the_fallback_too(shared: Path):
    for path in sorted((shared / "data/samples/kremlin_en/listing").glob("*.html")):
        page = page_of(path)
        read = guessed(parsed(page), page)
        assert isinstance(read, Refusal), path.name
        assert read.outcome == "skipped", path.name
        assert read.reasons[0].startswith("listing: ")


PROSE = "Министры обсудили торговлю, транспорт и сотрудничество в области образования. " * 4


@dataclass(frozen=True)
class Small:
    """A small page: what it teaches, its markup, and (role, text) of all its blocks."""

    teaches: str
    markup: str
    blocks: tuple[tuple[str, str], ...]
    address: str | None = "https://press.example.org/news/1"


TEXT = ("text", PROSE.strip())

SMALL = (
    Small(
        "the printed headline is the title, the head only says which it is",
        f"<title>О встрече | Пресс-служба</title><h1>Пресс-служба</h1><h2>О встрече</h2>"
        f"<div><p>{PROSE}<p>{PROSE}</div>",
        (("title", "О встрече"), TEXT, TEXT),
    ),
    Small(
        "a head that begins with the site's name: the printed headline is the title, no heading",
        f"<title>Служба границы :: О новом мосте через реку</title><b>Служба границы</b>"
        f"<table><tr><td><a href=/>Главная</a><td><h1>О новом мосте через реку</h1>"
        f"<p>{PROSE}<p>{PROSE}</table>",
        (("title", "О новом мосте через реку"), TEXT, TEXT),
    ),
    Small(
        "so it is when the title is printed as a mere line, under the site's name",
        f"<title>Служба границы :: О новом мосте через реку</title><b>Служба границы</b>"
        f"<p><b>О новом мосте через реку</b><p>{PROSE}<p>{PROSE}",
        (("title", "О новом мосте через реку"), TEXT, TEXT),
    ),
    Small(
        "a site's name is known by its link home, printed or not",
        f'<title>Служба границы | О новом мосте</title><a href="/"><img alt="Служба границы"></a>'
        f"<div><p>{PROSE}<p>{PROSE}</div>",
        (("title", "О новом мосте"), TEXT, TEXT),
    ),
    Small(
        "the only h1 is the title where the head has only the site's name to say",
        f'<meta property="og:site_name" content="Служба границы"><title>Служба границы</title>'
        f"<div><h1>О новом мосте через реку</h1><p>{PROSE}<p>{PROSE}</div>",
        (("title", "О новом мосте через реку"), TEXT, TEXT),
    ),
    Small(
        "an h1 around every page is not the title, if the head has one",
        f"<title>О новом мосте через реку</title><header><h1>Служба границы</h1></header>"
        f"<div class=e-content><p>{PROSE}<p>{PROSE}</div>",
        (("title", "О новом мосте через реку"), TEXT, TEXT),
    ),
    Small(
        "a place stands beside the date, if the page speaks of it again",
        f"<title>О новом мосте через реку</title><h1>О новом мосте через реку</h1><div>"
        f"<p><i>Старая Пристань, 16 сентября 2023 года</i><p>{PROSE}<p>В Старой Пристани открыт"
        f" мост через реку, соединивший оба берега города.</div>",
        (
            ("title", "О новом мосте через реку"),
            ("date", "16 сентября 2023 года"),
            ("place", "Старая Пристань"),
            TEXT,
            ("text", "В Старой Пристани открыт мост через реку, соединивший оба берега города."),
        ),
    ),
    Small(
        "an author beside the date is no place",
        f"<title>О новом мосте через реку</title><h1>О новом мосте через реку</h1><div>"
        f"<p>Мария Лескова, 16 сентября 2023 года<p>{PROSE}<p>{PROSE}</div>",
        (
            ("title", "О новом мосте через реку"),
            ("date", "Мария Лескова, 16 сентября 2023 года"),
            TEXT,
            TEXT,
        ),
    ),
    Small(
        "a line below the text may say what it was made from",
        f"<title>О новом мосте через реку</title><h1>О новом мосте через реку</h1><div>"
        f"<p>{PROSE}<p>{PROSE}<p>По материалам газеты «Берег»</div>",
        (("title", "О новом мосте через реку"), TEXT, TEXT, ("credit", "газеты «Берег»")),
    ),
    Small(
        "traditional characters frame a page as simplified ones do",
        f"<title>跨河大橋通車</title><h1>跨河大橋通車</h1>"
        f"<div>發佈時間：2024-03-12 資料來源：兩岸日報 【字號：大 中 小】</div>"
        f"<div><p>{PROSE}<p>{PROSE}<p>（責任編輯：某某）<p>版權所有</div>",
        (
            ("title", "跨河大橋通車"),
            ("date", "發佈時間：2024-03-12 資料來源：兩岸日報 【字號：大 中 小】"),
            ("credit", "兩岸日報"),
            TEXT,
            TEXT,
        ),
    ),
    Small(
        "a title that is printed nowhere is the head's",
        f'<meta property="og:title" content="О встрече министров"><div><p>{PROSE}<p>{PROSE}</div>',
        (("title", "О встрече министров"), TEXT, TEXT),
    ),
    Small(
        "of two dates over the text the one stands that the markup agrees with",
        f'<meta property="article:published_time" content="2024-05-17T09:45:00+03:00">'
        f"<title>О встрече министров</title><h1>О встрече министров</h1>"
        f"<div>Сегодня 3 июня 2025 года</div><div>17 мая 2024 года, 09:45</div>"
        f"<div><p>{PROSE}<p>{PROSE}</div>",
        (("title", "О встрече министров"), ("date", "17 мая 2024 года, 09:45"), TEXT, TEXT),
    ),
    Small(
        "a date that only the address has is told as such",
        f"<title>О встрече министров</title><h1>О встрече министров</h1>"
        f"<div><p>{PROSE}<p>{PROSE}</div>",
        (("date", "2024-05-17"), ("title", "О встрече министров"), TEXT, TEXT),
        "https://press.example.org/2024/05/17/1.html",
    ),
    Small(
        "a line that names the source is the credit, in the text only when it is nothing else",
        f"<title>О встрече министров</title><h1>О встрече министров</h1>"
        f"<div><p>{PROSE}<p>Источник: ТАСС<p>Источник шума, сказали они, так и не найден.</div>",
        (
            ("title", "О встрече министров"),
            TEXT,
            ("credit", "ТАСС"),
            ("text", "Источник шума, сказали они, так и не найден."),
        ),
    ),
    Small(
        "what follows Read also is other releases",
        f"<title>О встрече министров</title><h1>О встрече министров</h1><div><p>{PROSE}<p>{PROSE}"
        f"<h3>Читайте также</h3><ul><li><a href=2>О другой встрече</a></ul>"
        f"<p>© Пресс-служба. Все права защищены.</div>",
        (("title", "О встрече министров"), TEXT, TEXT),
    ),
    Small(
        "a node named share is cut, one that holds the text is not",
        f"<title>О встрече министров</title><h1>О встрече министров</h1>"
        f'<div class="share-wide"><p>{PROSE}<p>{PROSE}<div class="share">VK OK</div></div>',
        (("title", "О встрече министров"), TEXT, TEXT),
    ),
    Small(
        "the head's description is the summary only if it is printed outside the text",
        f'<meta name="description" content="Министры встретились в столице">'
        f"<title>О встрече министров</title><header><h1>О встрече министров</h1>"
        f"<p>Министры встретились в столице</header><main class=e-content><p>{PROSE}</main>",
        (("title", "О встрече министров"), ("summary", "Министры встретились в столице"), TEXT),
    ),
    Small(
        "a description printed nowhere is no summary",
        f'<meta name="description" content="Все новости о министрах и встречах">'
        f"<title>О встрече министров</title><h1>О встрече министров</h1>"
        f"<main><p>{PROSE}<p>{PROSE}</main>",
        (("title", "О встрече министров"), TEXT, TEXT),
    ),
    Small(
        "a page that declares its text is believed, however short the text is",
        f"<title>О встрече министров</title><h1>О встрече министров</h1>"
        f'<div itemprop="articleBody"><p>Министры двух стран встретились сегодня утром в столице и'
        f" договорились о сотрудничестве.</div><div class=wide><p>{PROSE}<p>{PROSE}</div>",
        (
            ("title", "О встрече министров"),
            ("text", "Министры двух стран встретились сегодня утром в столице и договорились о"
                     " сотрудничестве."),
        ),
    ),
    Small(
        "a release may lie in several nodes side by side",
        f"<title>О встрече министров</title><h1>О встрече министров</h1><section><p>{PROSE}"
        f"<p>Да.<p>{PROSE}</section>",
        (("title", "О встрече министров"), TEXT, ("text", "Да."), TEXT),
    ),
)  # fmt: skip


@pytest.mark.parametrize("small", SMALL, ids=lambda small: small.teaches)
def test_a_page_of_an_unknown_site(small: Small):
    page = Page("1.html", small.address, "utf-8", "", True, f"<html><body>{small.markup}")
    read = read_of(page)
    assert tuple((block.role, block.text) for block in read.blocks) == small.blocks
    assert read.source == "example-org"


@pytest.mark.parametrize(
    ("markup", "outcome", "code"),
    [
        ("<h1>Not found</h1><p>The page is gone.", "quarantined", "no-article"),
        ("", "quarantined", "no-article"),
        (
            "".join(f"<li><a href={n}>О встрече номер {n}</a>" for n in range(40)),
            "skipped",
            "listing",
        ),
    ],
    ids=["an error page", "nothing", "an index"],
)
def test_what_is_no_release_is_refused(markup: str, outcome: str, code: str):
    page = Page("1.html", "https://press.example.org/", "utf-8", "", True, markup)
    refusal = guessed(parsed(page), page)
    assert isinstance(refusal, Refusal)
    assert (refusal.outcome, refusal.reasons[0].split(":")[0]) == (outcome, code)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.xinhuanet.com/local/c_1.htm", "xinhuanet-com"),
        ("http://paper.people.com.cn/rmrb/1.htm", "people-com-cn"),
        ("https://www.gov.uk/government/news/1", "gov-uk"),
        ("https://mid.ru/ru/foreign_policy/news/1/", "mid-ru"),
        ("https://пресса.рф/1", "page"),
        ("http://192.0.2.1/1", "192-0-2-1"),
        ("local:page/1.html", "page"),
    ],
)
def test_the_name_of_an_unknown_source_is_its_registered_host(url: str, name: str):
    assert source_of(url) == name


def test_a_page_of_a_known_site_in_an_unknown_template_is_guessed_at_and_flagged():
    address = "http://en.kremlin.ru/events/president/news/1"
    markup = f"<title>On the Bridge</title><h1>On the Bridge</h1><div><p>{PROSE}<p>{PROSE}</div>"
    read = blocks_of(Page("1.html", address, "utf-8", "", True, markup))
    assert isinstance(read, Cleaned)
    assert (read.source, read.url, read.language) == ("kremlin-en", address, "en")
    assert read.flags == (UNKNOWN_TEMPLATE,)
    assert words(read, "title") == "On the Bridge"


def test_a_page_of_a_known_site_without_a_text_is_refused_for_both_reasons():
    address = "http://en.kremlin.ru/events/president/news/1"
    refusal = blocks_of(Page("1.html", address, "utf-8", "", True, "<h1>Not found</h1>"))
    assert isinstance(refusal, Refusal)
    assert refusal.outcome == "quarantined"
    assert [reason.split(":")[0] for reason in refusal.reasons] == ["no-body", "no-article"]


def test_a_source_told_by_the_caller_is_the_source():
    page = Page("a/1.html", None, "utf-8", "", True, f"<div><p>{PROSE}<p>{PROSE}</div>")
    read = guessed(parsed(page), page, "ministry")
    assert isinstance(read, Cleaned)
    assert (read.source, read.url) == ("ministry", "local:ministry/a/1.html")


@pytest.mark.parametrize(
    ("said", "names", "title"),
    [
        ("О мосте — Пресс-служба", (), "О мосте"),
        ("О встрече пресс-служб", (), "О встрече пресс-служб"),
        ("Юг – Север: первый поезд | Новости", (), "Юг – Север: первый поезд"),
        ("Новости | Первый поезд", ("Новости",), "Первый поезд"),
        ("Новости Севера", ("Новости",), "Новости Севера"),
        ("Пресс-служба", ("Пресс",), "Пресс-служба"),
        ("跨河大桥通车_要闻_两岸网", (), "跨河大桥通车"),
        ("跨河大桥通车-两岸网", (), "跨河大桥通车"),
        ("新一代芯片叫AB-两岸网", (), "新一代芯片叫AB"),
        ("关于COVID-19疫情的通报", (), "关于COVID-19疫情的通报"),
        ("Служба границы", ("Служба границы",), "Служба границы"),
        ("", (), ""),
    ],
)
def test_a_title_in_the_head_loses_the_site_s_name(said, names, title):
    assert without_site_name(said, names) == title


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Based on materials from Amur Telegraph", "Amur Telegraph"),
        ("Based on reports from the River Gazette.", "the River Gazette"),
        ("По материалам сайта «Берег»", "сайта «Берег»"),
        ("（据两岸日报报道）", "两岸日报"),
        ("（綜合兩岸日報報導）", "兩岸日報"),
        ("(综合整理自两岸日报、北方网等)", "两岸日报、北方网"),
        ("（据他介绍）", None),
        ("Based on reports from the scene, the road is closed.", None),
        ("По материалам дела суд оправдал Лескова.", None),
        ("По материалам Лескова был составлен отчёт о том, что видели на реке", None),
    ],
)
def test_a_closing_line_names_what_a_text_was_made_from(text, source):
    assert closing_credit(text) == source


@pytest.mark.parametrize(
    ("text", "agency", "place", "day"),
    [
        ("新华社巴黎12月9日电（记者某某）", "新华社", "巴黎", "12月9日"),
        ("（新华社哈尔滨2031年5月17日电）", "新华社", "哈尔滨", "2031年5月17日"),
        ("中新网5月17日电 据", "中新网", None, "5月17日"),
        ("中新社莫斯科5月16日电 题", "中新社", "莫斯科", "5月16日"),
        ("МОСКВА, 17 мая. /ТАСС/. Министр", "ТАСС", "МОСКВА", "17 мая"),
        ("ХАРБИН /Китай/, 17 мая. /Корр. ТАСС Пётр Иванов/. Министр", "ТАСС", "ХАРБИН", "17 мая"),
        ("ПЕКИН, 16 мая — РИА Новости. Министр", "РИА Новости", "ПЕКИН", "16 мая"),
        ("Москва. 17 мая. INTERFAX.RU - Министр", "INTERFAX.RU", "Москва", "17 мая"),
        ("HARBIN, May 17. /TASS/. The minister", "TASS", "HARBIN", "May 17"),
        ("BEIJING, May 17 (Xinhua) -- The minister", "Xinhua", "BEIJING", "May 17"),
        ("MOSCOW, 17 May (Reuters) - The minister", "Reuters", "MOSCOW", "17 May"),
    ],
)
def test_an_agency_s_opening_words_name_it_the_place_and_the_day(text, agency, place, day):
    assert opening(text) == Opening(agency, place, day)


@pytest.mark.parametrize(
    "text",
    [
        "Москва, 17 мая, ТАСС сообщил о встрече.",
        "В Москве 17 мая министр встретился с ТАСС.",
        "据新华社报道，12月9日",
        "新华社记者12月9日采访",
        "Harbin, May 17, 2024",
    ],
)
def test_other_openings_name_no_agency(text: str):
    assert opening(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("（责任编辑： 某某）", "who edited the page"),
        ("责编：Someone(综合整理)", "who edited the page"),
        ("Поделиться", "sharing and printing"),
        ("【纠错】", "sharing and printing"),
        ("扫一扫在手机打开当前页", "call to follow"),
        ("Подписывайтесь на наш канал", "call to follow"),
        ("[字体：大 中 小]", "letter size"),
        ("评论(0)", "counters"),
        ("+1", "no words"),
        ("Дата публикации: 17 мая 2031 года, 20:00", "how it was published"),
        ("阅读下一篇：", "next and previous"),
        ("© 2006-2031 Пресс-служба. Все права защищены.", "rights"),
        ("未经授权，不得转载。", "rights"),
        ("特别声明：本文为上传并发布", "disclaimer"),
        (
            "Поделиться опытом предложил министр, открывая встречу в столице, и его поддержали.",
            None,
        ),
        ("编辑部的工作人员说，他们会继续。", None),
        ("关注两国关系。", None),
        ("May 17, 2024, Harbin", None),
        ("* * *", None),
        ("2024年", None),
    ],
)
def test_furniture_is_known_by_its_words_and_text_is_not(text: str, rule: str | None):
    assert furniture_of(text) == rule


@pytest.mark.parametrize(
    "sign", ["а", " ", "1", "«", "\u3000", "中", "-", "_", "<p>", "<b>", "来源："]
)
def test_no_page_of_one_sign_takes_long(sign: str):
    for markup in (f"<p>{sign * 20_000}", f"<title>{sign * 20_000}</title><h1>{sign * 9_000}"):
        page = page_of_markup(markup)
        assert isinstance(guessed(parsed(page), page), Refusal | Cleaned)


def test_a_page_of_very_many_elements_is_not_guessed_at():
    page = page_of_markup("<p>" * 100_001)
    refusal = guessed(parsed(page), page)
    assert isinstance(refusal, Refusal)
    assert refusal.reasons[0].startswith("too-many-elements: ")


def page_of_markup(markup: str) -> Page:
    return Page("1.html", "https://press.example.org/1", "utf-8", "", True, markup)
