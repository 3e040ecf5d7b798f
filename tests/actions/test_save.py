from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from bb.actions import keeping
from bb.actions import save as saving
from bb.actions.keeping import AMSTERDAM
from bb.actions.reading import open_readable
from bb.actions.save import save, signer
from bb.actions.stop import Status, Stop
from bb.domain.records import Coordinator
from bb.files import disk
from bb.git import intent
from bb.git.commit import Change, Prepared, move_ref, prepare, update_index
from bb.git.lock import lock
from bb.git.objects import Author
from bb.git.repository import Repository, find
from tests.actions.organisation import CASE, CASUS, git, log, make

NOOR = Coordinator(id="c-1", naam="Noor Example", mail="noor@waterstad.example")
NEW = "casus/2026/2026-0002.md"


def keep(root: Path, *changes: Change) -> None:
    save(root, changes, message="2026-0001: gesprek 2026-11-23", coordinator=NOOR, command="bb log")


def change(root: Path, path: str, new: str | None) -> Change:
    now = root / path
    return Change(path=path, old=now.read_bytes() if now.exists() else None, new=None if new is None else new.encode())


def repository(root: Path) -> Repository:
    found = find(root)
    assert found is not None
    return found


def commits(root: Path) -> int:
    return int(git(root, "rev-list", "--count", "HEAD"))


def test_one_action_is_one_commit_of_exactly_its_files(root: Path) -> None:
    (root / "netwerk/woonstad.md").write_text("half af")  # changed in an editor
    (root / "lijst.txt").write_text("los briefje")
    (root / "vrijwilligers/v-001.md").write_text("klaargezet")
    git(root, "add", "vrijwilligers/v-001.md")

    keep(root, change(root, CASUS, "nieuw"), change(root, NEW, "erbij"), change(root, "vrijwilligers/v-002.md", None))

    assert commits(root) == 2
    assert git(root, "show", "--format=%an <%ae>: %s", "--name-status").split("\n") == [
        "Noor Example <noor@waterstad.example>: 2026-0001: gesprek 2026-11-23",
        "",
        f"M\t{CASUS}",
        f"A\t{NEW}",
        "D\tvrijwilligers/v-002.md",
        "",
    ]
    assert (root / CASUS).read_text() == "nieuw"
    assert not (root / "vrijwilligers/v-002.md").exists()
    assert git(root, "status", "--short").split("\n") == [
        " M netwerk/woonstad.md",
        "M  vrijwilligers/v-001.md",
        "?? lijst.txt",
        "",
    ]


def test_an_uncommitted_edit_of_the_same_file_goes_along(root: Path) -> None:
    (root / CASUS).write_text(CASE.replace("drukke", "rustige"))
    log(root, "2026-0001", "voorstel", team="v1,v2")
    assert "rustige" in git(root, "show", f"HEAD:{CASUS}")
    assert git(root, "status", "--short") == ""


def test_a_folder_without_git_gets_the_file_and_no_commit(tmp_path: Path) -> None:
    root = make(tmp_path / "los", under_git=False)
    log(root, "2026-0001", "voorstel", team="v1,v2")
    assert "wat: voorstel" in (root / CASUS).read_text()
    assert not (root / ".git").exists()


def test_a_person_known_to_git_signs_before_the_settings_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Robin Example")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "robin@waterstad.example")
    keep(root, change(root, CASUS, "nieuw"))
    assert git(root, "log", "-1", "--format=%an") == "Robin Example\n"


def test_without_any_name_nothing_is_written(root: Path) -> None:
    with pytest.raises(Stop, match="We weten niet wie u bent") as caught:
        save(root, [change(root, CASUS, "nieuw")], message="x", coordinator=None, command="bb log")
    assert caught.value.status is Status.USAGE
    assert (root / CASUS).read_text() == CASE


def test_who_signs_for_a_record_that_is_of_no_coordinator_in_particular(root: Path) -> None:
    organisatie = open_readable(root).register.organisatie
    told = [signer(organisatie, id_) for id_ in ("c-2", None, "c-9")]
    assert [who.id for who in told if who] == ["c-2", "c-1", "c-1"]


def test_a_file_that_changed_meanwhile_is_refused(root: Path) -> None:
    decided = change(root, CASUS, "nieuw")
    (root / CASUS).write_text("van een ander")
    with pytest.raises(Stop, match=f"{CASUS} is intussen door iemand anders gewijzigd"):
        keep(root, decided)
    assert (root / CASUS).read_text() == "van een ander"
    assert commits(root) == 1


def test_a_new_file_never_takes_the_place_of_another(root: Path) -> None:
    decided = change(root, NEW, "nieuw")
    (root / NEW).write_text("van de andere laptop")
    with pytest.raises(Stop, match="intussen door iemand anders gewijzigd"):
        keep(root, decided)
    assert (root / NEW).read_text() == "van de andere laptop"


