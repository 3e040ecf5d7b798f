"""Who holds every public file, and calculates what each small number must be.

Each count becomes an equation over unknown numbers of cases of each kind; what a case cannot be (treated without a
team, say) is known as well. Linear programs then give the least and the most that any number can be. Sums of marks and
quartiles are worked out exactly.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from bb.domain.register import Register
from bb.domain.vocabulary import RESULTATEN
from bb.figures import Figure, Scope, period_figures, year_period
from bb.figures.results import TREATED
from tests.figures.public_files import Told, drawn, published, read, strangers
from tests.figures.world import LATER

Cell = Mapping[str, str]
Asked = list[tuple[Cell, int]]
"""Kinds of cases, each with how many there really are."""
ANSWERS = ("houdt", "deels", "niet", "geen-afspraken", "niet-bereikt", "geen-nazorg")
SPOKEN_AT: Mapping[str, tuple[bool, ...]] = {
    "koppeling": (False,),
    "eerste": (True,),
    "tweede": (True, False),
    "bemiddeling": (True,),
}
"""Whether a case that ended at a step was spoken to: a first visit says so, a second contact may be a letter."""
TABLES = ("maand", "verwijzer", "klacht", "wijk", "bezit")
SUITED = ("geschikt", "niet-geschikt", "zonder-intake")


@dataclass
class Attacker:
    """Unknown numbers of cases, each of one kind (`cells`), and what is known of their sums."""

    cells: list[Cell] = field(default_factory=list)
    places: dict[tuple[str, str, str], set[int]] = field(default_factory=dict)
    rows: list[tuple[list[int], int]] = field(default_factory=list)

    def suppose(self, cells: Iterable[Cell]) -> None:
        for cell in cells:
            for key, value in cell.items():
                self.places.setdefault((cell["of"], key, value), set()).add(len(self.cells))
            self.cells.append(cell)

    def where(self, wanted: Iterable[Cell]) -> list[int]:
        found: set[int] = set()
        for one in wanted:
            sets = [self.places.get((one["of"], key, value), set()) for key, value in one.items()]
            found |= set.intersection(*sets)
        return sorted(found)

    def knows(self, wanted: Iterable[Cell], number: int) -> None:
        self.rows.append((self.where(wanted), number))

    def finds(self, asked: Iterable[tuple[Cell, int]]) -> list[tuple[Cell, int]]:
        """Return which of these numbers (given with what they really are) must be what they are."""
        open_ = [(cell, number, np.array(self.where([cell]), dtype=np.int32)) for cell, number in asked]
        if not open_:
            return []
        solver = self._solver()
        dice = np.random.default_rng(1)
        for _ in range(6):
            found = _solved(solver, dice.integers(-3, 4, len(self.cells)).astype(np.float64))
            open_ = [one for one in open_ if abs(found[one[2]].sum() - one[1]) < 1 - 1e-6]
        certain: list[tuple[Cell, int]] = []
        while open_:
            cell, number, places = open_.pop()
            ends = []
            for sign in (1.0, -1.0):
                cost = np.zeros(len(self.cells))
                cost[places] = sign
                found = _solved(solver, cost)
                ends.append(found[places].sum())
                open_ = [one for one in open_ if abs(found[one[2]].sum() - one[1]) < 1 - 1e-6]
            low, high = math.ceil(ends[0] - 1e-6), math.floor(ends[1] + 1e-6)
            assert low <= number <= high, (cell, number, low, high)
            if low == high:
                certain.append((cell, number))
        return certain

    def _solver(self) -> Any:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cells), len(self.rows)
        model.col_cost_ = np.zeros(len(self.cells))
        model.col_lower_, model.col_upper_ = np.zeros(len(self.cells)), np.full(len(self.cells), 10_000.0)
        model.row_lower_ = model.row_upper_ = np.array([number for _, number in self.rows], dtype=np.float64)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(places) for places, _ in self.rows)])
        model.a_matrix_.index_ = np.array([n for places, _ in self.rows for n in places], dtype=np.int32)
        model.a_matrix_.value_ = np.ones(sum(len(places) for places, _ in self.rows))
        solver = highspy.Highs()  # type: ignore[no-untyped-call]  # it ships no types
        solver.setOptionValue("threads", 1)  # as matching does: in one process the number may never change
        solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the library takes it by place
        solver.passModel(model)
        return solver


def _solved(solver: Any, cost: NDArray[np.float64]) -> NDArray[np.float64]:
    solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return np.array(solver.getSolution().col_value)


def crossed(**tables: Sequence[str]) -> list[Cell]:
    return [dict(zip(tables, values, strict=True)) for values in itertools.product(*tables.values())]


def closed_kinds() -> list[Cell]:
    """Every kind of closed case there can be."""
    results = [r for r in RESULTATEN if r != "dubbel"]
    untreated = [
        *crossed(einde=("aanmelding",), geschikt=("nee",), resultaat=results),
        *crossed(einde=("intake",), geschikt=("ja", "nee"), resultaat=results),
    ]
    treated = [
        cell
        for step, spoken in SPOKEN_AT.items()
        for cell in crossed(
            einde=(step,),
            geschikt=("ja",),
            aanpak=("bemiddeling", "pendel", "coaching", "groep"),
            nazorg=(*(ANSWERS if True in spoken else ()), *(("",) if False in spoken else ())),
            resultaat=[r for r in results if r != "niet-in-behandeling"],
        )
    ]
    return [{"aanpak": "", "nazorg": "", **cell} for cell in (*untreated, *treated)]


_GROUPS: Mapping[str, list[Cell]] = {
    "": [{}],
    "alle": [{}],
    "geschikt": [{"geschikt": "ja"}],
    "behandeld": [{"einde": step} for step in TREATED],
    "gesproken": [{"nazorg": answer} for answer in ANSWERS],
}


def about_closed(told: Told) -> list[Cell] | None:
    """What a figure says of the closed cases, in the attacker's words; None when it is about something else."""
    family, _, key = told.name.partition(".")
    if family in ("resultaat", "einde", "nazorg", "aanpak"):
        return [{family: one} for one in told.keys]
    if family in ("afgesloten", "opgelost"):
        solved = {"resultaat": "opgelost"} if family == "opgelost" else {}
        return [{**cell, **solved} for cell in _GROUPS[key]]
    return None


