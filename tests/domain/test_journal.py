"""Deriving is total: 20,000 random journals, also impossible ones, and what must hold of each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bb.domain.due import Due, Outcome
from bb.domain.dues import case_outcome
from bb.domain.events import Event, in_order
from bb.domain.journal import (
    STEPS,
    State,
    derive,
    doorlooptijd,
    reactietijd,
    state_of,
    step,
    vrijwilliger_status,
    wachttijd,
    waiting,
)
from bb.domain.records import Casus
from bb.domain.team import standings
from bb.domain.terms import TERMIJNEN
from bb.domain.vocabulary import FASEN, STATUSSEN
from bb.domain.workdays import calendar_of
from tests.domain.build import case, day, events, organisation, partner, promise, register, volunteer
from tests.domain.dice import FIRST, journal, random_cases

MANY = 20_000
COMPUTED = ("termijn", "toezegging", "poging")
LAST = FIRST + timedelta(days=120)
WOONSTAD = partner(
    "2025-01-01 overeenkomst tot=2027-12-31",
    toezeggingen=(
        promise("terugkoppeling", wie="wij", binnen="1 week"),
        promise("terugkoppeling", wie="wij", binnen="3 werkdagen", vanaf="2026-01-01"),
        promise("gesprek", wie="wij", binnen="1 week"),
        promise("eigen", na=("melding",), binnen="1 maand"),
    ),
)
ORGANISATIE = organisation(
    termijnen={"nazorg": (TERMIJNEN["nazorg"], replace(TERMIJNEN["nazorg"], vanaf=date(2026, 1, 1), per="partij"))}
)


@pytest.fixture(scope="module")
def cases() -> tuple[Casus, ...]:
    return tuple(random_cases(MANY))


def some_day(dice: random.Random) -> date:
    return FIRST + timedelta(days=dice.randrange(-10, 200))


def steps(casus: Casus) -> Iterator[State]:
    state = State(coordinator=casus.coordinator)
    for event in in_order(casus.verloop):
        state = step(state, event)
        yield state


def due_of(casus: Casus, until: date) -> Outcome:
    return case_outcome(
        casus,
        organisatie=ORGANISATIE,
        partner=WOONSTAD if casus.verwijzer == WOONSTAD.id else None,
        calendar=calendar_of(()),
        until=until,
    )


def check_state(state: State) -> None:
    assert state.status in STATUSSEN
    assert state.fase in FASEN
    assert state.einde in FASEN
    assert state.einde != "nazorg"
    assert STEPS[state.fase] <= STEPS[state.einde] or state.fase == "nazorg"
    assert all(minutes >= 0 for minutes in state.minutes.values())
    assert all(person for person in state.minutes)
    assert all(n > 0 for n in (*state.attempts.values(), *state.declines.values()))
    assert (state.status == "wacht") == (bool(state.holds) and state.holds[-1].end is None)
    assert all(hold.end is not None and hold.end >= hold.start for hold in state.holds[:-1])
    assert state.status != "gesloten" or state.afsluiting is not None
    assert not state.bemiddeling or state.einde == "bemiddeling"
    assert not waiting(state) or (state.status == "open" and state.geschikt)
    for span in (wachttijd(state), reactietijd(state), doorlooptijd(state)):
        assert span is None or span.working <= span.days


def test_every_journal_gives_a_state(cases: Iterable[Casus]) -> None:
    for casus in cases:
        state = state_of(casus)
        check_state(state)
        closings = [e for e in in_order(casus.verloop) if e.wat == "afsluiting"]
        if state.status == "gesloten" and closings[-1].get("resultaat"):
            assert state.resultaat == closings[-1].get("resultaat")
        assert state.nazorg is None or state.nazorg in state.answers.values()


def test_a_journal_read_line_by_line_gives_the_same_as_at_once(cases: Iterable[Casus]) -> None:
    for casus in cases:
        highest = "aanmelding"
        state = State(coordinator=casus.coordinator)
        for state in steps(casus):
            assert STEPS[state.einde] >= STEPS[highest], f"{casus.id}: einde went down"
            highest = state.einde
        assert state == state_of(casus)


def test_what_happens_after_the_asked_day_changes_nothing(cases: Iterable[Casus]) -> None:
    dice = random.Random(1)
    for casus in cases:
        until = some_day(dice)
        so_far = tuple(e for e in casus.verloop if e.op <= until)
        assert state_of(casus, until) == derive(so_far, coordinator=casus.coordinator)


def shuffled(verloop: tuple[Event, ...], dice: random.Random) -> tuple[Event, ...]:
    """The lines in another order in the file; those of one day stay in their order."""
    keys = {op: dice.random() for op in sorted({e.op for e in verloop})}
    lines = sorted(verloop, key=lambda e: keys[e.op])
    return tuple(replace(e, order=order) for order, e in enumerate(lines))


def test_lines_of_different_days_may_stand_in_any_order_in_the_file(cases: Iterable[Casus]) -> None:
    dice = random.Random(2)
    for casus in cases:
        other = replace(casus, verloop=shuffled(casus.verloop, dice))
        known, found = state_of(casus), state_of(other)
        assert found._replace(requests={}) == known._replace(requests={})
        assert {s: e.op for s, e in found.requests.items()} == {s: e.op for s, e in known.requests.items()}


def check_dues(casus: Casus, state: State, outcome: Outcome) -> None:
    for due in outcome.dues:
        assert due.id == casus.id
        assert due.since in casus.verloop
        if due.reason in COMPUTED:
            assert due.day > due.since.op, f"{casus.id}: {due.term} is due before what made it due"
            assert due.bases
            assert due.day >= due.bases[0].day
            assert list(due.bases) == sorted(due.bases, key=lambda b: b.day)
            assert calendar_of(()).is_workday(due.day)
        assert due.wie in ("team", "coordinator")
    named = [(due.term, due.party) for due in outcome.dues]
    assert len(named) == len(set(named)), f"{casus.id}: asked twice"
    assert not {(s.term, s.party) for s in outcome.settled} & set(named)
    if state.forgotten:
        assert outcome == Outcome()
    if state.status == "wacht" and not state.forgotten:
        assert {due.term for due in outcome.dues} <= {"hervat", "verzoek"}
        assert "hervat" in {due.term for due in outcome.dues}
    if any(due.term == "nazorg" for due in outcome.dues):
        assert not any(due.term == "afsluiting" for due in outcome.dues)


def test_every_journal_gives_what_is_due(cases: Iterable[Casus]) -> None:
    dice, seen = random.Random(3), set()
    for casus in cases:
        until = dice.choice((LAST, some_day(dice)))
        outcome = due_of(casus, until)
        check_dues(casus, state_of(casus, until), outcome)
        seen |= {(d.term, d.reason) for d in outcome.dues} | {(s.term, s.why) for s in outcome.settled}
    # The dice reach everything there is to reach; otherwise this test says less than it seems to.
    assert seen >= {
        *((name, "termijn") for name, term in TERMIJNEN.items() if "casus" in term.kinds),
        *(("gesprek", "toezegging"), ("terugkoppeling", "toezegging"), ("eigen", "toezegging")),
        *((term, reason) for term in ("gesprek", "nazorg") for reason in ("poging", "gepland", "niet bereikt")),
        *(("gesprek", "wil niet"), ("nazorg", "wil niet"), ("intake", "uitzondering"), ("hervat", "wacht")),
    }


def test_what_is_due_depends_on_nothing_after_the_day_asked_or_on_the_place_in_the_file(
    cases: tuple[Casus, ...],
) -> None:
    def told(due: Due) -> tuple[object, ...]:
        return due.term, due.party, due.day, due.reason, due.since.op, due.bases, due.attempts

    dice = random.Random(4)
    for casus in cases[: MANY // 10]:
        until = some_day(dice)
        earlier = tuple(e for e in casus.verloop if e.op <= until)
        other = replace(casus, verloop=shuffled(earlier, dice))
        assert [*map(told, due_of(other, until).dues)] == [*map(told, due_of(casus, until).dues)]


def test_the_standing_of_volunteers_over_any_cases(cases: tuple[Casus, ...]) -> None:
    dice = random.Random(5)
    people = [
        replace(volunteer(id_=id_), verloop=journal(dice, "vrijwilliger"))
        for id_ in ("v-001", "v-002", "v-003", "g-001")
    ]
    found = standings(register(*people, *cases[:2000]), LAST)
    for id_, standing in found.items():
        assert standing.status in ("kandidaat", "actief", "afwezig", "gestopt")
        assert len(set(standing.load)) == len(standing.load), f"{id_} carries a case twice"
        assert set(standing.load) <= set(standing.cases)
        assert standing.recent <= len(standing.cases)


# By example: what a coördinator would recognise.


def test_lines_of_one_day_count_in_the_order_of_the_file() -> None:
    begin = ("06-01 melding via=telefoon", "06-01 intake geschikt=ja")
    closed = case(*begin, "06-02 heropening", "06-02 afsluiting resultaat=opgelost")
    reopened = case(*begin, "06-02 afsluiting resultaat=opgelost", "06-02 heropening")
    assert state_of(closed).status == "gesloten"
    assert state_of(reopened).status == "open"


def test_a_journal_without_lines_is_an_open_case_at_its_first_step() -> None:
    state = derive(())
    assert (state.status, state.fase, state.einde, state.team) == ("open", "aanmelding", "aanmelding", ())


TALKED = (
    "06-01 melding via=telefoon",
    "06-02 intake geschikt=ja",
    "06-03 koppeling team=v-001,v-002",
    "06-08 gesprek met=A",
    "06-12 gesprek met=B",
)


def phase(*lines: str) -> tuple[str, str]:
    state = state_of(case(*lines))
    return state.fase, state.einde


def test_a_phase_only_goes_up_except_from_nazorg() -> None:
    assert phase(*TALKED) == ("tweede", "tweede")
    assert phase(*TALKED, "06-15 gesprek met=A") == ("tweede", "tweede")
    assert phase(*TALKED, "06-15 gesprek met=AB afspraken=ja") == ("nazorg", "bemiddeling")
    assert phase(*TALKED, "06-15 gesprek met=AB afspraken=ja", "07-20 gesprek met=A") == ("eerste", "bemiddeling")
    assert phase(*TALKED, "06-15 gesprek met=AB afspraken=nee", "06-16 intake geschikt=ja") == ("nazorg", "bemiddeling")


def test_a_reopened_case_stands_where_it_ended() -> None:
    lines = (*TALKED, "06-15 gesprek met=AB afspraken=ja", "07-20 nazorg met=A stand=houdt")
    reopened = (*lines, "07-28 afsluiting resultaat=opgelost", "08-20 heropening reden=nieuw-voorval")
    assert phase(*reopened) == ("bemiddeling", "bemiddeling")
    state = state_of(case(*reopened))
    assert (state.status, state.team, state.nazorg) == ("open", ("v-001", "v-002"), None)


@pytest.mark.parametrize(
    ("contact", "reached"),
    [
        ("06-05 contact met=B via=deur bereikt=nee", True),
        ("06-05 contact met=B via=deur door=v-001", True),
        ("06-05 contact met=AB via=brief", True),
        ("06-05 contact met=B via=telefoon door=c-1", False),
        ("06-05 contact met=A via=deur", False),
        ("06-02 contact met=B via=telefoon", False),
    ],
)
def test_a_team_at_the_door_of_b_is_the_second_step(contact: str, reached: bool) -> None:
    begin = ("06-01 melding via=telefoon", "06-02 intake geschikt=ja", "06-03 koppeling team=v-001,v-002")
    assert (phase(*begin, contact)[0] == "tweede") is reached


@pytest.mark.parametrize(
    ("lines", "mediated"),
    [
        (("06-08 gesprek met=AB",), True),
        (("06-08 gesprek met=BC",), False),
        (("06-08 gesprek met=A", "06-09 gesprek met=B", "06-10 gesprek met=A"), False),
        (("06-07 koppeling team=v-001 aanpak=coaching", "06-08 gesprek met=A"), True),
        (("06-08 gesprek met=A", "06-09 koppeling team=v-001 aanpak=coaching"), False),
        (("06-07 koppeling team=v-001,v-002 aanpak=pendel", "06-08 gesprek met=A", "06-09 gesprek met=B"), False),
        (("06-07 koppeling team=v-001,v-002 aanpak=pendel", "06-08 gesprek met=A", "06-09 gesprek met=A"), False),
        (
            (
                "06-07 koppeling team=v-001,v-002 aanpak=pendel",
                "06-08 gesprek met=A",
                "06-09 gesprek met=B",
                "06-10 gesprek met=B",
            ),
            True,
        ),
    ],
)
def test_what_counts_as_a_mediation(lines: tuple[str, ...], mediated: bool) -> None:
    begin = ("06-01 melding via=telefoon", "06-02 intake geschikt=ja", "06-03 koppeling team=v-001,v-002")
    assert state_of(case(*begin, *lines)).bemiddeling is mediated


def test_the_aanpak_is_the_intended_one_until_a_koppeling_says_otherwise() -> None:
    begin = ("06-01 melding via=telefoon", "06-02 intake geschikt=ja aanpak=pendel", "06-03 koppeling team=v-001,v-002")
    assert state_of(case(*begin)).aanpak == "pendel"
    coached = (*begin, "06-04 koppeling team=v-003 aanpak=coaching")
    assert state_of(case(*coached, "06-05 koppeling team=v-004")).aanpak == "coaching"


INTAKE = ("06-01 melding via=telefoon", "06-02 intake geschikt=ja")


@pytest.mark.parametrize(
    ("lines", "waits"),
    [
        (INTAKE[:1], False),
        (INTAKE, True),
        ((*INTAKE, "06-03 voorstel team=v-001,v-002"), True),
        ((*INTAKE, "06-03 koppeling team=v-001,v-002"), False),
        ((*INTAKE, "06-03 koppeling team=v-001,v-002", "06-04 kan-niet wie=v-002"), True),
        ((*INTAKE, "06-03 koppeling team=v-001,v-002", "06-04 kan-niet wie=v-009"), False),
        (
            (
                *INTAKE,
                "06-03 koppeling team=v-001,v-002",
                "06-04 kan-niet wie=v-002",
                "06-05 koppeling team=v-001,v-003",
            ),
            False,
        ),
        ((*INTAKE, "06-03 intake geschikt=nee"), False),
        ((*INTAKE, "06-03 wacht tot=07-01"), False),
        ((*INTAKE, "06-03 afsluiting resultaat=ingetrokken"), False),
    ],
)
def test_which_cases_wait_for_a_team(lines: tuple[str, ...], waits: bool) -> None:
    assert waiting(state_of(case(*lines))) is waits


def test_a_case_waits_again_when_a_member_left() -> None:
    state = state_of(case(*INTAKE, "06-03 koppeling team=v-001,v-002"))
    assert waiting(state, stopped=["v-002"])
    assert not waiting(state, stopped=["v-009"])


def test_a_declining_volunteer_is_counted_not_blamed() -> None:
    lines = ("06-03 voorstel team=v-001,v-002", "06-03 kan-niet wie=v-001", "06-04 kan-niet wie=v-001")
    state = state_of(case(*INTAKE, *lines))
    assert state.declines == {"v-001": 2}


def test_hours_go_to_who_did_the_work() -> None:
    lines = (
        "06-01 melding via=telefoon minuten=15",
        "06-02 contact met=A via=telefoon minuten=5",
        "06-02 intake geschikt=ja minuten=40",
        "06-03 overname naar=c-2 minuten=10",
        "06-03 koppeling team=v-001,v-002 minuten=20",
        "06-08 gesprek met=A minuten=60",
        "06-09 contact met=B via=deur minuten=30",
        "06-10 contact met=B via=telefoon minuten=3 door=c-2",
        "06-12 nazorg met=A stand=houdt minuten=12",
        "06-13 nazorg met=B stand=houdt minuten=8 door=v-001,v-001",
    )
    assert state_of(case(*lines)).minutes == {"c-1": 15 + 5 + 40 + 10, "c-2": 20 + 3 + 12, "v-001": 98, "v-002": 90}


def test_consent_is_the_last_word_of_each_party() -> None:
    lines = (
        "06-01 melding via=telefoon toestemming=opslag",
        "06-02 intake geschikt=ja toestemming=opslag,bemiddelaars",
        "06-08 gesprek met=AB toestemming=opslag,bemiddelaars,terugkoppeling",
        "06-09 verzoek soort=wissen stap=ontvangen van=B toestemming=",
    )
    before, after = (state_of(case(*lines), day(text)) for text in ("06-08", "06-09"))
    assert before.allows("B", "terugkoppeling")
    assert after.allows("A", "terugkoppeling")
    assert after.consent["B"] == frozenset()
    assert after.refuses("B", "opslag")
    assert not after.refuses("C", "opslag")  # never asked
    assert not after.allows("C", "opslag")


def test_aftercare_is_as_good_as_its_worst_answer() -> None:
    def nazorg(*answers: str) -> str | None:
        return state_of(case(*TALKED, *(f"07-0{n} nazorg {a}" for n, a in enumerate(answers, 1)))).nazorg

    assert nazorg("met=A stand=houdt", "met=B stand=deels") == "deels"
    assert nazorg("met=A stand=niet", "met=B stand=deels") == "niet"
    assert nazorg("met=A stand=niet", "met=A stand=houdt") == "houdt"
    assert nazorg("met=A stand=geen-afspraken", "met=B bereikt=nee") is None
    assert nazorg("met=A stand=houdt", "met=A bereikt=nee") == "houdt"


def test_times_with_and_without_the_days_on_hold() -> None:
    lines = (
        *INTAKE,
        "06-05 wacht tot=06-20",
        "06-10 wacht tot=06-30 reden=vakantie",
        "06-15 hervat",
        "06-22 koppeling team=v-001,v-002",
        "06-25 wacht tot=07-05",
        "07-02 gesprek met=A",
        "07-10 afsluiting resultaat=opgelost",
        "07-12 afsluiting resultaat=verbeterd",
    )
    state = state_of(case(*lines))
    spans = [span and (span.days, span.working) for span in (wachttijd(state), reactietijd(state), doorlooptijd(state))]
    assert spans == [(20, 10), (10, 3), (41, 24)]
    assert (state.resultaat, len(state.holds)) == ("verbeterd", 2)


def test_times_run_from_the_first_time_something_happened() -> None:
    lines = (
        "06-01 melding via=telefoon",
        "06-03 melding via=mail",
        "06-04 intake geschikt=ja aanpak=pendel",
        "06-05 gesprek met=A",  # of the office, before there was a team
        "06-08 intake geschikt=ja",
        "06-10 koppeling team=v-001,v-002",
        "06-12 koppeling team=v-003,v-004",
        "06-15 gesprek met=A",
        "06-16 gesprek met=B",
        "06-20 afsluiting resultaat=opgelost",
    )
    state = state_of(case(*lines))
    assert [span and span.days for span in (wachttijd(state), reactietijd(state), doorlooptijd(state))] == [6, 5, 19]
    assert (state.intended, state.aanpak) == ("pendel", "pendel")
    assert reactietijd(state_of(case(*lines[:6]))) is None


def test_a_case_on_hold_stays_so_past_its_day_and_wakes_by_work() -> None:
    held = (*INTAKE, "06-05 wacht tot=06-20")
    assert state_of(case(*held), day("07-30")).status == "wacht"
    assert state_of(case(*held, "07-01 koppeling team=v-001,v-002")).status == "open"
    assert state_of(case(*held, "07-01 contact met=A via=telefoon")).status == "wacht"
    assert state_of(case(*held, "07-01 contact met=A via=telefoon")).on_hold_until == day("06-20")
    assert state_of(case(*INTAKE, "06-05 afsluiting resultaat=onbekend", "06-06 wacht tot=06-20")).status == "gesloten"


def test_a_request_is_open_until_it_is_dealt_with() -> None:
    lines = (
        "06-03 verzoek soort=klacht stap=ontvangen",
        "06-04 verzoek soort=inzage stap=ontvangen",
        "06-05 verzoek soort=klacht stap=bevestigd",
        "06-09 verzoek soort=inzage stap=afgehandeld",
    )
    assert {s: e.op for (s, _), e in state_of(case(*INTAKE, *lines)).requests.items()} == {"klacht": day("06-03")}


def test_the_status_of_a_volunteer() -> None:
    someone = volunteer(
        "01-05 aanmelding",
        "02-01 start",
        "03-01 afwezig van=03-10 tot=03-20",
        "05-01 stop",
        "07-01 start",
    )
    days = ("01-31", "02-01", "03-09", "03-10", "03-20", "03-21", "05-01", "07-01")
    assert [vrijwilliger_status(someone, day(text)) for text in days] == [
        *("kandidaat", "actief", "actief", "afwezig", "afwezig", "actief", "gestopt", "actief")
    ]


def test_only_the_place_in_the_file_breaks_a_tie() -> None:
    lines = events(("06-02 gesprek met=A", "06-01 melding via=mail", "06-02 intake geschikt=ja"))
    assert [e.wat for e in in_order(reversed(lines))] == ["melding", "gesprek", "intake"]
