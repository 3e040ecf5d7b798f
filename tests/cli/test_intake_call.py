"""The telephone call on a real terminal: asked, stopped, killed and resumed, with open dossiers and without."""

from __future__ import annotations

import json
import os
import signal
import stat
from pathlib import Path

from bb.actions.dossiers import read
from bb.actions.reading import open_readable
from bb.actions.vault import open_vault
from tests.actions.organisation import git
from tests.cli.terminal import CTRL_C, Terminal, bb

NEW = "casus/2026/2026-0002.md"
KEPT = ".git/bb"


def begun(root: Path) -> Terminal:
    """A call with open dossiers, up to what it is about; the caller was here before."""
    screen = Terminal(root, "new", "casus")
    for question in ("Wie meldt zich?", "Hoe?", "Op welke dag kwam de melding? [23 nov 2026]", "Wie verwees?"):
        screen.answer(question, "")
    screen.answer("Naam van de melder?", "Otis Oefenaar")
    screen.answer("Telefoon?", "06-00112233")
    screen.answer("Adres?", "oefenpl. 10")
    screen.answer("Is dit een vervolg?", "nee")
    screen.answer("In welke wijk woont de melder?", "")
    screen.answer("Huurt of koopt de melder?", "k")
    screen.answer("Waar gaat het over?", "duif")
    screen.answer("'duif' kennen we niet", "tuin")
    return screen


def dossier(root: Path, id_: str) -> str:
    return read(open_vault(open_readable(root)), "casus", id_).text


def test_a_call_with_open_dossiers_is_one_commit_without_a_name_in_the_plain_file(unlocked: Path) -> None:
    screen = begun(unlocked)
    assert "Op dit adres was eerder 2026-0001 (geluid-personen, loopt nog, fase intake)." in screen.shown
    screen.answer("Het verhaal", "De heg is te hoog.")
    screen.answer("…", "")
    for question in ("Hoe dringend?", "Adres van de buur?", "Naam van de buur?", "woont de buur?", "koopt de buur?"):
        screen.answer(question, "")
    screen.answer("Doet u nu ook de intake?", "")
    screen.answer("Is er al met de buur over gesproken?", "?")
    screen.answer("Bij nee: Meestal eerst zelf proberen", "j")
    screen.answer("Wil de melder praten", "j")
    screen.answer("Speelt een van deze dingen?", "nee")
    for question in ("gegevens van de melder bewaren?", "Mogen de bemiddelaars"):
        screen.answer(question, "j")
    for question in ("geschikt? (ja/nee) [ja]", "Welke aanpak?", "genoeg?", "Wanneer kan", "Welke talen", "Tolk"):
        screen.answer(question, "")
    for question in ("leeftijdsgroep?", "huishouden?", "complexe zaak?", "Wie tipte", "minuten"):
        screen.answer(question, "")
    screen.answer("Klopt het? [ja]", "<")
    screen.answer("Hoeveel minuten", "25")
    screen.answer("Klopt het? [ja]", "")
    assert screen.end() == 0
    assert "Gemaakt: 2026-0002, in casus/2026/2026-0002.md" in screen.shown
    assert "Te doen: team zoeken" in screen.shown
    assert "bb match 2026-0002" in screen.shown
    plain = (unlocked / NEW).read_text()
    assert plain == (
        "---\n"
        "klachten: [tuin]\n"
        "verwijzer: zelf\n"
        "coordinator: c-1\n"
        "partijen:\n"
        "  A: {wijk: noord, bezit: koop}\n"
        "  B: {wijk: noord}\n"
        "verloop:\n"
        "  - {op: 2026-11-23, wat: melding, via: telefoon}\n"
        "  - {op: 2026-11-23, wat: intake, geschikt: ja, aanpak: bemiddeling, toestemming: [opslag, bemiddelaars], "
        "minuten: 25}\n"
        "---\n"
    )
    assert git(unlocked, "log", "-1", "--format=%s", "--name-only").split() == [
        *("2026-0002:", "nieuwe", "casus,", "intake", NEW, NEW.replace(".md", ".prive"))
    ]
    assert "Otis Oefenaar" in dossier(unlocked, "2026-0002")
    assert "De heg is te hoog." in dossier(unlocked, "2026-0002")
    assert not list((unlocked / KEPT).glob("telefoon-*"))


def test_a_killed_call_goes_on_where_it_was_and_what_was_kept_is_sealed(unlocked: Path) -> None:
    screen = begun(unlocked)
    screen.answer("Het verhaal", "De heg is te hoog.")
    screen.until("…")
    os.kill(screen.pid, signal.SIGKILL)
    screen.end()
    (kept,) = (unlocked / KEPT).glob("telefoon-*")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert b"Otis" not in kept.read_bytes()
    assert b"tuin" not in kept.read_bytes()
    again = Terminal(unlocked, "new", "casus")
    again.answer("Er staat nog een gesprek klaar (vandaag, tuin, noord)", "stop")
    assert again.end() == 0
    resumed = Terminal(unlocked, "new", "casus", "--resume")
    resumed.answer("Verder met het gesprek van vandaag", "En de takken ook.")
    resumed.press("…", CTRL_C)
    assert resumed.end() == 130
    assert "Bewaard. Verder gaat u met: bb new casus --resume" in resumed.shown
    once_more = Terminal(unlocked, "new", "casus", "--resume")
    once_more.answer("En de takken ook.\n", "")
    once_more.answer("Hoe dringend?", "weggooien")
    once_more.answer("weggooien? (ja/nee)", "ja")
    assert once_more.end() == 0
    assert "De heg is te hoog." in once_more.shown
    assert not list((unlocked / KEPT).glob("telefoon-*"))
    assert not (unlocked / NEW).exists()


