"""Organisations that do not exist: with somebody added, absent or trained. Nothing of it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bb.domain.events import Event
from bb.domain.records import Vrijwilliger
from bb.domain.register import Register
from bb.domain.source import Source
from bb.domain.team import BASISTRAINING
from bb.domain.types import Value

NEW = "nieuw"
"""The id of somebody who does not exist."""


def _after(vrijwilliger: Vrijwilliger, day: date, wat: str, keys: Mapping[str, Value]) -> Vrijwilliger:
    order = 1 + max((event.order for event in vrijwilliger.verloop), default=0)
    return replace(vrijwilliger, verloop=(*vrijwilliger.verloop, Event(op=day, wat=wat, keys=keys, order=order)))


def absent(register: Register, id_: str, day: date) -> Register:
    """Return the register in which a volunteer is away on `day`."""
    return register.with_record(_after(register.vrijwilliger[id_], day, "afwezig", {"van": day, "tot": day}))


def trained(register: Register, id_: str, kind: str, day: date) -> Register:
    """Return the register in which a volunteer followed a training."""
    return register.with_record(_after(register.vrijwilliger[id_], day, "training", {"soort": kind}))


def recruited(
    register: Register,
    day: date,
    trainings: tuple[str, ...] = (),
    *,
    geslacht: str | None = None,
    kan: tuple[str, ...] = (),
    wijk: str | None = None,
) -> Register:
    """Return the register with a new volunteer, `NEW`: basistraining and these trainings, no case yet.

    Left out: lives in none of the wijken, can on every part of the week. Room for as many cases as a
    volunteer has who does not say.
    """
    kinds = dict.fromkeys((BASISTRAINING, *trainings))
    lines = [("training", {"soort": kind}) for kind in kinds] + [("start", {})]
    return register.with_record(
        Vrijwilliger(
            id=NEW,
            source=Source(path=f"vrijwilligers/{NEW}.md"),
            wijk=wijk,
            kan=kan,
            geslacht=geslacht,
            verloop=tuple(Event(op=day, wat=wat, keys=keys, order=n) for n, (wat, keys) in enumerate(lines)),
        )
    )
