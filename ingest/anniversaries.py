"""Of what dated facts do releases name the anniversary, so that a year may be inferred?

Each row: the fact as it is named in evidence, its year, and words all of which must be near the
number. A year so found is inferred, never printed.

    >>> [row.year for row in FACTS if row.fact.startswith("diplomatic relations of Russia")]
    [1949]
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A founding fact: what, in which year, and the patterns (regular expressions, all of which
    must be found) that name it in each language."""

    fact: str
    year: int
    patterns: tuple[tuple[str, ...], ...]


FACTS: tuple[Fact, ...] = (
    # "the 75th anniversary of Russian-Chinese diplomatic relations", «75-летие установления
    # дипломатических отношений между Россией и Китаем», 中俄建交75周年
    Fact(
        "diplomatic relations of Russia (USSR) and China, 1949",
        1949,
        (
            (r"\bRussia", r"\bChin", r"diplomatic (?:relations|ties)"),
            (r"\b(?:росс|кита)", r"\bкита", r"дипломатических отношений|дипотношений"),
            (r"[中华].{0,6}俄|俄.{0,6}[中华]", r"建交|外交关系"),
        ),
    ),
    # "the 70th anniversary of the founding of the People's Republic of China", 新中国成立70周年
    Fact(
        "founding of the People's Republic of China, 1949",
        1949,
        (
            (r"(?:found|establish|proclam)\w+ of the (?:PRC|People.s Republic of China)",),
            (r"(?:образовани|основани|провозглашени)\w+ (?:КНР|Китайской Народной Республики)",),
            (r"(?:新中国|中华人民共和国)成立",),
        ),
    ),
    # "the 75th anniversary of Victory in the Great Patriotic War", «80-летие Победы»
    Fact(
        "victory in the Great Patriotic War and the Second World War, 1945",
        1945,
        (
            (r"\bvictory\b", r"Great Patriotic War|World War II|Second World War|Great Victory"),
            (r"\bПобед\w* в Великой Отечественной|Великой Победы|-лети\w+ Победы",),
            (r"(?:卫国战争|反法西斯战争|抗日战争)胜利",),
        ),
    ),
    # "the 20th anniversary of the Treaty of Good-Neighbourliness … between Russia and China"
    Fact(
        "treaty of good-neighbourliness of Russia and China, 2001",
        2001,
        (
            (r"Treaty of Good.?Neighbou?rliness", r"\bChin"),
            (r"Договора о добрососедстве", r"\bкита|КНР"),
            (r"睦邻友好合作条约",),
        ),
    ),
    # "the 20th anniversary of the Shanghai Cooperation Organisation", 上海合作组织成立20周年
    Fact(
        "founding of the Shanghai Cooperation Organisation, 2001",
        2001,
        (
            (r"(?:SCO|Shanghai Cooperation Organi[sz]ation)",),
            (r"(?:ШОС|Шанхайской организации сотрудничества)",),
            (r"(?:上海合作组织|上合组织)成立",),
        ),
    ),
    # "the 60th anniversary of the United Nations"
    Fact(
        "founding of the United Nations, 1945",
        1945,
        (
            (r"\bof (?:the )?(?:founding of the )?(?:UN|United Nations)\b",),
            (r"(?:ООН|Организации Объединённых Наций)",),
            (r"联合国成立",),
        ),
    ),
)
