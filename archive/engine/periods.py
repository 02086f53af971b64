"""In which year and month does a document count?

>>> from datetime import date
>>> day = date(2024, 5, 17).toordinal()
>>> period_labels((day, day))
{'year': '2024', 'month': '2024-05'}
>>> period_labels((date(2024, 1, 1).toordinal(), date(2024, 12, 31).toordinal()))
{'year': '2024'}
>>> period_labels((0, 0))
{}
"""

from __future__ import annotations

from datetime import date

PERIODS = ("year", "month")
"""The facets that belong to the date: neither narrows the other's counts, nor do chosen days."""


def period_labels(days: tuple[int, int]) -> dict[str, str]:
    """The labels a document dated somewhere in `days` (first and last, proleptic ordinals) bears
    under PERIODS; those it is not dated well enough for are left out."""
    if days[0] < 1 or days[1] < 1:
        return {}
    first, last = date.fromordinal(days[0]), date.fromordinal(days[1])
    labels = {}
    if first.year == last.year:
        labels["year"] = f"{first.year:04d}"
        if first.month == last.month:
            labels["month"] = f"{first.year:04d}-{first.month:02d}"
    return labels
