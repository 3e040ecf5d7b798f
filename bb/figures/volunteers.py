"""The volunteers: who is there, who came and left, and how the work is spread. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bb.domain.ids import is_guest
from bb.domain.journal import IN_POOL, vrijwilliger_status
from bb.domain.practice import attendance, linked
from bb.domain.records import Vrijwilliger
from bb.domain.types import Amount
from bb.figures.activities import held
from bb.figures.figure import Figure, count, split
from bb.figures.period import View

BUCKETS = (("0", 0), ("1-2", 2), ("3-5", 5), ("6-8", 8), ("9+", None))
"""How many cases a volunteer went to, in groups: the name of each and its last number."""


def volunteers(view: View) -> Iterator[Figure]:
    """Yield the figures about the organisation's own volunteers; guests stand apart."""
    if view.scope:
        return
    until = view.period.until
    pool = pool_of(view)
    all_ = count(
        "vrijwilligers",
        (v.id for v in pool),
        "Vrijwilligers die op de laatste dag van het jaar begonnen en niet gestopt waren, ook wie even afwezig was.",
    )
    yield all_
    yield from split(
        all_.name,
        pool,
        lambda v: vrijwilliger_status(v, until),
        "Vrijwilligers naar status op de laatste dag",
        of=all_,
        id_of=_id,
        known=IN_POOL,
    )
    for name, wat, definition in (
        ("aangemeld", "aanmelding", "Mensen die zich in het jaar als vrijwilliger meldden."),
        ("begonnen", "start", "Vrijwilligers die in het jaar begonnen."),
        ("gestopt", "stop", "Vrijwilligers die in het jaar stopten."),
    ):
        yield count(f"vrijwilligers.{name}", (v.id for v in view.volunteers if _had(view, v, wat)), definition)
    cases = cases_each(view)
    yield count(
        "vrijwilligers.gasten",
        (id_ for id_ in view.register.vrijwilliger if is_guest(id_) and cases.get(id_)),
        "Gasten van een andere organisatie die in het jaar aan een zaak zijn gekoppeld.",
    )
    yield from split(
        "zaken-per-vrijwilliger",
        pool,
        lambda v: _bucket(len(cases.get(v.id, ()))),
        "Vrijwilligers van de laatste dag, naar het aantal zaken waaraan ze in het jaar zijn gekoppeld",
        of=all_,
        id_of=_id,
        known=(name for name, _ in BUCKETS),
    )
    yield from _norms(view, pool, all_, cases)


def pool_of(view: View) -> list[Vrijwilliger]:
    """Return the organisation's own volunteers who had begun and not stopped on the last day."""
    return [v for v in view.volunteers if vrijwilliger_status(v, view.period.until) in IN_POOL]


def _norms(
    view: View, pool: list[Vrijwilliger], all_: Figure, cases: Mapping[str, tuple[str, ...]]
) -> Iterator[Figure]:
    """Yield how many volunteers met each norm the organisation set (bb.yaml: `normen`)."""
    for name, norm in view.register.organisatie.normen.items():
        least = norm.minstens
        match name:
            case "zaken":
                met = [v for v in pool if _reached(least, len(cases.get(v.id, ())), 0)]
                what = f"aan minstens {least} zaken zijn gekoppeld"
            case "intervisie" | "training":
                meetings = [event for _, event in held(view, name)]
                met = [v for v in pool if _reached(least, *attendance(v, name, meetings, *_days(view)))]
                times = f"{least} van de keren dat ze actief waren" if least.percent else f"{least} keer"
                what = f"minstens {times} naar een {name} gingen"
            case _:
                continue
        yield count(f"norm.{name}", (v.id for v in met), f"Vrijwilligers die in het jaar {what}.", of=all_)


def _reached(least: Amount, done: int, possible: int) -> bool:
    return done * 100 >= least.number * possible if least.percent else done >= least.number


def cases_each(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return the cases each volunteer was linked to in the period, by id of the volunteer."""
    cases: dict[str, list[str]] = {}
    for zaak in view.zaken:
        for member in linked(zaak.events, *_days(view)):
            cases.setdefault(member, []).append(zaak.id)
    return {member: tuple(ids) for member, ids in cases.items()}


def _days(view: View) -> tuple[date, date]:
    return view.period.first, view.period.until


def _had(view: View, vrijwilliger: Vrijwilliger, wat: str) -> bool:
    return any(event.wat == wat and event.op in view.period for event in vrijwilliger.verloop)


def _bucket(cases: int) -> str:
    return next(name for name, last in BUCKETS if last is None or cases <= last)


def _id(vrijwilliger: Vrijwilliger) -> str:
    return vrijwilliger.id
