"""Who worked how long: in cases, at activities, and besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bb.figures.activities import held
from bb.figures.figure import Figure, Measure, count
from bb.figures.period import View, Zaak


def hours(view: View) -> Iterator[Figure]:
    """Yield the hours worked in the period (minutes written down, times the people that worked)."""
    for name, who, prefixes in (
        ("coordinator", "coördinatoren", ("c-",)),
        ("vrijwilligers", "vrijwilligers (ook gasten)", ("v-", "g-")),
    ):
        found = [(z.id, minutes) for z in view.zaken if (minutes := minutes_in(z, prefixes))]
        definition = f"Zaken waarin {who} in het jaar uren schreven. Twee mensen een uur lang is 2 uur."
        yield _worked(f"uren.{name}", found, definition)
    if view.scope:
        return
    together = [
        (activiteit.id, event.minuten * sum(not person.startswith("c-") for person in event.get("aanwezig") or ()))
        for activiteit, event in held(view)
    ]
    yield _worked(
        "uren.activiteiten",
        [(id_, minutes) for id_, minutes in together if minutes],
        "Activiteiten in het jaar, met de uren van de vrijwilligers die er waren.",
    )
    besides = [
        (v.id, sum(e.minuten for e in v.verloop if e.wat == "inzet" and e.op in view.period))
        for v in view.register.vrijwilliger.values()
    ]
    yield _worked(
        "uren.inzet",
        [(id_, minutes) for id_, minutes in besides if minutes],
        "Vrijwilligers die in het jaar ander werk deden, buiten zaken en activiteiten.",
    )


def minutes_in(zaak: Zaak, prefixes: tuple[str, ...]) -> int:
    """Return the minutes worked on a case within the period by people whose id starts so."""
    after, before = zaak.state.minutes, zaak.before.minutes
    return sum(total - before.get(person, 0) for person, total in after.items() if person.startswith(prefixes))


def _worked(name: str, found: Iterable[tuple[str, int]], definition: str) -> Figure:
    worked = list(found)
    total = sum(minutes for _, minutes in worked)
    return count(name, (id_ for id_, _ in worked), definition, measures=[Measure("uren", round(total / 60, 2), "uur")])