def test_with_shut_dossiers_nothing_personal_is_asked_or_kept(root: Path) -> None:
    screen = Terminal(root, "new", "casus")
    for question in ("Wie meldt zich?", "Hoe?", "kwam de melding?", "Wie verwees?"):
        screen.answer(question, "")
    screen.answer("In welke wijk woont de melder?", "noord")
    screen.press("Huurt of koopt", CTRL_C)
    assert screen.end() == 130
    assert "Er zijn nog geen dossiers" in screen.shown
    (kept,) = (root / KEPT).glob("telefoon-*")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text())["antwoorden"] == {
        "belt": "bewoner",
        "via": "telefoon",
        "op": "2026-11-23",
        "verwijzer": "zelf",
        "A.wijk": "noord",
    }
    assert git(root, "status", "--short") == ""


def test_the_intake_of_a_case_that_came_by_mail(root: Path) -> None:
    made = bb(root, "new", "casus", "klachten=tuin", "verwijzer=woonstad", "via=mail", "A.wijk=noord", "op=vr")
    assert made.returncode == 0
    screen = Terminal(root, "log", "2", "intake")
    screen.answer("Huurt of koopt de melder?", "huur")
    screen.answer("Van wie? (woonstad) [woonstad]", "")
    screen.answer("In welke wijk woont de buur?", "")
    screen.answer("koopt de buur?", "")
    screen.answer("Op welke dag is de intake? [23 nov 2026]", "")
    screen.answer("over gesproken?", "j")
    screen.answer("Wil de melder praten", "j")
    screen.answer("deze dingen?", "2")
    screen.answer("bewaren?", "j")
    screen.answer("bemiddelaars", "j")
    screen.answer("Mag de verwijzer", "j")
    screen.answer("Is de zaak geschikt?", "")
    screen.answer("kan niet worden overgeslagen", "nee")
    screen.answer("Waarheen verwijst u?", "1")
    screen.answer("Mogen wij de gegevens daar doorgeven?", "j")
    screen.answer("De zaak meteen afsluiten? (ja/nee) [ja]", "")
    screen.answer("Waardoor kan het niet?", "")
    for question in ("leeftijdsgroep?", "huishouden?", "minuten"):
        screen.answer(question, "")
    screen.answer("Klopt het?", "j")
    assert screen.end() == 0
    assert (root / NEW).read_text().partition("coordinator")[2] == (
        ": c-1\n"
        "partijen:\n"
        "  A: {wijk: noord, bezit: huur, verhuurder: woonstad}\n"
        "  B: {wijk: noord}\n"
        "verloop:\n"
        "  - {op: 2026-11-20, wat: melding, via: mail}\n"
        "  - {op: 2026-11-23, wat: intake, geschikt: nee, contra: [juridisch], "
        "toestemming: [opslag, bemiddelaars, terugkoppeling, doorverwijzing]}\n"
        "  - {op: 2026-11-23, wat: doorverwijzing, van: A, naar: juridisch}\n"
        "  - {op: 2026-11-23, wat: afsluiting, resultaat: niet-in-behandeling, reden: doorverwezen}\n"
        "---\n"
    )
    assert git(root, "log", "-1", "--format=%s") == "2026-0002: intake, doorverwijzing, afsluiting 2026-11-23\n"


def test_the_same_typed_at_once(unlocked: Path) -> None:
    """Everything that is asked can be typed, with the same checks; names go to the dossier, and not without consent."""
    words = ["klachten=tuin", "verwijzer=zelf", "via=telefoon", "A.wijk=noord", "geschikt=ja", "contra=te-ver"]
    refused = bb(unlocked, "new", "casus", *words)
    assert refused.returncode == 1
    assert "Er is een contra-indicatie, en de zaak is toch geschikt." in refused.stderr
    done = bb(unlocked, "new", "casus", *words, "toch=ja", "toestemming=opslag", "B.naam=Otis Oefenaar")
    assert done.returncode == 0, done.stderr
    assert "naam: Otis Oefenaar" in dossier(unlocked, "2026-0002")
    assert "Otis" not in (unlocked / NEW).read_text()
    without = bb(unlocked, "new", "casus", *words, "toch=ja", "toestemming=", "A.naam=Otis")
    assert "bewaren we geen naam" in without.stderr
    assert not (unlocked / "casus/2026/2026-0003.prive").exists()
    wrong = bb(unlocked, "log", "2", "intake", "geschikt=nee", "verwijzen=rechter")
    assert "staat niet in de lijst om naar te verwijzen" in wrong.stderr


def test_the_lines_of_a_call_are_taken_back_and_its_dossier_stays(unlocked: Path) -> None:
    before = (unlocked / "casus/2026/2026-0001.md").read_text()
    done = bb(unlocked, "log", "1", "intake", "geschikt=nee", "contra=juridisch", "A.mail=otis@post.example")
    assert done.returncode == 0, done.stderr
    assert bb(unlocked, "undo", "--yes").returncode == 0
    assert (unlocked / "casus/2026/2026-0001.md").read_text() == before
    assert "otis@post.example" in dossier(unlocked, "2026-0001")
    made = ("klachten=tuin", "verwijzer=zelf", "via=telefoon", "A.wijk=noord", "A.naam=Otis Oefenaar")
    bb(unlocked, "new", "casus", *made)
    refused = bb(unlocked, "undo", "--yes")
    assert refused.returncode == 1
    assert "bb forget 2026-0002" in refused.stderr
    assert (unlocked / NEW).exists()
