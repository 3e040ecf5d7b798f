"""Handing the parties' data to a mediator: a sheet with only what is needed, sealed, and never readable on a disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bb.actions import dossiers
from bb.actions.due import tasks_of
from bb.actions.fill_template import filled
from bb.actions.key_reading import sentences
from bb.actions.log_event import Draft, event_kind, log_event
from bb.actions.save import refuse_example
from bb.actions.stop import Status, Stop
from bb.actions.vault import Vault
from bb.domain.dossier import CasusDossier, VrijwilligerDossier
from bb.domain.events import OVERDRACHT_VELDEN, in_order
from bb.domain.journal import State, state_of
from bb.domain.protocol import TEAM, steps
from bb.domain.records import Casus
from bb.domain.register import Register
from bb.domain.vocabulary import AANPAKKEN
from bb.files import disk
from bb.text.dates import day_nl
from bb.vault.letter import seal_for, seal_with
from bb.vault.words import BITS, spoken_passphrase

__all__ = ["BITS", "Sheet", "hand_over", "make_sheet"]

TEMPLATE = "overdracht.md.j2"
CONSENT = "bemiddelaars"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A hand-over sheet, sealed: for whom, of which case, the names of the fields in it, and who is left out.

    `passphrase` is what opens it when the mediator has no key; None when it is sealed to their own.
    """

    casus: Casus
    aan: str
    velden: tuple[str, ...]
    left_out: tuple[str, ...]
    sealed: bytes = field(repr=False)
    passphrase: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """What the file is called: ids only."""
        return f"overdracht-{self.casus.id}-{self.aan}.age"


def make_sheet(vault: Vault, casus: Casus, aan: str, today: date) -> Sheet:
    """Make the sheet of a case for one of its mediators; nothing is written yet.

    Raises:
        Stop: this volunteer is not in the team, nobody gave consent, or there is nothing to hand over.
    """
    refuse_example(vault.organisatie)
    state = state_of(casus, today)
    if aan not in state.team or state.status == "gesloten":
        raise Stop(f"{aan} zit niet in het team van {casus.id}; een blad is alleen voor wie met de zaak bezig is.")
    dossier = dossiers.read(vault, "casus", casus.id).written.value
    if not isinstance(dossier, CasusDossier) or not dossier.partijen:
        raise Stop(f"In het dossier van {casus.id} staat nog niets om over te dragen: bb dossier {casus.id}")
    allowed = tuple(letter for letter in dossier.partijen if state.allows(letter, CONSENT))
    if not allowed:
        raise Stop(
            f"Geen partij van {casus.id} gaf toestemming om gegevens aan bemiddelaars te geven.\n"
            "Vraag het, en leg het vast bij een gebeurtenis: toestemming=opslag,bemiddelaars"
        )
    values, velden = _values(casus, dossier, allowed)
    coordinator = vault.organisatie.coordinator(state.coordinator)
    text = filled(
        vault.opened.root,
        TEMPLATE,
        {
            "casus": casus.id,
            "aan": aan,
            "vandaag": day_nl(today),
            "coordinator": coordinator.naam if coordinator else "de coördinator",
            "protocol": _protocol(vault.opened.register, casus, state, today),
            **values,
        },
        "Er is niets overgedragen.",
    )
    recipient = _recipient(vault, aan)
    passphrase = None if recipient else spoken_passphrase()
    with sentences():
        sealed = seal_for(text, recipient) if recipient else seal_with(text, passphrase or "")
    left_out = tuple(letter for letter in dossier.partijen if letter not in allowed)
    return Sheet(casus=casus, aan=aan, velden=velden, left_out=left_out, sealed=sealed, passphrase=passphrase)


def hand_over(vault: Vault, sheet: Sheet, path: Path, today: date, *, commit: bool | None = None) -> None:
    """Write the sealed sheet, and log which fields it has: both, or neither.

    Raises:
        Stop: there is a file of that name, or one of the two cannot be written.
    """
    if path.exists():
        raise Stop(f"{path} bestaat al. Haal dat bestand weg, of kies een ander met --output.", Status.USAGE)
    try:
        temp = disk.write_temp(path.parent, path.name, sheet.sealed)
    except OSError as error:
        raise Stop(f"In de map {path.parent} kan niet worden geschreven.") from error
    try:
        row = event_kind("casus", "overdracht")
        values = {"op": today, "aan": (sheet.aan,), "velden": sheet.velden}
        log_event(vault.opened, Draft(kind="casus", record=sheet.casus, row=row, values=values), today, commit=commit)
    except Stop:
        disk.remove(path.parent, temp)
        raise
    disk.replace(path.parent, temp, path.name)


def _values(casus: Casus, dossier: CasusDossier, allowed: tuple[str, ...]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return what the template gets, and the names of the fields that have a value."""
    parties = []
    for letter in allowed:
        person = dossier.partijen[letter]
        plain = casus.partijen.get(letter)
        values: dict[str, Any] = {name: getattr(person, name) for name in OVERDRACHT_VELDEN if hasattr(person, name)}
        parties.append({"letter": letter, **values, "kan": plain.kan if plain else ()})
    verhaal = dossier.verhaal if "A" in allowed else None
    given = {name for party in parties for name, value in party.items() if value} | ({"verhaal"} if verhaal else set())
    velden = tuple(name for name in OVERDRACHT_VELDEN if name in given)
    return {"partijen": parties, "verhaal": verhaal}, velden


def _protocol(register: Register, casus: Casus, state: State, today: date) -> list[dict[str, str]]:
    """Return the steps of the protocol in words: what, who, and the day it was done or is due."""
    days: dict[str, date] = {}
    for task in tasks_of(register, casus, today):
        days.setdefault(task.term, task.day)
    told = []
    aanpak, you = state.aanpak or AANPAKKEN[0], "u samen" if len(state.team) > 1 else "u"
    for step in steps(register.organisatie, aanpak, in_order(casus.verloop, today), today):
        due = days.get(step.stap)
        told.append(
            {
                "stap": step.stap,
                "wie": you if step.wie == TEAM else "de coördinator",
                "wat": step.wat,
                "binnen": str(step.binnen or ""),
                "uiterlijk": day_nl(due) if due else "",
                "gedaan": day_nl(step.gedaan) if step.gedaan and not due else "",
            }
        )
    return told


def _recipient(vault: Vault, aan: str) -> str | None:
    value = dossiers.read(vault, "vrijwilliger", aan).written.value
    return value.sleutel if isinstance(value, VrijwilligerDossier) else None
