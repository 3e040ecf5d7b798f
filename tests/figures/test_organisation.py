"""What an organisation spends, promises and knows of its people: budget, mirror, partners, terms, housing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bb.domain.records import Partij, Toezegging
from bb.domain.terms import Pattern
from bb.domain.types import Amount, Duration
from tests.figures.world import activiteit, casus, event, figures, partner, register, vrijwilliger


def test_the_budget_stands_beside_what_was_spent_and_what_a_case_took() -> None:
    evening = activiteit(
        "2026-intervisie-1",
        "intervisie",
        event("2026-03-01", "gehouden", aanwezig=("v-001", "c-1"), minuten=120, kosten=Decimal("85.50")),
    )
    talks = casus(
        "2026-0001",
        event("2026-01-05", "melding", minuten=30),
        event("2026-01-09", "koppeling", team=("v-001", "v-002")),
        event("2026-01-15", "gesprek", met="AB", minuten=90, kosten=Decimal(20)),
    )
    other = casus("2026-0002", event("2026-02-05", "melding", minuten=30))
    planned = {2026: {"overig": Decimal(100), "uren": Decimal(10), "uurtarief": Decimal(60)}}
    thanked = vrijwilliger("v-001", event("2025-01-01", "start"), event("2026-12-20", "waardering", kosten=Decimal(25)))
    named = figures(register(talks, other, evening, thanked, begroting=planned))
    assert named["begroting.overig"].cases == ("2026-intervisie-1",)
    assert (named["begroting.overig"].measure("uitgegeven"), named["begroting.overig"].measure("begroot")) == (
        85.5,
        100,
    )
    assert named["begroting.gesprekken"].measure("uitgegeven") == 20
    assert named["begroting.waardering"].measure("uitgegeven") == 25
    hours = named["begroting.uren"]
    assert (hours.measure("uren"), hours.measure("begroot"), hours.measure("kosten")) == (3.0, 10, 180)
    each = named["per-zaak"]
    assert each.measure("uren-coordinator") == 0.5  # one hour in two cases
    assert each.measure("uren-vrijwilligers") == 1.5  # two people for an hour and a half
    assert each.measure("kosten") == (85.5 + 20 + 25 + 180) / 2


def test_a_room_costs_from_the_day_it_is_booked_and_has_the_marks_of_its_evenings() -> None:
    evening = activiteit(
        "2026-intervisie-1",
        "intervisie",
        event("2026-02-01", "gepland", datum=date(2026, 3, 1)),
        event("2026-02-02", "zaal", plek="buurthuis", kosten=Decimal(60)),
        event("2026-03-01", "gehouden", cijfer=8, kosten=Decimal("12.50")),
    )
    ahead = activiteit(
        "2026-uitje-1",
        "uitje",
        event("2026-02-01", "gepland", datum=date(2027, 3, 1)),
        event("2026-02-02", "zaal", plek="bos", kosten=Decimal(100)),
    )
    named = figures(register(evening, ahead))
    assert (named["zaal.buurthuis"].cases, named["zaal.buurthuis"].measure("kosten")) == (("2026-intervisie-1",), 60)
    assert named["zaal.buurthuis"].measure("cijfer") == 8
    assert "zaal.bos" not in named
    assert named["begroting.overig"].measure("uitgegeven") == 172.5
    without = figures(register(replace(evening, verloop=(evening.verloop[0], evening.verloop[2]))))
    assert not [name for name in without if name.startswith("zaal")]
    assert without["begroting.overig"].measure("uitgegeven") == 12.5


def test_the_mirror_shows_what_the_pool_told_of_itself() -> None:
    began = event("2025-01-01", "start")
    people = [
        replace(vrijwilliger("v-001", began), geslacht="vrouw", geboren="1960-1969", opleiding="mbo"),
        replace(vrijwilliger("v-002", began), geslacht="vrouw"),
        replace(vrijwilliger("v-003", began, event("2026-02-01", "stop")), geslacht="man"),
        replace(vrijwilliger("g-001", began), geslacht="man"),
    ]
    named = figures(register(*people))
    assert {n: f.cases for n, f in named.items() if n.startswith("spiegel-geslacht")} == {
        "spiegel-geslacht.vrouw": ("v-001", "v-002")
    }
    assert named["spiegel-geboren.onbekend"].cases == ("v-002",)
    assert named["spiegel-opleiding.mbo"].share == 0.5


def test_the_population_stands_beside_the_pool_also_where_nobody_is() -> None:
    one = replace(vrijwilliger("v-001", event("2025-01-01", "start")), geslacht="vrouw")
    named = figures(register(one))
    assert named["spiegel-geslacht.vrouw"].measures == ()
    assert "spiegel-geslacht.man" not in named
    known = register(one)
    beside = replace(known, organisatie=replace(known.organisatie, bevolking={"geslacht": {"man": 49, "vrouw": 51}}))
    named = figures(beside)
    assert (named["spiegel-geslacht.man"].value, named["spiegel-geslacht.man"].measure("bevolking")) == (0, 49)
    assert named["spiegel-geslacht.vrouw"].measure("bevolking") == 51


def test_a_promise_says_what_was_agreed_then_what_before_and_what_now() -> None:
    def within(days: int, vanaf: str | None) -> Toezegging:
        since = date.fromisoformat(vanaf) if vanaf else None
        share = Amount(90, percent=True)
        return Toezegging(wat="terugkoppeling", binnen=Duration(days, "werkdagen"), doel=share, vanaf=since)

    versions = (within(15, None), within(10, "2026-07-01"), within(5, "2027-01-01"))
    found, name = register(partner("woonstad", toezeggingen=versions)), "toezegging-terugkoppeling.woonstad"
    then = {jaar: figures(found, jaar)[name] for jaar in (2025, 2026, 2027)}
    assert [figure.agreed for figure in then.values()] == [f"binnen {days} werkdagen, in 90%" for days in (15, 10, 5)]
    assert then[2025].definition.endswith("Vanaf 1 jan 2027 geldt: binnen 5 werkdagen, in 90%.")
    assert "Sinds 1 jul 2026; daarvoor: binnen 15 werkdagen, in 90%." in then[2026].definition
    assert "geldt" not in then[2027].definition


def test_promises_of_one_name_that_start_elsewhere_both_stand() -> None:
    taken_up = Toezegging(wat="terugkoppeling", na=(Pattern("koppeling"),), binnen=Duration(5, "werkdagen"))
    named = figures(
        register(
            casus(
                "2026-0001",
                event("2026-01-05", "melding"),
                event("2026-01-12", "koppeling", team=("v-001", "v-002")),
                event("2026-01-14", "terugkoppeling", aan="woonstad"),
                event("2026-03-02", "afsluiting", resultaat="opgelost"),
                event("2026-03-25", "terugkoppeling", aan="woonstad"),
            ),
            partner("woonstad", toezeggingen=(Toezegging(wat="terugkoppeling"), taken_up)),
        )
    )
    assert named["toezegging-terugkoppeling.woonstad"].value == 0  # seventeen workdays after closing
    assert named["gedaan-terugkoppeling.woonstad"].value == 1
    assert named["toezegging-terugkoppeling-na-koppeling.woonstad"].value == 1


def test_a_term_is_also_counted_as_if_a_hold_did_not_matter() -> None:
    waited = casus(
        "2026-0001",
        event("2026-01-05", "melding"),
        event("2026-01-06", "intake", geschikt=True),
        event("2026-01-07", "wacht", tot=date(2026, 2, 7)),
        event("2026-02-09", "koppeling", team=("v-001", "v-002")),
    )
    kept = figures(register(waited))["termijn.koppeling"]
    assert (kept.value, kept.measure("met-wacht")) == (1, 0)


def test_how_people_live_is_counted_for_who_reported() -> None:
    tenant = casus("2026-0001", event("2026-01-05", "melding"))
    homes = {"A": Partij(wijk="noord", bezit="huur", verhuurder="woonstad", huishouden="gezin", leeftijd="35-49")}
    owner = replace(tenant, id="2026-0002", partijen={"A": Partij(wijk="noord", bezit="koop")})
    named = figures(register(replace(tenant, partijen=homes), owner))
    assert named["verhuurder.woonstad"].cases == named["huishouden.gezin"].cases == named["leeftijd.35-49"].cases
    assert named["verhuurder.koop"].cases == ("2026-0002",)
    assert named["huishouden.onbekend"].cases == ("2026-0002",)
