"""What helps a visitor who types? Completions while typing; and of a query that finds little, what
may have been meant by it.

Nothing here is ever applied by itself: each is a query that finds something, offered with how many
documents it finds.

===============  ========================================================================
`completion.py`  the last word of a query, completed in the query it stands in
`typed.py`       the end of a query being typed
`meant.py`       whole queries that may have been meant
`operators.py`   words that may be operators · `phrases.py` what is in quotation marks
`words.py`       one word: spelling · `slips.py` how likely a slip is · `characters.py` Chinese
`pinyin.py`      Chinese in Latin letters · `keyboard.py` the other keyboard
`writing.py`     ё and capitals of what is offered · `indexed.py` what the index has
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
