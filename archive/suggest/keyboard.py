"""What do the same keys give on the other keyboard? ЙЦУКЕН and QWERTY.

>>> other_keyboard("gtrby"), other_keyboard("фкьн"), other_keyboard("[fh,by")
('пекин', 'army', 'харбин')
>>> other_keyboard("{f,fhjdcr"), other_keyboard("<th`pf")  # capitals that are signs
('Хабаровск', 'Берёза')
"""

from __future__ import annotations

_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_KEYS_RU = "йцукенгшщзхъфывапролджэячсмитьбюё"
_UPPER, _UPPER_RU = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~', _KEYS_RU.upper()
_TO_RUSSIAN = str.maketrans(_UPPER + _KEYS, _UPPER_RU + _KEYS_RU)
_TO_LATIN = str.maketrans(_UPPER_RU + _KEYS_RU, _UPPER + _KEYS)


def other_keyboard(text: str) -> str | None:
    """What the same keys give on the other keyboard; None where letters of both, or of neither,
    were typed."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    if letters and all(letter in _KEYS for letter in letters):
        return text.translate(_TO_RUSSIAN)
    if letters and all(letter in _KEYS_RU for letter in letters):
        return text.translate(_TO_LATIN)
    return None
