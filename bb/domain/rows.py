"""Records as rows: what a list, a selection and `--json` show of each, by one name everywhere.

A row has the keys of the file, the id under the name of its kind, and what is derived. The same
names serve as columns, JSON keys and in `--where`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType

from bb.domain.events import in_order
from bb.domain.journal import state_of, vrijwilliger_status, waiting
from bb.domain.partners import agreement, in_contact
from bb.domain.records import Activiteit, Casus, Partner, Record, Vrijwilliger
from bb.domain.register import Register
from bb.domain.team import Standing, standings, stopped
from bb.domain.types import Value, keys_of

DERIVED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "casus": (
            *("casus", "status", "fase", "klacht", "gemeente", "wijk", "team", "aanpak", "geschikt"),
            *("wacht_op_team", "einde", "nazorg", "resultaat", "reden", "melding", "afsluiting", "laatste"),
        ),
        "vrijwilliger": ("vrijwilliger", "status", "trainingen", "zaken", "zaken_jaar"),
        "partner": ("partner", "overeenkomst_tot", "laatste_contact"),
        "activiteit": ("activiteit", "status", "datum", "aanwezig"),
    }
)
"""What a row has besides the keys of the file: its id, and what is derived."""


def rows_of(register: Register, kind: str, day: date) -> tuple[dict[str, Value], ...]:
    """Return a row for every record of `kind`, as it stands on `day`, by id."""
    match kind:
        case "casus":
            gone = stopped(register, day)
            return tuple(case_row(register, casus, day, gone) for casus in register.casus.values())
        case "vrijwilliger":
            standing = standings(register, day)
            return tuple(volunteer_row(v, standing[v.id], day) for v in register.vrijwilliger.values())
        case "partner":
            return tuple(partner_row(register, p, day) for p in register.partner.values())
        case _:
            return tuple(activity_row(a, day) for a in register.activiteit.values())


def header(record: Record) -> dict[str, Value]:
    """Return the keys of a record's header with their values; keys left out have their default."""
    names = [name for name in keys_of(type(record)) if name not in ("uitzonderingen", "eigen")]
    return {name: getattr(record, name) for name in names}


def case_row(register: Register, casus: Casus, day: date, gone: frozenset[str]) -> dict[str, Value]:
    """Return the row of a case; `gone` are the volunteers who have left."""
    state = state_of(casus, day)
    return {
        "casus": casus.id,
        "status": state.status,
        "fase": state.fase,
        **header(casus),
        "coordinator": state.coordinator,
        "klacht": casus.klachten[0] if casus.klachten else None,
        "gemeente": register.organisatie.gemeente(casus.wijk),
        "wijk": casus.wijk,
        "team": state.team,
        "aanpak": state.aanpak or state.intended,
        "geschikt": state.geschikt,
        "wacht_op_team": waiting(state, gone),
        "einde": state.einde,
        "nazorg": state.nazorg,
        "resultaat": state.resultaat if state.status == "gesloten" else None,
        "reden": state.reden if state.status == "gesloten" else None,
        "melding": state.melding,
        "afsluiting": state.afsluiting if state.status == "gesloten" else None,
        "laatste": max((e.op for e in casus.verloop if e.op <= day), default=None),
    }


def volunteer_row(vrijwilliger: Vrijwilliger, standing: Standing, day: date) -> dict[str, Value]:
    """Return the row of a volunteer."""
    return {
        "vrijwilliger": vrijwilliger.id,
        "status": vrijwilliger_status(vrijwilliger, day),
        **header(vrijwilliger),
        "trainingen": tuple(sorted(standing.trainings)),
        "zaken": standing.load,
        "zaken_jaar": standing.recent,
    }


def partner_row(register: Register, partner: Partner, day: date) -> dict[str, Value]:
    """Return the row of a partner; an activity it was at counts as contact."""
    agreed = agreement(partner, day)
    contact = in_contact(register, partner, day)
    return {
        "partner": partner.id,
        **{name: value for name, value in header(partner).items() if name != "toezeggingen"},
        "toezeggingen": tuple(t.wat for t in partner.toezeggingen),
        "overeenkomst_tot": agreed.get("tot") if agreed else None,
        "laatste_contact": contact.op if contact else None,
    }


def activity_row(activiteit: Activiteit, day: date) -> dict[str, Value]:
    """Return the row of an activity; its state is the last thing that happened to it."""
    past = in_order(activiteit.verloop, day)
    held = next((e for e in reversed(past) if e.wat == "gehouden"), None)
    planned = next((e for e in reversed(past) if e.wat == "gepland"), None)
    return {
        "activiteit": activiteit.id,
        "status": past[-1].wat if past else None,
        **header(activiteit),
        "datum": held.op if held else planned.get("datum") if planned else None,
        "aanwezig": len(held.get("aanwezig") or ()) if held else None,
    }


def plain(value: Value) -> Value:
    """Return a value as JSON knows it: dates and lengths as they are written in the files."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    if value is None or isinstance(value, bool | int | str):
        return value
    if hasattr(value, "__dataclass_fields__"):
        keys = keys_of(type(value))
        if keys:
            return {name: plain(getattr(value, key.attribute)) for name, key in keys.items()}
    return value.isoformat("minutes") if isinstance(value, time) else str(value)
