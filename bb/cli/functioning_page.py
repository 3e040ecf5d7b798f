"""How a volunteer does, in lines: signals beside what shows it, and the scores over time. For the coördinator alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bb.domain.criteria import NABESPREKING, criteria_of
from bb.domain.dossier import VrijwilligerDossier
from bb.domain.records import Organisatie
from bb.domain.register import Register
from bb.figures.functioning import Evidence, Trend, evidence, teams, trends
from bb.text.dates import short_day_nl
from bb.text.plurals import join_nl

_DIRECTION = {1: ", gaat omhoog", -1: ", gaat omlaag", 0: ""}


def functioning_lines(register: Register, id_: str, dossier: VrijwilligerDossier, today: date) -> Iterator[str]:
    """Yield what shows how a volunteer does, and the scores of debriefings: over all, and for each team."""
    vrijwilliger = register.vrijwilliger[id_]
    yield from evidence_lines(evidence(register, vrijwilliger, today))
    yield from trend_lines(register.organisatie, trends(dossier.formulieren), "Nabesprekingen, cijfers door de tijd")
    by_team = teams(register, id_, today)
    if len(by_team) > 1:
        for others, cases in by_team.items():
            who = f"met {join_nl(others)}" if others else "alleen"
            yield from trend_lines(register.organisatie, trends(dossier.formulieren, cases), f"Daarvan {who}")


def evidence_lines(found: Evidence) -> Iterator[str]:
    """Yield what the files show, one line each; what did not happen is left out, but for meetings."""
    yield f"Wat er te zien is, sinds {short_day_nl(found.first)}:"
    closed = ", ".join(f"{result} {count}" for result, count in found.gesloten.items())
    yield f"  zaken afgesloten: {closed or 'geen'}"
    if found.nazorg or found.tevreden:
        marks = [f"tevreden: {', '.join(map(str, found.tevreden))}"] if found.tevreden else []
        stands = [f"{stand} {count}" for stand, count in found.nazorg.items()]
        yield f"  van buren bij nazorg: {'; '.join([*([', '.join(stands)] if stands else []), *marks])}"
    if found.klachten:
        yield f"  klacht ingediend bij: {join_nl(found.klachten)}"
    if found.kon_niet:
        yield f"  kon niet: {found.kon_niet} keer (telt nooit tegen iemand)"
    came, possible = found.intervisie
    if possible:
        yield f"  intervisie: {came} van {possible}"
    yield f"  training: {', '.join(found.trainingen) or 'geen'}"
    talks = f"{found.gesprekken} keer" if found.gesprekken else "nog niet"
    yield f"  gesproken (begeleiding, nabespreking, waardering): {talks}"


def trend_lines(organisatie: Organisatie, found: Iterable[Trend], title: str) -> Iterator[str]:
    """Yield the scores of each criterion, the oldest first, with what the organisation asks at least."""
    told = list(found)
    if not told:
        return
    least: Mapping[str, int | None] = {
        name: one.minstens for name, one in criteria_of(organisatie, NABESPREKING).items()
    }
    longest = max(len(trend.criterium) for trend in told)
    yield f"{title}:"
    for trend in told:
        scores = ", ".join(str(score) for _, score in trend.scores)
        asked = least.get(trend.criterium)
        low = f"; lager dan {asked}" if asked and trend.scores[-1][1] < asked else ""
        yield f"  {trend.criterium:<{longest}}  {scores}{_DIRECTION[trend.richting]}{low}"
