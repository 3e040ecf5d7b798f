"""The part of a register that a change of one record can touch, so that a write need not check everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bb.domain.kinds import FOLDERS
from bb.domain.records import Activiteit, Casus, Record, Vrijwilliger
from bb.domain.register import Register


def around(register: Register, *versions: Record) -> Register:
    """Return a register with only what the rules can see differently through one record.

    Those are the record itself, the cases with a team that holds one of its people (how many cases
    someone has, who was where), and the people of those teams; activities stay, for the trainings.
    Of all other records only the name is known, as of files that cannot be read. Ask `check` about
    it before and after the change, with the same `versions`: what is new, the change brought.

    Args:
        register: before or after the change.
        versions: the record before (when there was one) and after.
    """
    people = {id_ for version in versions for id_ in _people(version)}
    own = {version.id for version in versions}
    cases = {id_: c for id_, c in register.casus.items() if id_ in own or not people.isdisjoint(_teams(c))}
    near = people.union(*map(_teams, cases.values()), own)
    kept: dict[str, Mapping[str, Record]] = {
        "casus": cases,
        "vrijwilliger": {id_: v for id_, v in register.vrijwilliger.items() if id_ in near},
        "partner": {id_: p for id_, p in register.partner.items() if id_ in own},
        "activiteit": register.activiteit,
    }
    unread = {
        kind: register.unread.get(kind, frozenset()) | (register.of_kind(kind).keys() - kept[kind].keys())
        for kind in FOLDERS
    }
    return replace(register, unread=unread, **kept)  # type: ignore[arg-type]  # each class under its own kind


def _people(record: Record) -> Iterable[str]:
    """Return the volunteers whose standing a record speaks of."""
    match record:
        case Casus():
            return _teams(record)
        case Vrijwilliger():
            return (record.id,)
        case Activiteit():
            return {id_ for event in record.verloop for id_ in event.get("aanwezig") or ()}
        case _:
            return ()


def _teams(casus: Casus) -> set[str]:
    return {id_ for event in casus.verloop if event.wat == "koppeling" for id_ in event.get("team") or ()}
