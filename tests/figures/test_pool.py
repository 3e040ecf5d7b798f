"""The volunteers against the work: one fact changes, and the pool tells it differently."""

from __future__ import annotations

from datetime import date

import pytest

from bb.domain.records import Record, Vrijwilliger
from bb.figures.pool import Month, Pool, Share, Supply, pool
from bb.files.store import load
from tests.domain.build import activity, case, day, register, volunteer

TODAY = day("11-23")
READY = ("2024-01-01 training soort=basistraining", "2024-01-02 start")
INTAKE = ("10-16 melding via=telefoon", "10-20 intake geschikt=ja")
TEAM = "11-20 koppeling team=v-001,v-002"


def able(number: int, *lines: str, **keys: object) -> Vrijwilliger:
    return volunteer(*READY, *lines, id_=f"v-{number:03}", **keys)


def made(*records: Record, **keys: object) -> Pool:
    return pool(register(*records, **keys), TODAY)


def places(*records: Record) -> tuple[int, int, int]:
    of = made(*records).capacity
    return of.plaatsen, of.vrij, of.nodig


def test_places_are_what_people_can_have_at_once() -> None:
    people = (able(1), able(2, max=3))
    assert places(*people) == (5, 5, 0)
    assert places(*people, case(*INTAKE)) == (5, 5, 2)
    assert places(*people, case(*INTAKE, TEAM)) == (5, 3, 0)
    assert places(*people, case(*INTAKE, TEAM, "11-21 afsluiting resultaat=opgelost")) == (5, 5, 0)
    assert places(*people, case(INTAKE[0], f"{INTAKE[1]} aanpak=coaching")) == (5, 5, 1)
    assert places(*people, case(INTAKE[0], "10-20 intake geschikt=nee")) == (5, 5, 0)


def test_who_is_away_stopped_or_untrained_has_no_places() -> None:
    of = made(
        able(1), able(2, "11-01 afwezig van=11-10 tot=12-19"), able(3, "11-01 stop"), volunteer("2024-01-02 start")
    )
    assert (of.capacity.plaatsen, of.capacity.weg) == (0, ("v-002",))
    assert of.capacity.ongetraind == ("v-001",)
    guest = volunteer(*READY, id_="g-001", van="Buren Verderop")
    of = made(able(1), guest)
    assert (of.capacity.plaatsen, of.capacity.gasten) == (2, ("g-001",))


def month(of: Pool, first: str) -> Month:
    return next(m for m in of.months if m.maand == date.fromisoformat(first))


def year_ago(number: int, closed: str = "2025-12-10") -> Record:
    return case(
        "2025-11-01 melding via=mail",
        "2025-11-03 intake geschikt=ja",
        f"{closed} afsluiting resultaat=opgelost",
        id_=f"2025-{number:04}",
    )


def test_a_month_asks_what_it_asked_a_year_before() -> None:
    of = made(able(1), year_ago(1), year_ago(2, closed="2025-11-30"), year_ago(3, closed="2026-01-05"))
    assert [month(of, f"{m}-01").nodig for m in ("2026-11", "2026-12", "2027-01", "2027-02")] == [6, 4, 2, 0]
    assert [month(of, f"{m}-01").tekort for m in ("2026-11", "2026-12", "2027-01")] == [4, 2, 0]
    more = made(able(1), able(2, max=4), year_ago(1), year_ago(2), year_ago(3))
    assert month(more, "2026-12-01").tekort == 0


def test_this_month_asks_at_least_what_there_is_now() -> None:
    assert (
        month(made(able(1), year_ago(1), case(*INTAKE), case(*INTAKE, TEAM, id_="2026-0124")), "2026-11-01").nodig == 4
    )


def test_before_the_first_case_nothing_is_known() -> None:
    of = made(case("06-01 melding via=mail", "06-02 intake geschikt=ja", "06-20 afsluiting resultaat=opgelost"))
    assert (month(of, "2027-05-01").nodig, month(of, "2027-06-01").nodig) == (None, 2)


def test_a_month_without_someone_has_fewer_places() -> None:
    away = "11-01 afwezig van=2026-12-10 tot=2027-01-05"
    of = made(able(1), able(2, away))
    assert [m.plaatsen for m in of.months[:3]] == [4, 2, 4]
    assert [m.plaatsen for m in made(able(1), able(2)).months[:3]] == [4, 4, 4]


def supply(found: tuple[Supply, ...], woord: str) -> Supply:
    return next(one for one in found if one.woord == woord)


def test_a_training_brings_someone_who_can() -> None:
    asks = case(INTAKE[0], f"{INTAKE[1]} aanpak=pendel")
    before = supply(made(able(1), asks).aanpak, "pendel")
    assert (before.zaken, before.wachten, before.mensen, before.short) == (("2026-0123",), ("2026-0123",), (), True)
    held = activity("11-01 gehouden aanwezig=v-001", id_="2026-training-1", soort="training", training="pendel")
    after = supply(made(able(1), asks, held).aanpak, "pendel")
    assert (after.mensen, after.vrij, after.short) == (("v-001",), 2, False)


