"""An office with two coördinatoren, each with a copy of the organisation; and how it began."""

from __future__ import annotations

import os
import random
import re
import secrets
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pyrage
import pytest
import yaml

from tests.simulated_year.desk import Desk
from tests.simulated_year.fate import WIJKEN, Fate
from tests.vault.world import quick_keys, without_git_settings

_PRINT = re.compile(r"(?:[0-9a-f]{4} ){3,}[0-9a-f]{4}")
PASSPHRASE = "vier gewone woorden samen\n"
POSTS = {"deskundigheid": 4000, "publiciteit": 1500, "waardering": 900, "gesprekken": 800, "vergoeding": 600}
SETTINGS = """\
coordinatoren:
  - {id: c-1, naam: Noor Example, mail: noor@waterstad.example, gemeenten: [Waterstad], nummers: 1-4999, vervanger: c-2}
  - {id: c-2, naam: Sam Voorbeeld, mail: sam@polder.example, gemeenten: [Polderdam], nummers: 5000-9999, vervanger: c-1}
wijken:
  noord: {gemeente: Waterstad, buren: [centrum]}
  centrum: {gemeente: Waterstad, buren: [noord, zuid, waterkant]}
  zuid: {gemeente: Waterstad, buren: [centrum, dijkzicht]}
  waterkant: {gemeente: Waterstad, buren: [centrum]}
  dijkzicht: {gemeente: Polderdam, buren: [zuid, polderhof]}
  polderhof: {gemeente: Polderdam, buren: [dijkzicht]}
termijnen:
  selectiegesprek: {bij: vrijwilliger, na: aanmelding, binnen: 2 weken}
  begeleiding: {bij: vrijwilliger, na: [start, begeleiding], binnen: 6 maanden}
  waardering: {bij: vrijwilliger, na: [start, waardering], binnen: 1 jaar}
normen: {zaken: {minstens: 2, per: jaar}, intervisie: {minstens: 80%, per: jaar}}
protocol: {bemiddeling: [intake, koppeling, gesprek, afsluiting], pendel: [intake, koppeling, gesprek, afsluiting]}
bewaren: {casus: 6 maanden, klachttermijn: 3 maanden, vrijwilliger: 2 jaar, afgewezen: 3 maanden}
gesloten: [2025-12-24..2026-01-02]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much happens: cases called in from `first` to `calls_until`, and then some days more to finish things.

    `days` are the days of the week on which somebody is in, Monday is 0; on those of `teams` teams are looked for.
    Without `dossiers` the office has no keys: no names, no hand-overs.
    """

    cases: int
    volunteers: int
    partners: int
    days: tuple[int, ...]
    teams: tuple[int, ...]
    dossiers: bool
    first: date
    calls_until: date
    last: date


YEAR = Size(
    cases=350,
    volunteers=60,
    partners=12,
    days=(0, 1, 2, 3, 4),
    teams=(0, 3),
    dossiers=True,
    first=date(2025, 1, 2),
    calls_until=date(2025, 12, 23),
    last=date(2026, 1, 16),
)
QUARTER = Size(
    cases=6,
    volunteers=5,
    partners=2,
    days=(0,),
    teams=(0,),
    dossiers=False,
    first=date(2025, 10, 1),
    calls_until=date(2025, 10, 17),
    last=date(2025, 12, 22),
)


@dataclass(kw_only=True)
class Office:
    """Both desks, the dice, each case's fate and whose it is (by id), and what the world will do on a later day."""

    size: Size
    dice: random.Random
    desks: dict[str, Desk]
    shared: Path
    letters: Path
    day: date
    fates: dict[str, Fate] = field(default_factory=dict)
    with_: dict[str, str] = field(default_factory=dict)
    coming: dict[date, list[Callable[[], None]]] = field(default_factory=dict)
    partners: tuple[str, ...] = ()
    unknown: set[str] = field(default_factory=set)
    forgot: dict[str, int] = field(default_factory=dict)

    @property
    def noor(self) -> Desk:
        """The first coördinator, who also looks after volunteers, partners and activities."""
        return self.desks["c-1"]

    def on(self, day: date) -> None:
        """Let it be this day everywhere."""
        self.day = day
        for desk in self.desks.values():
            desk.day = day

    def later(self, days: int, what: Callable[[], None]) -> None:
        """Let something happen so many days from now, or on the next day that is worked."""
        self.coming.setdefault(self.workday(self.day + timedelta(days=days)), []).append(what)

    def workday(self, day: date) -> date:
        """Return this day, or the first after it on which somebody is in."""
        while day.weekday() not in self.size.days or date(2025, 12, 24) <= day <= date(2026, 1, 2):
            day += timedelta(days=1)
        return day

    def workdays(self, first: date, last: date) -> Iterator[date]:
        """Yield the days on which somebody is in."""
        day = self.workday(first)
        while day <= last:
            yield day
            day = self.workday(day + timedelta(days=1))

    def sync(self) -> None:
        """Make both copies equal; the first asks again for what the second shared."""
        for who in ("c-1", "c-2", "c-1"):
            self.desks[who].share()


