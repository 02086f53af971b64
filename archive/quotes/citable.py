"""How is it said in public in what a quote was looked for? One line, in three languages.

>>> few = Coverage((("kremlin-ru", 21),), 21, 1002, "2023-06", "2024-05-17", 7, "ab" * 32, "ru")
>>> coverage_line(few, "ru").split("; ")[0]
'поиск шёл по 21 документу на русском языке, 1\\xa0002 репликам, с 2023-06 по 2024-05-17'

Dates, sources and the state are given as the archive writes them, so that they can be compared.
"""

from __future__ import annotations

from ..earlier import MOST
from .values import Coverage

TONGUES = ("en", "ru", "zh")
"""The languages the line is given in."""

_RUSSIAN = {"ru": "русском", "zh": "китайском", "en": "английском"}
_CHINESE = {"ru": "俄文", "zh": "中文", "en": "英文"}


def coverage_line(coverage: Coverage, tongue: str = "en") -> str:
    """What was searched, as one line that can be cited."""
    return {"en": _english, "ru": _russian, "zh": _chinese}[tongue](coverage)


def _english(of: Coverage) -> str:
    documents = f"{of.documents:,} document{'' if of.documents == 1 else 's'}"
    turns = f"{of.turns:,} turn{'' if of.turns == 1 else 's'}"
    language = f" in {of.language}" if of.language else ""
    dates = f", dated {of.first} to {of.last}" if of.first else ""
    sources = ", ".join(f"{name} {count:,}" for name, count in of.sources)
    return (
        f"searched: {documents}{language}, {turns}{dates}; sources: {sources or 'none'}; newest "
        f"versions, and earlier ones (of each document the last {MOST}); "
        f"archive at change {of.seq} ({of.digest[:16]})"
    )


def _russian(of: Coverage) -> str:
    documents = f"{_spaced(of.documents)} документ{_dative(of.documents, 'у', 'ам')}"
    turns = f"{_spaced(of.turns)} реплик{_dative(of.turns, 'е', 'ам')}"
    language = f" на {_RUSSIAN[of.language]} языке" if of.language in _RUSSIAN else ""
    if of.language and not language:
        language = f" на языке {of.language}"
    dates = f", с {of.first} по {of.last}" if of.first else ""
    sources = ", ".join(f"{name} {_spaced(count)}" for name, count in of.sources)
    return (
        f"поиск шёл по {documents}{language}, {turns}{dates}; источники: {sources or 'нет'}; "
        f"последние версии и прежние (у каждого документа до {MOST} последних); "
        f"состояние архива: изменение {of.seq} ({of.digest[:16]})"
    )


def _chinese(of: Coverage) -> str:
    language = _CHINESE.get(of.language, f"语言代码为{of.language}的") if of.language else ""
    dates = f"，日期自{of.first}至{of.last}" if of.first else ""
    sources = "、".join(f"{name} {count:,}" for name, count in of.sources)
    return (
        f"检索范围：{of.documents:,}份{language}文件，{of.turns:,}次发言{dates}；"
        f"来源：{sources or '无'}；含最新版本及旧版本（每份文件至多最近{MOST}版）；"
        f"档案状态：第{of.seq}次变更（{of.digest[:16]}）"
    )


def _spaced(number: int) -> str:
    """A count with no-break spaces between thousands."""
    return f"{number:,}".replace(",", "\xa0")


def _dative(number: int, one: str, many: str) -> str:
    """The ending after «по»: по 21 документу, по 11 документам, по 22 документам."""
    return one if number % 10 == 1 and number % 100 != 11 else many
