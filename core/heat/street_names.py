"""Street names in one spelling, so that addresses and street lines can be compared."""

from __future__ import annotations

import re

import numpy as np

from ..geometry.measure import Integers
from ..table import Array
from .categories import categories

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_STREET = re.compile(r"str(?:asse|\.)?(?![a-z])")
_HOUSE_NUMBER = re.compile(r"[\s,.]+\d+\s*[a-z]?(?:\s*[-–/+]\s*\d+\s*[a-z]?)*$", re.IGNORECASE)
_NO_LETTER = re.compile(r"[^a-z0-9]+")


def normalise_street(name: str) -> str:
    """Return a street name without case, umlauts, hyphens and blanks, and with every form of Straße as ``str``."""
    plain = name.lower().translate(_LETTERS)
    return _NO_LETTER.sub("", _STREET.sub("str", plain))


def without_house_number(address: str) -> str:
    """Return a street without the house number that follows it: ``Hauptstr. 12a`` becomes ``Hauptstr``."""
    return _HOUSE_NUMBER.sub("", address.strip())


def street_codes(addresses: Array, names: Array) -> tuple[Integers, Integers]:
    """Return a number per street for addresses and for names of streets, equal for equal streets; -1 for a missing one.

    A house number at the end of an address is left out, unless a street is called so as a whole (Straße 12).
    """
    streets, found = categories(names), categories(addresses)
    known: dict[str, int] = {"": -1}
    of_names = [known.setdefault(normalise_street(text), len(known)) for text in streets.texts]
    of_addresses = []
    for text in found.texts:
        whole = normalise_street(text)
        street = whole if whole in known else normalise_street(without_house_number(text))
        of_addresses.append(known.setdefault(street, len(known)))
    return (np.array(of_addresses, dtype=np.int64)[found.index], np.array(of_names, dtype=np.int64)[streets.index])
