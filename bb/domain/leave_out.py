"""A text about more than one person, for one of them: what tells of the others is left out.

Who reads a text about themselves may not learn of others by it (AVG (GDPR), article 15(4)). Found are the names of the
others, whole or by a word, their addresses, numbers and mail, any such thing that is not of the reader, and volunteers'
ids. A story can be about somebody without a name, so a person reads it before it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from bb.domain.detectors import hits
from bb.domain.dossier import Persoonlijk
from bb.domain.known_names import name_hits, name_words, pattern_of
from bb.text.fold import folded

LEFT_OUT = "(weggelaten)"
_ID = re.compile(r"(?<![\w-])[vg]-?[0-9]{1,5}(?![\w-])")
_SHORT = re.compile(r"[^\W\d_]{2}")
_LETTER_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who a text is for, and who else is known to be in it.

    Attributes:
        own: what is known of the reader.
        others: who else is in the same record: also a word of their names is left out.
        elsewhere: everybody else who is known: only whole names, addresses, numbers and mail are.
        id: the volunteer's id when the reader is one; empty for anyone else.
    """

    own: Persoonlijk
    others: tuple[Persoonlijk, ...] = ()
    elsewhere: tuple[Persoonlijk, ...] = ()
    id: str = ""
    _values: re.Pattern[str] | None = field(init=False, repr=False)
    _words: frozenset[str] = field(init=False, repr=False)
    _short: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Work out what is looked for."""
        mine = {folded(value) for value in values_of(self.own)}
        theirs = [value for one in (*self.others, *self.elsewhere) for value in telling_of(one)]
        theirs = [value for value in theirs if folded(value) not in mine]
        names = [normalize("NFC", one.naam) for one in self.others if one.naam]
        own_name = normalize("NFC", self.own.naam or "")
        object.__setattr__(self, "_values", pattern_of(theirs))
        object.__setattr__(self, "_words", name_words(names) - name_words([own_name]))
        short = {word[0] for name in names for word in _LETTER_WORD.finditer(name) if _SHORT.fullmatch(word[0])}
        object.__setattr__(self, "_short", frozenset(word for word in short if word[0].isupper()) - {own_name})

    def may_read(self, text: str) -> str:
        """Return a text with what tells of others left out.

        >>> reader = Reader(own=Persoonlijk(naam="Sam Voorbeeld"), others=(Persoonlijk(naam="Éva van Dijk"),))
        >>> reader.may_read("Sam belde EVA op 06-00123456; v-012 ging mee.")
        'Sam belde (weggelaten) op (weggelaten); (weggelaten) ging mee.'
        """
        text = normalize("NFC", text)  # a letter and its accent are one character, and so one word
        told, place = [], 0
        for start, end in _united(text, self._spans(text)):
            told += [text[place:start], LEFT_OUT]
            place = end
        return "".join((*told, text[place:]))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        plain, places = _folded_places(text)
        for pattern in filter(None, (self._values,)):
            yield from ((places[found.start()], places[found.end() - 1] + 1) for found in pattern.finditer(plain))
        yield from ((hit.start, hit.end) for hit in name_hits(text, self._words))
        yield from (word.span() for word in _LETTER_WORD.finditer(text) if word[0] in self._short)
        for hit in hits(text):
            if not self._is_own(text[hit.start : hit.end]):
                yield hit.start, hit.end
        yield from (found.span() for found in _ID.finditer(text) if found[0] != self.id)

    def _is_own(self, found: str) -> bool:
        """Tell whether an address, a number or a mail is the reader's own: whole, or the street and number of it."""
        street = self.own.adres.split(",")[0] if self.own.adres else None
        own = pattern_of(filter(None, (*values_of(self.own), street)))
        return own is not None and own.search(folded(found)) is not None


def values_of(person: Persoonlijk) -> tuple[str, ...]:
    """Return everything that names or reaches someone: the name, the address, numbers and mail."""
    found = (person.naam, person.adres, *person.telefoon, *person.mail)
    return tuple(value for value in found if value)


def telling_of(person: Persoonlijk) -> tuple[str, ...]:
    """Return what tells of someone by itself: as `values_of`, but a name only when it has two words or more."""
    return tuple(value for value in values_of(person) if value != person.naam or len(name_words([value])) > 1)


def _folded_places(text: str) -> tuple[str, list[int]]:
    """Return the text as it is compared, with for each of its characters where it stands in the text."""
    parts = [folded(character) for character in text]
    places = [place for place, part in enumerate(parts) for _ in part]
    return "".join(parts), places


def _united(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans in order, those that touch or overlap, or have only blanks between them, as one."""
    begun: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if begun is None:
            begun = (start, end)
        elif not text[begun[1] : start].strip():
            begun = (begun[0], max(begun[1], end))
        else:
            yield begun
            begun = (start, end)
    if begun:
        yield begun
