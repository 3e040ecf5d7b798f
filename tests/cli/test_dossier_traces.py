"""Nothing readable on disk, whatever stops us; nothing runs and nothing is read that a hostile copy asks for."""

from __future__ import annotations

import os
import pty
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

from bb.cli.main import COMMANDS
from tests import standby
from tests.actions.organisation import log
from tests.cli.terminal import bb
from tests.cli.test_strange_folders import set_traps
from tests.mail.world import everything, post_office

NAME = "Kanarie"
FORWARD = "sh -c 'sed -i s/Kanarie/Kanarie-Nieuw/ $0{}'"


def holding(folder: Path, word: bytes) -> list[Path]:
    """The files below a folder in which a word stands."""
    return [p for p in folder.rglob("*") if p.is_file() and not p.is_symlink() and word in p.read_bytes()]


def in_memory() -> list[str]:
    """What stands in this user's memory now, by name."""
    return sorted(path.name.partition("-")[0] for path in (Path(os.environ["XDG_RUNTIME_DIR"]) / "bb").iterdir())


def test_an_editor_leaves_nothing_readable_behind(unlocked: Path) -> None:
    done = bb(unlocked, "dossier", "edit", "1", env={"EDITOR": FORWARD.format("")})
    assert "Bewaard" in done.stderr
    assert "Kanarie-Nieuw" in bb(unlocked, "dossier", "show", "1").stdout
    assert not holding(unlocked.parent, b"Kanarie")
    assert in_memory() == ["sleutel"]


def test_killed_while_editing_the_text_is_found_sealed_and_removed(unlocked: Path) -> None:
    done = bb(unlocked, "dossier", "edit", "1", env={"EDITOR": FORWARD.format("; kill -9 $PPID")})
    assert done.returncode == -9
    assert len(in_memory()) == 2
    assert not holding(unlocked.parent, b"Kanarie")
    told = bb(unlocked, "dossier", "show", "1")
    assert "werd onderbroken" in told.stderr
    assert "Kanarie-Nieuw" not in told.stdout
    assert in_memory() == ["sleutel"]
    assert not holding(unlocked.parent, b"Kanarie")
    bb(unlocked, "dossier", "edit", "1", env={"EDITOR": "true"})
    assert "Kanarie-Nieuw" in bb(unlocked, "dossier", "show", "1").stdout


def test_vim_is_told_to_leave_nothing(unlocked: Path, tmp_path: Path) -> None:
    home = tmp_path / "thuis"
    (home / ".vimrc").write_text("set undofile undodir=~/oud backup backupdir=~/oud directory=~/oud viminfo='100\n")
    (home / "oud").mkdir()
    editor = "vim -e -s -c %s/Kanarie/Merel/e -c wq"
    assert "Bewaard" in bb(unlocked, "dossier", "edit", "1", env={"EDITOR": editor}).stderr
    assert "Merel" in bb(unlocked, "dossier", "show", "1").stdout
    assert not list((home / "oud").iterdir())
    assert not holding(home, b"Merel")
    assert not holding(home, b"Kanarie")


def test_no_name_in_what_is_kept_said_or_failed(unlocked: Path, tmp_path: Path) -> None:
    (unlocked / "casus/2025/2025-0007.prive").write_bytes(b"bbd1 kapot")
    for args in (["validate"], ["followups"], ["report", "2026"], ["dossier", "show", "2025-0007"], ["keys", "doctor"]):
        done = bb(unlocked, *args)
        assert NAME not in done.stdout + done.stderr, args
    assert "2025-0007.prive" in bb(unlocked, "dossier", "search", "niemand").stderr
    assert not holding(tmp_path, b"Kanarie")
    log = bb(unlocked, "why", "1").stdout
    assert NAME not in log


