"""The names of people one knows, found in running text: the best detector, for it knows whom it looks for.

The names come from a dossier, so this needs the keys. What is found is a place, never the name itself.

    >>> [hit.start for hit in name_hits("met mevr. OZDEMIR gebeld", name_words(["Éva Özdemir"]))]
    [10]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bb.domain.dossier import CasusDossier, Dossier, people
from bb.domain.hit import Hit
from bb.text.fold import folded

NAAM = "naam"
SHORTEST = 3
"""Letters of a word that is looked for; shorter ones are in every text."""

_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset(
    {"van", "den", "der", "het", "ten", "ter", "von", "dos", "del", "des", "las", "los", "mevr", "dhr"}
)
_DIGITS = re.compile(r"[0-9]")


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names that are looked for: three letters or more, and no `van` or `der`."""
    words = (folded(word[0]) for name in names for word in _WORD.finditer(name))
    return frozenset(word for word in words if len(word) >= SHORTEST and word not in _PARTICLES)


def name_hits(text: str, words: frozenset[str]) -> Iterator[Hit]:
    """Yield where one of these words stands in a text, as a whole word."""
    for word in _WORD.finditer(text):
        if folded(word[0]) in words:
            yield Hit(*word.span(), NAAM)


def names_of(dossier: Dossier) -> tuple[str, ...]:
    """Return the names of everyone a dossier tells of."""
    return tuple(one.naam for _, one in people(dossier) if one.naam)


def telling(dossier: Dossier) -> tuple[str, ...]:
    """Return what in a dossier names a person by itself, to look for where it should be no more.

    Whole names of two words or more, addresses, telephone numbers, mail addresses, and the sentences of a story.
    """
    found = []
    for _, one in people(dossier):
        found += [one.naam] if one.naam and len(name_words([one.naam])) > 1 else []
        found += [one.adres] if one.adres else []
        found += [number for number in one.telefoon if len(_DIGITS.findall(number)) > 8]
        found += one.mail
    if isinstance(dossier, CasusDossier):
        texts = (dossier.verhaal, dossier.contra, dossier.afspraken, dossier.toestemming)
        lines = (line.strip() for text in texts if text for line in text.split("\n"))
        found += [line for line in lines if len(line) > _SENTENCE]
    return tuple(dict.fromkeys(found))


_SENTENCE = 30
"""Characters of a line that is nobody else's by chance."""


def pattern_of(values: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds one of these values in folded text, however its blanks and signs stand; None without any."""
    ways = []
    for value in values:
        parts = re.findall(r"\w+", folded(value))
        if parts and all(part.isdigit() for part in parts):
            parts = list("".join(parts))  # a number: signs may stand between any two digits
        if parts:
            ways.append(r"[\W_]*".join(map(re.escape, parts)))
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(set(ways), key=len, reverse=True))})(?!\w)") if ways else None
