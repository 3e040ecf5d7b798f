"""How a volunteer does, in lines: signals beside what shows it, and the scores over time. For the coördinator alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bb.actions.functioning import Evidence, Functioning, Trend
from bb.text.dates import short_day_nl
from bb.text.plurals import join_nl

_DIRECTION = {1: ", gaat omhoog", -1: ", gaat omlaag", 0: ""}


def functioning_lines(found: Functioning) -> Iterator[str]:
    """Yield what shows how a volunteer does, and the scores of debriefings: over all, and for each team."""
    yield from _evidence(found.evidence)
    yield from trend_lines("Nabesprekingen, cijfers door de tijd", found.trends, found.least)
    for others, trends in found.by_team.items():
        yield from trend_lines(f"Daarvan {f'met {join_nl(others)}' if others else 'alleen'}", trends, found.least)


def _evidence(found: Evidence) -> Iterator[str]:
    """Yield what the files show, one line each; what did not happen is left out where that says nothing."""
    yield f"Wat er te zien is, sinds {short_day_nl(found.first)}:"
    closed = ", ".join(f"{result} {count}" for result, count in found.gesloten.items())
    yield f"  zaken afgesloten: {closed or 'geen'}"
    answers = ", ".join(f"{stand} {count}" for stand, count in found.nazorg.items())
    marks = f"tevreden: {', '.join(map(str, found.tevreden))}" if found.tevreden else ""
    if answers or marks:
        yield f"  van buren bij nazorg: {'; '.join(filter(None, (answers, marks)))}"
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


def trend_lines(title: str, trends: Sequence[Trend], least: Mapping[str, int | None]) -> Iterator[str]:
    """Yield the scores of each criterion, the oldest first, with what the organisation asks at least."""
    if not trends:
        return
    longest = max(len(trend.criterium) for trend in trends)
    yield f"{title}:"
    for trend in trends:
        scores = ", ".join(str(score) for _, score in trend.scores)
        asked = least.get(trend.criterium)
        low = f"; lager dan {asked}" if asked and trend.scores[-1][1] < asked else ""
        yield f"  {trend.criterium:<{longest}}  {scores}{_DIRECTION[trend.richting]}{low}"
