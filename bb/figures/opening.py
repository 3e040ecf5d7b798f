"""Opening a figure: for each thing it counts, the file it stands in and the line that made it count.

Every family of figures is about one kind of line: the melding, the closing, a fact in the header. A family that is not
named here opens to the last line of the record that the period looks at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bb.domain.events import in_order
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
    journals: dict[str, _Journal] = {}
    found: dict[str, tuple[Place, ...]] = {}
    for figure in figures:
        lines = _finder(figure, headers=headers)
        places: list[Place] = []
        met: Counter[str] = Counter()
        for id_ in figure.cases:
            journal = journals.get(id_)
            if journal is None:
                journal = journals[id_] = _journal(_record(register, id_), period)
            known = lines(journal)
            if not known:
                line = journal.end
            elif len(known) == 1:
                line = known[0]
            else:  # the n-th time it is counted takes the n-th line
                line = known[min(met[id_], len(known) - 1)]
                met[id_] += 1
            places.append(Place(id_, journal.path, line))
        found[figure.name] = tuple(places)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Journal:
    """The lines of a record by event: all of them (`each`), those `within` the period, the `first` and the `last`.

    `end` is the last line of all, `headers` the lines of facts in the header, found once.
    """

    record: Record | None
    path: str = ""
    end: int = 1
    within: Mapping[str, list[int]] = field(default_factory=dict)
    first: Mapping[str, list[int]] = field(default_factory=dict)
    last: Mapping[str, list[int]] = field(default_factory=dict)
    headers: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def header(self, keys: tuple[str, ...]) -> list[int]:
        """Return the line of a fact in the header; several families are about one fact."""
        if keys not in self.headers:
            self.headers[keys] = [self.record.source.at(*keys).line if self.record else 1]
        return self.headers[keys]


def _record(register: Register, id_: str) -> Record | None:
    kinds = ("casus", "vrijwilliger", "activiteit", "partner")
    return next((record for kind in kinds if (record := register.of_kind(kind).get(id_))), None)


def _journal(record: Record | None, period: Period) -> _Journal:
    if record is None:
        return _Journal(record=None)
    within: dict[str, list[int]] = {}
    first: dict[str, list[int]] = {}
    last: dict[str, list[int]] = {}
    line = 1
    for event in in_order(record.verloop, period.until):
        line = max(event.line, 1)
        last[event.wat] = [line]
        first.setdefault(event.wat, last[event.wat])
        if event.op >= period.first:
            within.setdefault(event.wat, []).append(line)
    return _Journal(record=record, path=record.source.path, end=line, within=within, first=first, last=last)


def _finder(figure: Figure, *, headers: bool) -> Callable[[_Journal], list[int]]:
    """Return what finds the lines of a record that a figure is about."""
    family, none = figure.family, list[int]()
    keys = HEADER.get(family)
    if keys and headers:
        return lambda journal: journal.headers.get(keys) or journal.header(keys)
    if each := _each(figure):
        return lambda journal: journal.within.get(each, none)
    if wat := FIRST.get(family, ""):
        return lambda journal: journal.first.get(wat, none)
    wat = LAST.get(family, "")
    if keys:
        wat = "start" if family.startswith("spiegel-") else "melding"
    return lambda journal: journal.last.get(wat, none)


def _each(figure: Figure) -> str:
    """Return the event that a figure counts each of: `gedaan.intake`, `toezegging-terugkoppeling.woonstad`."""
    for family in ("gedaan", "termijn"):
        if figure.family == family:
            return figure.key
    for prefix in ("gedaan-", "toezegging-"):
        if figure.family.startswith(prefix):
            return figure.family.removeprefix(prefix).partition("-na-")[0]
    return EACH.get(figure.name) or EACH.get(figure.family, "")
