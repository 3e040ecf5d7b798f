"""What is due according to records at hand: of a whole organisation, cut to what was asked, or of one record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bb.actions.stop import Status, Stop
from bb.agenda import JAARPLAN, SHEET, SLEUTEL, Agenda, agenda, record_items
from bb.agenda.tasks import task_of
from bb.domain.detectors import mask, quoted
from bb.domain.dues import HERVAT
from bb.domain.records import Record
from bb.domain.register import Register
from bb.domain.task import Task, term_nl
from bb.text.suggest import closest

__all__ = ["require_known", "selected", "task_of", "tasks_of"]

OTHER_TERMS = (HERVAT, "contact", "rapportage", "overeenkomst", "gehouden", SHEET, SLEUTEL, JAARPLAN)
"""Names of things that are due without being a term of cases: a hold, partners, activities, sheets."""


def selected(register: Register, today: date, *, term: str | None = None, person: str | None = None) -> Agenda:
    """Return the agenda of an organisation.

    With `term` only what has that name; with `person` only what that coördinator has to do, and
    what is nobody's in particular.

    Raises:
        Stop: the term or coördinator does not exist.
    """
    require_known(register, term=term, person=person)
    whole = agenda(register, today)
    items = tuple(
        i for i in whole.items if (term is None or i.term == term) and (person is None or i.voor in (person, None))
    )
    return replace(whole, items=items)


def require_known(register: Register, *, term: str | None, person: str | None) -> None:
    """Raise Stop when there is no such term, or no such coördinator."""
    promised = {t.wat for partner in register.partner.values() for t in partner.toezeggingen}
    names = sorted({*register.organisatie.terms, *OTHER_TERMS, *promised})
    if term is not None and term not in names:
        meant = closest(term, names)
        hint = f" Bedoelde u '{mask(meant)}'?" if meant else ""
        raise Stop(
            f"'{quoted(term)}' is geen soort.{hint} Kies uit: {', '.join(map(_with_words, names))}.", Status.USAGE
        )
    if person is not None and register.organisatie.coordinator(person) is None:
        ids = ", ".join(c.id for c in register.organisatie.coordinatoren)
        raise Stop(f"'{quoted(person)}' is geen coördinator. Kies uit: {ids}.", Status.USAGE)


def _with_words(term: str) -> str:
    """Return the name of a term, with what the screen says for it when that is something else."""
    said = term_nl(term)
    return mask(term) if said in {term, mask(term)} else f"{term} ({said})"


def tasks_of(register: Register, record: Record, today: date) -> tuple[Task, ...]:
    """Return what is due on one record, soonest first; `record` may be newer than the register's."""
    items = sorted(record_items(register, record, today), key=lambda i: (i.day, i.term, i.party or ""))
    return tuple(map(task_of, items))
