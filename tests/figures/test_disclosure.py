"""What may be published gives no group of one to four away, also to who holds everything and can calculate."""

from __future__ import annotations

import itertools
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import highspy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bb.domain.records import Casus, Partij
from bb.domain.register import Register
from bb.domain.vocabulary import RESULTATEN
from bb.figures import Figure, period_figures, public_overview, year_period
from bb.figures.disclosure import SUITED, join_neighbours, join_small, publish
from bb.figures.results import TREATED
from tests.figures.world import SOURCE, WIJKEN, event, partner, register, verloop

YEARS = 1000 if settings.default and settings.default.max_examples > 100 else 50
"""How many random years are attacked: more when searching long (`make fuzz`)."""
LATER = date(2030, 1, 1)
KLACHTEN = ("geluid-personen", "relatie", "tuin", "stank", "dieren", "parkeren")


def random_year(seed: int) -> Register:
    """An organisation of 0 to 160 cases in one year; some things happen often, others rarely."""
    dice = random.Random(seed)
    number = dice.choice((0, 3, 12, 25, 40, 80, 160))
    skew = dice.choice((1, 2, 4))

    def pick(options: Sequence[str]) -> str:
        return options[int(len(options) * dice.random() ** skew)]

    return register(*(_case(dice, n, pick) for n in range(number)), partner("woonstad"), partner("politie"))


def _case(dice: random.Random, number: int, pick: Callable[[Sequence[str]], str]) -> Casus:
    day = date(2025, 1, 1) + timedelta(days=int(250 * dice.random()))
    events = [event(day, "melding", via="telefoon")]
    if dice.random() < 0.9:
        events.append(event(day + timedelta(days=2), "intake", geschikt=dice.random() < 0.85))
    if dice.random() < 0.7:
        aanpak = pick(("bemiddeling", "pendel", "coaching"))
        events.append(event(day + timedelta(days=9), "koppeling", team=("v-001", "v-002"), aanpak=aanpak))
        for n, met in enumerate(("A", "B", "AB")):
            if dice.random() < 0.8:
                events.append(event(day + timedelta(days=12 + n), "gesprek", met=met))
        if dice.random() < 0.6:
            stand = pick(("houdt", "deels", "niet"))
            events.append(event(day + timedelta(days=50), "nazorg", met="A", stand=stand, tevreden=8))
    if dice.random() < 0.9:
        events.append(event(day + timedelta(days=70), "afsluiting", resultaat=pick(RESULTATEN[:6])))
    return Casus(
        id=f"2025-{number:04}",
        source=SOURCE,
        verloop=verloop(*events),
        klachten=(pick(KLACHTEN),),
        verwijzer=pick(("zelf", "woonstad", "politie", "wijkteam")),
        coordinator="c-1",
        partijen={"A": Partij(wijk=pick(WIJKEN), bezit=pick(("huur", "koop")))},
        complex=dice.random() < 0.1,
    )


Cell = dict[str, str]


class Attacker:
    """Knows every published number and how the tables hang together, and calculates what a number must then be.

    A variable is how many cases there are of one kind: a closed case by result, furthest step, approach, aftercare and
    whether it suited; a reported case by two tables at a time, or by suitability, team and complexity.
    """

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells = cells
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]  # it ships no types
        self.solver.setOptionValue("threads", 1)  # as matching does: in one process the number may never change
        self.solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the library takes it by place
        for _ in cells:
            self.solver.addCol(0, 0, 10_000, 0, [], [])

    def knows(self, wanted: Iterable[Cell], number: int) -> None:
        places = self._where(wanted)
        self.solver.addRow(number, number, len(places), places, [1.0] * len(places))

    def _where(self, wanted: Iterable[Cell]) -> list[int]:
        asked = [tuple(one.items()) for one in wanted]
        return [n for n, cell in enumerate(self.cells) if any(all(cell[k] == v for k, v in one) for one in asked)]

    def bounds(self, wanted: Cell) -> tuple[int, int]:
        cost = np.zeros(len(self.cells))
        cost[self._where([wanted])] = 1
        ends = []
        for sign in (1, -1):
            self.solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), sign * cost)
            self.solver.run()
            assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(sign * self.solver.getInfo().objective_function_value)
        return math.ceil(ends[0] - 1e-6), math.floor(ends[1] + 1e-6)


