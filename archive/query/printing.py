"""How is a tree written in the query language? The way back from `parse`."""

from __future__ import annotations

from .lexemes import DOUBLE_QUOTES
from .tree import (
    And,
    DateRange,
    Everything,
    Field,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)


def unparse(tree: Query) -> str:
    """The tree in the query language: parse(unparse(tree)).tree == tree for every tree that
    parse gives."""
    match tree:
        case Everything():
            return ""
        case Word(text):
            return text
        case Phrase(text):
            return _quoted(text)
        case Prefix(text):
            return f"{text}*"
        case Near(left, right, distance):
            return f"{atom(left)} NEAR/{distance} {atom(right)}"
        case Field(name, value):
            return f"{name}:{atom(value)}"
        case DateRange(since, until):
            return f"date:{since}" if since == until else f"date:{since or ''}..{until or ''}"
        case Not(part):
            return f"-{atom(part)}"
        case And(parts):
            return " ".join(atom(p) if isinstance(p, Or) else unparse(p) for p in parts)
        case Or(()):
            return "()"
        case Or(parts):
            return " OR ".join(atom(p) if isinstance(p, And) else unparse(p) for p in parts)


def atom(tree: Query) -> str:
    """As one unit: in brackets if it has several parts."""
    loose = isinstance(tree, And | Or | Near | Not)
    return f"({unparse(tree)})" if loose else unparse(tree)


def _quoted(text: str) -> str:
    for opening, closing in (('""', DOUBLE_QUOTES), ("«»", "»"), ("「」", "」"), ("『』", "』")):
        if not any(mark in text for mark in closing):
            return f"{opening[0]}{text}{opening[1]}"
    raise ValueError(f"no quotation marks are left for: {text}")
