"""Topics for intervisie: one fact in two cases is a topic, and nothing tells which cases."""

from __future__ import annotations

from datetime import date

import pytest

from bb.domain.events import Event
from bb.domain.records import Casus
from bb.figures.topics import topics
from tests.figures.world import casus, event, register

TODAY = date(2026, 11, 23)
OLD = event("2026-01-05", "melding", via="telefoon")


def found(*cases: Casus) -> dict[str, tuple[str, ...]]:
    return {topic.onderwerp: topic.zaken for topic in topics(register(*cases), TODAY)}


@pytest.mark.parametrize(
    ("events", "onderwerp"),
    [
        ((event("2026-11-01", "contact", met="B", via="deur", wil=False),), "de andere partij wil niet meedoen"),
        ((event("2026-11-01", "afsluiting", resultaat="niet-opgelost", reden="niet-bereikt"),), "er doet niemand open"),
        ((event("2026-11-01", "contact", met="B", via="deur", bereikt=False),) * 2, "er doet niemand open"),
        ((event("2026-11-01", "gesprek", met="AB", afspraken=False),), "gesprekken zonder afspraken"),
        ((event("2026-11-01", "nazorg", met="A", stand="deels"),), "afspraken die niet of maar deels houden"),
        ((event("2026-11-01", "gesprek", met="A", tolk=True),), "een gesprek met een tolk"),
        ((event("2026-11-01", "intake", geschikt=True, toch=True),), "doorgaan terwijl er een waarschuwing was"),
        ((event("2026-11-01", "koppeling", team=("v-001", "v-002"), aanpak="pendel"),), "pendelen"),
        ((event("2026-11-01", "heropening"),), "een zaak die weer openging"),
        (
            (
                event("2026-11-01", "koppeling", team=("v-001", "v-002")),
                event("2026-11-02", "koppeling", team=("v-001", "v-003")),
            ),
            "een ander team halverwege",
        ),
    ],
)
def test_what_happened_in_two_recent_cases_is_a_topic(events: tuple[Event, ...], onderwerp: str) -> None:
    two = [casus(f"2026-000{n}", OLD, *events) for n in (1, 2)]
    assert found(*two) == {onderwerp: ("2026-0001", "2026-0002")}
    assert found(two[0]) == {}, "one case alone might be known at the table"
    assert found(two[0], casus("2026-0002", OLD)) == {}


def test_a_door_that_stayed_shut_once_and_what_is_long_ago_are_no_topics() -> None:
    once = event("2026-11-01", "contact", met="B", via="deur", bereikt=False)
    assert found(*(casus(f"2026-000{n}", OLD, once) for n in (1, 2))) == {}
    long_ago = event("2026-08-23", "heropening")
    assert found(*(casus(f"2026-000{n}", OLD, long_ago) for n in (1, 2))) == {}


def test_what_new_cases_were_about_and_that_the_words_tell_nothing_of_a_case() -> None:
    new = event("2026-11-01", "melding", via="telefoon")
    cases = [casus(f"2026-000{n}", new, wijk="noord", klachten=("tuin", "relatie")) for n in (1, 2, 3)]
    (topic,) = topics(register(*cases), TODAY)
    assert (topic.onderwerp, len(topic.zaken)) == ("ruzie over tuin", 3)
    for word in ("2026", "noord", "v-0", "nov"):
        assert word not in topic.onderwerp + topic.vraag