def keys(figure: Figure) -> list[str]:
    """The rows a published figure counts, as anybody can read in its definition."""
    if ".." in figure.key:
        first, last = figure.key.split("..")
        return [f"{first[:5]}{n:02}" for n in range(int(first[5:]), int(last[5:]) + 1)]
    joined = figure.definition.partition("Samengevoegd: ")[2].removesuffix(".")
    return re.split(", | en ", joined) if joined else [figure.key or figure.name]


def crossed(**tables: Sequence[str]) -> list[Cell]:
    return [dict(zip(tables, values, strict=True)) for values in itertools.product(*tables.values())]


def closed_cells() -> list[Cell]:
    results = [r for r in RESULTATEN if r != "dubbel"]
    answers = ("houdt", "deels", "niet", "geen-afspraken", "niet-bereikt", "geen-nazorg")
    untreated = crossed(einde=("aanmelding", "intake"), aanpak=("",), nazorg=("",))
    treated = crossed(einde=TREATED, aanpak=("bemiddeling", "pendel", "coaching", "groep"), nazorg=("", *answers))
    return [
        {**cell, **more}
        for cell in (*untreated, *treated)
        for more in crossed(resultaat=results, geschikt=("ja", "nee"))
    ]


def about(figure: Figure) -> list[Cell] | None:
    """What a published figure of closed cases says, in the attacker's words; None when it is about something else."""
    treated = [{"einde": step} for step in TREATED]
    spoken = [
        {"nazorg": answer} for answer in ("houdt", "deels", "niet", "geen-afspraken", "niet-bereikt", "geen-nazorg")
    ]
    suited: list[Cell] = [{"geschikt": "ja"}]
    groups: dict[str, list[Cell]] = {
        "": [{}],
        "alle": [{}],
        "geschikt": suited,
        "behandeld": treated,
        "gesproken": spoken,
    }
    if figure.family in ("resultaat", "einde", "nazorg", "aanpak"):
        return [{figure.family: key} for key in keys(figure)]
    if figure.family in ("afgesloten", "opgelost"):
        solved = {"resultaat": "opgelost"} if figure.family == "opgelost" else {}
        return [{**cell, **solved} for cell in groups[figure.key]]
    return None


def attacked(
    cells: list[Cell], told: Iterable[tuple[list[Cell], int]], asked: Iterable[Cell], truth: list[Cell]
) -> None:
    attacker = Attacker(cells)
    for published, number in told:
        attacker.knows(published, number)
    for wanted in asked:
        real = sum(all(case[k] == v for k, v in wanted.items()) for case in truth)
        if 1 <= real <= 4:
            low, high = attacker.bounds(wanted)
            assert low <= real <= high
            assert low < high, f"{wanted} must be {real}"


def facts(found: Sequence[Figure], ids: Iterable[str]) -> list[Cell]:
    """Each case with what the internal figures say of it."""
    of: dict[str, Cell] = {id_: {"geschikt": "nee"} for id_ in ids}
    for figure in found:
        for id_ in figure.cases:
            if id_ not in of:
                continue
            if figure.name in ("geschikt", "niet-geschikt", "zonder-intake"):
                of[id_]["geschiktheid"] = figure.name
            elif figure.name == "afgesloten.geschikt":
                of[id_]["geschikt"] = "ja"
            else:
                of[id_][figure.family] = figure.key or "ja"
    return [{"aanpak": "", "nazorg": "", "behandeld": "nee", "complex": "nee", **cell} for cell in of.values()]


TABLES = ("maand", "verwijzer", "klacht", "wijk", "bezit")


