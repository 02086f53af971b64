"""How does a page of kremlin.ru read when all its text was run together into one line?

    >>> line = ("События Встреча с губернатором Президент провёл рабочую встречу. "
    ...         "5 февраля 2025 года 19:15 Москва, Кремль В.Путин: Добрый день! Статус материала "
    ...         "Опубликован в разделе: Новости Дата публикации: 5 февраля 2025 года, 19:15 "
    ...         "Ссылка на материал: kremlin.ru/d/76214 Текстовая версия")
    >>> read = flattened(Page("a.txt", None, "utf-8", "", False, line))
    >>> read.url, [(block.role, block.text) for block in read.blocks]
    ('http://kremlin.ru/d/76214',
     [('section', 'Новости'), ('title', 'Встреча с губернатором'),
      ('summary', 'Президент провёл рабочую встречу.'), ('date', '5 февраля 2025 года 19:15'),
      ('place', 'Москва, Кремль'), ('text', 'В.Путин: Добрый день!')])

Nothing marks where the title ends and the summary begins, or the place and the text: the summary
is known by how it begins, the place by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.page import Block, Cleaned, Cut, Page
from ingest.sites.places import PLACE

START = re.compile(r"\s*События\s+")
STATUS = re.compile(
    r"Статус материала\s+Опубликован\w* в раздел(?:е|ах):\s*(?P<sections>.*?)\s*"
    r"Дата публикации:\s*(?P<date>.*?)\s*Ссылка на материал:\s*(?P<link>\S+)(?P<rest>.*)",
    re.S,
)
DATE = re.compile(r"\s(?P<date>[0-3]?\d [а-я]+ [12]\d{3} года\s+[0-2]?\d:[0-5]\d)\s+")
ANNOUNCED = re.compile(r"\sАнонс на (?P<date>[0-3]?\d [а-я]+ [12]\d{3} года)\s+")
BELOW = re.compile(r"\s(?:География|Темы|Лица)\s(?=[^.!?:]*$)")
SEE_ALSO = re.compile(
    r"\s?\b(?:Смотрите также|Дополнительно)\s+\S.{2,300}?[0-3]?\d [а-я]+ [12]\d{3} года(?=\s|$)"
)

# How a summary begins. Titles name the same persons in other cases ("с Президентом …").
SUMMARY_STARTS = re.compile(
    r"(?<=[\w»)\"”]\s)(?:"
    r"Владимир Путин\b|Дмитрий Медведев\b|Президент(?: России)?\b(?! России Владимир)"
    r"|Глава (?:государства|Российского государства|региона|республики)\b|Губернатор\s[а-яё]+л\b"
    r"|Генеральный директор\b|Руководитель\b|Министр\b|Председатель\b|Секретарь\b"
    r"|Состоял(?:ся|ась|ось|ись)\b|Обсуждал(?:ся|ась|ось|ись)\b|Прош(?:ёл|ла|ло|ли)\b"
    r"|Указ(?:ом)?\b|Принято\b|Подписан\w*\b|Внесены\b|Завершая\b|Накануне\b|Перед\b|После\b"
    r"|(?:В|На|По|Во|С|Под|При|За|К|Из|До)\s(?=[А-ЯЁа-яё«\d])"
    r")"
)
VERB = re.compile(
    r"\b[а-яё]+(?:л|ла|ло|ли|лся|лась|лось|лись|ет|ёт|ит|ут|ют|ат|ят|ется|ится)\b", re.I
)
CAPITAL = re.compile(r"(?<=[а-яё»]\s)[А-ЯЁ](?=[а-яё]+\s)")
LABEL = re.compile(
    r"(?:(?<=[.!?…»)>*]\s)|(?<=^)|(?<=\s\*\s))"
    r"(?P<label>(?:[А-ЯЁ]\.){1,3}\s?(?P<surname>[А-ЯЁ][а-яё’-]+(?:[-\s][А-ЯЁ][а-яё’-]+){0,3}?)"
    r"|Вопрос|Ответ|Реплика|[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё-]+){1,2}(?=\s?\(как переведено))"
    r"(?P<shown>\s(?P=surname)\s[А-ЯЁ][^:.!?]{5,200}?)?(?P<way>\s?\([^()]{3,40}\))?\s?:\s"
)
# "Начало российско-катарских переговоров В.Путин: …": a heading runs into the first label.
HEADED = re.compile(
    r"(?P<heading>[А-ЯЁ][^.!?:;]{8,160}?[а-яё»\d])\s+(?:[А-ЯЁ]\.){1,2}\s?[А-ЯЁ][а-яё-]+\s?:\s"
)
BREAK = re.compile(r"(?P<mark>\*\s\*\s\*|<…>)")


def flattened(page: Page) -> Cleaned | None:
    """The blocks of a page run together; None of any other text."""
    start = START.match(page.text)
    status = STATUS.search(page.text)
    if start is None or status is None or page.text.count("\n") > 3:
        return None
    cuts = [Cut(start.group().strip(), "flattened: breadcrumbs")]
    cuts.append(Cut(status.group().strip(), "flattened: publication status"))
    text = page.text[start.end() : status.start()]
    blocks = [
        Block("section", name.strip(), "", "flattened: published in")
        for name in status["sections"].split(",")
        if name.strip()
    ]
    dated = DATE.search(f"{text} ")
    head, body = (text, "") if dated is None else (text[: dated.start()], text[dated.end() :])
    announced = ANNOUNCED.search(f"{text} ") if dated is None else None
    if dated is None:
        blocks.append(Block("date", status["date"], "", "flattened: publication date"))
    if announced is not None:
        head, body = text[: announced.start()], text[announced.end() :]
        blocks.append(Block("written", announced["date"], "", "flattened: announcement for"))
    title, summary = parted_head(head)
    blocks.append(Block("title", title, "", "flattened: before the summary"))
    if summary:
        blocks.append(Block("summary", summary, "", "flattened: before the date"))
    if dated is not None:
        blocks.append(Block("date", dated["date"], "", "flattened: date line"))
    place = PLACE.match(body)
    if place:
        blocks.append(Block("place", place.group().strip(), "", "flattened: a known place"))
        body = body[place.end() :]
    blocks += _body(body, title, cuts)
    english = status["link"].startswith("en.")
    return Cleaned(
        "kremlin-en" if english else "kremlin-ru",
        page.url or f"http://{status['link']}",
        "en" if english else "ru",
        tuple(blocks),
        tuple(cuts),
    )


def parted_head(head: str) -> tuple[str, str]:
    """Title and summary of what stands before the date.

    >>> parted_head("Беседа с Министром В Кремле состоялась беседа.")
    ('Беседа с Министром', 'В Кремле состоялась беседа.')
    >>> parted_head("Встреча с губернатором Пермского края")
    ('Встреча с губернатором Пермского края', '')
    """
    text = head.strip()
    if not re.search(r"[.!?…»]\s*$", text):
        return text, ""
    opening = " ".join(text.split()[:3])  # "4 марта Владимир …" begins the title and the summary
    again = text.find(f" {opening} ", len(opening))
    if again > 0:
        return text[:again].strip(), text[again:].strip()
    for found in SUMMARY_STARTS.finditer(text):
        summary = text[found.start() :]
        if VERB.search(summary[:250]) and summary.rstrip()[-1] in ".!?…»":
            return text[: found.start()].strip(), summary.strip()
    for found in CAPITAL.finditer(text):  # any sentence with a verb
        first = re.split(r"[.!?]", text[found.start() :])[0]
        if VERB.search(first[:120]) and not VERB.search(text[: found.start()]):
            return text[: found.start()].strip(), text[found.start() :].strip()
    return text, ""


def _body(body: str, title: str, cuts: list[Cut]) -> Iterator[Block]:
    below = BELOW.search(body)
    if below:
        cuts.append(Cut(body[below.start() :].strip(), "flattened: geography, topics, persons"))
        body = body[: below.start()]
    for also in SEE_ALSO.finditer(body):
        cuts.append(Cut(also.group().strip(), "flattened: see also"))
    body = SEE_ALSO.sub("", body)
    position = 0
    for part in (*BREAK.finditer(body), None):
        words = body[position : part.start() if part else len(body)]
        yield from _turns(words.strip(), title, cuts)
        if part:
            role = "note" if part["mark"].startswith("<") else "separator"
            yield Block("text" if role == "note" else role, part["mark"], "", "flattened: break")
            position = part.end()


def _turns(words: str, title: str, cuts: list[Cut]) -> Iterator[Block]:
    if title and words.startswith(title) and words != title:
        cuts.append(Cut(title, "flattened: picture caption"))
        words = words[len(title) :].strip()
    position = 0
    headed = HEADED.match(words)
    if headed:
        yield Block("heading", headed["heading"], "", "flattened: words before a label")
        words = words[headed.end("heading") :].strip()
    for found in LABEL.finditer(words):
        if words[position : found.start()].strip():
            yield Block("text", words[position : found.start()].strip(), "", "flattened: run")
        position = found.start()
        if found["shown"]:
            cuts.append(Cut(found["shown"].strip(), "flattened: who a name is"))
            label = f"{found['label']}{found['way'] or ''}: "
            words_at = found.end()
            end = LABEL.search(words, words_at)
            stop = end.start() if end else len(words)
            yield Block("text", label + words[words_at:stop].strip(), "", "flattened: turn")
            position = stop
    if words[position:].strip():
        yield Block("text", words[position:].strip(), "", "flattened: turn")
