"""What helps a visitor who types? Completions while typing; and of a query that finds little, what
may have been meant by it.

Nothing here is ever applied by itself: each is a query that finds something, offered with how many
documents it finds.

===============  ========================================================================
`completion.py`  the last word of a query, completed in the query it stands in
`meant.py`       whole queries that may have been meant
`words.py`       one word: spelling, pinyin · `keyboard.py` the other keyboard
`known.py`       names and Chinese words, remembered between keystrokes
`names.py`       a person's names in the other languages
===============  ========================================================================
"""

from .completion import Completion, completions
from .keyboard import other_keyboard
from .known import Known, Memory
from .meant import FEW, Suggestion, apart, suggestions
from .names import every_name, fields_named

__all__ = [
    "FEW", "Completion", "Known", "Memory", "Suggestion", "apart", "completions", "every_name",
    "fields_named", "other_keyboard", "suggestions",
]  # fmt: skip