@settings(max_examples=YEARS)
@given(st.integers(0, 10**9))
def test_an_attacker_with_all_that_is_published_finds_no_small_number(seed: int) -> None:
    register_ = random_year(seed)
    period = year_period(2025, LATER)
    internal = period_figures(register_, period)
    public = public_overview(register_, period).figures
    named = {figure.name: figure for figure in internal}
    assert not [f.name for f in public if 1 <= f.value <= 4 or f.cases]
    told = [(cells, f.value) for f in public if (cells := about(f)) is not None]
    if "afgesloten" in {f.name for f in public}:
        cells = closed_cells()
        names = ("resultaat", "einde", "nazorg", "aanpak", "geschikt")
        values = {n: sorted({cell[n] for cell in cells}) for n in names}
        asked = [{n: v} for n in names for v in values[n]]
        asked += [{a: v, b: w} for a, b in itertools.combinations(names, 2) for v in values[a] for w in values[b]]
        attacked(cells, told, asked, facts(internal, named["afgesloten"].cases))
    if "aanmeldingen" in {f.name for f in public}:
        truth = facts(internal, named["aanmeldingen"].cases)
        number = len(truth)
        for pair in itertools.combinations(TABLES, 2):
            cells = crossed(**{t: sorted({case[t] for case in truth}) for t in pair})
            told = [([{f.family: key} for key in keys(f)], f.value) for f in public if f.family in pair]
            attacked(cells, [([{}], number), *told], [*({t: c[t]} for t in pair for c in truth), *cells], truth)
        cells = crossed(geschiktheid=SUITED, behandeld=("ja", "nee"), complex=("ja", "nee"))
        told = [
            ([{"geschiktheid": key} for key in keys(f)], f.value)
            for f in public
            if f.name in SUITED or f.family == "geschiktheid"
        ]
        told += [([{f.name: "ja"}], f.value) for f in public if f.name in ("behandeld", "complex")]
        single = [{n: v} for n in ("behandeld", "complex") for v in ("ja", "nee")]
        single += [{"geschiktheid": s, "behandeld": v} for s in SUITED for v in ("ja", "nee")]
        attacked(cells, [([{}], number), *told], single, truth)


def test_the_attacker_does_find_what_is_given_away() -> None:
    cells = crossed(resultaat=("opgelost", "verbeterd"), einde=("intake", "bemiddeling"))
    told: list[tuple[list[Cell], int]] = [([{"resultaat": "opgelost"}], 38), ([{}], 40)]
    with pytest.raises(AssertionError, match="must be 2"):
        attacked(cells, told, [{"resultaat": "verbeterd"}], [{"resultaat": "verbeterd"}] * 2)


def rows(*values: int) -> list[Figure]:
    return [Figure(name=f"t.{n}", value=value, definition="") for n, value in enumerate(values)]


def joined(made: list[tuple[Figure, ...]] | None) -> list[tuple[int, ...]] | None:
    return None if made is None else [tuple(row.value for row in group) for group in made]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((9, 7, 0), [(9,), (7,)]),
        ((9, 3, 2), [(9,), (3, 2)]),
        ((9, 6, 3), [(9,), (6, 3)]),  # one small row takes the next smallest along
        ((9, 6, 1, 1, 1, 1, 1), [(9,), (6, 1, 1, 1, 1, 1)]),  # five rows that are five together would each be one
        ((9, 6, 4, 4, 4), [(9,), (6, 4, 4, 4)]),  # and three that are twelve each four
        ((3, 1), None),
        ((4,), None),
    ],
)
def test_small_rows_are_joined_until_their_sum_tells_nothing(
    values: tuple[int, ...], shown: list[tuple[int, ...]] | None
) -> None:
    assert joined(join_small(rows(*values))) == shown


def test_months_are_joined_with_the_next_ones() -> None:
    assert joined(join_neighbours(rows(7, 2, 4, 0, 6, 1))) == [(7,), (2, 4), (0, 6, 1)]
    assert joined(join_neighbours(rows(1, 2, 1))) is None


def test_what_is_published_says_what_was_joined_and_left_out() -> None:
    found = publish(period_figures(random_year(5), year_period(2025, LATER)))
    assert found.notes
    assert all(f.share is None or (f.denominator and f.denominator.value >= 20) for f in found.figures)
    assert not [m for f in found.figures for m in f.measures if m.name.startswith("mediaan") and f.value < 10]


def test_nothing_of_one_to_four_cases_is_published() -> None:
    for seed in range(40):
        found = random_year(seed)
        if 1 <= len(found.casus) <= 4:
            public = public_overview(found, year_period(2025, LATER)).figures
            assert not [f.name for f in public if f.value]


def test_only_a_calendar_year_that_is_over_can_be_published() -> None:
    with pytest.raises(ValueError, match="over"):
        public_overview(random_year(1), year_period(2025, date(2025, 12, 31)))


def test_each_case_is_published_in_one_row_of_each_table() -> None:
    for seed in range(10):
        public = public_overview(random_year(seed), year_period(2025, LATER)).figures
        totals = Counter[str]()
        for figure in public:
            totals[figure.family] += figure.value
        for family in (*TABLES, "resultaat"):
            whole = totals["afgesloten.behandeld"] if family == "resultaat" else totals["aanmeldingen"]
            assert totals[family] in (0, whole) or family == "resultaat"
