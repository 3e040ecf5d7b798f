"""Values as hands write them, where one reading is left: `1-6-2026`, `9.30`, `Ja`, `v12`, `85,50`.

The reader refuses them, as a file must say what it means in one way. This module says how they are
written; `bb validate --fix` does so. A type decides by itself: a form counts when it is read by the
type, and only when no other form is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from bb.domain.types import Scalar

_LONGEST: Final = 40

_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]((?:19|20)[0-9]{2})")
_YEAR_FIRST = re.compile(r"((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_CLOCK = re.compile(r"([0-9]{1,2})[.:]([0-9]{2})(?: ?uur)?")
_PERSON = re.compile(r"([vgc])-?0*([0-9]{1,5})")
_COMMA = re.compile(r"(?:€ ?)?([0-9]{1,9}),(?:([0-9]{2})|-)")
_PERCENT = re.compile(r"([0-9]{1,3}) %")


def tidied(text: str, type_: Scalar) -> str | None:
    """Return how a value is written that this type refuses, None when that is not sure.

    >>> from bb.domain.types import DATUM, JA_NEE, TIJD
    >>> tidied("1-6-2026", DATUM), tidied("Ja", JA_NEE), tidied("9.30", TIJD), tidied("12.0", TIJD)
    ('2026-06-01', 'ja', '09:30', None)
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(text.lower().split())
    forms = {form for rewrite in _REWRITES for form in rewrite(plain) if type_.parse(form) is not None}
    return forms.pop() if len(forms) == 1 else None


def _date(text: str) -> list[str]:
    if found := _DAY_FIRST.fullmatch(text):
        return [f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"]
    if found := _YEAR_FIRST.fullmatch(text):
        return [f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"]
    return []


def _clock(text: str) -> list[str]:
    found = _CLOCK.fullmatch(text)
    return [f"{int(found[1]):02}:{found[2]}"] if found else []


def _person(text: str) -> list[str]:
    found = _PERSON.fullmatch(text)
    return [f"{found[1]}-{found[2]}" if found[1] == "c" else f"{found[1]}-{int(found[2]):03}"] if found else []


def _amount(text: str) -> list[str]:
    found = _COMMA.fullmatch(text)
    return [f"{found[1]}.{found[2]}" if found[2] else found[1]] if found else []


def _percent(text: str) -> list[str]:
    found = _PERCENT.fullmatch(text)
    return [f"{found[1]}%"] if found else []


def _words(text: str) -> list[str]:
    """Return a word without capitals, with a hyphen where a blank or an underscore stands."""
    return [text, text.replace(" ", "-").replace("_", "-")] if not text[:1].isdigit() else [text]


def _letters(text: str) -> list[str]:
    return [text.upper().replace(" ", "").replace("+", "").replace("&", "")] if len(text) < 6 else []


_REWRITES: tuple[Callable[[str], list[str]], ...] = (_date, _clock, _person, _amount, _percent, _words, _letters)
