"""What may leave the organisation: no number in it is, or gives away, a group of one to four.

Simple on purpose, so that one can see that it holds. Everything published is one of two things.

*One-way tables* of a group of cases, each case in one row. Rows below five are joined until the joined row has two
rows and five cases or more, with the next smallest row added when they are too few together; a table that would be one
row is left out. Tables of the same cases do not overlap: no groups beside their parts, no cross tables, no months
beside weeks. So each row, and what a table leaves for the rest, is zero or at least five.

*Groups within groups* (treated cases, solved cases of those). One is published when no part into which the published
groups cut the cases holds one to four: that a complement is small gives as much away as a small number. What hangs
together by itself counts as published as well: a case not taken on had no team, one that ended at a first visit was
spoken to, and who got a first team this year was reported this year or before.

A share and a quartile need twenty: a quarter of sixteen cases is four. A median or a mean needs ten, and a mean must be
five points away from everybody giving the same. Nothing that adds up over years is published (running cases).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bb.figures.figure import Figure
from bb.figures.results import TREATED
from bb.text.labels import label
from bb.text.labels import name as name_nl
from bb.text.plurals import join_nl

SMALLEST = 5
"""The smallest number that is published; zero is."""
SHARE_FROM = 20
QUARTILES_FROM = 20
MEDIAN_FROM = 10
MARKS = (1, 10)
"""The lowest and the highest mark a party can give."""
JOINED = "samengevoegd"
"""The key of a row that joins others: `klacht.samengevoegd`."""

NOT_TAKEN_ON = "resultaat.niet-in-behandeling"
"""The result of cases that never had a team, so that it tells of the cases with a team as well."""

SUITED = ("geschikt", "niet-geschikt", "zonder-intake")
TABLES = (
    ("verwijzer", "aanmeldingen"),
    ("klacht", "aanmeldingen"),
    ("wijk", "aanmeldingen"),
    ("bezit", "aanmeldingen"),
    ("resultaat", "afgesloten"),
    ("activiteit", "activiteiten"),
)
"""The families that are published as they are, with the figure they add up to."""

_TIMES = ("wachttijd", "reactietijd", "doorlooptijd")
_MEASURES = ("mediaan", "gemiddelde", "uren")
_QUARTILES = ("kwartiel-1", "kwartiel-3")
_NAMES = {
    "verwijzer": "Verwijzers",
    "klacht": "Klachten",
    "wijk": "Wijken",
    "bezit": "Huur en koop",
    "resultaat": "Resultaten",
    "activiteit": "Activiteiten",
    "maand": "Maanden",
    "einde": "Verste stap",
    "aanpak": "Aanpak",
    "nazorg": "Nazorg",
    "geschiktheid": "Geschiktheid",
    "aanmeldingen": "Aanmeldingen",
    "afgesloten": "Afgesloten zaken",
    "vrijwilligers": "Vrijwilligers",
    "activiteiten": "Activiteiten",
    "behandeld": "Aanmeldingen met een team",
    "complex": "Complexe zaken",
    "afgesloten.behandeld": "Afgesloten zaken met een team",
    "afgesloten.geschikt": "Afgesloten zaken die geschikt waren",
    "afgesloten.gesproken": "Afgesloten zaken met een gesprek",
    "wachttijd": "Wachttijd",
    "doorlooptijd": "Doorlooptijd",
    "opgelost.alle": "Opgelost",
    "opgelost.behandeld": "Opgelost van de zaken met een team",
    "opgelost.geschikt": "Opgelost van de geschikte zaken",
}


Joining = Callable[[Sequence[Figure]], list[tuple[Figure, ...]] | None]


def join_small(rows: Sequence[Figure]) -> list[tuple[Figure, ...]] | None:
    """Return the rows of a table, those below five joined in one; None when the table must be left out.

    The joined row holds two rows that are not zero, and five cases. When each of them would be one, or each four,
    its size would tell: then the next smallest row is added as well.
    """
    small = [row for row in rows if row.value < SMALLEST]
    large = sorted((row for row in rows if row.value >= SMALLEST), key=lambda row: row.value)
    if not any(row.value for row in small):
        return [(row,) for row in rows if row.value]
    while not _hidden([row.value for row in small if row.value]):
        if not large:
            return None
        small.append(large.pop(0))
    names = {row.name for row in small}
    return [*((row,) for row in rows if row.name not in names), tuple(row for row in rows if row.name in names)]


def _hidden(values: Sequence[int]) -> bool:
    """Tell whether the sum of these values gives none of them away, also to who knows how rows are joined."""
    total = sum(values)
    return len(values) > 1 and total >= SMALLEST and total != len(values) and set(values) != {SMALLEST - 1}


def join_neighbours(rows: Sequence[Figure]) -> list[tuple[Figure, ...]] | None:
    """Return the rows of a table in their order, each joined with the next ones until it has five."""
    groups: list[tuple[Figure, ...]] = []
    open_: tuple[Figure, ...] = ()
    for row in rows:
        open_ = (*open_, row)
        if sum(one.value for one in open_) >= SMALLEST:
            groups.append(open_)
            open_ = ()
    if open_ and not groups:
        return None
    return [*groups[:-1], (*groups[-1], *open_)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What may be published of the figures of a closed year, and in sentences what was joined or left out."""

    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


