"""A plan for teams in words: who goes, what speaks for it, what else could be, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bb.actions.plan_match import Fixed, Objection, Proposal, Unmatched
from bb.domain.types import Value
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl, join_nl

_MOST = 3


def proposal_lines(proposal: Proposal, today: date) -> list[str]:
    """Return the lines under a proposed team: points, alternatives, and the best team that may not."""
    lines = [f"  {_waits(proposal.since, today)}; {proposal.aanpak}. {proposal.quality} punten:"]
    for points in proposal.points:
        if points.points:
            because = f" ({points.because})" if points.because else ""
            lines.append(f"  {points.points:>5}  {points.title}{because}")
    for other in proposal.alternatives:
        cost = "vrijwel gelijk, uw keuze" if other.nearly_equal else f"kost het plan {count_nl(other.cost, 'punt', 'punten')}"
        lines.append(f"  Ook mogelijk: {join_nl(other.team)} ({other.quality} punten; {cost})")
    if proposal.excluded:
        why = _reasons(proposal.excluded.objections)
        lines.append(f"  Kan niet: {join_nl(proposal.excluded.team)} ({proposal.excluded.quality} punten); {why}")
    return lines


def unmatched_lines(unmatched: Unmatched, today: date) -> list[str]:
    """Return the lines under a case nobody goes to: why, and what would have to change."""
    lines = [f"  {_waits(unmatched.since, today)}; {unmatched.aanpak}. {unmatched.reason}"]
    for obstacle in unmatched.obstacles[:_MOST]:
        teams = count_nl(obstacle.teams, "team", "teams")
        lines.append(f"  Zonder de eis {join_nl(obstacle.eisen)} kan het wel, met {teams}:")
        lines.append(f"    {join_nl(obstacle.example)}; {_reasons(obstacle.objections)}")
    return lines


def fixed_lines(fixed: Sequence[Fixed]) -> list[str]:
    """Return a line for every proposal that waits for an answer."""
    if not fixed:
        return []
    told = [f"  {f.casus}: {join_nl(f.team)}, gevraagd op {short_day_nl(f.since)}" for f in fixed]
    return ["", "Deze voorstellen wachten op antwoord en blijven staan:", *told]


def _waits(since: date, today: date) -> str:
    return f"wacht {count_nl((today - since).days, 'dag', 'dagen')}"


def _reasons(objections: Sequence[Objection]) -> str:
    return join_nl([objection.reason for objection in objections])


def proposal_row(proposal: Proposal) -> dict[str, Value]:
    """Return a proposal as a row for a program."""
    return {
        "casus": proposal.casus,
        "aanpak": proposal.aanpak,
        "team": proposal.team,
        "sinds": proposal.since,
        "gewicht": proposal.weight,
        "punten": proposal.quality,
        "wensen": {p.wens: p.points for p in proposal.points},
        "anders": [{"team": a.team, "punten": a.quality, "kost": a.cost} for a in proposal.alternatives],
    }


def unmatched_row(unmatched: Unmatched) -> dict[str, Value]:
    """Return a case without a team as a row for a program."""
    return {
        "casus": unmatched.casus,
        "aanpak": unmatched.aanpak,
        "team": (),
        "sinds": unmatched.since,
        "gewicht": unmatched.weight,
        "waarom": unmatched.reason,
        "eisen": [o.eisen for o in unmatched.obstacles],
    }
