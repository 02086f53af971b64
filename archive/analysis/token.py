"""A word of a text, as the index sees it.

There is one row of positions per text, and a term's first two characters name its stream:

* ``x:`` exact: the folded surface ("x:стали"); Chinese one character a position ("x:一").
* ``w:`` words: what ranking, word-form search and statistics use: Russian lemmas ("w:сталь",
  "w:стать"), English stems, Chinese dictionary words in search mode, at the position of their
  first character.
* ``g:`` second evidence for ranking: Russian Snowball stems, Chinese character bigrams.

Both streams share the positions, so one phrase or NEAR may mix them.
"""

from __future__ import annotations

from typing import NamedTuple

EXACT, WORDS, SECOND = "x:", "w:", "g:"


class Token(NamedTuple):
    """`position` counts from 0; `start` and `stop` are code points into the text as stored;
    `terms` are all the alternatives, each with its stream's prefix."""

    position: int
    start: int
    stop: int
    terms: tuple[str, ...]
