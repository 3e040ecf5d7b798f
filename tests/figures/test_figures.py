"""What holds for the figures of any organisation."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bb.domain.events import Event
from bb.domain.records import Casus, Partij
from bb.domain.register import Register
from bb.figures import Figure, period_figures, year_period
from bb.figures.period import view
from tests.figures.world import LATER, SOURCE, figures, register, registers

YEARS = st.integers(2024, 2028)
PERSONAL = ("toestemming",)


@settings(max_examples=60)
@given(registers(), YEARS)
def test_every_way_to_split_the_cases_adds_up_to_all_of_them(found: Register, jaar: int) -> None:
    named = figures(found, jaar)
    totals = Counter[str]()
    for figure in named.values():
        totals[figure.family] += figure.value
    for family in (
        "wijk",
        "gemeente",
        "verwijzer",
        "verwijzer-soort",
        "klacht",
        "klachtgroep",
        "maand",
        "bezit",
        "urgentie",
    ):
        assert totals[family] == named["aanmeldingen"].value, family
    assert sum(named[n].value for n in ("geschikt", "niet-geschikt", "zonder-intake")) == named["aanmeldingen"].value
    for family in ("resultaat", "einde"):
        assert totals[family] == named["afgesloten"].value, family
    assert totals["aanpak"] == named["afgesloten.behandeld"].value
    assert totals["nazorg"] == named["afgesloten.gesproken"].value
    assert totals["zaken-per-vrijwilliger"] == named["vrijwilligers"].value


@settings(max_examples=60)
@given(registers(), YEARS)
def test_every_figure_can_be_opened_and_every_share_has_its_denominator(found: Register, jaar: int) -> None:
    listed = period_figures(found, year_period(jaar, LATER))
    named = {figure.name: figure for figure in listed}
    assert len(named) == len(listed)
    for figure in listed:
        assert len(figure.cases) == figure.value, figure.name
        assert figure.definition, figure.name
        assert figure.share is None or 0 <= figure.share <= 1
        if figure.denominator:
            assert named[figure.denominator.name].value == figure.denominator.value, figure.name
    for group in ("alle", "geschikt", "behandeld"):
        of = "afgesloten" if group == "alle" else f"afgesloten.{group}"
        assert set(named[f"opgelost.{group}"].cases) <= set(named[of].cases)


@settings(max_examples=60)
@given(registers(), YEARS)
def test_each_case_comes_in_once_and_counts_once_per_figure(found: Register, jaar: int) -> None:
    named = figures(found, jaar)
    for name in ("aanmeldingen", "afgesloten", "lopend", "geschikt", "behandeld", "doorlooptijd"):
        assert len(set(named[name].cases)) == len(named[name].cases)
    other = figures(found, jaar + 1)
    assert not set(named["aanmeldingen"].cases) & set(other["aanmeldingen"].cases)
    assert not set(named["afgesloten"].cases) & set(named["lopend"].cases)


@settings(max_examples=60)
@given(registers(), YEARS)
def test_what_happens_after_the_year_changes_nothing_in_it(found: Register, jaar: int) -> None:
    def earlier(casus: Casus) -> Casus:
        return replace(casus, verloop=tuple(e for e in casus.verloop if e.op <= date(jaar, 12, 31)))

    cut = replace(found, casus={id_: earlier(casus) for id_, casus in found.casus.items()})
    assert figures(found, jaar) == figures(cut, jaar)


@settings(max_examples=60)
@given(registers(), YEARS)
def test_forgetting_people_leaves_every_figure_as_it_was(found: Register, jaar: int) -> None:
    def forgotten(casus: Casus) -> Casus:
        lines = tuple(replace(e, keys={k: v for k, v in e.keys.items() if k not in PERSONAL}) for e in casus.verloop)
        tombstone = Event(op=date(2029, 1, 1), wat="vergeten", keys={"grond": "bewaartermijn"}, order=99)
        parties = {letter: replace(partij, kan=()) for letter, partij in casus.partijen.items()}
        return replace(casus, verloop=(*lines, tombstone), niet=(), partijen=parties)

    after = replace(found, casus={id_: forgotten(casus) for id_, casus in found.casus.items()})
    assert figures(found, jaar) == figures(after, jaar)


@settings(max_examples=30)
@given(registers(), YEARS)
def test_leaving_out_old_closed_cases_early_changes_nothing(found: Register, jaar: int) -> None:
    seen = view(found, year_period(jaar, LATER))
    kept = replace(found, casus={zaak.id: zaak.casus for zaak in seen.zaken})
    assert _of_the_year(kept, jaar) == _of_the_year(found, jaar)


def _of_the_year(found: Register, jaar: int) -> dict[str, Figure]:
    """All but the rows of earlier years, which old cases do belong to."""
    return {name: figure for name, figure in figures(found, jaar).items() if "jaar" not in figure.family}


def test_an_empty_organisation_has_figures_that_are_all_zero() -> None:
    for figure in figures(register()).values():
        assert figure.value == 0
        assert figure.share is None
        assert not figure.achieved


def test_a_case_without_a_party_still_counts() -> None:
    lost = Casus(
        id="2026-0001",
        source=SOURCE,
        klachten=(),
        verwijzer="weg",
        coordinator="c-1",
        partijen={"B": Partij()},
        verloop=(Event(op=date(2026, 1, 2), wat="melding"),),
    )
    named = figures(register(lost))
    for family in ("wijk", "gemeente", "klacht", "klachtgroep", "bezit", "verwijzer-soort"):
        assert named[f"{family}.onbekend"].cases == ("2026-0001",)