def publish(figures: Iterable[Figure]) -> Published:
    """Return what may be published of the figures of one closed year of one scope.

    The figures that come back name no cases. Every value is zero or at least five.
    """
    work = _Work({figure.name: figure for figure in figures})
    work.inflow()
    work.closed()
    work.rest()
    left_out = f"Niet getoond, want daaruit zou een klein aantal af te leiden zijn: {join_nl(work.hidden)}."
    return Published(figures=tuple(work.out.values()), notes=(*work.notes, *([left_out] if work.hidden else [])))


class _Work:
    """The figures that come in, and what is published of them so far."""

    def __init__(self, figures: dict[str, Figure]) -> None:
        self.figures = figures
        self.out: dict[str, Figure] = {}
        self.sets: dict[str, frozenset[str]] = {}
        self.notes: list[str] = []
        self.hidden: list[str] = []

    def inflow(self) -> None:
        if not self.total("aanmeldingen"):
            return
        self.table("maand", self.family("maand"), joined=join_neighbours)
        for family, of in TABLES:
            if of == "aanmeldingen":
                self.table(family, self.family(family))
        self.table("geschiktheid", [self.figures[name] for name in SUITED])
        suited = [self.sets[name] for name in self.out if name in SUITED or name == f"geschiktheid.{JOINED}"]
        self.group("behandeld", "aanmeldingen", suited)
        self.group("complex", "aanmeldingen", [])

    def closed(self) -> None:
        if not self.total("afgesloten"):
            return
        self.table("resultaat", self.family("resultaat"))
        never = [self.sets[NOT_TAKEN_ON]] if NOT_TAKEN_ON in self.out else []
        groups: list[frozenset[str]] = [*never]
        for name in ("afgesloten.behandeld", "afgesloten.geschikt", "afgesloten.gesproken"):
            if self.group(name, "afgesloten", groups):
                groups.append(self.sets[name])
        self.solved(never)
        steps = self.family("einde")
        if "afgesloten.behandeld" in self.out:
            # How far a case came says whether it was treated: rows of both kinds are never joined.
            sides = [[f for f in steps if (f.key in TREATED) is side] for side in (False, True)]
            self.table("einde", steps, sides=sides, beside=groups)
            self.table("aanpak", self.family("aanpak"))
        else:
            self.table("einde", steps, beside=groups)
        if "afgesloten.gesproken" in self.out:
            self.table("nazorg", self.family("nazorg"))

    def solved(self, never: Sequence[frozenset[str]]) -> None:
        """Publish each way to count what is solved, when the row of solved cases itself is published."""
        if "resultaat.opgelost" not in self.out:
            self.left_out("opgelost.alle")
            return
        everyone = self.figures["opgelost.alle"]
        self.keep(everyone)
        beside = [*never, frozenset(everyone.cases)]
        for group in ("behandeld", "geschikt"):
            whole = self.sets.get(f"afgesloten.{group}")
            figure = self.figures[f"opgelost.{group}"]
            if whole is not None and self.apart("afgesloten", [*beside, whole]):
                beside.append(whole)
                self.keep(figure)
            elif whole is not None:
                self.left_out(figure.name)

    def rest(self) -> None:
        for name in _TIMES:
            if self.figures[name].value < MEDIAN_FROM:
                continue
            if self.time_apart(name):
                self.keep(self.figures[name])
            else:
                self.left_out(name)
        if (marks := self.figures["tevreden"]).value >= MEDIAN_FROM and _spread_out(marks):
            self.keep(marks)
        for name in ("uren.coordinator", "uren.vrijwilligers", "uren.inzet"):
            if name in self.figures and self.figures[name].value >= MEDIAN_FROM:
                self.keep(self.figures[name])
        self.total("vrijwilligers")
        if self.total("activiteiten"):
            self.table("activiteit", self.family("activiteit"))
            worked = self.figures["uren.activiteiten"]
            if worked.value >= MEDIAN_FROM and not _small(self.figures["activiteiten"].value - worked.value):
                self.keep(worked)

    def time_apart(self, name: str) -> bool:
        """Tell whether the number of cases that a time was measured in leaves no small part of another group."""
        cases = frozenset(self.figures[name].cases)
        if name == "doorlooptijd":
            return self.apart("afgesloten", [cases])
        if name == "wachttijd":
            suited = [ids for key, ids in self.sets.items() if key in SUITED or key.startswith("geschiktheid.")]
            return self.apart("aanmeldingen", [cases, frozenset(self.figures["behandeld"].cases), *suited], cases)
        return True

    def family(self, family: str) -> list[Figure]:
        return [figure for figure in self.figures.values() if figure.family == family and figure.key]

    def total(self, name: str) -> bool:
        """Publish the size of a whole group; tell whether its tables may follow."""
        figure = self.figures.get(name)
        if figure is None:
            return False
        if _small(figure.value):
            self.left_out(name)
            return False
        self.keep(figure)
        return bool(figure.value)

    def group(self, name: str, of: str, beside: Sequence[frozenset[str]]) -> bool:
        """Publish a group within a group, unless that leaves a small part; tell whether it was."""
        figure = self.figures[name]
        if not self.apart(of, [*beside, frozenset(figure.cases)]):
            self.left_out(name)
            return False
        self.keep(figure)
        return True

    def apart(self, of: str, sets: Sequence[frozenset[str]], also: frozenset[str] = frozenset()) -> bool:
        """Tell whether no part that these sets cut a group (and `also` what else is counted) into is small."""
        parts = Counter(tuple(id_ in one for one in sets) for id_ in {*self.figures[of].cases, *also})
        return not any(_small(number) for number in parts.values())

    def table(
        self,
        family: str,
        rows: Sequence[Figure],
        *,
        joined: Joining | None = None,
        sides: Sequence[Sequence[Figure]] = (),
        beside: Sequence[frozenset[str]] = (),
    ) -> None:
        """Publish a one-way table; with `sides`, rows are joined within each side only."""
        parts = [(joined or join_small)(side) for side in (sides or [rows]) if any(row.value for row in side)]
        found = [group for part in parts if part for group in part]
        whole = rows[0].denominator.name if rows and rows[0].denominator else ""
        sets = [frozenset(id_ for row in group for id_ in row.cases) for group in found]
        alone = len(found) == 1 and len(found[0]) > 1
        if None in parts or alone or (beside and not all(self.apart(whole, [one, *beside]) for one in sets)):
            self.left_out(family)
            return
        several = sum(len(group) > 1 for group in found) > 1
        for group, ids in zip(found, sets, strict=True):
            self.row(family, group, ids, numbered=several)

    def row(self, family: str, group: Sequence[Figure], ids: frozenset[str], *, numbered: bool) -> None:
        first = group[0]
        if len(group) == 1:
            self.sets[first.name] = ids
            self.keep(first)
            return
        keys = [row.key or row.name for row in group]
        span = f"{keys[0]}..{keys[-1]}" if family == "maand" else JOINED
        name = f"{family}.{span}" if not numbered or family == "maand" else f"{family}.{JOINED}-{keys[0]}"
        self.sets[name] = ids
        named = (
            first.definition.replace(f": {first.key}.", f": {', '.join(keys)}.", 1) if first.key else first.definition
        )
        value = sum(row.value for row in group)
        self.keep(replace(first, name=name, value=value, definition=f"{named} Samengevoegd: {join_nl(keys)}."))
        if family != "maand":
            named_so = name_nl if family in ("wijk", "verwijzer") else label
            self.notes.append(f"{_NAMES[family]}: samen geteld zijn {'; '.join(named_so(key) for key in keys)}.")
        elif "Maanden: waar er weinig zaken waren, zijn maanden samen geteld." not in self.notes:
            self.notes.append("Maanden: waar er weinig zaken waren, zijn maanden samen geteld.")

    def keep(self, figure: Figure) -> None:
        """Publish a figure without its cases, and with no share of fewer than twenty."""
        denominator = figure.denominator
        if denominator and (denominator.value < SHARE_FROM or denominator.name not in self.out):
            denominator = None
        shown = (*_MEASURES, *_QUARTILES) if figure.value >= QUARTILES_FROM else _MEASURES
        measures = tuple(m for m in figure.measures if m.name in shown)
        self.sets.setdefault(figure.name, frozenset(figure.cases))
        self.out[figure.name] = replace(figure, cases=(), denominator=denominator, measures=measures, norm=None)

    def left_out(self, name: str) -> None:
        self.hidden.append(_NAMES[name][:1].lower() + _NAMES[name][1:])


def _spread_out(marks: Figure) -> bool:
    """Tell whether the mean leaves open how many gave another mark than the lowest or the highest."""
    mean = marks.measure("gemiddelde") or 0
    return all(abs(mean - extreme) * marks.value >= SMALLEST for extreme in MARKS)


def _small(number: int) -> bool:
    return 0 < number < SMALLEST
