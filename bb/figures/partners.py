"""The partners: what was promised to them and by them, and what came of it.

A promise that names a length of time after an event (`binnen`) is measured over the cases of that partner; one with
a rhythm (`elke`) or a number (`minstens`) over what stands in the partner's own journal, or over its
referrals. The norm shown is the one in force on the last day; each single moment is judged by the norm of its own day.
What the partner promised (`wie: zij`) is measured in the same way, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bb.domain.norms import norms_of
from bb.domain.practice import MONTHS, counted_per
from bb.domain.records import Partner, Toezegging
from bb.domain.terms import Term, filled, in_force
from bb.domain.types import Amount, Duration
from bb.domain.workdays import Calendar
from bb.figures.activities import held
from bb.figures.figure import Figure, count
from bb.figures.period import Period, View
from bb.figures.times import measured_term, moments

VERWIJZING = "verwijzing"
ZIJ = "zij"


def partners(view: View) -> Iterator[Figure]:
    """Yield, per partner, the contacts and every promise in force with its norm and what was achieved."""
    for partner in view.register.partner.values():
        if not _concerns(view, partner):
            continue
        yield _contacts(view, partner)
        yield from _promises(view, partner)


def _concerns(view: View, partner: Partner) -> bool:
    """Tell whether a partner has to do with the part of the cases that is counted."""
    scope = view.scope
    if scope is None:
        return True
    if scope.kind == "partner":
        return partner.id == scope.name
    gemeente = view.register.organisatie.gemeente(scope.name) if scope.kind == "wijk" else scope.name
    return gemeente in partner.gemeenten


def _contacts(view: View, partner: Partner) -> Figure:
    own = [partner.id for e in partner.verloop if e.wat == "contact" and e.op in view.period]
    together = [a.id for a, event in held(view) if partner.id in (event.get("partners") or ())]
    rhythm = partner.contactritme
    expected = _norm(_times(rhythm, view.period, view.calendar)) if rhythm else None
    asked = f" Afgesproken: elke {rhythm}." if rhythm else ""
    return count(
        f"contact.{partner.id}",
        [*own, *together],
        f"Contacten met {partner.id} in het jaar; een activiteit waar de partner bij was, telt mee.{asked}",
        norm=expected,
    )


def _promises(view: View, partner: Partner) -> Iterator[Figure]:
    for wat in dict.fromkeys(promise.wat for promise in partner.toezeggingen):
        versions = tuple(promise for promise in partner.toezeggingen if promise.wat == wat)
        promise = in_force(versions, view.period.until)
        if promise is None:
            continue
        if promise.minstens and not promise.minstens.percent:
            yield _at_least(view, partner, promise, promise.minstens)
        elif promise.elke and not promise.binnen:
            yield _every(view, partner, promise, promise.elke, _since(versions, view.period))
        else:
            yield from _within(view, partner, wat)


def _since(versions: tuple[Toezegging, ...], period: Period) -> date:
    """Return the first day of the period on which the promise held."""
    starts = [promise.vanaf or period.first for promise in versions]
    return max(period.first, min(starts))


def _happened(view: View, partner: Partner, wat: str) -> list[str]:
    if wat == VERWIJZING:
        return [z.id for z in view.aangemeld if z.casus.verwijzer == partner.id]
    return [partner.id for e in partner.verloop if e.wat == wat and e.op in view.period]


def _at_least(view: View, partner: Partner, promise: Toezegging, least: Amount) -> Figure:
    wat, per = promise.wat, counted_per(promise)
    norm = Amount(least.number * MONTHS["jaar"] // MONTHS[per])
    what = (
        f"Aanmeldingen met verwijzer {partner.id}."
        if wat == VERWIJZING
        else f"Hoe vaak er in het jaar {wat} was met {partner.id}."
    )
    definition = f"{what} Afgesproken{_by(promise)}: minstens {least} per {per}."
    return count(f"toezegging-{wat}.{partner.id}", _happened(view, partner, wat), definition, norm=norm)


def _every(view: View, partner: Partner, promise: Toezegging, rhythm: Duration, since: date) -> Figure:
    wat = promise.wat
    expected = _times(rhythm, view.period, view.calendar, since)
    definition = (
        f"Hoe vaak er in het jaar {wat} was voor {partner.id}. Afgesproken{_by(promise)}: elke {_rhythm(rhythm)}."
    )
    return count(f"toezegging-{wat}.{partner.id}", _happened(view, partner, wat), definition, norm=_norm(expected))


def _norm(expected: int) -> Amount | None:
    """Return the norm of a rhythm; None while nothing had to happen yet."""
    return Amount(expected) if expected else None


def _rhythm(rhythm: Duration) -> str:
    return str(rhythm).removeprefix("1 ")


def _times(rhythm: Duration, period: Period, calendar: Calendar, since: date | None = None) -> int:
    """Return how often something of this rhythm had to happen by the last day looked at."""
    start, number = since or period.first, 0
    beyond = period.until + timedelta(days=1)
    while calendar.after(start, Duration(rhythm.number * (number + 1), rhythm.unit)) <= beyond:
        number += 1
    return number


def _within(view: View, partner: Partner, wat: str) -> Iterator[Figure]:
    versions = _versions(view, partner, wat)
    term = in_force(versions, view.period.until)
    if term is None or term.binnen is None or term.per not in (None, "partij", "gesproken"):
        return
    cases = [z for z in view.zaken if z.casus.verwijzer == partner.id]
    measured = measured_term(wat, versions)
    found = [m for z in cases for m in moments(z, measured, view)]
    per = " Elke partij telt apart." if term.per else ""
    given = count(
        f"gedaan-{wat}.{partner.id}",
        (id_ for id_, _ in found),
        f"Hoe vaak {wat} in het jaar is gedaan bij zaken met verwijzer {partner.id}.{per}",
    )
    yield given
    goal = f", in minstens {term.doel} van de keren" if term.doel else ""
    yield count(
        f"toezegging-{wat}.{partner.id}",
        (id_ for id_, on_time in found if on_time),
        f"Hoe vaak {wat} in het jaar op tijd was bij zaken met verwijzer {partner.id}. "
        f"Afgesproken{_by(term)}: binnen {term.binnen}{goal}.{per}",
        of=given,
        norm=term.doel or Amount(100, percent=True),
    )


def _versions(view: View, partner: Partner, wat: str) -> tuple[Term, ...]:
    """Return the versions of a promise: ours, filled from the term of its name, else theirs as written."""
    own = next((n for n in norms_of(view.register.organisatie, partner).get(wat, ()) if n.by == partner.id), None)
    if own:
        return own.versions
    model = next(iter(view.register.organisatie.versions(wat)), None)
    return tuple(filled(p, model) for p in partner.toezeggingen if p.wat == wat and p.wie == ZIJ)


def _by(term: Term) -> str:
    """Return who promised it, when that is not us."""
    return " door de partner" if term.wie == ZIJ else ""
