"""Planning teams for the waiting cases of an organisation. Nothing is recorded here.

The planner loads the solver, so each calculation imports it in the process it runs in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bb.actions.apart import apart
from bb.actions.ids import find_record
from bb.actions.reading import Opened, open_readable
from bb.actions.stop import Status, Stop
from bb.actions.wishes import with_wishes
from bb.domain.detectors import quoted
from bb.domain.finding import Severity
from bb.domain.records import Casus
from bb.domain.register import Register
from bb.domain.types import SLOTS
from bb.domain.vocabulary import WOORDEN
from bb.matching.plan import (
    Advice,
    Comparison,
    Fixed,
    Objection,
    Plan,
    Points,
    Proposal,
    Unmatched,
    WhyNot,
)
from bb.matching.telling import fairness_lines, verdict
from bb.text.plurals import join_nl

__all__ = [
    "Advice",
    "Comparison",
    "Fixed",
    "Imagined",
    "Objection",
    "Plan",
    "Points",
    "Proposal",
    "Unmatched",
    "WhyNot",
    "advice",
    "advice_for",
    "exported",
    "fairness_lines",
    "open_for_planning",
    "open_with_wishes",
    "plan_for",
    "plan_match",
    "the_case",
    "the_team",
    "verdict",
    "what_if",
    "why",
    "write_export",
]

_T = TypeVar("_T")
_UNPLANNABLE = frozenset({"onbekend", "dubbel", "grootte"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Imagined:
    """The plan as things are, and as they would be."""

    before: Plan
    after: Plan


def open_for_planning(start: Path) -> Opened:
    """Read the organisation; refuse when its settings for teams cannot be read.

    Raises:
        Stop: no organisation, or a weight or requirement in bb.yaml is not what it should be.
    """
    opened = open_readable(start)
    errors = [f for f in opened.findings if f.path == "bb.yaml" and f.severity is Severity.ERROR]
    if errors:
        told = "\n".join(f"- {f.message} {f.remedy}".rstrip() for f in errors)
        raise Stop(f"In bb.yaml klopt iets niet, dus er komt geen plan:\n{told}\nZie waar met: bb validate")
    return opened


def open_with_wishes(start: Path, today: date) -> Opened:
    """Read the organisation for a plan, with what the dossiers of waiting cases ask of a team.

    Raises:
        Stop: as `open_for_planning`.
    """
    return with_wishes(open_for_planning(start), today)


def the_case(register: Register, typed: str, today: date) -> Casus:
    """Return the case someone typed.

    Raises:
        Stop: it does not exist, or is no case.
    """
    _, record = find_record(register, typed, today)
    if not isinstance(record, Casus):
        raise Stop(f"{record.id} is geen zaak.", Status.USAGE)
    return record


def the_team(register: Register, typed: Sequence[str], today: date) -> tuple[str, ...]:
    """Return the volunteers someone typed: `v-1,v-2`, `v1 v2`.

    Raises:
        Stop: one does not exist, is no volunteer, or stands there twice.
    """
    found: list[str] = []
    for one in (part for word in typed for part in word.split(",") if part.strip()):
        kind, record = find_record(register, one, today)
        if kind != "vrijwilliger":
            raise Stop(f"{record.id} is geen vrijwilliger.", Status.USAGE)
        if record.id in found:
            raise Stop(f"{record.id} staat er twee keer.", Status.USAGE)
        found.append(record.id)
    return tuple(sorted(found))


def _apart(work: Callable[[], _T], seconds: float | None = None) -> _T:
    """Calculate in another process; what the planner itself says becomes the end of the command."""

    def guarded() -> _T:
        from bb.matching.highs import SolverError  # noqa: PLC0415 - loads numpy, in that process only
        from bb.matching.planner import PlanError  # noqa: PLC0415 - same

        try:
            return work()
        except (SolverError, PlanError) as error:
            raise Stop(str(error)) from error

    return apart(guarded, seconds)


def plan_for(register: Register, today: date, only: Sequence[str] = ()) -> Plan:
    """Return the plan for all waiting cases, or for `only` these (by id).

    Raises:
        Stop: the solver failed or was killed, or the plan's own check refuses it.
    """

    def work() -> Plan:
        from bb.matching.planner import plan  # noqa: PLC0415 - loads the solver, in its own process only

        return plan(register, today, only)

    return _apart(work)


def _only(register: Register, cases: Sequence[str], today: date) -> tuple[str, ...]:
    return tuple(the_case(register, typed, today).id for typed in cases)


def plan_match(start: Path, today: date, cases: Sequence[str] = ()) -> Plan:
    """Return the plan for all waiting cases, or for those that were named.

    Raises:
        Stop: no organisation, a case that does not exist, or no plan that can be shown.
    """
    register = open_with_wishes(start, today).register
    return plan_for(register, today, _only(register, cases, today))


def exported(start: Path, today: date, cases: Sequence[str] = ()) -> tuple[Plan, dict[str, Any]]:
    """Return the plan, and the problem with its plan as plain values for another program.

    Raises:
        Stop: as `plan_match`.
    """
    register = open_with_wishes(start, today).register
    only = _only(register, cases, today)

    def work() -> tuple[Plan, dict[str, Any]]:
        from bb.matching.export import exported as values  # noqa: PLC0415 - loads the solver, in its own process only
        from bb.matching.planner import planned  # noqa: PLC0415 - same

        problem, plan = planned(register, today, only)
        return plan, values(problem, plan)

    return _apart(work)


def write_export(values: Mapping[str, Any], path: Path) -> None:
    """Write the exported values to a file.

    Raises:
        Stop: it cannot be written.
    """
    try:
        path.write_text(json.dumps({"bb": 1, **values}, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise Stop(f"{path} kan niet worden geschreven.") from error


def why(register: Register, today: date, casus: Casus, team: Sequence[str]) -> Comparison | tuple[WhyNot, ...]:
    """Return what a team for a case would do to the plan; for one person of two, only why they do not go.

    Raises:
        Stop: this team cannot be compared, or no plan that can be shown.
    """

    def work() -> Comparison | tuple[WhyNot, ...]:
        from bb.matching.comparison import compare  # noqa: PLC0415 - loads the solver, in its own process only
        from bb.matching.planner import check, why_not  # noqa: PLC0415 - same

        against = check(register, today, casus.id, team)
        if len(team) == 1 and any(o.eis == "grootte" for o in against):
            return tuple(found for found in why_not(register, today, casus.id) if found.vrijwilliger in team)
        gone = [o for o in against if o.eis in _UNPLANNABLE or o.reason.endswith("is gestopt")]
        if gone:
            raise Stop(f"Dit team kan niet: {join_nl([o.reason for o in gone])}.")
        if len(team) > 2 or (len(team) == 2 and any(o.eis == "grootte" for o in against)):
            raise Stop("bb vergelijkt teams van twee, en bij coaching van een.")
        return compare(register, today, casus.id, team)

    return _apart(work)


def against(register: Register, today: date, casus: Casus, team: Sequence[str]) -> tuple[Objection, ...]:
    """Return every requirement a team chosen by hand does not meet."""

    def work() -> tuple[Objection, ...]:
        from bb.matching.planner import check  # noqa: PLC0415 - loads numpy, in its own process only

        return check(register, today, casus.id, team)

    return _apart(work)


def what_if(start: Path, today: date, cases: Sequence[str], typed: Sequence[str]) -> Imagined:
    """Return the plan as things are and as they would be with what was typed: nothing is recorded.

    Raises:
        Stop: what was typed means nothing, or as `plan_match`.
    """
    register = open_with_wishes(start, today).register
    only = _only(register, cases, today)
    changes = [_imagined(register, one, today) for one in typed]

    def work() -> Imagined:
        from bb.matching import imagined  # noqa: PLC0415 - beside the planner, in its own process only
        from bb.matching.planner import plan  # noqa: PLC0415 - loads the solver, in its own process only

        other = register
        for id_, words in changes:
            if id_ == NEW:
                other = imagined.recruited(
                    other,
                    today,
                    tuple(w for w in words if w in TRAININGS),
                    geslacht=next((w for w in words if w in SEXES), None),
                    kan=tuple(w for w in words if w in SLOTS),
                    wijk=next((w for w in words if w in register.organisatie.wijken), None),
                )
            for word in words if id_ != NEW else ():
                away = word == AWAY
                other = imagined.absent(other, id_, today) if away else imagined.trained(other, id_, word, today)
        return Imagined(before=plan(register, today, only), after=plan(other, today, only))

    return _apart(work)


NEW = "nieuw"
AWAY = "afwezig"
SEXES = ("man", "vrouw")
TRAININGS = WOORDEN["soort.training"]


def _imagined(register: Register, typed: str, today: date) -> tuple[str, tuple[str, ...]]:
    """Return whom a what-if is about, and its words.

    Raises:
        Stop: it is none that bb can imagine.
    """
    who, _, rest = typed.partition("=")
    words = tuple(word.strip() for word in rest.split(",") if word.strip())
    if who == NEW:
        known = {*TRAININGS, *SEXES, *SLOTS, *register.organisatie.wijken}
        strange = [word for word in words if word not in known]
    else:
        (who,) = the_team(register, (who,), today) or ("",)
        strange = [word for word in words if word != AWAY and word not in TRAININGS]
    if strange or not who or (who != NEW and not words):
        raise Stop(
            f"'{quoted(typed)}' kan bb zich niet voorstellen. Schrijf bijvoorbeeld: v-3=afwezig, v-3=pendel, nieuw, "
            "of nieuw=pendel,vrouw,di-avond.",
            Status.USAGE,
        )
    return who, words


def advice(start: Path, today: date) -> Advice:
    """Return which one recruit or training would give most waiting cases a team.

    Raises:
        Stop: as `plan_match`.
    """
    return advice_for(open_with_wishes(start, today).register, today)


def advice_for(register: Register, today: date, seconds: float | None = None) -> Advice:
    """Return which one recruit or training would give most waiting cases a team; in so many seconds at most.

    Raises:
        TooLong: there was no answer in that time.
        Stop: the solver failed or was killed, or the plan's own check refuses it.
    """

    def work() -> Advice:
        from bb.matching.advice import advise  # noqa: PLC0415 - loads the solver, in its own process only

        return advise(register, today)

    return _apart(work, seconds)
