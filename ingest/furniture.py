"""Which parts of a press page are not the release? Words and class names, an example beside each.

    >>> furniture_of("（责任编辑：王辉）"), furniture_of("编辑部设在北京。") is None
    ('who edited the page', True)
    >>> named_as_furniture({"class": ["share-bar", "fl"]})
    'sharing'
    >>> furniture_of("【字號：大 中 小】"), furniture_of("版權所有")
    ('letter size', 'rights')
    >>> heads_a_tail("相关阅读："), heads_a_tail("Read also"), heads_a_tail("Related men spoke.")
    (True, True, False)

Only short blocks are asked (LINE characters at most): a sentence of the text that speaks of
sharing or of editors is not furniture. Chinese words are told here in simplified characters and
asked of text made simplified (ingest.traditional).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.traditional import simplified

LINE = 120
"""Characters of the longest line that may be furniture; notices of rights run longer: NOTICE."""

NOTICE = 400

LINES: tuple[tuple[str, str], ...] = (
    # （责任编辑：HN666） · [责任编辑:肖春芳] · 责编：Demi Xia(综合整理…) · (编译/林靖东)
    (
        r"[（(【\[]?\s*(?:责任编辑|责编|编辑|编译|审核|校对|值班编辑|稿件统筹|监制)[：:/丨|│︱].{1,60}",
        "who edited the page",
    ),
    # Редактор: … · Editor: …
    (r"(?:Редактор|Editor|Edited by|Корректор)\s*[:：].{1,60}", "who edited the page"),
    # 分享到： · Поделиться · Share this · 转播到腾讯微博
    (
        r"(?:分享到?|分享至|转发|转播到\S{2,6}|Поделиться|Поделиться[: ].{0,60}"
        r"|Share(?: this.{0,40})?|Распечатать|Версия для печати|Print(?: version)?"
        r"|打印本?页?|收藏|大中小|字号|图集|【?纠错】?)[：:]?",
        "sharing and printing",
    ),
    # 扫一扫 · 关注新华网 · 下载客户端 · Подписывайтесь на наш канал
    (
        r"(?:扫一扫|扫码|长按二维码|微信扫|点击(?:下载|关注|菜单)|下载.{0,8}客户端|关注.{0,16}(?:公众号|微博|微信)"
        r"|Подпис(?:ывайтесь|аться) на|Читайте нас|Subscribe to|Follow us|Download the app).{0,80}",
        "call to follow",
    ),
    # 【字体：大 中 小】 · Шрифт: A A A
    (r"[\[【]?\s*(?:字体|字号|Шрифт|Размер шрифта|Font size)[：:].{0,30}", "letter size"),
    # 点击数 · Просмотров: 12 · 评论(0) · Комментарии (3)
    (
        r"(?:点击数?|阅读数?|浏览次?数?|评论数?|跟贴|参与|Просмотр(?:ов|ы)|Комментари(?:и|ев)|Comments|Views)"
        r"\s*[：:（(]?\s*\d*\s*[)）]?",
        "counters",
    ),
    # 我要跟帖 · 已输入0字 · 正在加载... · Loading…
    (
        r"(?:我要跟[帖贴]|已输入\d*字|发表评论|正在加载|加载中|Loading|Загрузка)[\s.…⋅]*",
        "page at work",
    ),
    # Publication date: May 17, 2031, 20:00 · Published in section: News · Дата публикации: …
    (
        r"(?:Publication (?:date|status)|Published in(?: the)? sections?|Direct link|Text version"
        r"|Дата публикации|Опубликовано в раздел(?:е|ах)|Прямая ссылка|Текстовая версия"
        r"|Статус материала)\s*(?:[:：].{0,100})?",
        "how it was published",
    ),
    # +1 · < > · 0 · | — no letter in it, and none of our separators
    (r"[\d\s+<>|/\\()·•.,:&#×»«›‹]*", "no words"),
    # 上一篇：… · 下一页 · Следующая новость · Back to top
    (
        r"(?:阅读下一篇|上一[篇页条]|下一[篇页条]|返回(?:首页|顶部|列表)|Следующая|Предыдущая|Вернуться"
        r"|К списку|Next article|Previous article|Back to).{0,60}",
        "next and previous",
    ),
)
"""Patterns a whole block must match, and the rule they make."""

NOTICES: tuple[tuple[str, str], ...] = (
    # © 2006-2019 · Все права защищены · 版权所有 · 未经授权，不得转载 · All rights reserved
    (
        r".{0,80}(?:©|\(c\)\s*\d{4}|Все права защищены|При использовании материалов|版权所有"
        r"|版权声明|未经.{0,8}(?:授权|许可|允许).{0,12}(?:转载|使用)|不得转载"
        r"|All rights reserved).*",
        "rights",
    ),
    # 特别声明：本文为… · 免责声明 · 本文仅代表作者观点 · Мнение редакции может не совпадать
    (
        r"[（(【\[]?(?:特别声明|免责声明|郑重声明|风险提示|本文(?:为|系).{2,30}(?:上传|发布)|本文仅代表"
        r"|以上内容(?:仅|与).{2,30}无关|Мнение редакции|Disclaimer).*",
        "disclaimer",
    ),
)

TAIL = re.compile(
    r"[【\[]?(?:相关(?:阅读|新闻|链接|报道|推荐|文章|专题)|延伸阅读|推荐阅读"
    r"|更多(?:阅读|新闻|精彩|内容)|热门(?:推荐|文章|新闻)|精彩(?:推荐|视频推荐)|猜你喜欢|为您推荐"
    r"|网友评论|最新评论|编辑推荐|你可能感兴趣|Читайте также|Читать также|Смотрите также"
    r"|Материалы по теме|По теме|Другие новости|Ещё по теме|Похожие новости|Комментарии"
    r"|Read also|Read more|See also|Related(?: articles| news| stories| content| links)?"
    r"|More on this|More news|Most read|Recommended|You may also like|Comments)"
    r"[】\]]?\s*[：:（(]?\s*\d*\s*[)）]?",
    re.I,
)
"""相关阅读 · Читайте также: · Read also — after such a line come other releases."""

CAPTION = re.compile(
    r"[▲△▼（(\[【]?\s*(?:资料图|图为|图注|图片来源|图片说明|视觉中国|Фото|На фото|Photo|Pictured)"
    r"(?:[：:（(/ ].*|.{0,6})"
    r"|.{4,80}(?:[ \u3000]|记者|图片)\S{1,12}\s?摄[）)]?",
    re.I,
)
"""资料图：市民在寒冷天气中出行。中新社记者 贾天勇 摄 · 图片来源：官网 · Фото: ТАСС"""

NAMES: tuple[tuple[str, str], ...] = (
    (r"shar(?:e|ing)|social|addthis|jiathis|bdsharebuttonbox|likely|ya-share", "sharing"),
    (
        r"relat(?:ed|ion)|recommend|readmore|read-also|more-news|similar|hotnews|xiangguan",
        "related",
    ),
    (r"comments?|discuss|pinglun|gentie|disqus", "comments"),
    (r"breadcrumbs?|crumbs?|position|navi|nav|navbar|menu|pager|pagination|paging", "navigation"),
    (r"ads?|advert\w*|banner|sponsor\w*|promo|guanggao|gg", "advertising"),
    (r"footer|foot|copyright|copyrights|disclaimer", "foot of the page"),
    (r"editor|zebian|zrbj|responsible", "who edited the page"),
    (r"qr-?code|ewm|erweima|weixin|wechat|subscribe|newsletter", "call to follow"),
    (r"tags?|keywords|taglist", "tags"),
    (r"print|fontsize|font-size|toolbar|tools", "tools"),
)
"""Words that a class or an id is made of, and what such a node is."""

_LINES = tuple((re.compile(pattern, re.I | re.S), rule) for pattern, rule in LINES)
_NOTICES = tuple((re.compile(pattern, re.I | re.S), rule) for pattern, rule in NOTICES)
_NAMES = tuple((re.compile(pattern, re.I), rule) for pattern, rule in NAMES)


def furniture_of(text: str) -> str | None:
    """The rule by which a block is furniture; None when it is text."""
    if len(text) > NOTICE:
        return None
    text = simplified(text)
    if len(text) <= LINE:
        for pattern, rule in _LINES:
            if pattern.fullmatch(text):
                return rule
    for pattern, rule in _NOTICES:
        if pattern.fullmatch(text):
            return rule
    return None


def is_caption(text: str) -> bool:
    """Whether a block only says what a picture shows or whose it is.

    >>> is_caption("资料图：市民出行。中新社记者 某某 摄"), is_caption("Photography was allowed.")
    (True, False)
    """
    return len(text) <= LINE and bool(CAPTION.fullmatch(simplified(text)))


def heads_a_tail(text: str) -> bool:
    """Whether after this line come other releases."""
    return len(text) <= LINE and bool(TAIL.fullmatch(simplified(text)))


def named_as_furniture(attributes: Mapping[str, object]) -> str | None:
    """What a node is by the words of its class and its id; None when they say nothing."""
    classes = attributes.get("class") or ()
    names = (*classes, attributes.get("id") or "")
    for name in names:
        for word in (name, *re.split(r"[-_]+|(?<=[a-z])(?=[A-Z])", str(name))):
            for pattern, rule in _NAMES:
                if pattern.fullmatch(word):
                    return rule
    return None