def test_more_waits_than_there_are_places_for() -> None:
    waits = [case(*INTAKE, id_=f"2026-{n:04}") for n in (1, 2, 3)]
    assert supply(made(able(1, klachten={"tuin": 2}), *waits).klacht, "tuin").short
    assert not supply(made(able(1, klachten={"tuin": 2}, max=3), *waits).klacht, "tuin").short
    assert supply(made(able(1, klachten={"tuin": 1}, max=3), *waits).klacht, "tuin").mensen == ()


def test_only_the_last_twelve_months_count() -> None:
    old = case(
        "2025-11-01 melding via=mail", "2025-11-23 intake geschikt=ja", "2025-12-01 afsluiting resultaat=opgelost"
    )
    assert supply(made(able(1), old).aanpak, "bemiddeling").zaken == ()
    last_year = case(
        "2025-11-01 melding via=mail", "2025-11-24 intake geschikt=ja", "12-01 afsluiting resultaat=opgelost"
    )
    assert supply(made(able(1), last_year).aanpak, "bemiddeling").zaken == ("2026-0123",)


def test_the_week_counts_who_has_room() -> None:
    of = made(able(1, kan=("di-avond",)), able(2), able(3, max=0))
    assert (of.slots["di-avond"], of.slots["ma-ochtend"]) == (2, 1)


def outing(number: int, held: str, came: str) -> Record:
    line = f"{held} gehouden" + (f" aanwezig={came}" if came else "")
    return activity(line, id_=f"2026-uitje-{number}", soort="uitje")


def test_who_is_never_at_an_outing() -> None:
    both = (outing(1, "2025-06-01", "v-002"), outing(2, "06-01", ""))
    assert made(able(1), able(2), *both).nooit == {"v-001": 2}
    assert made(able(1), able(2), both[0], outing(2, "06-01", "v-001")).nooit == {}
    assert made(able(1), both[1]).nooit == {}  # once says nothing
    assert made(able(1), outing(1, "2024-06-01", ""), both[1]).nooit == {}
    assert made(able(1, "2025-05-01 afwezig van=2025-05-01 tot=2025-07-01"), *both).nooit == {}


def test_languages_and_interpreters() -> None:
    talk = case(*INTAKE, TEAM, "11-21 gesprek met=A tolk=ja")
    of = made(able(1, talen=("nl", "tr")), able(2, talen=("nl",)), talk)
    assert (of.talen, of.tolk) == ({"nl": 2, "tr": 1}, ("2026-0123",))
    assert made(able(1), case(*INTAKE, TEAM, "11-21 gesprek met=A tolk=nee")).tolk == ()


def shares(of: Pool, feit: str) -> list[Share]:
    return [share for share in of.mirror if share.feit == feit]


def test_the_pool_beside_the_population() -> None:
    people = (able(1, geslacht="vrouw"), able(2, geslacht="vrouw"), able(3, geslacht="man"), able(4))
    of = made(*people, bevolking={"geslacht": {"man": 49, "vrouw": 51}})
    told = [(s.woord, s.percent, s.bevolking) for s in shares(of, "geslacht")]
    assert told == [("man", 25, 49), ("vrouw", 50, 51), ("onbekend", 25, None)]
    assert [s.bevolking for s in shares(made(*people), "geslacht")] == [None, None, None]
    assert shares(made(*people), "opleiding") == []


def test_a_fact_about_descent_is_no_fact_bb_knows() -> None:
    text = "formaat: 1\norganisatie: a\nnaam: b\nbevolking: {%s: {anders: 10}}\n"
    for feit, refused in (("geslacht", False), ("herkomst", True), ("etniciteit", True)):
        findings = load([("bb.yaml", (text % feit).encode())]).findings
        assert any(f.code == "BB142" for f in findings) == refused


def test_what_each_channel_yielded() -> None:
    applied = "2024-01-01 aanmelding kanaal=wijkkrant"
    (channel,) = made(
        volunteer(applied, id_="v-001"),
        volunteer(applied, "2024-01-09 selectiegesprek besluit=nee", id_="v-002"),
        volunteer(applied, "2024-01-09 selectiegesprek besluit=ja", "2024-02-01 start", id_="v-003"),
        volunteer(applied, "2024-01-09 selectiegesprek", "2024-02-01 start", "2025-01-01 stop", id_="v-004"),
    ).channels
    assert (channel.kanaal, len(channel.aangemeld), len(channel.gesprek)) == ("wijkkrant", 4, 3)
    assert (channel.begonnen, channel.nu) == (("v-003", "v-004"), ("v-003",))


@pytest.mark.parametrize(
    ("lines", "step"),
    [
        ((), "selectiegesprek"),
        (("11-10 selectiegesprek",), "besluit"),
        (("11-10 selectiegesprek besluit=ja",), "basistraining"),
        (("11-10 selectiegesprek besluit=ja", "11-15 training soort=basistraining"), "start"),
        (("11-10 selectiegesprek besluit=nee",), None),
        (("11-10 selectiegesprek besluit=ja", "11-20 start"), None),
    ],
)
def test_the_next_step_of_a_candidate(lines: tuple[str, ...], step: str | None) -> None:
    found = made(volunteer("11-01 aanmelding kanaal=partner", *lines)).candidates
    assert [c.stap for c in found] == ([step] if step else [])
