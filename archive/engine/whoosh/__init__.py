"""The default engine: Whoosh's segments and commits around arrays of ours, read by compiled loops.

==============  ======================================================================
`engine.py`     the engine itself: opening, following generations · `reader.py` one held
`answer.py`     one question over one generation
`evaluate.py`   which turns a plan finds · `sets.py` sets of turns · `places.py` phrases, NEAR
`rank.py`       BM25 · `first.py` the first of many · `collect.py` the page of hits
`facets.py`     counts · `values.py` the values of all segments, numbered
`opening.py`    how a generation is opened · `snapshot.py` what it then is
`segment.py`    what a segment holds, with a picture
`vocabulary.py` terms by use and by spelling · `layout.py` many arrays in one mapped file
`writer.py`     one commit · `gather.py` entries to integers · `arrange.py` integers to
                arrays · `merge.py` many segments to one, `join.py` their postings
`seal.py`       the manifest that decides what the index is
`guard.py`      what a caller is told when something goes wrong
`codec.py`      our arrays as Whoosh sees them · `compat.py` what of Whoosh is used
`compiled.py`   how loops become machine code · `allocation.py` memory that is kept
==============  ======================================================================
"""

from .engine import WhooshEngine

__all__ = ["WhooshEngine"]
