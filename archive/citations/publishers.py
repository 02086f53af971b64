"""What is a source called where it is cited? The sites' own names, in the languages they use.

>>> publisher("fmprc", "zh")
('中华人民共和国外交部', True)
>>> publisher("kremlin-ru", "ru")
('Президент России', False)
>>> publisher("text", "ru")
(None, False)
"""

from __future__ import annotations

KREMLIN = {"ru": "Президент России", "zh": "俄罗斯总统网站", "en": "President of Russia"}
PRESIDENT = {
    "ru": "Президент Республики Заозёрье",
    "zh": "扎奥焦里耶共和国总统网站",
    "en": "President of Zaozerye",
}

NAMES: dict[str, dict[str, str]] = {
    "kremlin-ru": KREMLIN,
    "kremlin-en": KREMLIN,
    "fmprc": {
        "ru": "Министерство иностранных дел Китайской Народной Республики",
        "zh": "中华人民共和国外交部",
        "en": "Ministry of Foreign Affairs of the People’s Republic of China",
    },
    "govcn": {
        "ru": "Правительство Китайской Народной Республики",
        "zh": "中国政府网",
        "en": "The State Council of the People’s Republic of China",
    },
    "sample-president-ru": PRESIDENT,
    "sample-president-en": PRESIDENT,
    "sample-mfa": {
        "ru": "Канцелярия внешних связей провинции Бэйлин",
        "zh": "北岭省外事办公室",
        "en": "Foreign Affairs Office of Beiling Province",
    },
    "sample-council": {
        "ru": "Народное правительство провинции Бэйлин",
        "zh": "北岭省人民政府",
        "en": "People’s Government of Beiling Province",
    },
}


OF_A_PERSON = frozenset(("kremlin-ru", "kremlin-en", "sample-president-ru", "sample-president-en"))
"""Sites with the name of an office that one person holds: as the author of what the editors write
it would be read as that person."""


def publisher(source: str, language: str) -> tuple[str | None, bool]:
    """The name of a source in a language ("zh-Hant" counts as "zh"), and whether it is an office
    that may stand as the author; (None, False) when it is not known."""
    names = NAMES.get(source)
    if names is None:
        return None, False
    return names.get(language.partition("-")[0], names["en"]), source not in OF_A_PERSON
