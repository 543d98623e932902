"""Street names in one spelling, so that addresses and street lines can be compared."""

from __future__ import annotations

import re

import numpy as np

from ..geometry.measure import Integers
from ..table import Array
from .categories import categories

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_STREET = re.compile(r"str(?:asse|\.)?(?![a-z])")
_NO_LETTER = re.compile(r"[^a-z0-9]+")


def normalise_street(name: str) -> str:
    """Return a street name without case, umlauts, hyphens and blanks, and with every form of Straße as ``str``."""
    plain = name.lower().translate(_LETTERS)
    return _NO_LETTER.sub("", _STREET.sub("str", plain))


def street_codes(*columns: Array) -> tuple[Integers, ...]:
    """Return a number per name for columns of names, equal for equal streets in all columns; -1 for a missing name."""
    known: dict[str, int] = {"": -1}
    codes = []
    for column in columns:
        names = categories(column)
        numbers = [known.setdefault(normalise_street(text), len(known)) for text in names.texts]
        codes.append(np.array(numbers, dtype=np.int64)[names.index])
    return tuple(codes)
