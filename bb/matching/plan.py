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
class Plan:
    """One plan for all waiting cases.

    `W` is the weight of the cases that get a team, `Q` the points of the teams minus the penalties
    for a second and third new case of one volunteer. No plan has more weight than `weight_bound`,
    and none of weight `W` has more points than `bound`. `proven`: both bounds are reached.
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
    fairness: Fairness
