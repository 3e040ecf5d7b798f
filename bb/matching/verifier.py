"""A second opinion on every plan, before anyone sees it.

Plain loops from the register, with numbers of its own (`recount`, `certificate`): nothing of this room
is imported but the plan's types, so a mistake in a requirement, a preference or the solver is noticed
here instead of repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from bb.domain.register import Register
from bb.matching.certificate import Certificate
from bb.matching.plan import Plan, Proposal
from bb.matching.recount import Facts, broken, facts_of, points, weight


def _proposal(facts: Facts, proposal: Proposal) -> Iterator[str]:
    casus = facts.register.casus[proposal.casus]
    unknown = [id_ for id_ in proposal.team if id_ not in facts.standings]
    if unknown:
        yield f"{casus.id}: onbekende vrijwilliger {', '.join(unknown)}"
        return
    if proposal.weight != weight(facts, casus):
        yield f"{casus.id}: het gewicht is {weight(facts, casus)} en niet {proposal.weight}"
    for name in broken(facts, casus, proposal.team):
        yield f"{casus.id}: het team voldoet niet aan {name}"
    told = {given.wens: given.points for given in proposal.points}
    for name, earned in points(facts, casus, proposal.team).items():
        if told.get(name) != earned:
            yield f"{casus.id}: {name} geeft {earned} punten en niet {told.get(name)}"
    if proposal.quality != sum(told.values()):
        yield f"{casus.id}: de punten tellen niet op tot {proposal.quality}"
    for alternative in proposal.alternatives:
        for name in broken(facts, casus, alternative.team):
            yield f"{casus.id}: het andere team {', '.join(alternative.team)} voldoet niet aan {name}"
        if alternative.quality != sum(points(facts, casus, alternative.team).values()):
            yield f"{casus.id}: het andere team {', '.join(alternative.team)} heeft andere punten"


def _totals(facts: Facts, plan: Plan) -> Iterator[str]:
    new = Counter(m for p in plan.proposals for m in p.team if m not in facts.keepers.get(p.casus, ()))
    lost = 0
    for member, count in new.items():
        if member not in facts.standings:
            continue
        if count > facts.capacity[member]:
            yield f"{member}: krijgt {count} zaken bij plaats voor {facts.capacity[member]}"
        lost += sum(facts.price(member, number) for number in range(count))
    total = sum(proposal.weight for proposal in plan.proposals)
    earned = sum(proposal.quality for proposal in plan.proposals) - lost
    if total != plan.W:
        yield f"het gewicht van het plan is {total} en niet {plan.W}"
    if earned != plan.Q:
        yield f"het plan heeft {earned} punten en niet {plan.Q}"
    if plan.weight_bound < plan.W or plan.bound < plan.Q:
        yield "het plan is meer waard dan zijn eigen grens"
    if plan.proven and (plan.weight_bound > plan.W or plan.bound > plan.Q):
        yield "het plan heet bewezen, maar bereikt zijn grens niet"


def _bounds(facts: Facts, plan: Plan) -> Iterator[str]:
    """Yield what is wrong with the bounds: their sums are added up again from the prices of the plan."""
    certificate = Certificate(facts)
    for proof, again, told, name in (
        (plan.weight_proof, certificate.weight_bound(plan.weight_proof), plan.weight_bound, "het gewicht"),
        (plan.points_proof, certificate.points_bound(plan.points_proof, plan.W), plan.bound, "de punten"),
    ):
        if any(price < 0 for price in (*proof.prices.values(), proof.weight, *(price for _, price in proof.odd))):
            yield f"de grens voor {name} steunt op een prijs onder nul"
        if again != proof.bound:
            yield f"de grens voor {name} is {again} en niet {proof.bound}"
        if told > again or (not plan.proven and told not in {again, plan.W, plan.Q}):
            yield f"de grens voor {name} volgt niet uit de prijzen"


def recheck(register: Register, day: date, plan: Plan, also: Collection[str] = ()) -> tuple[str, ...]:
    """Return, in Dutch, in which facts, teams and sums a plan differs from the register; bounds left out."""
    return tuple(_differences(facts_of(register, day, also=also), plan))


def verify(
    register: Register, day: date, plan: Plan, only: Collection[str] = (), also: Collection[str] = ()
) -> tuple[str, ...]:
    """Return, in Dutch, everything in which a plan differs from what the register says; empty when right.

    `only` and `also` are those the plan was made with.
    """
    facts = facts_of(register, day, only, also)
    return (*_differences(facts, plan), *_bounds(facts, plan))


def _differences(facts: Facts, plan: Plan) -> Iterator[str]:
    cases = [*(p.casus for p in plan.proposals), *(u.casus for u in plan.unmatched)]
    if sorted(cases) != sorted(facts.planned):
        yield "het plan gaat niet over precies de zaken die wachten"
    if {fixed.casus: fixed.team for fixed in plan.fixed} != facts.fixed:
        yield "de voorstellen die openstaan zijn andere"
    for case in plan.unmatched:
        if case.casus in facts.planned and case.weight != weight(facts, facts.register.casus[case.casus]):
            yield f"{case.casus}: het gewicht klopt niet"
    for proposal in plan.proposals:
        if proposal.casus in facts.planned:
            yield from _proposal(facts, proposal)
    yield from _totals(facts, plan)
