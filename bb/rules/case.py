"""A case with its journal told step by step: what the rules of cases look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bb.domain.events import Event, in_order
from bb.domain.finding import Finding, Fix, Severity
from bb.domain.journal import State, step
from bb.domain.records import Casus
from bb.domain.source import Source
from bb.rules.rule import Place, finding, line


class Moment(NamedTuple):
    """One event, with the case as it was just before and just after."""

    event: Event
    before: State
    after: State


class Case(NamedTuple):
    """A case on one day: its moments up to then, in order and by event, and what came of them."""

    casus: Casus
    moments: tuple[Moment, ...]
    by_event: Mapping[str, Sequence[Moment]]
    state: State

    @property
    def source(self) -> Source:
        """The file of the case."""
        return self.casus.source

    def of(self, *names: str) -> Iterable[Moment]:
        """Return the moments of these events, in order."""
        if len(names) == 1:
            return self.by_event.get(names[0], ())
        return (moment for moment in self.moments if moment.event.wat in names)

    def at(
        self, code: str, severity: Severity, place: Event | Place, message: str, remedy: str, *, fix: Fix | None = None
    ) -> Finding:
        """Return a finding at an event's line, or at another place in the front matter."""
        where = line(place, "wat") if isinstance(place, Event) else place
        return finding(code, severity, self.source, where, message, remedy, fix=fix)


def case_of(casus: Casus, today: date) -> Case:
    """Return a case as the rules look at it: lines after `today` are left out, and no rule asks for minutes."""
    state = State(coordinator=casus.coordinator)
    moments = []
    by_event: dict[str, list[Moment]] = {}
    for event in in_order(casus.verloop, today):
        after = step(state, event, work=False)
        moment = Moment(event=event, before=state, after=after)
        moments.append(moment)
        by_event.setdefault(event.wat, []).append(moment)
        state = after
    return Case(casus=casus, moments=tuple(moments), by_event=by_event, state=state)
