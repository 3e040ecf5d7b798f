"""The protocol of an aanpak in words: each step, who does it, and what it comes to. For the sheet of a mediator.

Which steps there are, an organisation says in `bb.yaml` (`protocol`); what a step asks of a team differs by aanpak.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from bb.domain.events import Event
from bb.domain.records import Organisatie
from bb.domain.terms import in_force
from bb.domain.types import Duration
from bb.domain.vocabulary import AANPAKKEN

TEAM, COORDINATOR = "team", "coordinator"
USUAL = ("intake", "koppeling", "gesprek", "nazorg", "afsluiting")
"""The steps where the organisation names none."""

_TALK: Mapping[str, str] = MappingProxyType(
    {
        "bemiddeling": "Spreek eerst partij A, dan de andere partij, en breng ze daarna samen als beiden dat willen. "
        "Kies geen kant; de oplossing komt van hen.",
        "pendel": "Spreek elke partij apart en breng over wat de ander mag weten. "
        "De partijen hoeven elkaar niet te zien.",
        "coaching": "Spreek alleen de partij die u coacht, hooguit drie keer. Ga niet naar de andere partij.",
        "groep": "Spreek eerst elk huishouden apart, en breng daarna iedereen samen die wil.",
    }
)
_STEP: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "intake": (COORDINATOR, "Met de melder gesproken, en beoordeeld of de zaak past."),
        "voorstel": (COORDINATOR, "U gevraagd of u deze zaak wilt doen."),
        "akkoord": (TEAM, "Zeg of u meedoet. Kent u een van de partijen? Zeg dan nee; dat is nooit erg."),
        "koppeling": (COORDINATOR, "Een team gemaakt, van twee bemiddelaars die bij deze zaak passen."),
        "overdracht": (COORDINATOR, "U dit blad gegeven."),
        "contact": (TEAM, "Doet er niemand open? Probeer het op een ander moment, en laat een brief achter."),
        "voortgang": (TEAM, "Laat weten hoe het gaat, ook als er niets gebeurt."),
        "nabespreking": (COORDINATOR, "Bespreekt de zaak met u na: wat ging goed, en wat kan anders?"),
        "nazorg": (COORDINATOR, "Vraagt elke partij of de afspraken houden."),
        "afsluiting": (COORDINATOR, "Sluit de zaak af. Zegt u wanneer u klaar bent?"),
        "terugkoppeling": (COORDINATOR, "Laat de verwijzer weten of het is opgelost, en verder niets."),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: its name, who does it (`team` or `coordinator`), what it asks, how long it may take, when it was done.

    `binnen` is the length of the term of that name, None when there is none; `gedaan` the last day it happened.
    """

    stap: str
    wie: str
    wat: str
    binnen: Duration | None
    gedaan: date | None


def protocol_of(organisatie: Organisatie, aanpak: str) -> tuple[str, ...]:
    """Return the steps of an aanpak: those of `bb.yaml`, else the usual ones."""
    return organisatie.protocol.get(aanpak) or USUAL


def steps(organisatie: Organisatie, aanpak: str, events: Sequence[Event], day: date) -> Iterator[Step]:
    """Yield the protocol of a case, step by step.

    Args:
        organisatie: the settings.
        aanpak: how the case is done.
        events: its journal, in order, up to the day.
        day: the day on which the terms must be in force.
    """
    done = {event.wat: event.op for event in events}
    for step in protocol_of(organisatie, aanpak):
        term = in_force(organisatie.versions(step), day)
        who, what = (TEAM, _TALK[aanpak if aanpak in AANPAKKEN else AANPAKKEN[0]]) if step == "gesprek" else _of(step)
        yield Step(
            stap=step,
            wie=(term.wie if term and term.wie in (TEAM, COORDINATOR) else None) or who,
            wat=what,
            binnen=term.binnen if term else None,
            gedaan=done.get(step),
        )


def _of(step: str) -> tuple[str, str]:
    return _STEP.get(step, (COORDINATOR, f"{step.replace('-', ' ').capitalize()}."))
