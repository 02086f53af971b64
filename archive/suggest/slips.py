"""How easily is a word mistyped so? One edit is a slip of the hand, a letter that sounds alike, or
another word.

    >>> [slip("пикин", meant) for meant in ("пекин", "пинкин", "пики")]
    [0, 1, 2]
"""

from __future__ import annotations

from itertools import takewhile

_ALIKE = (
    "еиэя", "оа", "ыи", "юу", "бп", "вф", "гкх", "дт", "жшщ", "зс", "цс", "чщ", "йи", "ьъ",
    "aeiouy", "cks", "sz", "vw", "gj", "dt", "bp", "mn",
)  # fmt: skip
"""Letters taken for each other, as they sound."""
_SILENT = "ьъ"


def slip(typed: str, meant: str) -> int:
    """How unlikely a mistake is: 0 for neighbours changed about, a letter once or twice, letters
    that sound alike; 1 for others; 2 where the first letter would be wrong, or one more or less
    at the end, which is rather another word, or another form of it."""
    start = _alike_from(typed, meant)
    end = _alike_from(typed[start:][::-1], meant[start:][::-1])
    wrong, right = (word[start : len(word) - end] for word in (typed, meant))
    if len(wrong) == len(right) == 2 and wrong == right[::-1]:
        return 0
    if len(wrong) == len(right) == 1:
        alike = any(wrong in letters and right in letters for letters in _ALIKE)
        return 0 if alike else 1 if start else 2
    if len(wrong) + len(right) == 1:
        letter = wrong or right
        if letter in _SILENT or letter in typed[start - 1 : start]:
            return 0
        return 1 if start and end else 2
    return 1


def _alike_from(one: str, other: str) -> int:
    """How many letters at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
