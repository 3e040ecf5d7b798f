"""The network: one fact changes, and what is said of a partner changes with it."""

from __future__ import annotations

from typing import Any

from bb.domain.records import Casus, Record
from bb.figures.network import Relation, network
from tests.domain.build import activity, case, day, partner, promise, register

TODAY = day("11-23")


def referred(number: int, op: str, by: str = "woonstad", *lines: str, **keys: Any) -> Casus:
    return case(f"{op} melding via=verwijzer", *lines, id_=f"2026-{number:04}", verwijzer=by, **keys)


def woonstad(*others: Record, lines: tuple[str, ...] = (), **keys: Any) -> Relation:
    (found,) = [r for r in network(register(partner(*lines, **keys), *others), TODAY) if r.partner == "woonstad"]
    return found


def test_referrals_of_this_year_and_the_one_before() -> None:
    found = woonstad(referred(1, "2026-11-23"), referred(2, "2025-11-24"), referred(3, "2025-11-23"))
    assert (found.verwezen, found.daarvoor) == (("2026-0001", "2026-0002"), ("2026-0003",))
    assert woonstad(referred(1, "2026-11-23", "politie")).verwezen == ()
    assert woonstad(referred(1, "2024-11-23")).daarvoor == ()


def test_a_case_that_was_reported_twice_counts_once() -> None:
    double = referred(2, "2026-10-02", "woonstad", "10-03 afsluiting resultaat=dubbel zie=2026-0001")
    assert woonstad(referred(1, "2026-10-01"), double).verwezen == ("2026-0001",)


def test_referrals_by_quarter() -> None:
    found = woonstad(referred(1, "2026-11-23"), referred(2, "2026-10-01"), referred(3, "2025-03-31"))
    assert list(found.kwartalen.items()) == [
        *(("2025-1", 1), ("2025-2", 0), ("2025-3", 0), ("2025-4", 0)),
        *(("2026-1", 0), ("2026-2", 0), ("2026-3", 0), ("2026-4", 2)),
    ]


def test_a_tip_is_no_referral() -> None:
    tip = referred(1, "2026-10-01", "zelf", tip_van="woonstad")
    assert (woonstad(tip).tips, woonstad(tip).verwezen) == (("2026-0001",), ())
    assert woonstad(referred(1, "2026-10-01", "zelf")).tips == ()


def test_who_stopped_referring() -> None:
    used_to = [referred(1, "2026-02-01"), referred(2, "2026-05-23")]
    assert woonstad(*used_to).stil
    assert not woonstad(*used_to, referred(3, "2026-05-24")).stil  # within six months
    assert not woonstad(used_to[0]).stil  # once is no habit
    assert not woonstad(referred(1, "2025-05-01"), referred(2, "2025-05-02")).stil  # too long ago to have stopped now


def test_contact_and_agreement() -> None:
    found = woonstad(lines=("02-02 contact", "03-01 overeenkomst van=2026-03-01 tot=2026-11-22"))
    assert (found.contact, found.tot, found.afgelopen) == (day("02-02"), day("11-22"), True)
    meeting = activity("03-12 gehouden partners=woonstad", id_="2026-overleg-1", soort="overleg")
    assert woonstad(meeting, lines=("02-02 contact",)).contact == day("03-12")
    assert not woonstad(lines=("03-01 overeenkomst tot=2026-11-23",)).afgelopen


CLOSED = ("10-05 intake geschikt=ja toestemming=opslag,terugkoppeling", "10-20 afsluiting resultaat=opgelost")


def test_our_promise_is_held_against_what_we_did() -> None:
    agreed = (promise("terugkoppeling", wie="wij", binnen="1 week"),)
    on_time = referred(1, "2026-10-01", "woonstad", *CLOSED, "10-22 terugkoppeling aan=woonstad")
    late = referred(2, "2026-10-01", "woonstad", *CLOSED, "11-10 terugkoppeling aan=woonstad")
    (one,) = woonstad(on_time, toezeggingen=agreed).toezeggingen
    assert (one.wie, one.keer, one.van, one.gehaald, one.afgesproken) == ("wij", 1, 1, True, "binnen 1 week")
    (one,) = woonstad(on_time, late, toezeggingen=agreed).toezeggingen
    assert (one.keer, one.van, one.gehaald) == (1, 2, False)


def test_their_promise_is_held_against_what_they_did() -> None:
    agreed = (promise("verwijzing", wie="zij", minstens="2", per="jaar"),)
    (one,) = woonstad(referred(1, "2026-10-01"), toezeggingen=agreed).toezeggingen
    assert (one.wie, one.keer, one.gehaald) == ("zij", 1, False)
    (one,) = woonstad(referred(1, "2026-10-01"), referred(2, "2026-11-01"), toezeggingen=agreed).toezeggingen
    assert one.gehaald


def test_who_refers_most_stands_first() -> None:
    both = register(partner(id_="aa"), partner(id_="zz"), referred(1, "2026-10-01", "zz"))
    assert [r.partner for r in network(both, TODAY)] == ["zz", "aa"]