@contextmanager
def opened(size: Size, seed: int, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Open an office in a folder: two computers, keys, settings, partners and volunteers, before the first day.

    What the commands ask of this process (its environment, where its mail goes) is set with `patch`.
    """
    runtime = Path("/dev/shm") / f"bb-test-{secrets.token_hex(8)}"  # noqa: S108 - for this office alone
    before = size.first - timedelta(days=70)
    letters = folder / "post"
    letters.mkdir(parents=True)
    programs = _programs(folder, letters)
    without_git_settings(patch)
    quick_keys(patch, 1, 0, 2)  # Noor's, the one on paper, and Sam's
    patch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    for name in ("HOME", "EDITOR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        patch.setenv(name, os.environ.get(name, ""))  # each desk sets its own; afterwards all is as it was
    desks = {}
    for who, name in (("c-1", "noor"), ("c-2", "sam")):
        home, memory = folder / name, runtime / name
        home.mkdir()
        memory.mkdir(mode=0o700, parents=True)
        desks[who] = Desk(who=who, home=home, memory=memory, root=home / "waterstad", programs=programs, day=before)
    office = Office(
        size=size, dice=random.Random(seed), desks=desks, shared=folder / "gedeeld", letters=letters, day=before
    )
    try:
        _begin(office)
        yield office
    finally:
        shutil.rmtree(runtime)


def _programs(folder: Path, letters: Path) -> Path:
    """Make a mail program that puts each mail in a folder."""
    programs = folder / "programs"
    programs.mkdir()
    sendmail = programs / "sendmail"
    sendmail.write_text(f'#!/bin/sh\nexec cat > "{letters}/$(date +%s%N).eml"\n', "utf-8")
    sendmail.chmod(0o755)
    return programs


def _begin(office: Office) -> None:
    noor, sam = office.desks["c-1"], office.desks["c-2"]
    told = ("naam=Buurtbemiddeling Waterstad", "coordinator=Noor Example", "mail=noor@waterstad.example")
    noor.bb("init", str(noor.root), *told, "gemeente=Waterstad", "wijken=noord,zuid")
    noor.edit("bb.yaml", _settings(noor.root / "bb.yaml"))
    if office.size.dossiers:
        noor.bb("keys", "init", "--who", "c-1", stdin=PASSPHRASE)
    noor.bb("sync", "--with", str(office.shared), "--yes")
    sam.bb("init", str(sam.root), "--from", str(office.shared))
    if office.size.dossiers:
        _let_in(office, noor, sam)
    office.partners = tuple(_partners(office))
    _volunteers(office)
    office.sync()


def _let_in(office: Office, noor: Desk, sam: Desk) -> None:
    """Give a colleague access to the dossiers, each comparing the fingerprint of the other."""
    sam.bb("sync", "--yes")
    compared = [word for print_ in _fingerprints(noor).values() for word in ("--fingerprint", print_)]
    sam.bb("keys", "init", "--who", "c-2", *compared, stdin=PASSPHRASE)
    sam.bb("sync", "--yes")
    noor.bb("sync", "--yes")
    noor.bb("keys", "add", "c-2", "--fingerprint", _fingerprints(sam)["c-2"])
    office.sync()


def _settings(path: Path) -> str:
    """Return `bb.yaml` as the coördinator makes it on the first day; what bb itself put there stays."""
    made = yaml.safe_load(path.read_text("utf-8"))
    hours = {"uren": 900, "uurtarief": 62}
    kept = {name: made[name] for name in ("formaat", "organisatie", "naam", "woorden", "koppelen")}
    mail = {"host": socket.gethostname(), "van": "bb@waterstad.example"}
    budget = {year: {**POSTS, **hours} for year in (2025, 2026)}
    plain = yaml.safe_dump({**kept, "mail": mail, "begroting": budget}, sort_keys=False)
    return plain.replace("ervaren: false", "ervaren: nee") + SETTINGS


def _fingerprints(desk: Desk) -> dict[str, str]:
    """Read the fingerprints from the screen, as to a colleague on the telephone."""
    lines = desk.bb("keys", "list").out.splitlines()
    found = {line.split()[0]: _PRINT.search(line) for line in lines if line}
    return {who: print_[0] for who, print_ in found.items() if print_}


def _partners(office: Office) -> Iterator[str]:
    kinds = ("gemeente", "woningcorporatie", "politie", "welzijn")
    for number in range(office.size.partners):
        soort, name = kinds[number % 4], f"{kinds[number % 4]}-{number // 4 + 1}"
        town = "Waterstad" if number % 3 else "Polderdam"
        office.noor.bb("new", "partner", name, f"soort={soort}", f"gemeenten={town}", "contactritme=8 weken")
        until = office.day + timedelta(days=office.dice.randrange(200, 900))
        told = (f"van={office.day}", f"tot={until}", "bijdrage=12500", "per=jaar", "opzegtermijn=3 maanden")
        office.noor.bb("log", name, "overeenkomst", *told)
        path = office.noor.root / "netwerk" / f"{name}.md"
        promises = "toezeggingen:\n  - {wat: terugkoppeling, wie: wij, binnen: 10 werkdagen, doel: 90%}\n"
        promises += "  - {wat: rapportage, wie: wij, elke: kwartaal}\n" if number % 2 else ""
        office.noor.edit(name, path.read_text("utf-8").replace("verloop:", f"{promises}verloop:"))
        yield name


def _volunteers(office: Office) -> None:
    """Let people apply, be spoken to, be trained together, and begin."""
    begun = [apply(office, chosen=True) for _ in range(office.size.volunteers)]
    for soort, share in (("basistraining", 1.0), ("pendel", 0.4), ("coaching", 0.4), ("groep", 0.3)):
        there = [id_ for id_ in begun if office.dice.random() < share] or begun[:2]
        train(office, soort, there)
    for id_ in begun:
        office.noor.bb("log", id_, "overeenkomst", f"tot={office.day + timedelta(days=365 * 3)}")
        office.noor.bb("log", id_, "start")


def apply(office: Office, *, chosen: bool) -> str:
    """Let someone apply as a volunteer, with a dossier, and be spoken to."""
    dice, noor = office.dice, office.noor
    made = noor.bb(
        "new",
        "vrijwilliger",
        f"wijk={dice.choice(tuple(WIJKEN))}",
        f"kanaal={dice.choice(('wijkkrant', 'website', 'via-via'))}",
        f"talen=nl,{dice.choice(('tr', 'ar', 'pl', 'en'))}",
        f"kan={dice.choice(('di-avond,do-avond', 'ma-ochtend,wo-middag', 'za-ochtend,di-avond'))}",
        f"max={dice.choice((2, 3, 3))}",
        f"geslacht={dice.choice(('man', 'vrouw'))}",
    )
    id_ = made.out.split()[1].rstrip(",")
    noor.bb("log", id_, "selectiegesprek", f"besluit={'ja' if chosen else 'nee'}", "minuten=60")
    if not office.size.dossiers:
        return id_
    key = pyrage.x25519.Identity.generate().to_public()
    name = f"{dice.choice(('Sanne', 'Joris', 'Emine', 'Bas', 'Rosa'))} Verzonnen{id_.removeprefix('v-')}"
    noor.bb("dossier", "set", id_, "naam", "telefoon", "sleutel", stdin=f"{name}\n06-00{id_[2:]:0>6}\n{key}\n")
    return id_


def train(office: Office, soort: str, there: list[str]) -> None:
    """Hold a training today for these people."""
    noor = office.noor
    made = noor.bb(
        "new", "activiteit", "soort=training", f"training={soort}", "post=deskundigheid", f"datum={office.day}"
    )
    id_ = made.out.split()[1].rstrip(",")
    noor.bb("log", id_, "gehouden", f"aanwezig={','.join(there)}", "minuten=420", "kosten=250.00", "cijfer=8")
