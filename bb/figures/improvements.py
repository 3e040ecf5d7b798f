"""What was recommended, and what came of it: the activities of soort verbetering, as they stand on the last day."""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import Event, in_order
from bb.domain.records import Activiteit
from bb.figures.figure import Figure, count, split
from bb.figures.period import View

VERBETERING = "verbetering"
ENDS = {"klaar": "klaar", "gehouden": "klaar", "vervallen": "vervallen"}
STATES = ("klaar", "loopt", "vervallen")


def improvements(view: View) -> Iterator[Figure]:
    """Yield what came of the recommendations of the year before (with those still open then), and the new ones."""
    if view.scope:
        return
    before = view.period.before
    earlier: list[tuple[str, str]] = []
    new: list[str] = []
    for activiteit in view.register.activiteit.values():
        events = in_order(activiteit.verloop, view.period.until)
        if activiteit.soort != VERBETERING or not events:
            continue
        if events[0].op >= view.period.first:
            new.append(activiteit.id)
        elif (end := _ended(events)) is None or end.op >= before.first:
            earlier.append((activiteit.id, ENDS[end.wat] if end else "loopt"))
    all_ = count(
        "aanbevelingen",
        (id_ for id_, _ in earlier),
        "Verbeteringen die voor het jaar zijn begonnen en die aan het begin van het jaar ervoor nog niet klaar waren.",
    )
    yield all_
    yield from split(
        "aanbeveling",
        earlier,
        lambda found: found[1],
        "Aanbevelingen van het vorige verslag naar hoe het ermee staat op de laatste dag",
        of=all_,
        id_of=lambda found: found[0],
        known=STATES,
    )
    yield count("aanbevelingen.nieuw", new, "Verbeteringen die in het jaar zijn begonnen.")


def _ended(events: tuple[Event, ...]) -> Event | None:
    return next((e for e in events if e.wat in ENDS), None)


def topic(activiteit: Activiteit) -> str:
    """Return what an activity is about: the first line of its notes, or nothing.

    >>> from bb.domain.source import Source
    >>> source = Source(path="activiteiten/2025-verbetering-1.md", text="# Korter wachten", below=0)
    >>> topic(Activiteit(id="2025-verbetering-1", source=source, soort="verbetering"))
    'Korter wachten'
    """
    lines = (line.strip("# \t\r") for line in activiteit.source.body.splitlines())
    return next((line for line in lines if line), "")