def interrupted(root: Path, changes: Sequence[Change], steps: int) -> None:
    """An action that is killed after so many of its steps."""
    told = repository(root)
    author = Author("Noor Example", "noor@waterstad.example")
    prepared = prepare(told, changes, message="eerder", author=author, when=datetime.now(AMSTERDAM))
    intent.write_intent(told, prepared)
    todo: list[Callable[[], None]] = [
        lambda: place(root, changes),
        lambda: move_ref(told, prepared),
        lambda: update_index(told, prepared),
    ]
    for step in todo[:steps]:
        step()


def place(root: Path, changes: Sequence[Change]) -> None:
    for one in changes:
        assert one.new is not None
        (root / one.path).write_bytes(one.new)


@pytest.mark.parametrize("steps", range(4))
def test_the_next_command_finishes_what_was_interrupted(root: Path, steps: int) -> None:
    interrupted(root, [change(root, CASUS, CASE + "erbij\n"), change(root, NEW, CASE)], steps)

    log(root, "2025-0007", "voorstel", team="v1,v2")

    assert (root / CASUS).read_text() == CASE + "erbij\n"
    assert (root / NEW).read_text() == CASE
    assert git(root, "log", "--format=%s").split("\n")[:2] == ["2025-0007: voorstel 2026-11-23", "eerder"]
    assert git(root, "status", "--short") == ""
    assert intent.read_intent(repository(root)) is None


@pytest.mark.parametrize("steps", [0, 1])
def test_a_commit_by_hand_after_an_interruption_does_not_block_later_commands(root: Path, steps: int) -> None:
    interrupted(root, [change(root, CASUS, CASE + "erbij\n")], steps)
    (root / "lijst.txt").write_text("los")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "met de hand")

    log(root, "2025-0007", "voorstel", team="v1,v2")
    log(root, "2026-0001", "voorstel", team="v1,v2")

    assert "erbij" in git(root, "show", f"HEAD:{CASUS}")
    assert git(root, "status", "--short") == ""


def test_what_a_person_edited_after_an_interruption_stays(root: Path) -> None:
    interrupted(root, [change(root, CASUS, CASE + "erbij\n")], 0)
    (root / CASUS).write_text("in de editor")
    log(root, "2025-0007", "voorstel", team="v1,v2")
    assert (root / CASUS).read_text() == "in de editor"
    assert git(root, "status", "--short") == f" M {CASUS}\n"


def test_a_commit_by_hand_in_between_does_not_lose_the_action(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def first_by_hand(told: Repository, prepared: Prepared) -> None:
        monkeypatch.setattr(keeping, "move_ref", move_ref)
        git(root, "commit", "--quiet", "--allow-empty", "-m", "met de hand")
        move_ref(told, prepared)

    monkeypatch.setattr(keeping, "move_ref", first_by_hand)
    keep(root, change(root, CASUS, "nieuw"))
    assert git(root, "log", "--format=%s").split("\n")[:2] == ["2026-0001: gesprek 2026-11-23", "met de hand"]
    assert git(root, "status", "--short") == ""


def test_ctrl_c_in_the_middle_waits_until_all_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(told: Repository, prepared: Prepared) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        move_ref(told, prepared)

    monkeypatch.setattr(keeping, "move_ref", pressed)
    keep(root, change(root, CASUS, "nieuw"))
    assert git(root, "show", f"HEAD:{CASUS}") == "nieuw"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "de schijf is vol"), (errno.EACCES, "u mag niet schrijven"), (errno.EIO, "de schijf weigert")],
)
def test_a_disk_that_refuses_leaves_the_old_file(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    def refuses(*_: object, **__: object) -> str:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(disk, "write_temp", refuses)
    with pytest.raises(Stop, match=says):
        keep(root, change(root, CASUS, "nieuw"))
    assert (root / CASUS).read_text() == CASE
    assert commits(root) == 1
    monkeypatch.undo()


HOLD = """
import sys
from pathlib import Path
from bb.git.lock import lock
from bb.git.repository import find
with lock(find(Path(sys.argv[1])), "bb new"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_of_two_writers_the_second_is_told_who_is_at_work(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "lock", lambda told, command: lock(told, command, patience=0.0))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Stop) as caught:
            log(root, "2026-0001", "voorstel", team="v1,v2")
        other.communicate(b"")
    assert caught.value.status is Status.LATER
    assert f"(bb new, proces {other.pid})" in caught.value.message
    assert "wat: voorstel, team: [v-001, v-002]" in caught.value.message
    assert (root / CASUS).read_text() == CASE
    log(root, "2026-0001", "voorstel", team="v1,v2")
