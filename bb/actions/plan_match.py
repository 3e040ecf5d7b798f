"""Planning teams for the waiting cases of an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bb.actions.ids import find_record
from bb.actions.reading import open_readable
from bb.actions.stop import Status, Stop
from bb.matching.explanation import fairness_line, verdict
from bb.matching.highs import SolverError
from bb.matching.plan import Fixed, Objection, Plan, Proposal, Unmatched
from bb.matching.planner import PlanError, plan

__all__ = ["Fixed", "Objection", "Plan", "Proposal", "Unmatched", "fairness_line", "plan_match", "verdict"]


def plan_match(start: Path, today: date, cases: Sequence[str] = ()) -> Plan:
    """Return the plan for all waiting cases, or for those that were named.

    Raises:
        Stop: no organisation, a case that does not exist, or a plan that its own check refuses.
    """
    register = open_readable(start).register
    only = []
    for typed in cases:
        kind, record = find_record(register, typed, today)
        if kind != "casus":
            raise Stop(f"{record.id} is geen zaak.", Status.USAGE)
        only.append(record.id)
    try:
        return plan(register, today, tuple(only))
    except (SolverError, PlanError) as error:
        raise Stop(str(error)) from error
