"""Which requests would an enemy send? Each kind in sizes and languages, drawn by a seed.

>>> [asked.kind for asked in requests(seed=1, count=3)]
['brackets', 'brackets never closed', 'many words']
>>> requests(seed=1, count=300) == requests(seed=1, count=300)
True
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from urllib.parse import quote, urlencode, urlsplit

WORDS = {
    "ru": ("и", "в", "мост", "год", "России", "сотрудничество", "приветствую", "ёлка", "стали"),
    "zh": ("的", "合作", "一带一路", "中国", "关系", "發展", "和", "二十"),
    "en": ("the", "of", "and", "bridge", "cooperation", "co-operation", "president", "2024"),
}
STARTS = {"ru": ("сот", "при", "пре"), "zh": ("一", "中", "合"), "en": ("the", "con", "pre")}
TARGETS = (
    "/{}/search", "/{}/search", "/api/v1/search", "/api/v1/suggest", "/api/v1/complete",
    "/{}/search.atom", "/{}/quote", "/{}/people",
)  # fmt: skip
FACETS = ("lang", "speaker", "author", "source", "kind", "place", "channel", "person")
SIZES = (1, 9, 31, 300, 10_000)
NOWHERE = {"ru": "щзхъфыв", "zh": "龘靐齉爩", "en": "qzxjkvw"}


@dataclass(frozen=True, slots=True)
class Hostile:
    """A request: its kind, how it is sent, to which address, and the body that goes with it."""

    kind: str
    method: str
    path: str
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back: the status (0: the line was cut, as a server may do to whom it has told
    that it takes no more), and after how many seconds."""

    status: int
    seconds: float


class Enemy:
    """Knows a language and how much to send."""

    def __init__(self, chance: Random, language: str, size: int) -> None:
        self.chance = chance
        self.language = language
        self.size = size

    def word(self) -> str:
        """A word that is there, often."""
        return self.chance.choice(WORDS[self.language])

    def words(self, between: str = " ", most: int = 10_000) -> str:
        """As many words as it likes."""
        return between.join(self.word() for _ in range(min(self.size, most)))

    def start(self) -> str:
        """How many words begin."""
        return self.chance.choice(STARTS[self.language])

    def typo(self) -> str:
        """A word that is nowhere, and near to some."""
        letters = list(self.word() + self.chance.choice(NOWHERE[self.language]))
        self.chance.shuffle(letters)
        return "".join(letters)


QUERIES: dict[str, Callable[[Enemy], str]] = {
    "brackets": lambda e: "(" * e.size + e.word() + ")" * e.size,
    "brackets never closed": lambda e: "(" * e.size + e.words(" (", 40),
    "many words": lambda e: e.words(),
    "many words by OR": lambda e: e.words(" OR ", 30),
    "asterisks": lambda e: "* " * e.size,
    "asterisks within": lambda e: "*".join(e.word() for _ in range(min(e.size, 50))),
    "short prefixes": lambda e: f"{e.start()}* OR {e.start()}* OR {e.start()}*",
    "prefix of a letter": lambda e: f"{e.word()[0]}*",
    "NOT in a row": lambda e: "NOT " * min(e.size, 2000) + e.word(),
    "all but a word": lambda e: " ".join("-" + e.word() for _ in range(min(e.size, 30))),
    "a long word": lambda e: e.word()[0] * e.size,
    "NUL": lambda e: f"{e.word()}\0{e.word()}",
    "controls": lambda e: "".join(chr(e.chance.randrange(1, 32)) for _ in range(e.size)),
    "bidi": lambda e: "\u202e\u2066" * min(e.size, 200) + e.word() + "\u202c",
    "combining marks": lambda e: e.word() + "\u0301\u0300" * e.size,
    "an emoji chain": lambda e: "\u200d".join("👩🏽👨🏿"[:2] for _ in range(e.size)),
    "fields in fields": lambda e: "speaker:" * min(e.size, 60) + e.word(),
    "empty fields": lambda e: "speaker: author:\"\" title:() place:'' date: id: lang:",
    "unknown fields": lambda e: " ".join(f"x{n}:{e.word()}" for n in range(min(e.size, 30))),
    "9,999 years": lambda e: f"date:0001..9999 {e.word()}",
    "years reversed": lambda e: f"date:9999..0001 {e.word()}",
    "odd dates": lambda e: "date:2024-13-99 date:0000 date:٢٠٢٤ date:2024..2024..2024 date:..",
    "far NEAR": lambda e: f"{e.word()} NEAR/999999 {e.word()}",
    "NEAR in a row": lambda e: e.words(" NEAR/50 ", 30),
    "NEAR of all": lambda e: f"({e.words(' OR ', 12)}) NEAR/50 ({e.words(' OR ', 12)})",
    "a phrase of frequent words": lambda e: f'"{e.words(" ", 1000)}"',
    "a phrase of one word": lambda e: '"' + " ".join([e.word()] * min(e.size, 31)) + '"',
    "quotes never closed": lambda e: '"«“' * e.size + e.word(),
    "a pattern": lambda e: "(a+)+$ [^\\]]*(?=" + e.word() + "){1,999999}.*.*.*",
    "SQL": lambda e: f"' OR 1=1; DROP TABLE documents; -- {e.word()} UNION SELECT * FROM x",
    "Whoosh": lambda e: f"{e.word()}^2 [a TO {e.word()}] {{a TO b}} text:{e.word()}~2/3 *:*",
    "a template": lambda e: "{{ config }} {% for x in range(99999999) %} ${7*7} %(count)s %n",
    "words that are nowhere": lambda e: " ".join(e.typo() for _ in range(min(e.size, 31))),
    "a misspelt phrase": lambda e: f'"{e.typo()} {e.typo()}" OR {e.typo()}',
    "minus signs": lambda e: "-" * e.size + e.word(),
    "operators alone": lambda e: " ".join(("AND", "OR", "NOT", "NEAR/5") * min(e.size, 100)),
    "numbers": lambda e: " ".join(str(10**n) for n in range(min(e.size, 30))),
    "spaces": lambda e: "\u3000 \u00a0\u2003\t" * e.size,
    "everything": lambda e: "",
}

