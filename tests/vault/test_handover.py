"""Handing over: only what is needed, only of who agreed, sealed, and logged by the names of the fields."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pyrage
import pytest

from bb.actions import dossiers, handover
from bb.actions.dossier_change import change
from bb.actions.handover import hand_over, make_sheet
from bb.actions.stop import Stop
from bb.agenda import agenda
from bb.files.dossier import with_value
from bb.vault.words import BITS, HOW_MANY, WORDS, spoken_passphrase
from tests.actions.organisation import CASE, git, log
from tests.vault.test_dossiers import on_disk
from tests.vault.world import Desk

TODAY = date(2026, 11, 23)
NAME = "Kanarie Voorbeeld"
OTHER = "Merel Voorbeeld"


def fill(desk: Desk, kind: str, id_: str, **values: str) -> None:
    def decide(held: dossiers.Held) -> str:
        text = held.text
        for place, value in values.items():
            new = with_value(text, tuple(place.split("_")), value)
            assert new is not None
            text = new
        return text

    change(desk.vault, kind, id_, decide, command="bb dossier", message=f"{id_}: dossier bijgewerkt")


@pytest.fixture
def linked(noor: Desk) -> Desk:
    """A case with a team; A agreed, B was not asked."""
    path = noor.root / "casus/2026/2026-0001.md"
    path.write_text(CASE.replace("---\nEen", "  - {op: 2026-11-09, wat: koppeling, team: [v-001, v-002]}\n---\nEen"))
    git(noor.root, "commit", "--quiet", "-am", "gekoppeld")
    told = {
        "partijen_A_naam": NAME,
        "partijen_A_telefoon": "06-00123456",
        "partijen_B_naam": OTHER,
        "contra": "geheim x",
    }
    fill(noor, "casus", "2026-0001", **told, verhaal="De muziek staat hard.")
    return noor


def sheet(desk: Desk, aan: str = "v-001") -> handover.Sheet:
    return make_sheet(desk.vault, desk.opened.register.casus["2026-0001"], aan, TODAY)


def test_a_sheet_with_a_passphrase_holds_only_what_is_needed_of_who_agreed(linked: Desk, tmp_path: Path) -> None:
    made = sheet(linked)
    assert made.passphrase
    assert len(made.passphrase.split()) == HOW_MANY
    text = pyrage.passphrase.decrypt(made.sealed, made.passphrase).decode()
    assert NAME in text
    assert "06-00123456" in text
    assert "De muziek staat hard." in text
    assert "Noor Example" in text
    for absent in (OTHER, "geheim", "Partij B", "None"):
        assert absent not in text
    assert made.left_out == ("B",)
    hand_over(linked.vault, made, tmp_path / made.name, TODAY)
    line = "{op: 2026-11-23, wat: overdracht, aan: [v-001], velden: [naam, telefoon, verhaal]}"
    assert line in (linked.root / "casus/2026/2026-0001.md").read_text("utf-8")
    assert (tmp_path / made.name).read_bytes() == made.sealed
    assert (tmp_path / made.name).stat().st_mode & 0o777 == 0o600
    assert git(linked.root, "status", "--short") == ""
    assert not on_disk(tmp_path, NAME)
    assert NAME not in repr(made)
    assert made.passphrase not in repr(made)


def test_the_program_age_opens_a_sheet_for_the_volunteers_own_key(linked: Desk, tmp_path: Path) -> None:
    theirs = pyrage.x25519.Identity.generate()
    fill(linked, "vrijwilliger", "v-002", sleutel=str(theirs.to_public()))
    made = sheet(linked, "v-002")
    assert made.passphrase is None
    path = tmp_path / made.name
    hand_over(linked.vault, made, path, TODAY)
    (tmp_path / "sleutel").write_text(str(theirs))
    shown = subprocess.run(["age", "-d", "-i", str(tmp_path / "sleutel"), str(path)], capture_output=True, check=True)
    assert NAME in shown.stdout.decode()


@pytest.mark.usefixtures("quick")
def test_the_day_it_must_be_destroyed_follows_from_the_closing(linked: Desk, tmp_path: Path) -> None:
    hand_over(linked.vault, sheet(linked), tmp_path / "blad", TODAY)
    log(linked.root, "2026-0001", "afsluiting", resultaat="ingetrokken", reden="verhuisd")
    (due,) = [item for item in agenda(linked.opened.register, TODAY).items if item.term == "vernietigd"]
    assert (due.day, due.team) == (date(2026, 11, 30), ("v-001",))
    log(linked.root, "2026-0001", "vernietigd", wie="v-001")
    assert not [item for item in agenda(linked.opened.register, TODAY).items if item.term == "vernietigd"]


@pytest.mark.usefixtures("quick")
def test_refused_without_team_or_consent_and_nothing_is_left(linked: Desk, tmp_path: Path) -> None:
    with pytest.raises(Stop, match="niet in het team"):
        sheet(linked, "v-009")
    made = sheet(linked)
    log(linked.root, "2026-0001", "contact", met="A", via="telefoon", toestemming="opslag")
    with pytest.raises(Stop, match="toestemming"):
        sheet(linked)
    with pytest.raises(Stop):
        hand_over(linked.vault, made, tmp_path / "blad", TODAY)
    assert not list(tmp_path.glob("*blad*"))
    (tmp_path / "al").write_text("x")
    with pytest.raises(Stop, match="bestaat al"):
        hand_over(linked.vault, made, tmp_path / "al", TODAY)


@pytest.mark.usefixtures("quick")
def test_the_organisations_own_sheet_wins_and_its_mistakes_tell_nothing(linked: Desk) -> None:
    own = linked.root / "templates/overdracht.md.j2"
    own.parent.mkdir()
    for text in ("{{ partijen[0].naam.x }}", "{{ weg }}", "{% for %}", "{{ partijen[0].naam + 1 }}", "{{ 1 / 0 }}"):
        own.write_text(text)
        with pytest.raises(Stop) as stop:
            sheet(linked)
        assert "overdracht.md.j2 klopt niet" in stop.value.message
        assert NAME not in stop.value.message
    own.write_text("Alleen {{ partijen[0].naam }}")
    assert sheet(linked).sealed == f"Alleen {NAME}".encode()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sealing with a passphrase takes a second on purpose; here it is not what is tested."""
    monkeypatch.setattr(handover, "seal_with", lambda text, _: text.encode())


