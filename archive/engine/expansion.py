"""Which words does a prefix stand for? Every engine asks this before it looks for anything.

>>> words = {"text": ("w:совет", "w:совесть", "w:сон")}
>>> def starting(field, prefix, limit):
...     return tuple(w for w in words[field] if w.startswith(prefix))[:limit]
>>> expanded(Not(Prefix("text", "w:сове")), starting)
Not(part=Sequence(field='text', slots=(Slot(terms=('w:совет', 'w:совесть'), excluded=()),)))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from dataclasses import replace

from ..errors import TooBroad
from .plan import And, Match, Near, Not, Or, Prefix, Sequence, Slot

MOST_WORDS = 500
"""The most terms a prefix may stand for."""

Starting = Callable[[str, str, int], tuple[str, ...]]
"""(field, prefix, limit) to at most `limit` terms of live turns that start with the prefix."""


def expanded(match: Match, starting: Starting) -> Match:
    """The same tree with each Prefix written out as the words it stands for.

    All of the tree is looked at, so whether it is TooBroad never depends on the order in which an
    engine evaluates.
    """
    match match:
        case Prefix(field, prefix):
            words = starting(field, prefix, MOST_WORDS + 1)
            bounded(match, words)
            return Sequence(field, (Slot(words),))
        case And(parts) | Or(parts):
            return replace(match, parts=tuple(expanded(part, starting) for part in parts))
        case Not(part):
            return Not(expanded(part, starting))
        case Near(left, right, _):
            return replace(match, left=expanded(left, starting), right=expanded(right, starting))
        case _:
            return match


def bounded(prefix: Prefix, words: Sized) -> None:
    """Raises TooBroad when these are more words than a prefix may stand for."""
    if len(words) > MOST_WORDS:
        raise TooBroad(
            f"more than {MOST_WORDS} words start with “{prefix.prefix[2:]}”: add letters"
        )


def prefixes(match: Match) -> Iterator[Prefix]:
    """All that stand anywhere in the tree, however deep it is."""
    waiting = [match]
    while waiting:
        match waiting.pop():
            case Prefix() as prefix:
                yield prefix
            case And(parts) | Or(parts):
                waiting.extend(parts)
            case Not(part):
                waiting.append(part)
            case Near(left, right, _):
                waiting += (left, right)
