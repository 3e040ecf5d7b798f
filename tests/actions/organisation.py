"""A small organisation for tests: its files, and git as a person would use it."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

from bb.actions.guard import Allowed
from bb.actions.log_event import draft, event_kind, log_event
from bb.actions.reading import open_readable
from bb.domain.records import Record

TODAY = date(2026, 11, 23)
CASUS = "casus/2026/2026-0001.md"
SETTINGS = """\
formaat: 1
organisatie: 7f3a9c2e
naam: Buurtbemiddeling Waterstad
coordinatoren:
  - {id: c-1, naam: Noor Example, mail: noor@waterstad.example, gemeenten: [Waterstad], nummers: 1-4999}
  - {id: c-2, naam: Sam Voorbeeld, mail: sam@waterstad.example, gemeenten: [Polderdam], nummers: 5000-9999}
wijken:
  noord: {gemeente: Waterstad}
  dijk: {gemeente: Polderdam}
"""
CASE = """\
---
klachten: [geluid-personen]     # eerst de muziek, later de deuren
verwijzer: zelf
coordinator: c-1
partijen:
  A: {wijk: noord}
  B: {wijk: noord}
verloop:
  - {op: 2026-11-02, wat: melding, via: telefoon}
  - {op: 2026-11-04, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars]}   # thuis
---
Een drukke week.
"""
VOLUNTEER = """\
---
wijk: noord
verloop:
  - {op: 2024-01-12, wat: aanmelding}
  - {op: 2024-01-20, wat: training, soort: basistraining}
  - {op: 2024-02-01, wat: overeenkomst, tot: 2027-12-31}
  - {op: 2024-03-20, wat: start}
---
"""
FILES = {
    "bb.yaml": SETTINGS,
    CASUS: CASE,
    "casus/2025/2025-0007.md": CASE.replace("2026-11", "2025-11"),
    "vrijwilligers/v-001.md": VOLUNTEER,
    "vrijwilligers/v-002.md": VOLUNTEER,
    "netwerk/woonstad.md": "---\nsoort: woningcorporatie\nverloop: []\n---\n",
}


def make(folder: Path, *, under_git: bool = True) -> Path:
    """Write the organisation into a folder, kept as one commit when it is under git."""
    for path, text in FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    if under_git:
        git(folder, "init", "--quiet")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", "begin")
    return folder


def git(folder: Path, *args: str) -> str:
    """What git answers to a person in this folder."""
    person = ("-c", "user.name=Sam Voorbeeld", "-c", "user.email=sam@waterstad.example")
    done = subprocess.run(["git", *person, *args], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


def log(folder: Path, id_: str, wat: str, **typed: str) -> Record:
    """`bb log ID WAT veld=waarde …`, without a terminal; the record as it is then."""
    return allowed(folder, id_, wat, **typed).record


def allowed(folder: Path, id_: str, wat: str, **typed: str) -> Allowed:
    """The same, with the warnings it brings."""
    opened = open_readable(folder)
    kind = next(k for k in ("casus", "vrijwilliger", "partner") if id_ in opened.register.of_kind(k))
    made = draft(kind, opened.register.of_kind(kind)[id_], event_kind(kind, wat), typed, TODAY)
    return log_event(opened, made, TODAY)
