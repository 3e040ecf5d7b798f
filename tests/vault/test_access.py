"""A request to see what is held: all of one person, nothing of another, and the request itself with its term."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bb.actions.access import record_request, write_page
from bb.actions.find_person import find_person, party_of
from bb.actions.stop import Stop
from bb.agenda import agenda
from bb.files.memory import in_memory
from bb.report.access import page
from bb.report.document import as_html, as_markdown
from tests.actions.organisation import CASE, git
from tests.vault.test_handover import fill
from tests.vault.world import Desk

TODAY = date(2026, 11, 23)
TEUN = "Teun Kanarie"
MEREL = "Merel Vink"
STORY = "Teun belde Merel (06-00654321). v-002 hoorde van Bo Buiten dat Teun van Oefenplein 4 stil was."


@pytest.fixture
def desk(noor: Desk) -> Desk:
    """A case of Teun and Merel with a team; Teun let the mediators have what he told."""
    told = "  - {op: 2026-11-09, wat: koppeling, team: [v-001, v-002]}\n"
    told += "  - {op: 2026-11-10, wat: overdracht, aan: [v-001], velden: [naam]}\n"
    told += "  - {op: 2026-11-12, wat: gesprek, met: B, minuten: 50}\n"
    (noor.root / "casus/2026/2026-0001.md").write_text(CASE.replace("---\nEen", f"{told}---\nEen"))
    git(noor.root, "commit", "--quiet", "-am", "gekoppeld")
    teun = {
        "partijen_A_naam": TEUN,
        "partijen_A_telefoon": "06-00123456",
        "partijen_A_adres": "Oefenplein 4, Waterstad",
    }
    merel = {"partijen_B_naam": MEREL, "partijen_B_telefoon": "06-00654321"}
    fill(noor, "casus", "2026-0001", **teun, **merel, verhaal=STORY)
    fill(noor, "vrijwilliger", "v-002", naam="Bo Buiten")
    return noor


def given(desk: Desk, wanted: str, *only: str) -> str:
    found = find_person(desk.vault, wanted, only)
    return as_markdown(page(desk.opened.register, found.held, found.mentions, TODAY))


@pytest.mark.parametrize("wanted", [TEUN, "kanarie TEUN", "kanarie", "+31 6 0012 3456", "0600123456"])
def test_everything_of_one_person_and_nothing_of_another(desk: Desk, wanted: str) -> None:
    text = given(desk, wanted)
    for own in (TEUN, "06-00123456", "Oefenplein 4, Waterstad", "2026-0001", "melding via telefoon"):
        assert own in text
    assert "(weggelaten) hoorde van (weggelaten) dat Teun van Oefenplein 4 stil was" in text
    assert "Op dinsdag 10 november 2026 kreeg een bemiddelaar van uw zaak een versleuteld blad met: naam." in text
    for other in ("Merel", "00654321", "v-001", "v-002", "Bo ", "Buiten", "gesprek met B"):
        assert other not in text


def test_the_other_party_reads_another_page(desk: Desk) -> None:
    text = given(desk, MEREL)
    assert "gesprek met B" in text
    assert "Alleen coördinatoren hebben uw gegevens gezien" in text  # she gave no consent for the mediators
    for other in ("Teun", "Oefenplein", "toestemming voor"):
        assert other not in text
    found = party_of(desk.vault, desk.opened.register.casus["2026-0001"], "B")
    assert as_markdown(page(desk.opened.register, found.held, found.mentions, TODAY)) == text
    with pytest.raises(Stop, match="geen partij C"):
        party_of(desk.vault, desk.opened.register.casus["2026-0001"], "C")


def test_two_people_of_one_name_are_told_apart_until_something_links_them(desk: Desk) -> None:
    fill(desk, "vrijwilliger", "v-001", naam=TEUN)
    with pytest.raises(Stop, match="verschillende mensen"):
        find_person(desk.vault, TEUN)
    assert "Vrijwilliger v-001" not in given(desk, TEUN, "2026-0001")
    assert "Zaak 2026-0001" not in given(desk, TEUN, "v-001")
    fill(desk, "vrijwilliger", "v-001", telefoon="0600123456")
    together = given(desk, TEUN)
    assert "Vrijwilliger v-001" in together
    assert "Zaak 2026-0001" in together


def test_two_who_share_a_door_or_a_name_never_come_on_one_page(desk: Desk) -> None:
    fill(desk, "casus", "2025-0007", partijen_A_naam="Floor Kanarie", partijen_A_adres="Oefenplein 4, Waterstad")
    with pytest.raises(Stop, match="verschillende mensen"):
        find_person(desk.vault, "kanarie")
    assert "Floor" not in given(desk, TEUN)
    assert "Teun" not in given(desk, "floor kanarie")
    fill(desk, "casus", "2026-0001", partijen_B_naam="Mees Kanarie")
    with pytest.raises(Stop, match="bb access ID --party"):
        find_person(desk.vault, "kanarie", ("2026-0001",))


def test_what_is_told_of_a_namesake_is_not_given(desk: Desk) -> None:
    fill(desk, "casus", "2025-0007", partijen_A_naam=TEUN, verhaal="Teun Kanarie maakt schulden.")
    found = find_person(desk.vault, TEUN, ("2026-0001",))
    assert "schulden" not in as_markdown(page(desk.opened.register, found.held, found.mentions, TODAY))
    assert found.namesakes == ("2025-0007 partij A",)


def test_a_name_of_one_word_is_looked_for_in_no_text(desk: Desk) -> None:
    fill(desk, "casus", "2025-0007", partijen_A_naam="Teun", verhaal="De brandweer kwam.")
    found = find_person(desk.vault, "teun", ("2025-0007",))
    assert [one.id for one in found.held] == ["2025-0007"]
    assert found.mentions == ()


def test_each_party_reads_its_own_consent_and_nothing_the_caller_said_of_himself(desk: Desk) -> None:
    path = desk.root / "casus/2026/2026-0001.md"
    both = "  - {op: 2026-11-14, wat: gesprek, met: AB, toestemming: [terugkoppeling]}\n"
    on_hold = "  - {op: 2026-11-15, wat: wacht, reden: ziekte}\n"
    path.write_text(path.read_text().replace("---\nEen", f"{both}{on_hold}---\nEen"))
    text = given(desk, MEREL)
    assert "toestemming voor terugkoppeling" in text
    assert "ziekte" not in text
    assert "ziekte" in given(desk, TEUN)


def test_who_is_only_named_in_a_text_is_found_there(desk: Desk) -> None:
    with pytest.raises(Stop, match="niemand gevonden"):
        find_person(desk.vault, "Rosa Verzonnen")
    fill(desk, "casus", "2026-0001", afspraken="Rosa Verzonnen let op de hond van Merel.")
    text = given(desk, "Rosa Verzonnen")
    assert "2026-0001: Rosa Verzonnen let op de hond van (weggelaten)." in text
    assert "Teun" not in text


def test_another_name_with_the_same_number_is_for_the_coordinator_to_look_at(desk: Desk) -> None:
    fill(desk, "partner", "woonstad", contactpersonen_beheerder_naam="S. Kannarie")
    fill(desk, "partner", "woonstad", contactpersonen_beheerder_telefoon="06 00 12 34 56")
    found = find_person(desk.vault, TEUN)
    assert [entry.id for entry in found.held] == ["2026-0001"]
    assert found.alike == ("woonstad beheerder",)


def test_a_request_gets_its_term_once_and_is_settled(desk: Desk) -> None:
    found = find_person(desk.vault, TEUN)
    assert record_request(desk.opened, found, "ontvangen", TODAY) == (
        "Vastgelegd bij 2026-0001: verzoek om inzage, ontvangen.",
    )
    later = date(2026, 11, 30)
    assert record_request(desk.opened, found, "ontvangen", later) == ("Bij 2026-0001 stond al een verzoek open.",)
    (due,) = [item for item in agenda(desk.opened.register, later).items if item.term == "verzoek"]
    assert due.day == date(2026, 12, 23)
    record_request(desk.opened, found, "afgehandeld", later)
    assert not [item for item in agenda(desk.opened.register, later).items if item.term == "verzoek"]


def test_the_page_is_for_one_user_and_in_memory_unless_asked_otherwise(desk: Desk, tmp_path: Path) -> None:
    found = find_person(desk.vault, TEUN)
    made = page(desk.opened.register, found.held, found.mentions, TODAY)
    path = write_page(made, "inzage-2026-0001", None)
    assert in_memory(path.parent)
    assert path.stat().st_mode & 0o777 == 0o600
    other = write_page(made, "", tmp_path / "inzage.html")
    assert other.read_text("utf-8") == as_html(made)
    assert other.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Stop, match="bestaat al"):
        write_page(made, "", other)
