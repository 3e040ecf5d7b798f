"""The same counts over the years: cases, referrers and tips, each year seen on its own last day."""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.ids import ZELF
from bb.domain.journal import derive
from bb.domain.records import Casus
from bb.domain.register import Register
from bb.figures.figure import Figure, count
from bb.figures.period import DUBBEL, GESLOTEN, Period, Scope, year_period

YEARS = 5
"""How many years are shown beside each other, the asked one included."""


def through_the_years(register: Register, period: Period, scope: Scope | None = None) -> Iterator[Figure]:
    """Yield `jaar.2024`, `verwijzer-jaar.woonstad.2024` and `tip-jaar.woonstad.2024` for the years up to this one.

    Years before the first case are left out. Nothing for a period that is no calendar year.
    """
    if not period.is_year:
        return
    last = period.first.year
    years = {year: year_period(year, period.today) for year in range(last - YEARS + 1, last + 1)}
    reported: dict[int, list[Casus]] = {year: [] for year in years}
    for casus in register.casus.values():
        year = _reported_in(casus, years)
        if year and (scope is None or scope.holds(casus, register.organisatie)):
            reported[year].append(casus)
    begun = min((year for year, cases in reported.items() if cases), default=last)
    for year, cases in reported.items():
        if year >= begun:
            yield from _year(year, cases)


def _reported_in(casus: Casus, years: dict[int, Period]) -> int | None:
    """Return the year a case was reported in, None when that is not one of these or it was a double report."""
    melding = min((e.op for e in casus.verloop if e.wat == "melding"), default=None)
    period = years.get(melding.year) if melding else None
    if melding is None or period is None or melding > period.until:
        return None
    if any(e.get("resultaat") == DUBBEL for e in casus.verloop):
        state = derive(casus.verloop, coordinator=casus.coordinator, until=period.until)
        if state.status == GESLOTEN and state.resultaat == DUBBEL:
            return None
    return melding.year


def _year(year: int, cases: list[Casus]) -> Iterator[Figure]:
    all_ = count(f"jaar.{year}", (c.id for c in cases), f"Zaken met een melding in {year}, zonder dubbele meldingen.")
    yield all_
    referrers: dict[str, list[str]] = {}
    tips: dict[str, list[str]] = {}
    for casus in cases:
        referrers.setdefault(casus.verwijzer, []).append(casus.id)
        if casus.verwijzer == ZELF and casus.tip_van:
            tips.setdefault(casus.tip_van, []).append(casus.id)
    for referrer, ids in sorted(referrers.items()):
        yield count(
            f"verwijzer-jaar.{referrer}.{year}", ids, f"Aanmeldingen van {year} met {referrer} als verwijzer.", of=all_
        )
    for tip, ids in sorted(tips.items()):
        yield count(
            f"tip-jaar.{tip}.{year}", ids, f"Bewoners die in {year} zelf belden, op aanraden van {tip}.", of=all_
        )