def facts(found: Sequence[Figure], ids: Iterable[str]) -> list[dict[str, str]]:
    """Each case with what the internal figures say of it: the truth the attacker is after."""
    of: dict[str, dict[str, str]] = {id_: {"geschikt": "nee"} for id_ in ids}
    for figure in found:
        for id_ in figure.cases:
            if id_ not in of:
                continue
            if figure.name in SUITED:
                of[id_]["geschiktheid"] = figure.name
            elif figure.name == "afgesloten.geschikt":
                of[id_]["geschikt"] = "ja"
            else:
                of[id_][figure.family] = figure.key or "ja"
    return [{"aanpak": "", "nazorg": "", "behandeld": "nee", "complex": "nee", **cell} for cell in of.values()]


def attack(register: Register, jaren: Sequence[int], *, pages: bool = False) -> list[str]:
    """Return every number of one to four that the files of these years give away (nothing: they are safe)."""
    leaks: list[str] = []
    before: dict[str | None, Mapping[str, Told]] = {}
    for files in published(register, jaren, pages=pages):
        told = read(files)
        known = before.get(files.gemeente, {})
        where = f"{files.jaar} {files.gemeente or ''}"
        leaks += [f"{where}: {t.name} is {t.value}" for t in told.values() if 1 <= t.value <= 4]
        leaks += [f"{where}: {n} stands in the text alone" for n in strangers(files, told, known)]
        leaks += [f"{where}: {n} is drawn" for n in drawn(files, told, known)]
        leaks += [f"{where}: {found}" for found in measured(told)]
        scope = Scope(kind="gemeente", name=files.gemeente) if files.gemeente else None
        internal = period_figures(register, year_period(files.jaar, LATER), scope)
        leaks += [f"{where}: {cell} must be {number}" for cell, number in _counted(told, internal)]
        before[files.gemeente] = told
    return leaks


def _counted(told: Mapping[str, Told], internal: Sequence[Figure]) -> Asked:
    named = {figure.name: figure for figure in internal}
    attacker = Attacker()
    asked: Asked = []
    if "afgesloten" in told:
        truth = facts(internal, named["afgesloten"].cases)
        asked += _closed(attacker, told, truth)
    if "aanmeldingen" in told:
        truth = facts(internal, named["aanmeldingen"].cases)
        for pair in itertools.combinations(TABLES, 2):
            asked += _reported(attacker, told, truth, pair)
        earlier = len(set(named["wachttijd"].cases) - set(named["behandeld"].cases))
        asked += _taken_on(attacker, told, truth, earlier)
    return attacker.finds(asked)


