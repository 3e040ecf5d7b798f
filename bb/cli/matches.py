"""A plan for teams in words: who goes, what speaks for it, what else could be, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bb.actions.plan_match import (
    Advice,
    Comparison,
    Fixed,
    Imagined,
    Objection,
    Plan,
    Points,
    Proposal,
    Unmatched,
    WhyNot,
)
from bb.domain.types import Value
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl, join_nl

_MOST = 3


def plan_lines(plan: Plan, today: date) -> list[tuple[str, list[str]]]:
    """Return each case of a plan as a heading and the lines under it."""
    return [
        *((f"{p.casus}: {' en '.join(p.team)}", proposal_lines(p, today)) for p in plan.proposals),
        *((f"{u.casus}: geen team", unmatched_lines(u, today)) for u in plan.unmatched),
    ]


def proposal_lines(proposal: Proposal, today: date) -> list[str]:
    """Return the lines under a proposed team: points, alternatives, and the best team that may not."""
    lines = [f"  {_waits(proposal.since, today)}; {proposal.aanpak}. {_points(proposal.quality)}:"]
    lines.extend(points_lines(proposal.points))
    for other in proposal.alternatives:
        cost = "vrijwel gelijk, uw keuze" if other.nearly_equal else f"kost het plan {_points(other.cost)}"
        lines.append(f"  Ook mogelijk: {join_nl(other.team)} ({_points(other.quality)}; {cost})")
    if proposal.excluded:
        why = _reasons(proposal.excluded.objections)
        lines.append(f"  Kan niet: {join_nl(proposal.excluded.team)} ({_points(proposal.excluded.quality)}); {why}")
    return lines


def points_lines(points: Sequence[Points]) -> list[str]:
    """Return a line for each preference that gave points."""
    return [
        f"  {given.points:>5}  {given.title}" + (f" ({given.because})" if given.because else "")
        for given in points
        if given.points
    ]


def unmatched_lines(unmatched: Unmatched, today: date) -> list[str]:
    """Return the lines under a case nobody goes to: why, and what would have to change."""
    lines = [f"  {_waits(unmatched.since, today)}; {unmatched.aanpak}. {unmatched.reason}"]
    for obstacle in unmatched.obstacles[:_MOST]:
        teams = count_nl(obstacle.teams, "team", "teams")
        eisen = f"de {'eis' if len(obstacle.eisen) == 1 else 'eisen'} {join_nl(obstacle.eisen)}"
        lines.append(f"  Zonder {eisen} kan het wel, met {teams}. Bijvoorbeeld {join_nl(obstacle.example)}:")
        lines.append(f"    {_reasons(obstacle.objections)}")
    if len(unmatched.obstacles) > _MOST:
        more = count_nl(len(unmatched.obstacles) - _MOST, "andere manier", "andere manieren")
        lines.append(f"  Er {'is' if more.startswith('1 ') else 'zijn'} nog {more}.")
    return lines


def fixed_lines(fixed: Sequence[Fixed]) -> list[str]:
    """Return a line for every proposal that waits for an answer."""
    if not fixed:
        return []
    told = [f"  {f.casus}: {join_nl(f.team)}, gevraagd op {short_day_nl(f.since)}" for f in fixed]
    return ["", "Deze voorstellen wachten op antwoord en blijven staan:", *told]


def comparison_lines(found: Comparison) -> list[str]:
    """Return what a team of one's own choice would do to the plan."""
    lines = [f"  {_points(found.quality)}:", *points_lines(found.points)]
    if found.planned and set(found.planned) != set(found.team):
        lines.append(
            f"  Het plan stuurt {join_nl(found.planned)}, met {_points(sum(p.points for p in found.planned_points))}:"
        )
        lines.extend(points_lines(found.planned_points))
    lines.extend(f"  Voldoet niet aan de eis {one.eis}: {one.reason}." for one in found.objections)
    if set(found.planned) == set(found.team):
        lines.append("  Dit is het team van het plan; het kost niets.")
        return lines
    lines.append(f"  {_cost(found)}")
    lines.extend(why_not_lines([why for why in found.members if not why.objections or why.reason]))
    if found.losing:
        lines.append(f"  Dan krijgt {join_nl(found.losing)} geen team.")
    if found.gaining:
        lines.append(f"  Dan krijgt {join_nl(found.gaining)} wel een team.")
    lines.extend(f"  Dan gaan naar {casus}: {join_nl(team)}." for casus, team in found.changed)
    return lines


