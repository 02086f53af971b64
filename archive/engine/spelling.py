"""How far apart are two spellings? Letters left out, put in, changed, or two neighbours changed
about: each is one edit, and no letter is edited twice (optimal string alignment; Damerau 1964).

>>> distance("пекин", "пеикн"), distance("exibition", "exhibition"), distance("мост", "совет")
(1, 1, 3)
"""

from __future__ import annotations


def distance(one: str, other: str) -> int:
    """The fewest edits that make one of the other: the definition, a row at a time."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, row, earlier = row, [at], before
        for to, facing in enumerate(other, 1):
            fewest = min(last[to - 1] + (letter != facing), last[to] + 1, row[to - 1] + 1)
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == facing:
                fewest = min(fewest, earlier[to - 2] + 1)
            row.append(fewest)
        before = last
    return row[-1]
