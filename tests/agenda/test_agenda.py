"""The agenda of a day: all that is due, in order of urgency, and who is behind."""

from __future__ import annotations

import random
from dataclasses import replace

from bb.agenda import Agenda, Item, agenda, record_items
from bb.agenda.norms import Progress
from bb.domain.records import KINDS, Norm
from bb.domain.types import DAGEN, NORM, Amount, Duration
from tests.domain.build import activity, case, day, partner, promise, register, value, volunteer
from tests.domain.dice import journal, random_cases

TODAY = day("06-10")


def told(items: tuple[Item, ...]) -> list[str]:
    return [f"{item.day} {item.id} {item.term}" for item in items]


WATERSTAD = register(
    case("06-01 melding via=mail", id_="2026-0001"),
    case("06-09 melding via=mail", id_="2026-0002", urgentie="voorrang"),
    case("06-03 melding via=mail", id_="2026-0003", urgentie="spoed"),
    case("06-03 melding via=mail", id_="2026-0004"),
    volunteer("2025-01-01 start", "06-03 vraag"),
    partner("04-15 contact", contactritme=Duration(8, "weken")),
    activity("06-01 gepland datum=2026-06-20"),
)


def test_the_most_urgent_comes_first_and_then_the_earliest() -> None:
    found = agenda(WATERSTAD, TODAY)
    assert told(found.items) == [
        "2026-06-10 2026-0003 intake",
        "2026-06-16 2026-0002 intake",
        "2026-06-08 2026-0001 intake",
        "2026-06-10 2026-0004 intake",
        "2026-06-10 v-001 vraag",
        "2026-06-10 woonstad contact",
        "2026-06-20 2026-intervisie-1 gehouden",
    ]


def test_the_agenda_cut_by_the_day() -> None:
    found = agenda(WATERSTAD, TODAY)
    assert told(found.late) == ["2026-06-08 2026-0001 intake"]
    assert [i.id for i in found.due] == ["2026-0003", "2026-0004", "v-001", "woonstad"]
    assert [i.id for i in found.coming(day("06-19"))] == ["2026-0002"]
    assert [i.id for i in found.coming(day("06-20"))] == ["2026-0002", "2026-intervisie-1"]


def test_closed_days_move_everything_but_what_was_agreed() -> None:
    closed = replace(WATERSTAD.organisatie, gesloten=(value(DAGEN, "2026-06-10..2026-06-19"),))
    found = agenda(replace(WATERSTAD, organisatie=closed), TODAY)
    assert {i.id: i.day for i in found.items} == {
        "2026-0001": day("06-08"),  # over before the office closed
        "2026-0002": day("06-26"),
        **dict.fromkeys(("2026-0003", "2026-0004", "v-001", "woonstad"), day("06-22")),
        "2026-intervisie-1": day("06-20"),
    }


def test_the_items_of_one_record_are_those_of_the_agenda() -> None:
    whole = agenda(WATERSTAD, TODAY).items
    for kind in KINDS:
        for record in WATERSTAD.of_kind(kind).values():
            assert [*record_items(WATERSTAD, record, TODAY)] == [i for i in whole if i.id == record.id]


def test_who_is_behind_shows_in_the_last_quarter_of_the_year() -> None:
    someone = volunteer("2025-01-01 start")
    known = register(
        someone, normen={"zaken": Norm(minstens=value(NORM, "8")), "training": Norm(minstens=value(NORM, "0"))}
    )
    assert agenda(known, day("06-01")).behind == ()
    assert len(agenda(known, day("06-01")).progress) == 2
    assert [(p.norm, p.count, p.target, p.days_left) for p in agenda(known, day("10-01")).behind] == [
        ("zaken", 0, 8, 91)
    ]
    assert agenda(known, day("09-30")).behind == ()


def progress(id_: str, count: int, target: int, **keys: str) -> Progress:
    made = {"kind": "vrijwilliger", "norm": "zaken", **keys}
    return Progress(id=id_, asked=Amount(target), count=count, target=target, days_left=10, **made)


def test_who_is_most_behind_comes_first() -> None:
    found = Agenda(
        today=TODAY,
        items=(),
        progress=(
            progress("v-003", 3, 4),
            progress("v-002", 1, 4),
            progress("v-001", 3, 4),
            progress("v-004", 4, 4),
            progress("woonstad", 0, 20, kind="partner"),
        ),
    )
    assert [p.id for p in found.behind] == ["woonstad", "v-002", "v-001", "v-003"]


def test_any_journals_give_an_agenda() -> None:
    dice = random.Random(11)
    records = [
        *(replace(volunteer(id_=f"v-{n:03d}"), verloop=journal(dice, "vrijwilliger")) for n in range(60)),
        *(
            replace(
                partner(
                    id_="woonstad" if n == 0 else f"partner-{n}",
                    contactritme=Duration(8, "weken"),
                    toezeggingen=(
                        promise("rapportage", wie="wij", elke="kwartaal"),
                        promise("terugkoppeling", wie="wij", binnen="1 week"),
                        promise("verwijzing", wie="zij", minstens="20", per="jaar"),
                    ),
                ),
                verloop=journal(dice, "partner"),
            )
            for n in range(60)
        ),
        *(replace(activity(id_=f"2026-intervisie-{n}"), verloop=journal(dice, "activiteit")) for n in range(60)),
    ]
    normen = {"zaken": Norm(minstens=value(NORM, "8")), "intervisie": Norm(minstens=value(NORM, "80%"), per="kwartaal")}
    known = register(*records, *random_cases(600, seed=12), normen=normen)
    for on in ("2025-11-20", "2026-01-15", "2026-06-01"):
        found = agenda(known, day(on))
        assert len(found.late) + len(found.due) + len(found.coming(day("2199-01-01"))) == len(found.items)
        assert all(p.count >= 0 and p.days_left >= 0 for p in found.progress)
        assert all(i.wie in {"team", "coordinator"} for i in found.items)
        for casus in known.casus.values():
            if any(e.wat == "vergeten" and e.op <= day(on) for e in casus.verloop):
                assert not any(i.id == casus.id for i in found.items)