def _cost(found: Comparison) -> str:
    """Return what a team costs the plan, weight and points apart."""
    if not found.exact:
        return "De tijd was op: wat dit team het plan kost, is niet precies te zeggen."
    told = []
    for cost, what in ((found.weight_cost, "aan gewicht"), (found.points_cost, "")):
        amount = f"{abs(cost)} {what}" if what else _points(abs(cost))
        if cost:
            told.append(f"{'kost' if cost > 0 else 'geeft'} het plan {amount}{'' if cost > 0 else ' meer'}")
    if not told:
        return "Dit team kost het plan niets: het is net zo goed."
    if not found.weight_cost:
        return f"Dit team {told[0]}, en geen gewicht: er wachten niet meer zaken."
    return f"Dit team {join_nl(told)}. Gewicht gaat voor: dat zijn dringende en lang wachtende zaken."


def why_not_lines(members: Sequence[WhyNot]) -> list[str]:
    """Return for each volunteer why the plan does not send them."""
    lines = []
    for why in members:
        said = _reasons(why.objections)
        told = f"{why.reason} ({said})" if why.reason and said else (why.reason or said)
        lines.append(f"  Waarom niet {why.vrijwilliger}: {told}.")
    return lines


def imagined_lines(found: Imagined) -> list[str]:
    """Return what another organisation would change about the plan."""
    before = {p.casus: p.team for p in found.before.proposals}
    after = {p.casus: p.team for p in found.after.proposals}
    total = len(found.before.proposals) + len(found.before.unmatched)
    lines = [
        f"Nu krijgen {len(before)} van de {count_nl(total, 'wachtende zaak', 'wachtende zaken')} een team.",
        f"Dan krijgen er {len(after)} een team.",
    ]
    lines.extend(f"  Erbij: {casus}, met {join_nl(after[casus])}" for casus in sorted(after.keys() - before.keys()))
    lines.extend(f"  Eraf: {casus}" for casus in sorted(before.keys() - after.keys()))
    lines.extend(
        f"  Anders: {casus}, met {join_nl(after[casus])} in plaats van {join_nl(before[casus])}"
        for casus in sorted(after.keys() & before.keys())
        if set(after[casus]) != set(before[casus])
    )
    if before == after:
        lines.append("Het plan blijft gelijk.")
    elif before.keys() == after.keys():
        gain = found.after.Q - found.before.Q
        if gain:
            lines.append(f"De teams passen {'beter' if gain > 0 else 'minder goed'}: {_points(abs(gain))} verschil.")
    if not (found.before.proven and found.after.proven):
        lines.append("De tijd was op voordat beide plannen bewezen waren.")
    return lines


def advice_lines(found: Advice) -> list[str]:
    """Return which one recruit or training helps most."""
    if not found.waiting:
        return ["Er wacht geen zaak op een team."]
    if found.now == found.waiting:
        return ["Elke wachtende zaak krijgt een team; er is niemand extra nodig."]
    lines = [f"Nu krijgen {found.now} van de {found.waiting} wachtende zaken een team."]
    if found.best:
        matched = found.best[0].matched
        lines.append(f"Met een van deze stappen worden het er {matched}:")
    elif found.total:
        lines.append("Geen enkele nieuwe vrijwilliger en geen enkele training helpt er een zaak meer aan een team.")
    for one in found.best:
        who = f"{one.wie} volgt de training {join_nl(one.trainings)}" if one.wie else _recruit(one.trainings)
        lines.append(f"  {who} (erbij: {join_nl(one.gaining)})")
    if found.tried < found.total:
        lines.append(f"De tijd was op: bb bekeek {found.tried} van de {found.total} mogelijkheden.")
    elif found.total:
        lines.append(f"Voor elk van de {found.total} mogelijkheden is een heel plan gemaakt.")
    return lines


def _recruit(trainings: Sequence[str]) -> str:
    return f"iemand erbij met {join_nl(trainings)}, die altijd kan en in geen van de wijken woont"


def _points(count: int) -> str:
    return count_nl(count, "punt", "punten")


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
