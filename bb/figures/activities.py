"""What was organised: intervisie, training, publicity and the rest, with who came and whom it reached."""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import Event, in_order
from bb.domain.practice import came, expected, room
from bb.domain.records import Activiteit
from bb.figures.figure import Figure, Measure, count, split
from bb.figures.period import View


def activities(view: View) -> Iterator[Figure]:
    """Yield the activities held in the period by soort, and the attendance of intervisie."""
    if view.scope:
        return
    all_held = list(held(view))
    all_ = count("activiteiten", (a.id for a, _ in all_held), "Keren dat in het jaar een activiteit is gehouden.")
    yield all_
    measured = {soort: [e for a, e in all_held if a.soort == soort] for soort in sorted({a.soort for a, _ in all_held})}
    for figure in split(
        "activiteit",
        all_held,
        lambda found: found[0].soort,
        "Activiteiten in het jaar naar soort",
        of=all_,
        id_of=lambda found: found[0].id,
    ):
        yield count(
            figure.name,
            figure.cases,
            figure.definition,
            of=all_,
            measures=_measures(measured.get(figure.key, [])),
        )
    yield from _attendance(view, "intervisie")
    yield from _rooms(view, all_held)


def _rooms(view: View, all_held: list[tuple[Activiteit, Event]]) -> Iterator[Figure]:
    """Yield how often each room was used, what it cost and what mark those who came gave; nothing without rooms."""
    used: dict[str, list[tuple[Activiteit, Event]]] = {}
    for activiteit, event in all_held:
        if place := room(in_order(activiteit.verloop, event.op)):
            used.setdefault(place, []).append((activiteit, event))
    for place in sorted(used):
        marks = [event.get("cijfer") for _, event in used[place] if event.get("cijfer")]
        costs = sum(event.get("kosten") or 0 for _, event in booked(view) if event.get("plek") == place)
        yield count(
            f"zaal.{place}",
            (activiteit.id for activiteit, _ in used[place]),
            "Keren dat in het jaar een activiteit in deze zaal is gehouden. Kosten: van de zaal alleen.",
            measures=(
                Measure("kosten", float(costs), "euro"),
                *([Measure("cijfer", round(sum(marks) / len(marks), 2), "cijfer")] if marks else []),
            ),
        )


def booked(view: View) -> Iterator[tuple[Activiteit, Event]]:
    """Yield each time a room was booked in the period for an activity."""
    for activiteit in view.register.activiteit.values():
        yield from ((activiteit, e) for e in activiteit.verloop if e.wat == "zaal" and e.op in view.period)


def held(view: View, soort: str | None = None) -> Iterator[tuple[Activiteit, Event]]:
    """Yield each time an activity (of one soort) was held in the period."""
    for activiteit in view.register.activiteit.values():
        if soort in (None, activiteit.soort):
            for event in activiteit.verloop:
                if event.wat == "gehouden" and event.op in view.period:
                    yield activiteit, event


def _measures(events: list[Event]) -> Iterator[Measure]:
    present = sum(len(event.get("aanwezig") or ()) for event in events)
    reached = sum(event.get("bereik") or 0 for event in events)
    costs = sum(event.get("kosten") or 0 for event in events)
    marks = [event.get("cijfer") for event in events if event.get("cijfer")]
    yield Measure("aanwezig", present, "mensen")
    yield Measure("bereik", reached, "mensen")
    yield Measure("kosten", float(costs), "euro")
    if marks:
        yield Measure("cijfer", round(sum(marks) / len(marks), 2), "cijfer")


def _attendance(view: View, soort: str) -> Iterator[Figure]:
    """Yield how many of the invited volunteers came; everyone active on the day counts as invited."""
    own = view.volunteers
    there: list[str] = []
    invited: list[str] = []
    for _, event in held(view, soort):
        there += [v.id for v in own if came(v, event)]
        invited += [v.id for v in own if expected(v, event)]
    all_ = count(
        f"uitgenodigd.{soort}",
        invited,
        f"Keren dat een vrijwilliger bij een {soort} kon zijn: iedereen die op de dag zelf actief was.",
    )
    yield all_
    yield count(f"opkomst.{soort}", there, f"Keren dat een vrijwilliger bij een {soort} was.", of=all_)
