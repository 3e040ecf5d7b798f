"""What one telephone call leaves in the journal of a case: the intake, and with it a referral and a closing.

Source: FORMAT, "Events". The words are those of the events themselves, but for two: `intake` is the day of the intake
when it is not that of the melding, and `verwijzen` names a place to refer to (`bb.domain.suitability.places`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from bb.domain.events import EVENTS
from bb.domain.records import Coordinator, Organisatie
from bb.domain.suitability import all_places
from bb.domain.types import DATUM, WOORD, Key, Value

A: Final = "A"
OPSLAG, DOORVERWIJZING = "opslag", "doorverwijzing"
_INTAKE, _CLOSING = EVENTS["casus"]["intake"], EVENTS["casus"]["afsluiting"]
_OF_INTAKE = ("geschikt", "contra", "ontbreekt", "toch", "aanpak")
_OF_CLOSING = ("resultaat", "reden")
_SHARED = ("toestemming", "minuten")

KEYS: Mapping[str, Key] = {
    **{name: replace(key, required=False) for name in _OF_INTAKE if (key := _INTAKE.key(name))},
    "intake": Key(name="intake", type=DATUM, asks="Op welke dag is de intake?"),
    "verwijzen": Key(name="verwijzen", type=WOORD, asks="Waarheen verwijst u?"),
    **{name: replace(key, required=False) for name in _OF_CLOSING if (key := _CLOSING.key(name))},
}
"""What may be typed of a call besides what belongs to the melding."""

GESCHIKT: Final = replace(KEYS["geschikt"], required=True)


def has_intake(values: Mapping[str, Value]) -> bool:
    """Tell whether the intake was done in this call."""
    return "geschikt" in values


def misses_geschikt(values: Mapping[str, Value]) -> bool:
    """Tell whether something of an intake was typed and not what it is about: does it suit."""
    return not has_intake(values) and any(name in values for name in KEYS)


def may_refer(values: Mapping[str, Value]) -> bool:
    """Tell whether the caller's data may be passed on to where he is referred to; else only the caller hears of it."""
    return DOORVERWIJZING in (values.get("toestemming") or ())


def may_keep(values: Mapping[str, Value]) -> bool:
    """Tell whether personal data may be kept: not when consent was asked and storing is not in it."""
    told = values.get("toestemming")
    return told is None or OPSLAG in told


def without_intake(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return what belongs to the melding: how long the call took and its consent go to the intake when there is one."""
    taken = (*KEYS, *_SHARED) if has_intake(values) else tuple(KEYS)
    return {name: value for name, value in values.items() if name not in taken}


def events_of(organisatie: Organisatie, values: Mapping[str, Value], day: date) -> tuple[dict[str, Value], ...]:
    """Return the lines of the journal that come after the melding, in order.

    Args:
        organisatie: the settings: the list of places to refer to.
        values: what was typed, by key.
        day: the day of the intake when none was typed.
    """
    if not has_intake(values):
        return ()
    op = values.get("intake", day)
    intake = {"op": op, "wat": _INTAKE.wat, **_of(values, (*_OF_INTAKE, *_SHARED, "met", "door"))}
    place = all_places(organisatie).get(values.get("verwijzen", ""))
    referral = {"op": op, "wat": "doorverwijzing", "van": A, "naar": place.naar} if place else None
    closing = {"op": op, "wat": _CLOSING.wat, **_of(values, _OF_CLOSING)} if values.get("resultaat") else None
    told = (intake, referral if may_refer(values) else None, closing)
    return tuple(line for line in told if line is not None)


def _of(values: Mapping[str, Value], names: tuple[str, ...]) -> dict[str, Value]:
    """Return the values of these keys; what is empty says nothing, but for a consent that was refused."""
    told = {name: values[name] for name in names if name in values}
    return {name: value for name, value in told.items() if value not in (None, ()) or name == "toestemming"}


def coordinators_for(organisatie: Organisatie, wijk: str | None) -> tuple[Coordinator, ...]:
    """Return the coördinatoren that a case from a wijk may be with: those for its gemeente, or for all."""
    gemeente = organisatie.gemeente(wijk)
    return tuple(one for one in organisatie.coordinatoren if not one.gemeenten or gemeente in one.gemeenten)
