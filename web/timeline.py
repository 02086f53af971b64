"""How do counts stand in time? Bars for a drawing made on the server, in percent of its width.

>>> [(bar.value, bar.count) for bar in timeline((("2019-05", 2), ("2021-01", 4)), by="year").bars]
[('2019', 2), ('2020', 0), ('2021', 4)]
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

MOST_BARS = 130
TICKS = 7
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or month: where it stands (`left`, `width` in percent of the drawing), how high it
    is (percent of the highest), and whether its name is printed beneath."""

    value: str
    count: int
    left: float
    width: float
    height: float
    named: bool

    def middle(self) -> float:
        """Where its name stands."""
        return round(self.left + self.width / 2, 3)

    def drawn(self) -> tuple[float, float, float, float]:
        """The rectangle in a drawing 56 points high: left and width in percent, with a little
        space on either side, top and height in points; a small count is still seen."""
        tall = max(self.height * 0.54, 1.5)
        space = self.width * 0.08
        return (
            round(self.left + space, 3),
            round(self.width - 2 * space, 3),
            round(56 - tall, 2),
            round(tall, 2),
        )


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in the order of time; `most` is the highest count."""

    bars: tuple[Bar, ...]
    most: int


def timeline(counts: Counts, by: str) -> Timeline:
    """The bars of counts by 'YYYY' or 'YYYY-MM', by "year" or "month"; times between the first
    and the last that have nothing are there too, unless they would be too many."""
    summed: Counter[str] = Counter()
    for value, count in counts:
        summed[value[:4] if by == "year" else value] += count
    values = _filled(sorted(summed))
    most = max(summed.values(), default=0)
    width = 100 / len(values) if values else 0
    named = _named(values)
    return Timeline(
        tuple(
            Bar(
                value,
                summed[value],
                round(place * width, 3),
                round(width, 3),
                round(100 * summed[value] / most, 2) if most else 0,
                value in named,
            )
            for place, value in enumerate(values)
        ),
        most,
    )


def _filled(values: list[str]) -> list[str]:
    if not values:
        return []
    filled = []
    value = values[0]
    while value <= values[-1] and len(filled) <= MOST_BARS:
        filled.append(value)
        value = _next(value)
    return filled if len(filled) <= MOST_BARS else values


def _next(value: str) -> str:
    year, month = int(value[:4]), value[5:]
    if not month:
        return f"{year + 1:04}"
    return f"{year + 1:04}-01" if month == "12" else f"{year:04}-{int(month) + 1:02}"


def _named(values: list[str]) -> set[str]:
    """Those printed beneath the axis: a regular few, the first of them included."""
    step = next((s for s in (1, 2, 5, 10, 20, 50) if len(values) / s <= TICKS), 100)
    return set(values[::step])
