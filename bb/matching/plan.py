"""What planning gives back: one frozen plan, with everything a person needs to judge it.

Values only. The verifier imports this module of the room and no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A requirement that a team does not meet: its name, what it asks, and why it is not met."""

    eis: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What one preference gives a team: whole points, and what earned them (empty without points)."""

    wens: str
    title: str
    points: int
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another team for the same case while the rest of the plan stays.

    `quality` is the team's own points, `cost` how many points the whole plan loses (never below 0
    in a proven plan), `nearly_equal` whether that is under two percent of the proposed team's points.
    """

    team: tuple[str, ...]
    quality: int
    cost: int
    nearly_equal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """The team with most points among those that fail the fewest requirements, and which those are."""

    team: tuple[str, ...]
    quality: int
    objections: tuple[Objection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A team for one case. `quality` is the sum of `points`, before the penalties of the plan."""

    casus: str
    aanpak: str
    since: date
    weight: int
    team: tuple[str, ...]
    quality: int
    points: tuple[Points, ...]
    alternatives: tuple[Alternative, ...] = ()
    excluded: Excluded | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A minimal set of requirements: without exactly these a team is possible, with any of them not.

    `teams` is how many teams fail just these, `example` the one with most points, with its reasons.
    """

    eisen: tuple[str, ...]
    teams: int
    example: tuple[str, ...]
    objections: tuple[Objection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why one volunteer does not go to a case: the requirements, or a sentence when there is none."""

    vrijwilliger: str
    objections: tuple[Objection, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A case that stays without a team, and why.

    `possible` is how many teams meet every requirement; 0 means nobody fits and `obstacles` says
    what stands in the way, more means that other cases use those volunteers.
    """

    casus: str
    aanpak: str
    since: date
    weight: int
    possible: int
    reason: str
    obstacles: tuple[Obstacle, ...]
    volunteers: tuple[WhyNot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A proposal that nobody has answered in full yet; it stays as it is and takes its places."""

    casus: str
    team: tuple[str, ...]
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A case that was asked for but needs no team now, and why."""

    casus: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """How the cases lie over the active volunteers, before and after the plan.

    `before` and `after` say how many volunteers have how many cases (open proposals count).
    `unevenness_before` and `_after`: how many cases two volunteers differ on average, in hundredths.
    """

    before: Mapping[int, int]
    after: Mapping[int, int]
    unevenness_before: int
    unevenness_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Prices from which a bound follows by adding up whole numbers, whatever those prices are.

    `prices` are those of one place with each volunteer (left out: 0) and `weight` that of one unit of
    weight, in 4096ths of the `unit` that all points are a multiple of. `odd` holds sets of
    volunteers, of cases that ask one person, and of places kept in a case ("2026-0001 v-001"), each
    with a price: teams within such a set leave one place over when its places are odd in number.
    `bound` is what follows.
    """

    prices: Mapping[str, int]
    odd: tuple[tuple[frozenset[str], int], ...] = ()
    weight: int = 0
    unit: int = 1
    bound: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan for all waiting cases.

    `W` is the weight of the cases that get a team, `Q` the points of the teams minus the penalties
    for a second and third new case of one volunteer. No plan has more weight than `weight_bound`,
    and none of weight `W` has more points than `bound`. `proven`: both bounds are reached. `canonical`: of
    all plans that are equally good it is the one that follows from the data alone. The proofs
    are what the verifier adds up again; where their own `bound` is higher than the plan's, the
    solver's branch and bound closed that gap.
    """

    day: date
    proposals: tuple[Proposal, ...]
    unmatched: tuple[Unmatched, ...]
    fixed: tuple[Fixed, ...]
    skipped: tuple[Skipped, ...]
    W: int
    Q: int
    weight_bound: int
    bound: int
    proven: bool
    canonical: bool
    weight_proof: Proof
    points_proof: Proof
    fairness: Fairness


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a team of somebody's own choice for one case would do to the plan.

    `objections` are the requirements it does not meet, `members` says of each volunteer why the plan
    does not send them. `weight_cost` and `points_cost` are what the best plan with this team has less
    than the best plan without that wish: apart, because a point never makes up for weight.
    `losing` are the cases that no longer get a team, `gaining` those that now do, `changed` those that
    get another one. `exact`: both plans are proven.
    """

    casus: str
    team: tuple[str, ...]
    quality: int
    points: tuple[Points, ...]
    objections: tuple[Objection, ...]
    members: tuple[WhyNot, ...]
    planned: tuple[str, ...]
    planned_points: tuple[Points, ...]
    weight_cost: int
    points_cost: int
    losing: tuple[str, ...]
    gaining: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """One recruit, or one training for one volunteer, and what the best plan would then be.

    `wie` is empty for a recruit, of whom `trainings` says what they need. `gaining` are the cases that
    get a team then and do not now; `matched` counts all that do.
    """

    wie: str
    trainings: tuple[str, ...]
    matched: int
    W: int
    gaining: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Which one recruit or training helps most: the best ones, all equally good, and how it was found.

    `now` is how many of the `waiting` cases get a team today, `tried` how many of `total` possibilities were planned
    anew, `idle` how many of those could be left out because they make no new team possible.
    """

    waiting: int
    now: int
    best: tuple[Help, ...]
    tried: int
    idle: int
    total: int
