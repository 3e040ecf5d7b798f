"""Looking whether keys, ring and dossiers are in order, and saying what still works when they are not."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from bb.actions.check import Check
from bb.actions.dossiers import unopened
from bb.actions.key_files import key_folder, locked_identity
from bb.actions.key_list import key_rows
from bb.actions.key_reading import LOCKED
from bb.actions.reading import Opened
from bb.actions.stop import Stop
from bb.actions.unlock import NO_KEY, NO_MEMORY, left
from bb.actions.vault import RECOVERY, Vault, open_vault
from bb.demo.practice import PAPER_RECIPIENT, RECIPIENT
from bb.files.memory import memory_folder
from bb.text.plurals import count_nl, join_nl

_OTHERS = 0o077
_REST = "Alles buiten de dossiers werkt gewoon."


def check_keys(opened: Opened) -> Iterator[Check]:
    """Look at everything about keys, one by one; what needs the unlocked key comes last."""
    organisatie = opened.register.organisatie
    if memory_folder() is None:
        yield Check(name="geheugen", state="fout", text=NO_MEMORY.replace("\n", " "))
    else:
        yield Check(name="geheugen", state="goed", text="een open sleutel staat nooit op de schijf")
    if locked_identity(organisatie) is None:
        yield Check(name="sleutel", state="let op", text=NO_KEY, remedy=_REST)
        return
    yield _modes(opened)
    yield from _recipients(opened)
    open_for = left(organisatie)
    if open_for is None:
        yield Check(name="dossiers", state="let op", text=LOCKED, remedy="De rest is pas te zien als ze open zijn.")
        return
    try:
        vault = open_vault(opened)
    except Stop as stop:
        first, _, rest = stop.message.partition("\n")
        yield Check(name="sleutelring", state="fout", text=first, remedy=rest or _REST)
        return
    yield Check(name="sleutelring", state="goed", text=f"{count_nl(len(vault.ring.keys), 'sleutel', 'sleutels')} erin")
    yield _dossiers(vault)


def _modes(opened: Opened) -> Check:
    folder = key_folder(opened.register.organisatie)
    loose = [path.name for path in (folder, *folder.iterdir()) if stat.S_IMODE(path.lstat().st_mode) & _OTHERS]
    if loose:
        return Check(
            name="sleutel",
            state="fout",
            text=f"anderen op deze computer kunnen bij {join_nl(loose)}",
            remedy=f"Sluit dat af met: chmod -R go= {folder}",
        )
    return Check(name="sleutel", state="goed", text=f"staat op slot in {folder}")


def _recipients(opened: Opened) -> Iterator[Check]:
    rows = [row for row in key_rows(opened) if row.recipient]
    new = [row.whose for row in rows if row.state == "nieuw"]
    if new:
        yield Check(
            name="collega's",
            state="let op",
            text=f"de sleutel van {join_nl(new)} is hier niet bevestigd en krijgt niets",
            remedy="Vergelijk de vingerafdruk (bb keys add). Kent u hem niet, vraag dan wie hem toevoegde.",
        )
    if not any(row.whose == RECOVERY for row in rows):
        yield Check(
            name="herstel",
            state="fout",
            text="er is geen herstelsleutel: raakt iedereen zijn wachtzin kwijt, dan gaat niets meer open",
            remedy="Maak er een met: bb keys rotate --recovery",
        )
    if any(row.recipient in (RECIPIENT, PAPER_RECIPIENT) for row in rows):
        yield Check(
            name="oefenen",
            state="let op",
            text="dit zijn de sleutels van elke oefening: iedereen kent ze",
            remedy="Zet hier geen gegevens van echte mensen. Toch echt beginnen: bb keys rotate --recovery",
        )
    if sum(row.whose != RECOVERY for row in rows) == 1:
        yield Check(
            name="vervanging",
            state="let op",
            text="één coördinator kan de dossiers openen",
            remedy="Laat een collega of vervanger een sleutel maken, of bewaar de herstelsleutel goed.",
        )


def _dossiers(vault: Vault) -> Check:
    shut = unopened(vault)
    if shut:
        go = "gaat" if len(shut) == 1 else "gaan"
        return Check(
            name="dossiers",
            state="fout",
            text=f"{join_nl(shut[:5])}{' en meer' if len(shut) > 5 else ''} {go} niet open",
            remedy="De sleutel is misschien nog bij een collega (bb sync), of het bestand is beschadigd. " + _REST,
        )
    return Check(name="dossiers", state="goed", text="alle dossiers gaan open")
