"""Events and dues in plain Dutch: every one of them, with anything in it."""

from __future__ import annotations

import random
from datetime import date, time

import pytest

from bb.domain.events import EVENTS, Event
from bb.domain.phrases import brief, phrase, written
from bb.domain.task import term_nl
from bb.domain.terms import TERMIJNEN
from bb.domain.types import DAGEN
from tests.domain.build import event
from tests.domain.dice import random_keys


@pytest.mark.parametrize(("kind", "wat"), [(kind, wat) for kind, rows in EVENTS.items() for wat in rows])
def test_every_event_reads_as_a_sentence(kind: str, wat: str) -> None:
    dice = random.Random(wat)
    for _ in range(200):
        made = Event(op=date(2026, 6, 1), wat=wat, keys=random_keys(dice, kind, wat))
        for text in (phrase(made), brief(made)):
            assert text.strip()
            for odd in ("{", "}", "None", "True", "False", "datetime", "Decimal", "(", "frozenset", "'"):
                assert odd not in text.replace("verzoek (", ""), text
            assert "\n" not in text
        assert phrase(made).startswith(brief(made))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("06-01 melding via=telefoon minuten=15", "melding via telefoon, 15 minuten"),
        ("06-01 contact met=A via=mail minuten=1", "contact met A via mail, 1 minuut"),
        (
            "06-03 intake geschikt=ja toestemming=opslag,bemiddelaars",
            "intake: geschikt, toestemming voor opslag en bemiddelaars",
        ),
        (
            "06-03 intake geschikt=nee contra=juridisch toestemming=",
            "intake: niet geschikt, contra juridisch, geen toestemming",
        ),
        ("06-04 voorstel team=v-002,v-007", "voorstel aan v-002 en v-007"),
        ("06-04 kan-niet wie=v-007", "v-007 kan niet"),
        ("06-05 koppeling team=v-002,v-004 reden=beschikbaar", "koppeling aan v-002 en v-004, reden beschikbaar"),
        (
            "06-19 gepland voor=gesprek met=AB datum=07-02 tijd=19:30",
            "gesprek met A en B gepland op 2 jul 2026, om 19:30",
        ),
        ("06-12 contact met=B via=deur bereikt=nee wil=nee", "contact met B via deur, niet bereikt, wil niet"),
        (
            "07-02 gesprek met=AB afspraken=ja tolk=ja kosten=85.50",
            "gesprek met A en B, afspraken gemaakt, tolk ja, kosten 85.50",
        ),
        ("07-02 gesprek met=ABC afspraken=nee", "gesprek met A, B en C, geen afspraken"),
        ("08-13 nazorg met=A stand=houdt tevreden=8 door=v-002", "nazorg met A: houdt, tevreden 8, door v-002"),
        ("08-13 nazorg met=B bereikt=nee", "nazorg met B, niet bereikt"),
        ("06-08 wacht tot=07-01 reden=vakantie", "in de wacht tot 1 jul 2026, reden vakantie"),
        ("08-18 afsluiting resultaat=opgelost reden=afspraken", "afgesloten: opgelost, afspraken"),
        ("08-18 afsluiting resultaat=dubbel zie=2026-0001", "afgesloten: dubbel, zie 2026-0001"),
        ("06-09 verzoek soort=klacht stap=ontvangen van=B", "verzoek (klacht): ontvangen, van B"),
    ],
)
def test_a_line_of_a_journal_in_words(line: str, text: str) -> None:
    assert phrase(event(line)) == text


def test_values_in_words() -> None:
    assert written(None) == ""
    assert written(value=True) == "ja"
    assert written(time(9, 5)) == "09:05"
    assert written(DAGEN.parse("2026-12-24..2027-01-02")) == "24 dec 2026 tot en met 2 jan 2027"


def test_an_event_nobody_knows_is_called_by_its_name() -> None:
    assert phrase(Event(op=date(2026, 6, 1), wat="onbekend", keys={"iets": "x"})) == "onbekend, iets x"


@pytest.mark.parametrize("name", [*TERMIJNEN, "hervat", "contact", "rapportage", "gehouden"])
def test_every_term_says_what_is_to_be_done(name: str) -> None:
    text = term_nl(name)
    assert text != name or name == "nazorg"
    assert term_nl(name, "B") == f"{text} met B"
    assert term_nl(name, "klacht") == f"{text} (klacht)"


def test_a_term_of_the_organisation_itself_is_called_by_its_name() -> None:
    assert term_nl("kaartje") == "kaartje"
