"""What did a visitor type? The query language: text to tree, and back.

    >>> parse('инвестиции "25 regions" -мост').tree
    And(parts=(Word(text='инвестиции'), Phrase(text='25 regions'), Not(part=Word(text='мост'))))
    >>> unparse(parse("speaker:(Хань OR 韩正) “一带一路” date:2024").tree)
    'speaker:(Хань OR 韩正) "一带一路" date:2024'
    >>> parse("Путин colour:red (").unused
    (('colour:', 'unknown-field'), ('(', 'unbalanced-bracket'))

Words stand side by side: all must be found in one turn. ``OR`` (``|``, ИЛИ, 或) joins only its
neighbours: ``a b OR c`` is a and (b or c). ``NEAR/n`` binds tighter still. ``-`` or ``NOT`` stands
before what must not be there; ``AND`` may be written and changes nothing. Operators are in
capitals. `parse` never raises: what it cannot use it reports as (piece, reason), one of REASONS;
what is beyond the bounds is not run at all (`Parsed.refusal`, one of REFUSALS).
"""

from __future__ import annotations

from .days import date_range, one_date
from .grammar import (
    DEEPEST,
    FARTHEST,
    LONGEST,
    MOST_TERMS,
    MOST_WILDCARDS,
    REASONS,
    REFUSALS,
    Parsed,
    Unused,
    parse,
)
from .lexemes import SHORTEST_PREFIX
from .printing import unparse
from .telling import describe
from .tree import (
    FIELDS,
    LABEL_FIELDS,
    TEXT_FIELDS,
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
    both,
    either,
    excludes_words,
    without,
)
from .words import UNUSED

__all__ = [
    "DEEPEST", "FARTHEST", "FIELDS", "LABEL_FIELDS", "LONGEST", "MOST_TERMS", "MOST_WILDCARDS",
    "REASONS", "REFUSALS", "SHORTEST_PREFIX", "TEXT_FIELDS", "UNUSED", "And", "DateRange",
    "Everything", "Field", "Near", "Not", "Or", "Parsed", "Phrase", "Prefix", "Query", "Unused",
    "Word", "both", "date_range", "describe", "either", "excludes_words", "one_date",
    "parse", "unparse", "without",
]  # fmt: skip
