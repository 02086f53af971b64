"""A word of a text, as the index sees it.

There is one row of positions per text, and a term's first two characters name its stream:

* ``x:`` exact: the folded surface ("x:стали"); Chinese one character a position ("x:一").
* ``w:`` words: what ranking, word-form search and statistics use: Russian lemmas ("w:сталь",
  "w:стать"), English stems, Chinese dictionary words in search mode, at the position of their
  first character.
* ``g:`` second evidence for ranking: Russian Snowball stems, Chinese character bigrams.
* ``m:`` meant: what would be exact at the place of a known misprint (errata.py), were it not one.
  Chinese, which is found by its characters, is found by it; words of letters by the words stream.

A token whose exact term was folded by ё→е or by traditional→simplified bears, beside it, the
unfolded form as ``x:=``: «ёлка» is "x:елка" and "x:=ёлка", 臺 is "x:台" and "x:=臺". With these a
visitor can switch the folding off.

All streams share the positions, so one phrase or NEAR may mix them.
"""

from __future__ import annotations

from typing import NamedTuple

EXACT, WORDS, SECOND, MEANT = "x:", "w:", "g:", "m:"
UNFOLDED = "x:="


class Token(NamedTuple):
    """`position` counts from 0; `start` and `stop` are code points into the text as stored;
    `terms` are all the alternatives, each with its stream's prefix."""

    position: int
    start: int
    stop: int
    terms: tuple[str, ...]
