"""Taking over the work of a colleague: what there is to do for them, and another coördinator for what is open."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bb.actions.reading import Opened
from bb.actions.save import refuse_example, save
from bb.actions.stop import Status, Stop
from bb.agenda import Item, record_items
from bb.domain.detectors import quoted
from bb.domain.journal import State, state_of
from bb.domain.records import Casus, Coordinator, Organisatie
from bb.files import disk
from bb.files.format import format_event
from bb.files.splice import Refused, append_event
from bb.git.author import find_author
from bb.git.commit import Change
from bb.git.errors import GitError
from bb.git.repository import find


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    """Whose open cases go to whom: each case with its state and what is due on it, the most urgent first."""

    leaver: Coordinator
    heir: Coordinator
    cases: tuple[tuple[Casus, State, tuple[Item, ...]], ...]


def plan_takeover(opened: Opened, leaver: str, heir: str | None, today: date) -> Takeover:
    """Work out which cases would get another coördinator.

    Args:
        opened: the organisation.
        leaver: the id or mail address of the coördinator whose cases are taken over.
        heir: the id of the one who takes over; None for whoever is at work here.
        today: the day to look from.

    Raises:
        Stop: one of the two is not a coördinator, or it is not clear who takes over.
    """
    organisatie = opened.register.organisatie
    refuse_example(organisatie)
    gone = _coordinator(organisatie, leaver)
    taker = _coordinator(organisatie, heir) if heir else _at_work(opened, gone)
    if taker == gone:
        raise Stop("Wie overneemt, moet iemand anders zijn.", Status.USAGE)
    cases = []
    for casus in opened.register.casus.values():
        state = state_of(casus, today)
        if state.coordinator == gone.id and state.status != "gesloten":
            items = sorted(record_items(opened.register, casus, today), key=lambda item: item.day)
            cases.append((casus, state, tuple(items)))
    cases.sort(key=lambda one: (one[2][0].day if one[2] else date.max, one[0].id))
    return Takeover(leaver=gone, heir=taker, cases=tuple(cases))


def take_over(opened: Opened, planned: Takeover, today: date) -> None:
    """Write the `overname` in every case, as one action.

    Raises:
        Stop: a file cannot be changed by itself, or as `save` does.
    """
    changes = [_change(opened, casus, planned.heir, today) for casus, _, _ in planned.cases]
    if changes:
        save(
            opened.root,
            changes,
            message=f"{planned.leaver.id}: {len(changes)} zaken overgenomen door {planned.heir.id}",
            coordinator=planned.heir,
            command="bb sync",
        )


def _change(opened: Opened, casus: Casus, heir: Coordinator, today: date) -> Change:
    path = casus.source.path
    data = disk.read(opened.root, path)
    line = format_event({"op": today, "wat": "overname", "naar": heir.id}, "casus")
    new = append_event(data.decode("utf-8"), line) if isinstance(data, bytes) else Refused(reason="")
    if isinstance(new, Refused) or not isinstance(data, bytes):
        raise Stop(f"{path} kan niet vanzelf worden gewijzigd. Er is niets vastgelegd. Typ daar zelf:\n  - {line}")
    return Change(path=path, old=data, new=new.encode("utf-8"))


def _coordinator(organisatie: Organisatie, id_: str) -> Coordinator:
    found = organisatie.coordinator(id_) or next((c for c in organisatie.coordinatoren if c.mail == id_), None)
    if found is None:
        known = ", ".join(f"{c.id} ({c.naam})" for c in organisatie.coordinatoren)
        raise Stop(f"'{quoted(id_)}' is geen coördinator in bb.yaml. Kies uit: {known}.", Status.USAGE)
    return found


def _at_work(opened: Opened, leaver: Coordinator) -> Coordinator:
    """Return the coördinator who is at work here: by the mail address git knows, else the only other one."""
    others = [c for c in opened.register.organisatie.coordinatoren if c.id != leaver.id]
    mine = [c for c in others if c.mail and c.mail == _mail(opened)]
    if len(mine) == 1 or len(others) == 1:
        return (mine or others)[0]
    known = ", ".join(f"--to {c.id}" for c in others)
    raise Stop(f"Wie neemt de zaken van {leaver.naam} over? Zet erbij: {known}.", Status.USAGE)


def _mail(opened: Opened) -> str | None:
    try:
        repository = find(opened.root)
        who = find_author(repository, os.environ, None) if repository else None
    except GitError as error:
        raise Stop(str(error)) from error
    return who.mail if who else None


def promised(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return what was agreed with someone: a day, or a promise to a partner."""
    return tuple(item for item in items if item.reason in {"gepland", "toezegging"})
