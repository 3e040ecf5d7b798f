"""Whether two people write the same address, telephone number or name, however they write it.

Each function gives what two spellings have in common, to be compared; None when a text holds no such thing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bb.text.fold import folded

_POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ?([a-z]{2})\b")
_NO_SIGN = re.compile(r"[^a-z0-9]+")
_TWICE = re.compile(r"(.)\1+")
_NUMBER = re.compile(r"([0-9]{1,5})([a-z]{0,3}|[a-z][0-9]{1,2})")
_ADDITION = re.compile(r"[a-z]|bis|hs|huis|rd|zw|i{1,3}|iv|[0-9]{1,3}")
_BETWEEN = {"nr", "nummer", "no", "huisnummer", "huisnr"}
_SHORT = {"v": "van", "d": "de", "st": "sint", "burg": "burgemeester", "prof": "professor", "dr": "dokter"}
_ENDINGS = (("str", "straat"), ("ln", "laan"), ("wg", "weg"), ("pln", "plein"), ("pl", "plein"), ("sngl", "singel"))
_TITLES = {"dhr", "mevr", "mw", "heer", "mevrouw", "de", "fam", "familie"}
_BEGIN = 3  # letters; abbreviations come after these
_FEWEST = 8  # digits of a telephone number


class Address(NamedTuple):
    """An address as it is compared: street, number and addition (`12-a`, `12-`), and what tells towns apart (or empty).

    `begin` is how the last word of the street begins, whoever writes it, as `sound` has it; empty when it is a word
    that is written short (`str`).
    """

    street: str
    number: str
    postcode: str
    town: str
    begin: str

    def same(self, other: Address) -> bool:
        """Tell whether both can be one front door: what one of them leaves out does not part them."""
        here = (self.street, self.number) == (other.street, other.number)
        return here and all(
            not one or not two or one == two for one, two in ((self.postcode, other.postcode), (self.town, other.town))
        )


def address_of(text: str) -> Address | None:
    """Return an address as it is compared; None without a street and a number.

    >>> address_of("Oefenstr. 12-A, 1234 AB Waterstad").same(address_of("oefenstraat 12a"))
    True
    >>> address_of("Oefenstraat 12, Waterstad").same(address_of("Oefenstraat 12, Polderdam"))
    False
    """
    plain = folded(text)
    found = _POSTCODE.search(plain)
    if found:
        plain = f"{plain[: found.start()]} {plain[found.end() :]}"
    words = [word for word in _NO_SIGN.split(plain) if word and word not in _BETWEEN]
    at = next((i for i, word in enumerate(words) if i and _NUMBER.fullmatch(word)), None)
    if at is None:
        return None
    number, addition = _NUMBER.fullmatch(words[at]).groups()  # type: ignore[union-attr]  # it matched just now
    rest = words[at + 1 :]
    if not addition and rest and _ADDITION.fullmatch(rest[0]):
        addition, rest = rest[0], rest[1:]
    return Address(
        street=_street(words[:at]),
        number=f"{int(number)}-{addition}",
        postcode="".join(found.groups()) if found else "",
        town=sound("".join(rest)),
        begin="" if words[at - 1] in dict(_ENDINGS) else sound(words[at - 1])[:_BEGIN],
    )


def _street(words: list[str]) -> str:
    told = [_SHORT.get(word, word) for word in words]
    for short, whole in _ENDINGS:
        if told[-1].endswith(short) and not told[-1].endswith(whole):
            told[-1] = told[-1].removesuffix(short) + whole
    return sound("".join(told))


def sound(text: str) -> str:
    """Return a name without what people hear and write differently: `dorpsstraat` and `dorpstraat` are one."""
    return _TWICE.sub(r"\1", text.replace("ij", "y"))


def phone_of(text: str) -> str | None:
    """Return the digits of a telephone number, without the country or the first nought.

    >>> phone_of("+31 (0)6 - 0012 3456") == phone_of("06-00123456")
    True
    """
    digits = re.sub(r"[^0-9]", "", text)
    bare = re.sub(r"\A0031|\A31(?=0?[0-9]{9}\Z)", "", digits).lstrip("0")
    return bare if len(bare) >= _FEWEST else None


def name_of(text: str) -> tuple[str, ...] | None:
    """Return the words of a name in a fixed order, titles left out; None for a single word, which many people have.

    >>> name_of("Mevr. Éva Voorbeeld") == name_of("voorbeeld, eva")
    True
    """
    words = sorted(word for word in _NO_SIGN.split(folded(text)) if word and word not in _TITLES)
    return tuple(words) if len(words) > 1 else None