@pytest.mark.parametrize("what", ["link", "pipe", "folder", "large"])
def test_what_is_no_regular_file_is_no_dossier(unlocked: Path, tmp_path: Path, what: str) -> None:
    path = unlocked / "casus/2026/2026-0001.prive"
    sealed = path.read_bytes()
    path.unlink()
    if what == "link":
        (tmp_path / "elders").write_bytes(sealed)
        path.symlink_to(tmp_path / "elders")
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(10**9)
    done = bb(unlocked, "dossier", "show", "1")
    assert done.returncode == 1
    assert "kan niet worden gelezen" in done.stderr
    assert NAME not in done.stdout
    assert bb(unlocked, "dossier", "search", "eva").returncode == 0
    assert bb(unlocked, "dossier", "set", "1", "verhaal=x").returncode == 1


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git and an editor that note the command line and the environment of each time they are started, and by whom."""
    noted, folder = tmp_path / "gestart", tmp_path / "programma"
    folder.mkdir()
    note = f"#!/bin/sh\ncat /proc/$$/cmdline /proc/$$/environ /proc/$PPID/cmdline /proc/$PPID/environ >>{noted}\n"
    (folder / "git").write_text(f'{note}exec {shutil.which("git")} "$@"\n')
    (folder / "schrijf").write_text(f'{note}sed -i s/Voorbeeld/Merel/ "$1"\n')
    for program in folder.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return noted


EVERY = (
    *("validate", "followups", "today", "list zaken", "list vrijwilligers --json", "show 1", "show eva", "why 1"),
    *("match", "match 1 --why eva", "report 2026", "doctor", "doctor --fix", "outbox", "keys doctor", "keys unlock"),
    *(
        "pool",
        "network",
        "letter 1",
        "schema",
        "new partner buurthuis soort=anders",
        "access 1",
        "year",
        "handbook privacy",
        "dossier show 1 --help",
    ),
    *("dossier set 1 partijen.A.adres", "dossier edit 1", "edit 1", "log 1 contact met=A via=deur", "undo --yes"),
    *("dossier search niemand", "handover 1 --to eva", "forget --due --dry-run", "forget 1 --leak", "sync --yes"),
    *("list zaken --where team=eva", "followups --ics agenda.ics", "followups --mail --dry-run", "followups --mail"),
    "forget 2025-0007 --ground verzoek --yes",
)
"""What is typed without a terminal, every command among it; none may tell who is in a dossier."""


def test_no_command_tells_a_name_or_runs_what_a_copy_brings_along(
    watched: Path,
    unlocked: Path,
    tmp_path: Path,
) -> None:
    shared = tmp_path / "gedeeld.git"
    subprocess.run(["git", "init", "-q", "--bare", str(shared)], check=True)
    subprocess.run(["git", "-C", str(unlocked), "remote", "add", "origin", str(shared)], check=True)
    log(unlocked, "2025-0007", "afsluiting", resultaat="opgelost")
    marker = tmp_path / "merk"
    set_traps(unlocked, marker)
    shutil.copytree(unlocked / ".git", unlocked / "netwerk/.nest.git")
    secret = next((Path(os.environ["XDG_RUNTIME_DIR"]) / "bb").glob("sleutel-*")).read_text().split()[1].encode()
    told = []
    with post_office() as post, (unlocked / "bb.yaml").open("a") as settings_file:
        server = f"server: localhost, poort: {post.port}, van: bb@waterstad.example"
        settings_file.write(f"mail: {{host: {socket.gethostname()}, {server}}}\n")
        settings_file.flush()
        for typed in EVERY:
            done = subprocess.run(
                [*standby.command(), *typed.split()],
                cwd=unlocked,
                env={**os.environ, "EDITOR": "schrijf"},
                input="Kanariestraat 12\n",
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            told.append((typed, done.stdout + done.stderr))
            assert done.returncode != 3, typed
    assert post.mails
    told += [("de mail", everything(mail) + " ".join(people)) for people, mail in post.mails]
    assert b"schrijf" in watched.read_bytes()
    assert not marker.exists(), marker.read_text()
    assert {typed.split()[0] for typed in EVERY} == COMMANDS.keys() - {"init", "demo", "explain"}
    completed = bb(unlocked, env={"_BB_COMPLETE": "bash_complete", "COMP_WORDS": "bb show ", "COMP_CWORD": "2"})
    told.append(("de tabtoets", completed.stdout + completed.stderr))
    (unlocked / ".git/config").unlink()  # plain git would run what it names
    history = subprocess.run(
        ["git", "log", "--all", "-p", "--format=%B%an%ae"], cwd=unlocked, capture_output=True, check=True
    ).stdout
    told.append(("de geschiedenis", history.decode("utf-8", "replace")))
    told.append(("gestarte programma's", watched.read_bytes().decode("utf-8", "replace")))
    assert [what for what, text in told if NAME.lower() in text.lower() or secret.decode() in text] == []
    assert not [path for path in tmp_path.rglob("*") if NAME.lower() in path.name.lower()]
    for word in (NAME.encode(), secret):
        assert not holding(tmp_path, word)


def test_a_failure_nobody_foresaw_is_noted_without_names(unlocked: Path, tmp_path: Path) -> None:
    broken = "import bb.actions.dossier_search as s, sys; from bb.cli.main import main\n"
    broken += "s.folded = lambda text: [][ord(text[0])] if 'Kanarie' not in text else {}[text]\n"
    done = subprocess.run(
        [sys.executable, "-c", broken + "main(['dossier', 'search', 'kanarie'])"],
        cwd=unlocked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert NAME.lower() not in (done.stdout + done.stderr).lower()
    assert not holding(tmp_path, NAME.encode())
    assert list(tmp_path.rglob("*.log")) or "staat, zonder persoonsgegevens" in done.stderr


KILLED = (
    ("dossier 2025-0007", "Kanarie Merel\nKanariestraat 1\n06-00123456\n\n\n"),
    ("dossier show 1", ""),
    ("dossier set 1 verhaal", "Kanarie fluit\n"),
    ("dossier search kanarie", ""),
    ("dossier edit 1", ""),
    ("handover 1 --to v-001", ""),
    ("forget 2025-0007 --ground verzoek --yes", ""),
)
"""What is killed, and what is typed before; at full size every other time it is forgetting."""


@pytest.mark.hypothesis
def test_killed_at_any_moment_nothing_readable_is_on_a_disk(
    unlocked: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full = settings.default is not None and settings.default.max_examples > 1000
    chance = random.Random(8)
    before = set(Path(tempfile.gettempdir()).iterdir())
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("EDITOR", FORWARD.format("; sleep 1"))
    log(unlocked, "2025-0007", "afsluiting", resultaat="opgelost")
    bb(unlocked, "dossier", "set", "2025-0007", "partijen.A.naam=Kanarie")
    begin = tmp_path / "begin"
    shutil.copytree(unlocked, begin)
    turns = [turn for other in range(200) for turn in (KILLED[-1], KILLED[other % (len(KILLED) - 1)])]
    told: Counter[str] = Counter()
    for number, (typed, answers) in enumerate(turns if full else KILLED):
        forget = typed.startswith("forget")
        kill(unlocked, typed, answers, chance.uniform(0.1, 1.6 if forget and full else 1.0))
        if forget:
            assert not holding(tmp_path, NAME.encode()), (number, typed)
            done = bb(unlocked, "show", "1")  # finishes what was begun
            assert done.returncode == 0
            gone = not (unlocked / "casus/2025/2025-0007.prive").exists()
            told[f"{'gone' if gone else 'there'}{', and said' if 'onderbroken' in done.stderr else ''}"] += 1
        assert not holding(tmp_path, NAME.encode()), (number, typed)
        for path in set(Path(tempfile.gettempdir()).iterdir()) - before:  # of a program that does not ask where
            with suppress(FileNotFoundError):
                assert not path.is_file() or NAME.encode() not in path.read_bytes(), path
        if forget:
            shutil.rmtree(unlocked)
            shutil.copytree(begin, unlocked)
    assert len(told) == 4 or not full, told
    assert bb(unlocked, "dossier", "show", "1").returncode == 0


def kill(folder: Path, typed: str, answers: str, after: float) -> None:
    """Type a command on a terminal, with answers, and kill it and what it started after so many seconds."""
    ours, theirs = pty.openpty()
    os.write(ours, answers.encode())
    process = subprocess.Popen(
        [sys.executable, "-m", "bb", *typed.split()],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    os.close(ours)
