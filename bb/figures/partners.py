"""The partners: what was promised to them and by them, and what came of it.

A promise that names a length of time after an event (`binnen`) is measured over the cases of that partner; one with
a rhythm (`elke`) or a number (`minstens`) over what stands in the partner's own journal, or over its
referrals. The norm shown is the one in force on the last day; each single moment is judged by the norm of its own day.
What the partner promised (`wie: zij`) is measured in the same way, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bb.domain.norms import norms_of
from bb.domain.practice import MONTHS, counted_per
from bb.domain.records import Partner, Toezegging
from bb.domain.terms import Term, filled, in_force
from bb.domain.types import Amount, Duration
from bb.domain.workdays import Calendar
from bb.figures.activities import held
from bb.figures.figure import Figure, count
from bb.figures.moments import measured_term, moments
from bb.figures.period import Period, View
from bb.text.dates import short_day_nl

NIETS = "-"
VERWIJZING = "verwijzing"
ZIJ = "zij"
_NEUTER = ("kwartaal", "jaar")


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
    asked = f" Afgesproken: {_rhythm(rhythm)}." if rhythm else ""
    figure = count(
        f"contact.{partner.id}",
        [*own, *together],
        f"Contacten met {partner.id} in het jaar; een activiteit waar de partner bij was, telt mee.{asked}",
        norm=expected,
    )
    return replace(figure, agreed=_rhythm(rhythm) if rhythm else "")


def _promises(view: View, partner: Partner) -> Iterator[Figure]:
    for wat, versions in _promised(partner):
        promise = in_force(versions, view.period.until)
        if promise is None:
            continue
        if promise.minstens and not promise.minstens.percent:
            yield _agreed(_at_least(view, partner, promise, promise.minstens), versions, view.period)
        elif promise.elke and not promise.binnen:
            every = _every(view, partner, promise, promise.elke, _since(versions, view.period))
            yield _agreed(every, versions, view.period)
        else:
            yield from _within(view, replace(partner, toezeggingen=versions), wat)


def _promised(partner: Partner) -> Iterator[tuple[str, tuple[Toezegging, ...]]]:
    """Yield each promise by name with its versions.

    Promises of one name that start at different events run beside each other (`bb.domain.norms`); the name of a later
    one says when it starts: `terugkoppeling-na-koppeling`.
    """
    found: dict[tuple[str, str], list[Toezegging]] = {}
    for promise in partner.toezeggingen:
        found.setdefault((promise.wat, str(promise.na)), []).append(promise)
    seen: set[str] = set()
    for (wat, _), versions in found.items():
        yield f"{wat}-na-{versions[0].na[0].wat}" if wat in seen and versions[0].na else wat, tuple(versions)
        seen.add(wat)


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
    definition = f"Hoe vaak er in het jaar {wat} was voor {partner.id}. Afgesproken{_by(promise)}: {_rhythm(rhythm)}."
    return count(f"toezegging-{wat}.{partner.id}", _happened(view, partner, wat), definition, norm=_norm(expected))


def _norm(expected: int) -> Amount | None:
    """Return the norm of a rhythm; None while nothing had to happen yet."""
    return Amount(expected) if expected else None


def _rhythm(rhythm: Duration) -> str:
    """Return a rhythm in words: `elke maand`, `elk kwartaal`, `elke 6 weken`."""
    length = str(rhythm).removeprefix("1 ")
    return f"elk {length}" if length in _NEUTER else f"elke {length}"


def _times(rhythm: Duration, period: Period, calendar: Calendar, since: date | None = None) -> int:
    """Return how often something of this rhythm had to happen by the last day looked at."""
    start, number = since or period.first, 0
    beyond = period.until + timedelta(days=1)
    while calendar.after(start, Duration(rhythm.number * (number + 1), rhythm.unit)) <= beyond:
        number += 1
    return number


def _within(view: View, partner: Partner, name: str) -> Iterator[Figure]:
    """Yield how often a promise with a length of time was kept; `partner` holds the versions of this promise only."""
    wat = partner.toezeggingen[0].wat
    versions = _versions(view, partner, wat)
    term = in_force(versions, view.period.until)
    if term is None or term.binnen is None or term.per not in (None, "partij", "gesproken"):
        return
    cases = [z for z in view.zaken if z.casus.verwijzer == partner.id]
    measured = measured_term(wat, versions)
    found = moments(cases, [measured], view)[wat]
    per = " Elke partij telt apart." if term.per else ""
    given = count(
        f"gedaan-{name}.{partner.id}",
        (m.id for m in found),
        f"Hoe vaak {wat} in het jaar is gedaan bij zaken met verwijzer {partner.id}.{per}",
    )
    yield given
    goal = f", in minstens {term.doel} van de keren" if term.doel else ""
    kept = count(
        f"toezegging-{name}.{partner.id}",
        (m.id for m in found if m.on_time),
        f"Hoe vaak {wat} in het jaar op tijd was bij zaken met verwijzer {partner.id}. "
        f"Afgesproken{_by(term)}: binnen {term.binnen}{goal}.{per}",
        of=given,
        norm=term.doel or Amount(100, percent=True),
    )
    yield _agreed(kept, versions, view.period)


def _versions(view: View, partner: Partner, wat: str) -> tuple[Term, ...]:
    """Return the versions of a promise: ours, filled from the term of its name, else theirs as written."""
    own = next((n for n in norms_of(view.register.organisatie, partner).get(wat, ()) if n.by == partner.id), None)
    if own:
        return own.versions
    model = next(iter(view.register.organisatie.versions(wat)), None)
    return tuple(filled(p, model) for p in partner.toezeggingen if p.wat == wat and p.wie == ZIJ)


def _agreed(figure: Figure, versions: Sequence[Term], period: Period) -> Figure:
    """Return a figure with what was agreed on the last day, and in its definition what was before and came after."""
    dated = sorted(versions, key=lambda term: term.vanaf or date.min)
    known = [term for term in dated if (term.vanaf or date.min) <= period.until]
    later = [term for term in dated if (term.vanaf or date.min) > period.until]
    told = []
    if len(known) > 1 and (since := known[-1].vanaf) and since > period.first:
        told.append(f"Sinds {short_day_nl(since)}; daarvoor: {_words(known[-2])}.")
    if later and (since := later[-1].vanaf):
        told.append(f"Vanaf {short_day_nl(since)} geldt: {_words(later[-1])}.")
    return replace(figure, agreed=_words(known[-1]), definition=" ".join((figure.definition, *told)))


def _words(term: Term) -> str:
    """Return what was agreed, in the words of the agreement."""
    if term.minstens and not term.minstens.percent:
        return f"minstens {term.minstens} per {term.per or 'jaar'}"
    if term.binnen:
        return f"binnen {term.binnen}" + (f", in {term.doel}" if term.doel else "")
    return _rhythm(term.elke) if term.elke else NIETS


def _by(term: Term) -> str:
    """Return who promised it, when that is not us."""
    return " door de partner" if term.wie == ZIJ else ""
