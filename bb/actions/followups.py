"""What is due in an organisation, cut to what was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from bb.actions.reading import Opened, open_with_index
from bb.actions.stop import Status, Stop
from bb.actions.views import known_agenda
from bb.agenda import SHEET, SLEUTEL, Agenda, Item, Progress, agenda, record_items, together, what_nl
from bb.domain.detectors import quoted
from bb.domain.dues import HERVAT
from bb.domain.records import Record
from bb.domain.register import Register
from bb.files.index import Index
from bb.text.suggest import closest

__all__ = ["Agenda", "Item", "Progress", "followups", "items_of", "selected", "together", "what_nl"]

OTHER_TERMS = (HERVAT, "contact", "rapportage", "overeenkomst", "gehouden", SHEET, SLEUTEL)
"""Names of things that are due without being a term of cases: a hold, partners, activities, sheets."""


def followups(start: Path, today: date, *, term: str | None = None, person: str | None = None) -> Agenda:
    """Return the agenda of the organisation that `start` lies in, as `selected` cuts it.

    Raises:
        Stop: no organisation, or the term or coördinator does not exist.
    """

    def answer(opened: Opened, known: Index | None) -> Agenda:
        register = opened.register
        whole = agenda(register, today) if known is None else known_agenda(known, register, today)
        return _cut(whole, register, term=term, person=person)

    return open_with_index(start, answer)


def selected(register: Register, today: date, *, term: str | None = None, person: str | None = None) -> Agenda:
    """Return the agenda of an organisation.

    With `term` only what has that name; with `person` only what that coördinator has to do, and
    what is nobody's in particular.

    Raises:
        Stop: the term or coördinator does not exist.
    """
    return _cut(agenda(register, today), register, term=term, person=person)


def _cut(whole: Agenda, register: Register, *, term: str | None, person: str | None) -> Agenda:
    promised = {t.wat for partner in register.partner.values() for t in partner.toezeggingen}
    names = sorted({*register.organisatie.terms, *OTHER_TERMS, *promised})
    if term is not None and term not in names:
        meant = closest(term, names)
        hint = f" Bedoelde u '{meant}'?" if meant else ""
        raise Stop(f"'{quoted(term)}' is geen soort.{hint} Kies uit: {', '.join(names)}.", Status.USAGE)
    if person is not None and register.organisatie.coordinator(person) is None:
        ids = ", ".join(c.id for c in register.organisatie.coordinatoren)
        raise Stop(f"'{quoted(person)}' is geen coördinator. Kies uit: {ids}.", Status.USAGE)
    items = tuple(
        i for i in whole.items if (term is None or i.term == term) and (person is None or i.voor in (person, None))
    )
    return replace(whole, items=items)


def items_of(register: Register, record: Record, today: date) -> tuple[Item, ...]:
    """Return what is due on one record, soonest first; `record` may be newer than the register's."""
    return tuple(sorted(record_items(register, record, today), key=lambda i: (i.day, i.term, i.party or "")))
