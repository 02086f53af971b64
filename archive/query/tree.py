"""What is a query? A tree of words; frozen nodes, and the three ways of joining them."""

from __future__ import annotations

from dataclasses import dataclass

TEXT_FIELDS = ("title", "speaker", "author", "place")
LABEL_FIELDS = ("source", "kind", "lang", "id")
FIELDS = ("speaker", "author", "source", "kind", "lang", "place", "title", "date", "id")


@dataclass(frozen=True, slots=True)
class Everything:
    """Every turn: what an empty query asks."""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece without spaces, as typed; found in any of its forms."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side as printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so; `text` without the asterisk."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two of Word, Phrase, Prefix, or an Or of these, at most `distance` words (in Chinese:
    characters) apart, in either order."""

    left: Query
    right: Query
    distance: int


@dataclass(frozen=True, slots=True)
class Field:
    """`value` in one of TEXT_FIELDS, or a label in one of LABEL_FIELDS (then Word, Phrase or an
    Or of them)."""

    name: str
    value: Query


@dataclass(frozen=True, slots=True)
class DateRange:
    """Dated within; each end '2024', '2024-05', '2024-05-17' or None (open)."""

    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be found."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more, none of them And or Everything."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more, none of them Or; of none: nothing, which is what a query asks that is
    refused, or of which nothing could be used."""

    parts: tuple[Query, ...]


Query = Everything | Word | Phrase | Prefix | Near | Field | DateRange | Not | And | Or


def excludes_words(tree: Query) -> bool:
    """Whether something of the text must not be there, which is decided turn by turn; a label or
    date is of the whole document."""
    match tree:
        case Not(Field(name, _)) if name in LABEL_FIELDS:
            return False
        case Not(part):
            return not isinstance(part, DateRange)
        case And(parts) | Or(parts):
            return any(map(excludes_words, parts))
    return False


def both(*parts: Query) -> Query | None:
    """The And of parts in its normal form; None of none."""
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, And):
            flat.extend(part.parts)
        elif not isinstance(part, Everything):
            flat.append(part)
    return And(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def either(*parts: Query) -> Query | None:
    """The Or of parts in its normal form; None of none."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return Or(tuple(flat)) if len(flat) > 1 else (flat[0] if flat else None)


def without(part: Query) -> Query:
    """The Not of a part in its normal form."""
    return part.part if isinstance(part, Not) else Not(part)