def test_a_passphrase_is_worth_its_bits() -> None:
    assert len(set(WORDS)) == 256
    assert BITS == 64
    assert spoken_passphrase() != spoken_passphrase()
    starts = {word[:5] for word in WORDS}
    assert len(starts) > 250


def read_sheet(desk: Desk) -> str:
    made = sheet(desk)
    assert made.passphrase
    return str(pyrage.passphrase.decrypt(made.sealed, made.passphrase).decode())


def test_the_sheet_holds_the_protocol_of_this_aanpak_with_its_days(linked: Desk) -> None:
    text = read_sheet(linked)
    assert "2. Koppeling (de coördinator): Een team gemaakt" in text
    assert "passen. Gedaan op maandag 9 november 2026.\n3. Gesprek (u samen): Spreek eerst partij A" in text
    assert "Uiterlijk maandag 23 november 2026." in text
    assert "4. Nazorg (de coördinator): Vraagt elke partij of de afspraken houden. Binnen 6 weken.\n" in text
    settings = linked.root / "bb.yaml"
    own = "protocol: {bemiddeling: [gesprek, nazorg]}\ntermijnen: {gesprek: {binnen: 3 weken}, nazorg: {wie: team}}\n"
    settings.write_text(settings.read_text("utf-8") + own, "utf-8")
    text = read_sheet(linked)
    assert "Koppeling (" not in text
    assert "Uiterlijk maandag 30 november 2026.\n2. Nazorg (u samen): Vraagt" in text
    case = linked.root / "casus/2026/2026-0001.md"
    case.write_text(case.read_text("utf-8").replace("team: [v-001, v-002]}", "team: [v-001], aanpak: coaching}"))
    assert "3. Gesprek (u): Spreek alleen de partij die u coacht" in read_sheet(linked)