ARGUMENTS: dict[str, Callable[[Enemy], list[tuple[str, str]]]] = {
    "a page beyond all": lambda e: [("q", e.word()), ("page", "1000000000")],
    "a page of all": lambda e: [("q", e.word()), ("per_page", "1000000000")],
    "the deepest page": lambda e: [("page", "100"), ("per_page", "100"), ("sort", "old")],
    "numbers that are none": lambda e: [("page", "-1"), ("per_page", "１２"), ("exact", "2")],
    "many switches": lambda e: [("q", e.word()), *[("off", "forms")] * min(e.size, 500)],
    "unknown switches": lambda e: [("off", f"x{n}") for n in range(min(e.size, 500))],
    "given twice": lambda e: [("q", e.word()), ("q", e.word()), ("sort", "new"), ("sort", "old")],
    "thousands chosen": lambda e: [
        (e.chance.choice(FACETS), f"{e.word()}{n}") for n in range(min(e.size, 900))
    ],
    "forty chosen": lambda e: [
        ("q", e.word()),
        *((name, e.word()) for name in ("speaker", "place", "person") for _ in range(40)),
    ],
    "years that are none": lambda e: [("from", "9999-99"), ("to", "0000")],
    "all years": lambda e: [("q", e.word()), ("from", "0001"), ("to", "9999")],
    "unknown names": lambda e: [(f"x{n}", e.word()) for n in range(min(e.size, 500))],
    "by turn, oldest first": lambda e: [("by", "turn"), ("sort", "old"), ("per_page", "100")],
    "a long value": lambda e: [("speaker", e.word() * e.size)],
}

RAW = {
    "a lone surrogate": "q=%ED%A0%80%ED%BF%BF",
    "overlong UTF-8": "q=%C0%AF%E0%80%AF%F0%80%80%AF",
    "half a character": "q=%D0",
    "beyond Unicode": "q=%F7%BF%BF%BF",
    "percent signs": "q=%%%%25%zz&%=%&=",
    "separators": "&" * 3000 + ";;=;",
    "a line of a megabyte": "q=" + "a" * 1_000_000,
    "a megabyte of percent signs": "q=" + "%D0%B0" * 170_000,
}

BODIES = {
    "a megabyte sent": b"q=" + b"a" * 1_000_000,
    "three megabytes sent": b"q=" + b"a" * 3_000_000,
    "many fields sent": b"&".join(b"x%d=1" % n for n in range(50_000)),
    "a deep object sent": b"[" * 100_000,
    "half a form sent": b"--x\r\nContent-Disposition: form-data; name=text\r\n\r\n" * 5000,
}


def requests(seed: int, count: int) -> list[Hostile]:
    """So many requests: all kinds in turn, each time of another size, language and target."""
    chance = Random(seed)
    kinds = (*QUERIES, *ARGUMENTS, *RAW, *BODIES)
    languages, sizes = cycle(WORDS), cycle(SIZES)
    made = []
    for number, kind in enumerate(islice(cycle(kinds), count)):
        if number % len(kinds) == 0:
            next(sizes)
        language = next(languages)
        enemy = Enemy(chance, language, next(sizes))
        made.append(_request(kind, enemy, chance.choice(TARGETS).format(language)))
    return made


def sent(address: str, asked: Hostile, deadline: float = 60) -> Answered:
    """Sends one and reads all that comes back. Raises TimeoutError after `deadline` seconds."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=deadline)
    began = time.perf_counter()
    try:
        connection.request(asked.method, asked.path, body=asked.body or None)
        answer = connection.getresponse()
        answer.read()
        status = answer.status
    except (ConnectionError, http.client.HTTPException):
        status = 0
    finally:
        connection.close()
    return Answered(status, time.perf_counter() - began)


def _request(kind: str, enemy: Enemy, target: str) -> Hostile:
    if kind in RAW:
        return Hostile(kind, "GET", f"{target}?{RAW[kind]}")
    if kind in BODIES:
        target = enemy.chance.choice((target, f"/{enemy.language}/quote", "/api/v1/quotes"))
        return Hostile(kind, "POST", target, BODIES[kind])
    if kind in ARGUMENTS:
        return Hostile(kind, "GET", f"{target}?{urlencode(ARGUMENTS[kind](enemy))}")
    query = quote(QUERIES[kind](enemy), errors="surrogatepass")
    return Hostile(kind, "GET", f"{target}?q={query}")
