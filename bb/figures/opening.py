"""Opening a figure: for each thing it counts, the file it stands in and the line that made it count.

Every family of figures is about one kind of line: the melding, the closing, a fact in the header. A family that is not
named here opens to the last line of the record that the period looks at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bb.domain.events import Event, in_order
from bb.domain.records import Record
from bb.domain.register import Register
from bb.figures.figure import Figure
from bb.figures.period import Period

FIRST_PARTY = ("partijen", "A")
HEADER: Mapping[str, tuple[str, ...]] = {
    "verwijzer": ("verwijzer",),
    "verwijzer-soort": ("verwijzer",),
    "verwijzer-jaar": ("verwijzer",),
    "tip": ("tip_van",),
    "tip-jaar": ("tip_van",),
    "klacht": ("klachten",),
    "klachtgroep": ("klachten",),
    "klacht-wijk": ("klachten",),
    "verwijzer-wijk": ("verwijzer",),
    "wijk": (*FIRST_PARTY, "wijk"),
    "gemeente": (*FIRST_PARTY, "wijk"),
    "bezit": (*FIRST_PARTY, "bezit"),
    "urgentie": ("urgentie",),
    "complex": ("complex",),
    "toezegging-verwijzing": ("verwijzer",),
    "spiegel-geslacht": ("geslacht",),
    "spiegel-geboren": ("geboren",),
    "spiegel-opleiding": ("opleiding",),
    "spiegel-wijk": ("wijk",),
}
"""The families that are about a fact in the header, and where it stands."""

LAST: Mapping[str, str] = {
    **dict.fromkeys(("aanmeldingen", "maand", "zonder-intake", "jaar", "per-zaak"), "melding"),
    **dict.fromkeys(("geschikt", "niet-geschikt", "contra"), "intake"),
    **dict.fromkeys(("behandeld", "aanpak", "zaken-per-vrijwilliger"), "koppeling"),
    **dict.fromkeys(("afgesloten", "opgelost", "resultaat", "reden", "einde", "doorlooptijd"), "afsluiting"),
    **dict.fromkeys(("nazorg", "nazorg-a", "nazorg-ander", "tevreden"), "nazorg"),
    **dict.fromkeys(("vrijwilligers", "norm"), "start"),
    **dict.fromkeys(("nazorg-a-gesproken", "nazorg-ander-gesproken"), "gesprek"),
}
"""The families that are about the last event of a kind, up to the last day of the period."""

FIRST: Mapping[str, str] = {"wachttijd": "koppeling", "reactietijd": "gesprek"}
"""The families that end with the first event of a kind."""

EACH: Mapping[str, str] = {
    **dict.fromkeys(("activiteiten", "activiteit", "uitgenodigd", "opkomst"), "gehouden"),
    "contact": "contact",
}
"""The families that count every event of a kind in the period; `gedaan` and `toezegging` name theirs."""

_OF_VOLUNTEERS = {"aangemeld": "aanmelding", "begonnen": "start", "gestopt": "stop"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one counted thing stands: the record's id, its file, and the line (1 when nothing nearer is known)."""

    id: str
    path: str
    line: int


def opened(figure: Figure, register: Register, period: Period) -> tuple[Place, ...]:
    """Return one place per thing the figure counts, in its order."""
    met: Counter[str] = Counter()
    places: list[Place] = []
    for id_ in figure.cases:
        record = _record(register, id_)
        if record is None:
            places.append(Place(id=id_, path="", line=1))
            continue
        lines = _lines(figure, record, period)
        places.append(Place(id=id_, path=record.source.path, line=lines[min(met[id_], len(lines) - 1)]))
        met[id_] += 1
    return tuple(places)


def _record(register: Register, id_: str) -> Record | None:
    kinds = ("casus", "vrijwilliger", "activiteit", "partner")
    return next((record for kind in kinds if (record := register.of_kind(kind).get(id_))), None)


def _lines(figure: Figure, record: Record, period: Period) -> list[int]:
    """Return the lines of a record a figure is about; the n-th time it is counted takes the n-th."""
    family = figure.family
    if family in HEADER:
        return [record.source.at(*HEADER[family]).line]
    events = in_order(record.verloop, period.until)
    found: list[Event] = []
    if family == "vrijwilligers" and figure.key in _OF_VOLUNTEERS:
        found = [e for e in events if e.wat == _OF_VOLUNTEERS[figure.key] and e.op in period]
    elif family in LAST:
        found = [e for e in events if e.wat == LAST[family]][-1:]
    elif family in FIRST:
        found = [e for e in events if e.wat == FIRST[family]][:1]
    elif wat := _each(figure):
        found = [e for e in events if e.wat == wat and e.op in period]
    return [max(e.line, 1) for e in (found or events[-1:])] or [1]


def _each(figure: Figure) -> str:
    """Return the event that a figure counts each of: `gedaan.intake`, `toezegging-terugkoppeling.woonstad`."""
    for family in ("gedaan", "termijn"):
        if figure.family == family:
            return figure.key
    for prefix in ("gedaan-", "toezegging-"):
        if figure.family.startswith(prefix):
            return figure.family.removeprefix(prefix)
    return EACH.get(figure.family, "")
