"""A letter to who referred a case: suitable, taken up, closed, solved, each yes or no, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb.actions.fill_template import filled
from bb.actions.ids import find_record
from bb.actions.reading import open_readable
from bb.actions.stop import Status, Stop
from bb.domain.ids import ZELF
from bb.domain.journal import State, state_of
from bb.domain.records import Casus
from bb.text.dates import day_nl

TEMPLATE = "terugkoppeling.md.j2"
CONSENT = "terugkoppeling"
OPGELOST = "opgelost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter about a case to the partner that referred it; `over` is the step it is about, as the journal has it."""

    casus: str
    partner: str
    over: str
    text: str


def make_letter(start: Path, typed: str, today: date) -> Letter:
    """Return the letter about a case as it stands on a day; nothing is written or logged.

    Raises:
        Stop: there is no such case, nobody referred it, A gave no consent, there is nothing to tell yet, or the
            organisation's own template is wrong.
    """
    opened = open_readable(start)
    _, casus = find_record(opened.register, typed, today)
    if not isinstance(casus, Casus):
        raise Stop("Een terugkoppeling gaat over een zaak, zoals 2026-0123.", Status.USAGE)
    state = state_of(casus, today)
    if casus.verwijzer == ZELF:
        raise Stop(f"{casus.id} is niet verwezen: de melder kwam zelf. Er is niemand om een brief aan te schrijven.")
    if not state.allows("A", CONSENT):
        raise Stop(
            f"De melder van {casus.id} gaf geen toestemming voor terugkoppeling, dus er komt geen brief.\n"
            "Vraag het, en leg het vast bij een gebeurtenis: toestemming=opslag,bemiddelaars,terugkoppeling"
        )
    if state.geschikt is None:
        raise Stop(f"Bij {casus.id} is nog geen intake vastgelegd; er valt nog niets te melden.")
    coordinator = opened.register.organisatie.coordinator(state.coordinator)
    closed = state.status == "gesloten"
    values = {
        "organisatie": opened.register.organisatie.naam,
        "coordinator": coordinator.naam if coordinator else "de coördinator",
        "partner": casus.verwijzer,
        "casus": casus.id,
        "vandaag": day_nl(today),
        "geschikt": state.geschikt,
        "opgepakt": state.koppeling is not None,
        "afgesloten": closed,
        "opgelost": closed and state.resultaat == OPGELOST,
    }
    text = filled(opened.root, TEMPLATE, values, "Er is geen brief gemaakt.")
    return Letter(casus=casus.id, partner=casus.verwijzer, over=_about(state), text=text)


def _about(state: State) -> str:
    """Return which step the letter is about: the last of suitable, taken up and closed."""
    if state.status == "gesloten":
        return "afgesloten"
    return "geschikt" if state.koppeling is None else "opgepakt"
