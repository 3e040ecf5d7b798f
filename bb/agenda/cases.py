"""What is due on cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bb.agenda.items import GEWOON, Item
from bb.domain.dues import case_outcome
from bb.domain.journal import State
from bb.domain.norms import Norms, norms_of
from bb.domain.records import Casus
from bb.domain.register import Register
from bb.domain.team import stops
from bb.domain.workdays import Calendar

KnownNorms = dict[str, Mapping[str, list[Norms]]]
"""The norms for cases by their verwijzer, worked out when first asked for."""


def case_items(
    register: Register, casus: Casus, calendar: Calendar, state: State, known: KnownNorms, today: date
) -> Iterator[Item]:
    """Yield what is due on one case, near and far.

    `state` is that of the case on the day. `known` keeps the norms of each verwijzer: they are the
    same for all its cases.
    """
    partner = register.partner.get(casus.verwijzer)
    if casus.verwijzer not in known:
        known[casus.verwijzer] = norms_of(register.organisatie, partner)
    left = stops(register, (*state.team, *state.asked), today)
    outcome = case_outcome(
        casus,
        organisatie=register.organisatie,
        partner=partner,
        calendar=calendar,
        until=today,
        left=left,
        state=state,
        norms=known[casus.verwijzer],
    )
    team = tuple(member for member in state.team if member not in left and member not in state.refused)
    for due in outcome.dues:
        yield Item(
            kind="casus",
            id=casus.id,
            path=casus.source.path,
            term=due.term,
            party=due.party,
            day=due.day,
            reason=due.reason,
            since=due.since,
            wie=due.wie,
            voor=state.coordinator,
            team=team if due.wie == "team" else (),
            bases=due.bases,
            attempts=due.attempts,
            urgentie=casus.urgentie if state.status != "gesloten" else GEWOON,
            tijd=due.since.get("tijd") if due.reason == "gepland" else None,
            since_id=due.by,
            since_path=register.vrijwilliger[due.by].source.path if due.by else None,
        )
