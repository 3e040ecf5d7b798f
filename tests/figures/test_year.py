"""What belongs to a year: cases that span years, are closed twice, revised, reopened or double."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bb.domain.events import Event
from bb.domain.records import Partij, Toezegging
from bb.domain.types import Amount, Duration
from bb.figures import year_period
from tests.figures.world import activiteit, casus, event, figures, partner, register, vrijwilliger

NOORD = Partij(wijk="noord")
MELDING = event("2025-11-20", "melding", via="telefoon")
INTAKE = event("2025-11-24", "intake", geschikt=True)
TEAM = event("2025-12-01", "koppeling", team=("v-001", "v-002"))


def closed(op: str, resultaat: str = "opgelost") -> Event:
    return event(op, "afsluiting", resultaat=resultaat)


def names(*events: Event, jaar: int) -> set[str]:
    """The names of the figures that count this one case in a year."""
    return {name for name, figure in figures(register(casus("2025-0001", *events)), jaar).items() if figure.cases}


def test_a_case_that_spans_years_comes_in_in_one_and_is_closed_in_the_other() -> None:
    life = (MELDING, INTAKE, TEAM, closed("2026-02-10"))
    assert {"aanmeldingen", "maand.2025-11", "geschikt", "behandeld", "lopend"} <= names(*life, jaar=2025)
    assert "afgesloten" not in names(*life, jaar=2025)
    assert {"afgesloten", "opgelost.alle", "opgelost.geschikt", "opgelost.behandeld"} <= names(*life, jaar=2026)
    assert not {"aanmeldingen", "geschikt", "behandeld", "lopend"} & names(*life, jaar=2026)


def test_closed_and_reopened_in_the_same_year_is_not_closed() -> None:
    life = (MELDING, closed("2025-12-01"), event("2025-12-20", "heropening"))
    assert "lopend" in names(*life, jaar=2025)
    assert "afgesloten" not in names(*life, jaar=2025)


def test_reopened_the_year_after_counts_as_closed_in_both() -> None:
    life = (MELDING, closed("2025-12-10"), event("2026-01-10", "heropening"), closed("2026-03-01", "niet-opgelost"))
    assert "resultaat.opgelost" in names(*life, jaar=2025)
    assert "resultaat.niet-opgelost" in names(*life, jaar=2026)


def test_a_later_result_revises_the_year_it_is_written_in_only_if_the_case_was_closed_in_it() -> None:
    revised = (MELDING, closed("2025-12-01"), closed("2025-12-29", "verbeterd"), closed("2026-03-01", "niet-opgelost"))
    assert "resultaat.verbeterd" in names(*revised, jaar=2025)
    assert "opgelost.alle" not in names(*revised, jaar=2025)
    assert "afgesloten" not in names(*revised, jaar=2026)


def test_an_intake_that_was_done_is_not_done_again_by_closing_a_reopened_case() -> None:
    life = (
        event("2024-11-01", "melding"),
        event("2024-11-03", "intake", geschikt=True),
        closed("2024-12-01"),
        closed("2025-03-01", "verbeterd"),
        event("2025-12-01", "heropening"),
        closed("2026-01-10"),
    )
    assert "gedaan.intake" in names(*life, jaar=2024)
    assert not {"gedaan.intake", "termijn.intake"} & (names(*life, jaar=2025) | names(*life, jaar=2026))


def test_a_case_closed_before_its_intake_falls_due_anew_when_it_is_opened_again() -> None:
    life = (
        MELDING,
        closed("2025-11-24"),
        event("2025-12-01", "heropening"),
        event("2026-01-12", "intake", geschikt=True),
        closed("2026-01-13"),
    )
    assert {"gedaan.intake", "termijn.intake"} <= names(*life, jaar=2025)
    again = figures(register(casus("2025-0001", *life)), 2026)
    assert (again["gedaan.intake"].value, again["termijn.intake"].value) == (1, 0)


def test_a_team_found_after_a_heropening_is_in_time_from_that_day() -> None:
    life = (MELDING, INTAKE, closed("2025-11-28"), event("2026-02-02", "heropening"))
    found = (*life, event("2026-02-16", "koppeling", team=("v-001", "v-002")))  # Mon 02-02 + 10 werkdagen
    assert "termijn.koppeling" in names(*found, jaar=2026)
    late = (*life, event("2026-02-17", "koppeling", team=("v-001", "v-002")))
    assert "gedaan.koppeling" in names(*late, jaar=2026)
    assert "termijn.koppeling" not in names(*late, jaar=2026)


def test_another_team_is_in_time_from_the_day_the_first_fell_apart() -> None:
    broken = (MELDING, INTAKE, TEAM, event("2026-02-02", "kan-niet", wie="v-002"))
    for day, on_time in (("2026-02-16", 1), ("2026-02-17", 0)):  # Mon 02-02 + 10 werkdagen
        found = figures(register(casus("2025-0001", *broken, event(day, "koppeling", team=("v-001", "v-003")))), 2026)
        assert (found["gedaan.koppeling"].value, found["termijn.koppeling"].value) == (1, on_time)
    swapped = casus("2025-0001", MELDING, INTAKE, TEAM, event("2026-02-16", "koppeling", team=("v-001", "v-003")))
    assert figures(register(swapped), 2026)["gedaan.koppeling"].value == 0


def test_a_volunteer_who_stops_breaks_up_the_team_as_well() -> None:
    gone = vrijwilliger("v-002", event("2024-01-01", "start"), event("2026-02-02", "stop"))
    again = casus("2025-0001", MELDING, INTAKE, TEAM, event("2026-02-17", "koppeling", team=("v-001", "v-003")))
    found = figures(register(again, gone), 2026)
    assert (found["gedaan.koppeling"].value, found["termijn.koppeling"].value) == (1, 0)


def test_closing_is_in_time_from_the_day_nobody_was_left_to_speak_to() -> None:
    a_talked = event("2026-01-12", "gesprek", met=("A",))
    b_refused = event("2026-01-19", "contact", met=("B",), via="deur", wil=False)

    def counted(*events: Event) -> tuple[int, int]:
        found = replace(casus("2025-0001", MELDING, INTAKE, TEAM, *events), partijen={"A": NOORD, "B": NOORD})
        named = figures(register(found), 2026)
        return named["gedaan.afsluiting"].value, named["termijn.afsluiting"].value

    assert counted(a_talked, b_refused, closed("2026-01-26")) == (1, 1)  # Mon 01-19 + 1 week
    assert counted(a_talked, b_refused, closed("2026-01-27")) == (1, 0)
    assert counted(a_talked, closed("2026-01-26")) == (0, 0)  # B could still be spoken to


def test_a_double_report_is_in_no_count() -> None:
    double = casus("2026-0002", event("2026-02-01", "melding", minuten=30), closed("2026-02-02", "dubbel"))
    named = figures(register(double))
    assert not [name for name, figure in named.items() if figure.cases]
    assert "resultaat.dubbel" not in named


def test_solved_is_counted_within_each_group() -> None:
    told = casus("2026-0001", event("2026-01-05", "melding"), closed("2026-01-06"))
    advised = casus(
        "2026-0002", event("2026-01-05", "melding"), event("2026-01-06", "intake", geschikt=True), closed("2026-01-07")
    )
    talked = casus(
        "2026-0003",
        event("2026-01-05", "melding"),
        event("2026-01-06", "intake", geschikt=True),
        event("2026-01-08", "koppeling", team=("v-001", "v-002")),
        closed("2026-03-01", "verbeterd"),
    )
    named = figures(register(told, advised, talked))
    shown = {
        group: (named[f"opgelost.{group}"].value, named[f"opgelost.{group}"].denominator)
        for group in ("alle", "geschikt", "behandeld")
    }
    assert {group: (value, of.value if of else None) for group, (value, of) in shown.items()} == {
        "alle": (2, 3),
        "geschikt": (1, 2),
        "behandeld": (0, 1),
    }


def test_the_last_intake_decides_whether_a_case_suits() -> None:
    life = (
        MELDING,
        event("2025-11-24", "intake", geschikt=False, contra=("te-ver",)),
        event("2025-11-30", "intake", geschikt=True),
    )
    assert "geschikt" in names(*life, jaar=2025)
    assert not {"niet-geschikt", "contra.te-ver"} & names(*life, jaar=2025)


@pytest.mark.parametrize(
    ("today", "until", "over"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), False),
        (date(2026, 12, 31), date(2026, 12, 31), False),
        (date(2027, 1, 1), date(2026, 12, 31), True),
    ],
)
def test_a_year_that_is_not_over_looks_no_further_than_today(today: date, until: date, over: bool) -> None:
    period = year_period(2026, today)
    assert (period.until, period.over) == (until, over)
    future = register(casus("2026-0001", event("2026-12-01", "melding")))
    assert figures(future, 2026, today)["aanmeldingen"].value == (today >= date(2026, 12, 1))


def test_times_are_measured_where_they_end_with_and_without_the_days_on_hold() -> None:
    life = casus(
        "2025-0001",
        MELDING,
        INTAKE,
        event("2025-12-01", "wacht", tot=date(2026, 1, 5)),
        event("2026-01-05", "hervat"),
        event("2026-01-08", "koppeling", team=("v-001", "v-002")),
        event("2026-01-20", "gesprek", met="A", afspraken=False),
        closed("2026-02-01", "niet-opgelost"),
    )
    named = figures(register(life))
    assert {
        n: [named[n].measure(m) for m in ("mediaan", "mediaan-zonder-wacht")]
        for n in ("wachttijd", "reactietijd", "doorlooptijd")
    } == {
        "wachttijd": [45.0, 10.0],
        "reactietijd": [12.0, 12.0],
        "doorlooptijd": [73.0, 38.0],
    }
    assert figures(register(life), 2025)["wachttijd"].value == 0


def test_hours_are_those_of_the_year_times_the_people() -> None:
    life = casus(
        "2025-0001",
        event("2025-12-01", "melding", minuten=30),
        event("2025-12-02", "koppeling", team=("v-001", "v-002"), minuten=30),
        event("2026-01-10", "gesprek", met="A", minuten=90),
        event("2026-01-12", "voortgang", minuten=15),
    )
    evening = activiteit(
        "2026-intervisie-1", "intervisie", event("2026-03-01", "gehouden", aanwezig=("v-001", "c-1"), minuten=120)
    )
    folders = vrijwilliger("v-001", event("2026-05-01", "inzet", voor="folders", minuten=45))
    named = figures(register(life, evening, folders))
    assert {name: f.measure("uren") for name, f in named.items() if f.family == "uren"} == {
        "uren.coordinator": 0.25,
        "uren.vrijwilligers": 3.0,
        "uren.activiteiten": 2.0,
        "uren.inzet": 0.75,
    }
    assert figures(register(life), 2025)["uren.coordinator"].measure("uren") == pytest.approx(1.0)


def test_the_pool_counts_who_is_there_on_the_last_day_and_guests_apart() -> None:
    linked = casus(
        "2026-0001", event("2026-01-05", "melding"), event("2026-01-09", "koppeling", team=("v-001", "g-001"))
    )
    found = register(
        linked,
        vrijwilliger("v-001", event("2024-01-01", "start")),
        vrijwilliger("v-002", event("2026-02-01", "start"), event("2026-09-01", "stop")),
        vrijwilliger("v-003", event("2026-03-01", "aanmelding"), event("2026-05-01", "start")),
        vrijwilliger("g-001", event("2024-01-01", "start")),
    )
    named = figures(found)
    assert named["vrijwilligers"].cases == ("v-001", "v-003")
    assert named["vrijwilligers.begonnen"].cases == ("v-002", "v-003")
    assert named["vrijwilligers.gestopt"].cases == ("v-002",)
    assert named["vrijwilligers.gasten"].cases == ("g-001",)
    assert named["zaken-per-vrijwilliger.1-2"].cases == ("v-001",)
    assert named["zaken-per-vrijwilliger.0"].cases == ("v-003",)


def test_a_promise_is_judged_by_the_norm_of_its_own_day() -> None:
    quick = Toezegging(
        wat="terugkoppeling",
        wie="wij",
        binnen=Duration(2, "werkdagen"),
        vanaf=date(2026, 7, 1),
        doel=Amount(90, percent=True),
    )
    slow = Toezegging(wat="terugkoppeling", wie="wij", binnen=Duration(10, "werkdagen"), doel=Amount(80, percent=True))
    told = [
        casus(
            f"2026-000{n}",
            event("2026-01-05", "melding"),
            closed(day),
            event(back, "terugkoppeling", aan="woonstad"),
        )
        for n, (day, back) in enumerate(
            [("2026-03-02", "2026-03-12"), ("2026-09-01", "2026-09-10"), ("2026-09-01", "2026-09-03")]
        )
    ]
    named = figures(register(*told, partner("woonstad", toezeggingen=(slow, quick))))
    promise = named["toezegging-terugkoppeling.woonstad"]
    assert promise.cases == ("2026-0000", "2026-0002")
    assert (promise.denominator and promise.denominator.value, str(promise.norm), promise.achieved) == (3, "90%", False)


def test_promises_of_number_and_rhythm_are_counted_over_the_year() -> None:
    promises = (
        Toezegging(wat="verwijzing", wie="zij", minstens=Amount(1), per="kwartaal"),
        Toezegging(wat="rapportage", wie="wij", elke=Duration(1, "kwartalen")),
    )
    reports = [event(day, "rapportage") for day in ("2026-04-02", "2026-07-02", "2026-10-02", "2026-12-20")]
    sent = [casus(f"2026-000{n}", event("2026-05-05", "melding")) for n in range(3)]
    named = figures(register(*sent, partner("woonstad", *reports, toezeggingen=promises)))
    referred, reported = named["toezegging-verwijzing.woonstad"], named["toezegging-rapportage.woonstad"]
    assert (referred.value, str(referred.norm), referred.achieved) == (3, "4", False)
    assert (reported.value, str(reported.norm), reported.achieved) == (4, "4", True)


def test_aftercare_takes_the_worst_answer_of_a_case_and_each_party_for_itself() -> None:
    talked = (
        event("2026-01-05", "melding"),
        event("2026-01-09", "koppeling", team=("v-001", "v-002")),
        event("2026-02-01", "gesprek", met="AB", afspraken=True),
    )
    mixed = casus(
        "2026-0001",
        *talked,
        event("2026-03-15", "nazorg", met="A", stand="houdt", tevreden=8),
        event("2026-03-15", "nazorg", met="B", stand="deels", tevreden=6),
        closed("2026-03-16"),
    )
    unreached = casus("2026-0002", *talked, event("2026-03-15", "nazorg", met="A", bereikt=False), closed("2026-03-16"))
    named = figures(register(mixed, unreached))
    assert named["nazorg.deels"].cases == ("2026-0001",)
    assert named["nazorg.niet-bereikt"].cases == ("2026-0002",)
    assert named["nazorg-a.houdt"].cases == ("2026-0001",)
    assert named["nazorg-ander.geen-nazorg"].cases == ("2026-0002",)
    assert named["tevreden"].measure("gemiddelde") == pytest.approx(7.0)


def test_invited_to_intervisie_is_everyone_active_on_the_day() -> None:
    evening = activiteit("2026-intervisie-1", "intervisie", event("2026-03-01", "gehouden", aanwezig=("v-001",)))
    found = register(
        evening,
        vrijwilliger("v-001", event("2025-01-01", "start")),
        vrijwilliger("v-002", event("2025-01-01", "start")),
        vrijwilliger("v-003", event("2026-04-01", "start")),
    )
    named = figures(found)
    assert named["opkomst.intervisie"].cases == ("v-001",)
    assert named["uitgenodigd.intervisie"].cases == ("v-001", "v-002")
