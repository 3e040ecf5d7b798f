"""Recognising who calls again: cases in whose dossier the same address, telephone number or name stands.

Every dossier is opened in memory, and only those in which something looks alike are read further; nothing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bb.actions.dossiers import Held, read_all
from bb.actions.vault import Vault
from bb.domain.dossier import CasusDossier, Persoonlijk
from bb.domain.in_short import case_nl
from bb.domain.register import Register
from bb.domain.same import Address, address_of, name_of, phone_of, sound
from bb.text.fold import folded

ADRES, TELEFOON, NAAM = "adres", "telefoon", "naam"
_NO_DIGIT = re.compile("[^0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A case in which somebody stands who is asked about: as which party, and what is the same."""

    id: str
    letter: str
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for of a person, as it is compared."""

    address: Address | None
    phones: frozenset[str]
    name: tuple[str, ...] | None

    @classmethod
    def of(cls, person: Persoonlijk) -> Sought:
        """Return what can be compared of a person."""
        return cls(
            address_of(person.adres) if person.adres else None,
            frozenset(phone for one in person.telefoon if (phone := phone_of(one))),
            name_of(person.naam) if person.naam else None,
        )

    def may_stand_in(self, text: str) -> bool:
        """Tell quickly whether a dossier is worth reading; False is sure."""
        if self.phones:
            digits = _digits(text)
            if any(phone in digits for phone in self.phones):
                return True
        plain = folded(text) if self.address or self.name else ""
        if self.address and self.address.number.partition("-")[0] in plain and self.address.begin in sound(plain):
            return True
        return self.name is not None and all(word in plain for word in self.name)

    def same_as(self, other: Sought) -> tuple[str, ...]:
        """Return what is the same of two people."""
        found = []
        if self.address and other.address and self.address.same(other.address):
            found.append(ADRES)
        if self.phones & other.phones:
            found.append(TELEFOON)
        if self.name is not None and self.name == other.name:
            found.append(NAAM)
        return tuple(found)


def _digits(text: str) -> str:
    return _NO_DIGIT.sub("", text)


def earlier_cases(vault: Vault, person: Persoonlijk, besides: str | None = None) -> tuple[Earlier, ...]:
    """Return the cases in which this person, or someone at the same front door, is a party; the newest first.

    Args:
        vault: opened.
        person: what is known of who calls.
        besides: the case the call is about, which does not count.
    """
    sought = Sought.of(person)
    if sought == Sought(None, frozenset(), None):
        return ()
    found = [one for held in read_all(vault) if held.id != besides for one in _in(held, sought)]
    return tuple(sorted(found, key=lambda one: one.id, reverse=True))


def _in(held: Held, sought: Sought) -> Iterator[Earlier]:
    if held.kind != "casus" or not sought.may_stand_in(held.text):
        return
    value = held.written.value
    for letter, party in value.partijen.items() if isinstance(value, CasusDossier) else ():
        if same := sought.same_as(Sought.of(party)):
            yield Earlier(id=held.id, letter=letter, same=same)


def earlier_nl(register: Register, one: Earlier, today: date) -> str:
    """Return the sentence about an earlier case: what is the same, its complaint and how it ended; no name, no address.

    Example: `Op dit adres was eerder 2024-0117 (geluid-personen, opgelost, gesloten 3 mrt 2025).`
    """
    where = "Op dit adres was eerder" if ADRES in one.same else f"Zelfde {' en '.join(one.same)} als in"
    return f"{where} {case_nl(register, one.id, today)}."
