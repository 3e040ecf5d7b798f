"""Several organisations as one: the figures of each added up, one organisation in memory at a time.

Counts, denominators, hours and money add up. Medians do not: they are taken anew from the days of every case, which
each figure keeps (`lengths`). A mean or an amount per case counts as often as it was counted from. A mark of an
activity cannot be added up and is left out. Wijken are left out too: `noord` here is not `noord` there. The id of
a case comes behind the name of its organisation, so that every figure still opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bb.domain.types import Amount
from bb.figures.figure import Denominator, Figure, Measure
from bb.figures.overview import Overview
from bb.figures.times import spreads

OF_A_PLACE = ("wijk", "klacht-wijk", "verwijzer-wijk", "spiegel-wijk")
PER_ONE = ("per-zaak", "tevreden")
"""The families whose measures are an amount for each of what they count."""
_MARK = "cijfer"


def roll_up(naam: str, parts: Iterable[tuple[str, Overview]]) -> Overview:
    """Return the figures of several organisations together, under the name `naam`.

    Args:
        naam: what the whole is called.
        parts: the name and the overview of each, of one and the same period. They may be made one by one: nothing
            of a part is kept but its figures.

    Raises:
        ValueError: there are no parts, or they are not of one period.
    """
    now, before = _Sum(), _Sum()
    first: Overview | None = None
    for name, part in parts:
        first = first or part
        if (part.jaar, part.period) != (first.jaar, first.period):
            raise ValueError("only figures of one period can be added up")
        now.add(name, part.figures)
        before.add(name, part.before)
    if first is None:
        raise ValueError("there is nothing to add up")
    return replace(first, naam=naam, figures=now.figures(), before=before.figures(), scope=None, commit="")


@dataclass(slots=True)
class _Sum:
    """The figures so far, by name."""

    found: dict[str, Figure] = field(default_factory=dict)

    def add(self, name: str, figures: Iterable[Figure]) -> None:
        ids: dict[str, str] = {}
        for figure in figures:
            if figure.family in OF_A_PLACE:
                continue
            cases = tuple(ids.setdefault(id_, f"{name}/{id_}") for id_ in figure.cases)
            mine = replace(figure, cases=cases)
            so_far = self.found.get(figure.name)
            self.found[figure.name] = mine if so_far is None else _together(so_far, mine)

    def figures(self) -> tuple[Figure, ...]:
        return tuple(
            replace(figure, denominator=self._of(figure.denominator), measures=tuple(_taken(figure)))
            for figure in self.found.values()
        )

    def _of(self, denominator: Denominator | None) -> Denominator | None:
        """Return a denominator of all together: an organisation may lack a row, but not what it is a share of."""
        if denominator is None or denominator.name not in self.found:
            return denominator
        return Denominator(denominator.name, self.found[denominator.name].value)


def _taken(figure: Figure) -> Iterable[Measure]:
    """Return the measures of all together: medians from every case, the rest as it was added up."""
    rounded = (replace(measure, value=round(measure.value, 2)) for measure in figure.measures)
    return spreads(figure.lengths) if figure.lengths else rounded


def _together(one: Figure, other: Figure) -> Figure:
    return replace(
        one,
        value=one.value + other.value,
        cases=one.cases + other.cases,
        lengths=one.lengths + other.lengths,
        measures=tuple(_measures(one, other)),
        norm=_norm(one.norm, other.norm),
        agreed=one.agreed if one.agreed == other.agreed else "",
    )


def _norm(one: Amount | None, other: Amount | None) -> Amount | None:
    """Return the norm of the two together; none when one has none, or when they ask another share."""
    if one is None or other is None or one.percent or other.percent:
        return one if one == other else None
    return Amount(one.number + other.number)


def _measures(one: Figure, other: Figure) -> Iterable[Measure]:
    theirs: Mapping[str, Measure] = {measure.name: measure for measure in other.measures}
    mine: Mapping[str, Measure] = {measure.name: measure for measure in one.measures}
    for name in dict.fromkeys((*mine, *theirs)):
        if name == _MARK:
            continue
        left, right = mine.get(name), theirs.get(name)
        if one.family not in PER_ONE:
            found = (left.value if left else 0) + (right.value if right else 0)
        elif left and right:
            found = (left.value * one.value + right.value * other.value) / (one.value + other.value)
        else:
            found = left.value if left else right.value if right else 0
        unit = left.unit if left else theirs[name].unit
        yield Measure(name, found, unit)
