"""Opening a figure: for each thing it counts, the file it stands in and the line that made it count.

Every family of figures is about one kind of line: the melding, the closing, a fact in the header. A family that is not
named here opens to the last line of the record that the period looks at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bb.domain.events import Event, in_order
from bb.domain.records import Record
from bb.domain.register import Register
from bb.figures.figure import Figure
from bb.figures.period import DAY, Period

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
    **{fact: (*FIRST_PARTY, fact) for fact in ("bezit", "verhuurder", "huishouden", "leeftijd")},
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
    "vrijwilligers.aangemeld": "aanmelding",
    "vrijwilligers.begonnen": "start",
    "vrijwilligers.gestopt": "stop",
}
"""The families and figures that count every event of a kind in the period; `gedaan` and `toezegging` name theirs."""


class Place(NamedTuple):
    """Where one counted thing stands: the record's id, its file, and the line (1 when nothing nearer is known)."""

    id: str
    path: str
    line: int


def opened(
    figures: Iterable[Figure], register: Register, period: Period, *, headers: bool = True
) -> Mapping[str, tuple[Place, ...]]:
    """Return for each figure, by name, one place per thing it counts, in its order.

    What is counted by a fact in the header opens there; without `headers` at the line that began the record (the
    melding, the start), which is known without looking at the file again: so for thousands of cases at once.
    """
    journal = cache(lambda id_: _journal(_record(register, id_), period))

    @cache  # many figures are about one line of a record
    def places_of(about: _About) -> _Places:
        return cache(lambda id_: [Place(id_, *place) for place in _lines(about, journal(id_))])

    return {figure.name: _each(figure.cases, places_of(_about(figure, headers=headers))) for figure in figures}


def _each(cases: Sequence[str], places: _Places) -> tuple[Place, ...]:
    """Return a place for each: the n-th time a record is counted takes its n-th line."""
    if len(set(cases)) == len(cases):
        return tuple([places(id_)[0] for id_ in cases])
    met: Counter[str] = Counter()
    found = []
    for id_ in cases:
        known = places(id_)
        found.append(known[min(met[id_], len(known) - 1)])
        met[id_] += 1
    return tuple(found)


class _About(NamedTuple):
    """What a figure is about: a fact in the header (`keys`), or lines of an event: `within`, the `first` or `last`."""

    which: str = "last"
    wat: str = ""
    keys: tuple[str, ...] = ()


class _Journal(NamedTuple):
    """A record with its events up to the last day of the period, in order; those of the period begin at `begun`."""

    record: Record | None
    events: tuple[Event, ...]
    begun: int


_Places = Callable[[str], Sequence[Place]]


def _record(register: Register, id_: str) -> Record | None:
    kinds = ("casus", "vrijwilliger", "activiteit", "partner")
    return next((record for kind in kinds if (record := register.of_kind(kind).get(id_))), None)


def _journal(record: Record | None, period: Period) -> _Journal:
    events = in_order(record.verloop, period.until) if record else ()
    return _Journal(record, events, bisect_left(events, period.first, key=DAY))


def _lines(about: _About, journal: _Journal) -> list[tuple[str, int]]:
    """Return the file of a record, with each line that is meant: at least one, the last when there is nothing nearer.

    A record that is not there has no file, and a line that stands nowhere is line 1.
    """
    record, events, begun = journal
    if record is None:
        return [("", 1)]
    path = record.source.path
    if about.keys:
        return [(path, record.source.at(*about.keys).line)]
    match about.which:
        case "within":
            found = [event for event in events[begun:] if event.wat == about.wat]
        case "first":
            found = [event for event in events if event.wat == about.wat][:1]
        case _:
            found = [event for event in events if event.wat == about.wat][-1:]
    return [(path, max(event.line, 1)) for event in found or events[-1:]] or [(path, 1)]


def _about(figure: Figure, *, headers: bool) -> _About:
    """Return what a figure is about."""
    family = figure.family
    if keys := HEADER.get(family):
        begun = "start" if family.startswith("spiegel-") else "melding"
        return _About(keys=keys) if headers else _About(wat=begun)
    if each := _every(figure):
        return _About("within", each)
    if wat := FIRST.get(family):
        return _About("first", wat)
    return _About(wat=LAST.get(family, ""))


def _every(figure: Figure) -> str:
    """Return the event that a figure counts each of: `gedaan.intake`, `toezegging-terugkoppeling.woonstad`."""
    for family in ("gedaan", "termijn"):
        if figure.family == family:
            return figure.key
    for prefix in ("gedaan-", "toezegging-"):
        if figure.family.startswith(prefix):
            return figure.family.removeprefix(prefix).partition("-na-")[0]
    return EACH.get(figure.name) or EACH.get(figure.family, "")
