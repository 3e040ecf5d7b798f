"""Which of the reported cases suit, and which were taken on."""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.events import Event
from bb.figures.figure import Figure, count, split
from bb.figures.inflow import aanmeldingen
from bb.figures.period import View


def suitability(view: View) -> Iterator[Figure]:
    """Yield how many of the reported cases suit, why others do not, and how many got a team."""
    all_ = aanmeldingen(view)
    yield count(
        "geschikt",
        (z.id for z in view.aangemeld if z.state.geschikt),
        "Aanmeldingen van het jaar die volgens de laatste intake geschikt zijn.",
        of=all_,
    )
    unsuitable = [z for z in view.aangemeld if z.state.geschikt is False]
    niet = count(
        "niet-geschikt",
        (z.id for z in unsuitable),
        "Aanmeldingen van het jaar die volgens de laatste intake niet geschikt zijn.",
        of=all_,
    )
    yield niet
    yield count(
        "zonder-intake",
        (z.id for z in view.aangemeld if z.state.geschikt is None),
        "Aanmeldingen van het jaar die op de laatste dag nog geen intake hadden, of zonder intake zijn afgesloten.",
        of=all_,
    )
    yield count(
        "behandeld",
        (z.id for z in view.aangemeld if z.state.behandeld),
        "Aanmeldingen van het jaar waaraan een team is gekoppeld.",
        of=all_,
    )
    reasons = [(z.id, code) for z in unsuitable for code in _contra(z.events)]
    yield from split(
        "contra",
        reasons,
        lambda found: found[1],
        "Niet geschikte aanmeldingen naar contra-indicatie",
        note="Een zaak kan er meer dan één hebben.",
        of=niet,
        id_of=lambda found: found[0],
    )


def _contra(events: tuple[Event, ...]) -> tuple[str, ...]:
    """Return the reasons the last intake names."""
    last = next((e for e in reversed(events) if e.wat == "intake"), None)
    return tuple(dict.fromkeys((last.get("contra") or ()) if last else ()))