def _closed(attacker: Attacker, told: Mapping[str, Told], truth: Sequence[Cell]) -> Asked:
    attacker.suppose({"of": "afgesloten", **cell} for cell in closed_kinds())
    for one in told.values():
        if (cells := about_closed(one)) is not None:
            attacker.knows([{"of": "afgesloten", **cell} for cell in cells], one.value)
    return _small("afgesloten", ("resultaat", "einde", "nazorg", "aanpak", "geschikt"), truth)


def _reported(attacker: Attacker, told: Mapping[str, Told], truth: Sequence[Cell], pair: tuple[str, str]) -> Asked:
    of = "-".join(pair)
    attacker.suppose({"of": of, **c} for c in crossed(**{t: sorted({one[t] for one in truth}) for t in pair}))
    attacker.knows([{"of": of}], told["aanmeldingen"].value)
    for one in told.values():
        family = one.name.partition(".")[0]
        if family in pair:
            attacker.knows([{"of": of, family: key} for key in one.keys], one.value)
    return _small(of, pair, truth)


def _taken_on(attacker: Attacker, told: Mapping[str, Told], truth: Sequence[Cell], earlier: int) -> Asked:
    """Tell what is known of suitable and treated cases, and of those that were `earlier` reported.

    Who got a first team this year was reported this year, or before: the rest is what was left from earlier.
    """
    kinds = crossed(geschiktheid=SUITED, behandeld=("ja", "nee"), complex=("ja", "nee"))
    suited = [c for c in kinds if c["behandeld"] == "nee" or c["geschiktheid"] == "geschikt"]
    attacker.suppose({"of": "intake", **cell} for cell in suited)
    attacker.suppose([{"of": "eerder"}])
    attacker.knows([{"of": "intake"}], told["aanmeldingen"].value)
    for one in told.values():
        if one.name in SUITED or one.name.startswith("geschiktheid."):
            attacker.knows([{"of": "intake", "geschiktheid": key} for key in one.keys], one.value)
        if one.name in ("behandeld", "complex"):
            attacker.knows([{"of": "intake", one.name: "ja"}], one.value)
        if one.name == "wachttijd":
            attacker.knows([{"of": "intake", "behandeld": "ja"}, {"of": "eerder"}], one.value)
    asked = _small("intake", ("geschiktheid", "behandeld", "complex"), truth)
    return [*asked, *([({"of": "eerder"}, earlier)] if 1 <= earlier <= 4 else [])]


def _small(of: str, names: Sequence[str], truth: Sequence[Cell]) -> list[tuple[Cell, int]]:
    """Every number of one to four there is, by one or two facts."""
    found: dict[tuple[tuple[str, str], ...], int] = {}
    for case in truth:
        for some in (*((name,) for name in names), *itertools.combinations(names, 2)):
            kind = tuple((name, case[name]) for name in some)
            found[kind] = found.get(kind, 0) + 1
    return [({"of": of, **dict(kind)}, number) for kind, number in found.items() if number <= 4]


def measured(told: Mapping[str, Told]) -> Iterator[str]:
    """Yield what means and quartiles give away of small groups."""
    for one in told.values():
        if (mean := one.measures.get("gemiddelde")) is not None:
            total = round(mean * one.value)
            for extreme, other in ((10, 10 * one.value - total), (1, total - one.value)):
                if other == 1:
                    yield f"{one.name}: one gave another mark than {extreme}"
        yield from _ordered(one)
    held, worked = told.get("activiteiten"), told.get("uren.activiteiten")
    if held and worked and 1 <= held.value - worked.value <= 4:
        yield f"activiteiten without hours: {held.value - worked.value}"


def _ordered(one: Told) -> Iterator[str]:
    """Yield the groups of one to four beside a quartile: of whole days, a fraction shows on which side each is."""
    for part, name in ((1, "kwartiel-1"), (2, "mediaan"), (3, "kwartiel-3")):
        value = one.measures.get(name)
        place, rest = divmod((one.value - 1) * part, 4)
        if value is None or not rest or value == int(value):
            continue
        below, above = place + 1, one.value - place - 1
        yield from (f"{one.name}: {n} on one side of {name}" for n in (below, above) if 1 <= n <= 4)
