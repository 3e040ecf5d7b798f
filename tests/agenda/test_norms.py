"""Norms counted over a period: how far, of how many, how long left."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.agenda.norms import Progress, partner_progress, practice, volunteer_progress
from bb.domain.practice import period
from bb.domain.records import Activiteit, Casus, Norm, Vrijwilliger
from bb.domain.register import Register
from bb.domain.types import NORM, Amount
from bb.figures.period import view, year_period
from bb.figures.volunteers import volunteers
from tests.domain.build import activity, case, day, partner, promise, register, term, value, volunteer
from tests.domain.dice import journal, random_cases


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(("jaar", "kwartaal", "maand")))
def test_a_period_holds_the_day_and_starts_where_the_last_one_ended(on: date, per: str) -> None:
    first, last = period(on, per)
    assert first <= on <= last
    assert first.day == 1
    assert period(first - timedelta(days=1), per)[1] == first - timedelta(days=1)
    assert (last + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("asked", "count", "target", "met"),
    [
        ("8", 7, 8, False),
        ("8", 8, 8, True),
        ("80%", 3, 4, False),
        ("80%", 4, 5, True),
        ("80%", 0, 0, True),
        ("0", 0, 0, True),
    ],
)
def test_when_a_norm_is_met(asked: str, count: int, target: int, met: bool) -> None:
    made = Progress(kind="k", id="i", norm="n", asked=value(NORM, asked), count=count, target=target, days_left=1)
    assert made.met is met


def norm(minstens: str, per: str = "jaar") -> Norm:
    return Norm(minstens=value(NORM, minstens), per=per)


def far(
    someone: Vrijwilliger, on: str, normen: Mapping[str, Norm], *others: Casus | Activiteit
) -> list[tuple[str, int, int, int]]:
    known = register(someone, *others, normen=normen)
    found = volunteer_progress(known, someone, practice(known, day(on)), day(on))
    return [(p.norm, p.count, p.target, p.days_left) for p in found]


STARTED = volunteer("2025-06-01 start")


def linked(op: str, id_: str, team: str = "v-001,v-002") -> Casus:
    return case("2025-01-01 melding via=mail", f"{op} koppeling team={team}", id_=id_)


def test_eight_cases_a_year() -> None:
    cases = (
        linked("2025-12-31", "2026-0001"),
        linked("01-01", "2026-0002"),
        linked("06-30", "2026-0003"),
        linked("07-01", "2026-0004"),
        linked("03-01", "2026-0005", team="v-002,v-003"),
        case("01-02 koppeling team=v-001,v-002", "02-02 koppeling team=v-001,v-003", id_="2026-0006"),
    )
    assert far(STARTED, "06-30", {"zaken": norm("8")}, *cases) == [("zaken", 3, 8, 184)]
    assert far(STARTED, "06-30", {"zaken": norm("1", "kwartaal")}, *cases) == [("zaken", 1, 1, 0)]
    assert far(STARTED, "07-01", {"zaken": norm("1", "maand")}, *cases) == [("zaken", 1, 1, 30)]


def test_a_case_linked_again_in_another_year_counts_then_too_and_one_reported_twice_never() -> None:
    again = case("2025-02-01 koppeling team=v-001,v-002", "02-02 koppeling team=v-001,v-003", id_="2026-0001")
    double = case("02-02 koppeling team=v-001,v-003", "03-02 afsluiting resultaat=dubbel", id_="2026-0002")
    assert far(STARTED, "06-30", {"zaken": norm("8")}, again, double) == [("zaken", 1, 8, 184)]


def test_the_agenda_and_the_report_count_the_same() -> None:
    dice = random.Random(4)
    pool = [volunteer("2025-06-01 start", id_=f"v-00{n}") for n in range(1, 4)]
    trainings = [activity(*(), id_=f"2026-training-{n}", soort="training") for n in range(9)]
    held = [replace(one, verloop=journal(dice, "activiteit")) for one in trainings]
    normen = {"zaken": norm("2"), "training": norm("80%")}
    known = register(*pool, *random_cases(300), *held, normen=normen)
    for jaar, today in ((2025, day("2025-12-31")), (2026, day("2026-03-01"))):
        seen = view(known, year_period(jaar, today))
        reached = {f.name: set(f.cases) for f in volunteers(seen) if f.name.startswith("norm.")}
        assert any(reached.values())
        for someone in pool:
            for progress in volunteer_progress(known, someone, practice(known, today), today):
                assert progress.met is (someone.id in reached[f"norm.{progress.norm}"])


def test_a_term_may_be_a_norm_as_well() -> None:
    own = {"training": (term(bij="vrijwilliger", minstens="2", per="jaar"),)}
    someone = volunteer("2025-06-01 start", "03-01 training soort=pendel")
    known = register(someone, termijnen=own)
    (progress,) = volunteer_progress(known, someone, practice(known, day("06-30")), day("06-30"))
    assert (progress.norm, progress.count, progress.target, progress.met) == ("training", 1, 2, False)


def test_a_training_counts_here_and_elsewhere() -> None:
    someone = volunteer("2025-06-01 start", "03-01 training soort=pendel", "2025-03-01 training soort=basistraining")
    ours = activity("05-01 gehouden aanwezig=v-001", id_="2026-training-1", soort="training")
    assert far(someone, "06-30", {"training": norm("1")}, ours) == [("training", 2, 1, 184)]


def meetings(*lines: str) -> list[Activiteit]:
    return [activity(line, id_=f"2026-intervisie-{n}") for n, line in enumerate(lines)]


def test_eighty_percent_of_the_meetings_someone_was_active_at() -> None:
    held = meetings(
        "2025-12-10 gehouden aanwezig=v-001",
        "02-10 gehouden aanwezig=v-001,v-002",
        "04-10 gehouden aanwezig=v-002",
        "05-10 gehouden aanwezig=v-002 afgemeld=v-001",
        "08-10 gehouden aanwezig=v-001",
    )
    share = {"intervisie": norm("80%")}
    assert far(STARTED, "06-30", share, *held) == [("intervisie", 1, 3, 184)]
    away = volunteer("2025-06-01 start", "03-01 afwezig van=04-01 tot=04-30")
    assert far(away, "06-30", share, *held) == [("intervisie", 1, 2, 184)]
    came_anyway = volunteer("2025-06-01 start", "02-01 afwezig van=02-01 tot=02-28")
    assert far(came_anyway, "06-30", share, *held) == [("intervisie", 1, 3, 184)]
    new = volunteer("04-15 start")
    assert far(new, "06-30", share, *held) == [("intervisie", 1, 2, 184)]  # and came already before the start
    back = volunteer("2025-06-01 start", "03-01 stop", "05-01 start")
    assert far(back, "06-30", share, *held) == [("intervisie", 1, 2, 184)]
    assert far(STARTED, "06-30", {"intervisie": norm("2")}, *held) == [("intervisie", 1, 2, 184)]


@pytest.mark.parametrize(
    "someone",
    [
        volunteer("2026-01-05 aanmelding"),
        volunteer("2025-06-01 start", "06-01 stop"),
        volunteer("2025-06-01 start", id_="g-001", van="buren-oost"),
    ],
    ids=["kandidaat", "gestopt", "gast"],
)
def test_norms_are_for_our_own_active_volunteers(someone: Vrijwilliger) -> None:
    assert far(someone, "06-30", {"zaken": norm("8")}) == []


def test_who_is_away_still_has_the_norm_of_the_year() -> None:
    assert far(volunteer("2025-06-01 start", "06-01 afwezig van=06-01 tot=07-31"), "06-30", {"zaken": norm("8")}) == [
        ("zaken", 0, 8, 184)
    ]


def of_partners(known: Register, on: str) -> list[tuple[str, int, int, int, str]]:
    found = partner_progress(known, practice(known, day(on)), day(on))
    return [(p.norm, p.count, p.target, p.days_left, p.wie) for p in found]


def referred(*ends: str, id_: str, on: str = "03-01", **keys: Any) -> Casus:
    return case(f"{on} melding via=verwijzer", *ends, id_=id_, **{"verwijzer": "woonstad", **keys})


def test_the_referrals_a_partner_promised() -> None:
    cases = (
        referred(id_="2026-0001"),
        referred("03-02 afsluiting resultaat=dubbel", id_="2026-0002"),
        referred("03-02 afsluiting resultaat=dubbel", "03-09 afsluiting resultaat=opgelost", id_="2026-0003"),
        referred(id_="2026-0004", on="07-01"),
        referred(id_="2025-0005", on="2025-12-31"),
        referred(id_="2026-0006", verwijzer="zelf", tip_van="woonstad"),
    )
    woonstad = partner(
        toezeggingen=(
            promise("verwijzing", wie="zij", minstens="20", per="jaar"),
            promise("verwijzing", wie="zij", minstens="30", per="jaar", vanaf="07-01"),
            promise("terugkoppeling", wie="wij", binnen="1 week"),
            promise("overleg", wie="wij", minstens="80%", per="jaar"),
        )
    )
    known = register(woonstad, *cases)
    assert of_partners(known, "06-30") == [("verwijzing", 2, 20, 184, "zij")]
    assert of_partners(known, "07-01") == [("verwijzing", 1, 30, 183, "zij")]  # counted from the day it holds


def test_a_promise_of_ours_is_counted_by_its_lines() -> None:
    woonstad = partner(
        *("02-01 contact vorm=overleg", "05-01 contact vorm=bezoek"),
        toezeggingen=(promise("contact", wie="wij", minstens="4", per="jaar"),),
    )
    assert of_partners(register(woonstad), "04-30") == [("contact", 1, 4, 245, "wij")]


def test_a_promise_of_a_number_without_a_period_is_for_a_year() -> None:
    woonstad = partner(toezeggingen=(promise("verwijzing", wie="zij", minstens="2"),))
    assert of_partners(register(woonstad, referred(id_="2026-0001")), "06-30") == [("verwijzing", 1, 2, 184, "zij")]


def test_nothing_is_counted_after_the_agreement_ended() -> None:
    promised = (promise("verwijzing", wie="zij", minstens="20", per="jaar"),)
    over = partner("2025-01-01 overeenkomst tot=2026-03-31", toezeggingen=promised)
    assert len(of_partners(register(over), "03-31")) == 1
    assert of_partners(register(over), "04-01") == []


def test_an_amount_is_shown_as_it_was_asked() -> None:
    assert (str(Amount(8)), str(Amount(80, percent=True))) == ("8", "80%")
