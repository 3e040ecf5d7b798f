"""The index answers as reading everything does, whatever happens to the files and to itself."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bb.actions.followups import followups
from bb.actions.list_rows import list_rows
from bb.actions.reading import open_organisation, open_readable
from bb.cli.main import run
from bb.domain.records import KINDS
from bb.files import index
from bb.files.index import DAMAGED, cache_folder, purge
from bb.files.stats import Folder
from tests.actions.organisation import make

LATER = 60 * 10**9
PERSON = ("-c", "user.name=x", "-c", "user.email=x@y.example")


@pytest.fixture(autouse=True)
def own_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("BB_INDEX", raising=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("een") / "waterstad")


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "waterstad")


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are seen a minute after they were changed, so that they are trusted; and damage is no excuse."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + LATER)
    monkeypatch.setattr(index, "DAMAGED", ())


DAYS = tuple(map(date.fromisoformat, ("2025-11-05", "2026-06-01", "2026-11-03", "2026-11-23", "2027-03-01")))


LAST = {day: day + timedelta(days=14) for day in DAYS}


def same(root: Path, days: tuple[date, ...] = DAYS) -> None:
    """What is read, and what commands print, with the index is what it is without, on any day."""
    known, read = open_readable(root), open_organisation(root)
    assert known.register == read.register
    assert known.findings == read.findings
    for day in days:
        told = asked(root, day)
        assert told == asked(root, day), "the second time, when nothing is new"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("BB_INDEX", "no")
            assert told == asked(root, day)


PRINTED = (
    *(("list", "zaken"), ("list", "zaken", "--where", "status=open"), ("list", "vrijwilligers")),
    *(("show", "2025-0007"), ("show", "7"), ("show", "v-001"), ("show", "2027-0001")),
)


def asked(root: Path, day: date) -> list[object]:
    return [
        followups(root, day),
        followups(root, day, LAST[day]),
        followups(root, day, LAST[day], person="c-1"),
        *(list_rows(root, kind, day) for kind in KINDS),
        *(printed(root, day, *args) for args in PRINTED),
    ]


def printed(root: Path, day: date, *args: str) -> tuple[int, str]:
    """What a command prints, and how it ends."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
        status = run(["-C", str(root), "--today", day.isoformat(), *args])
    return status, out.getvalue()


def indexes() -> list[Path]:
    return sorted(cache_folder().glob("*.sqlite"))


# ---- whatever happens to the files

EXTRA = "  - {op: 2026-07-01, wat: voortgang}\n---\n"


def paths(root: Path) -> list[Path]:
    """The files themselves: a link may lead to what is gone."""
    folders = ("casus", "vrijwilligers", "netwerk")
    return sorted(p for folder in folders for p in (root / folder).rglob("*.md") if not p.is_symlink())


def edit(root: Path, number: int) -> None:
    path = paths(root)[number % len(paths(root))]
    path.write_text(path.read_text("utf-8").replace("\n---\n", f"\n{EXTRA}", 1), "utf-8")


def stop(root: Path, number: int) -> None:
    """Let a volunteer leave: what is due on their cases changes with it."""
    path = root / "vrijwilligers" / "v-001.md"
    if path.is_file():
        line = f"  - {{op: 2026-11-{number % 28 + 1:02}, wat: {'stop' if number % 3 else 'start'}}}\n---\n"
        path.write_text(path.read_text("utf-8").replace("\n---\n", f"\n{line}", 1), "utf-8")


def link(root: Path, number: int) -> None:
    path = paths(root)[number % len(paths(root))]
    line = f"  - {{op: 2026-11-{number % 28 + 1:02}, wat: koppeling, team: [v-001, v-002]}}\n---\n"
    path.write_text(path.read_text("utf-8").replace("\n---\n", f"\n{line}", 1), "utf-8")


def term(root: Path, number: int) -> None:
    path = root / "bb.yaml"
    kept = path.read_text("utf-8").partition("termijnen:")[0]
    path.write_text(f"{kept}termijnen: {{intake: {{binnen: {number % 9 + 1} werkdagen}}}}\n", "utf-8")


def spoil(root: Path, number: int) -> None:
    path = paths(root)[number % len(paths(root))]
    path.write_text(path.read_text("utf-8").replace("wat: ", "wat: x", 1), "utf-8")


def mend(root: Path, number: int) -> None:
    path = paths(root)[number % len(paths(root))]
    path.write_text(path.read_text("utf-8").replace("wat: x", "wat: "), "utf-8")


def same_size(root: Path, number: int) -> None:
    """Change a day in place and put the time of change back: only `ctime` tells."""
    path = paths(root)[number % len(paths(root))]
    before = path.stat()
    with path.open("r+b") as file:
        data = file.read()
        file.seek(0)
        file.write(data.replace(b"2026-0", b"2025-0", 1) if number % 2 else data.replace(b"2025-0", b"2026-0", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch(root: Path, number: int) -> None:
    paths(root)[number % len(paths(root))].touch()


def remove(root: Path, number: int) -> None:
    if len(paths(root)) > 4:
        paths(root)[number % len(paths(root))].unlink()


def rename(root: Path, number: int) -> None:
    path = paths(root)[number % len(paths(root))]
    path.rename(path.with_name(f"x{number}-{path.name}"))


def swap(root: Path, number: int) -> None:
    """Let two files change names: all numbers but one stay as they were."""
    one, other = paths(root)[number % len(paths(root))], paths(root)[(number + 1) % len(paths(root))]
    aside = root / "opzij"
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def add(root: Path, number: int) -> None:
    path = root / "casus" / "2027" / f"2027-{number % 50 + 1:04}.md"
    path.parent.mkdir(exist_ok=True)
    shutil.copyfile(paths(root)[0], path)


def settings_file(root: Path, number: int) -> None:
    path = root / "bb.yaml"
    path.write_text(f"{path.read_text('utf-8')}# {number}\n", "utf-8")


def strange(root: Path, number: int) -> None:
    link = root / "vrijwilligers" / "v-900.md"
    if link.is_symlink():
        link.unlink()
    else:
        link.symlink_to(paths(root)[number % len(paths(root))])


Doing = Callable[[Path, int], None]
DOINGS: tuple[Doing, ...] = (
    *(edit, stop, link, term, spoil, mend, same_size, touch, remove, rename, swap, add, settings_file, strange),
)


@pytest.mark.usefixtures("old")
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    doings=st.lists(
        st.tuples(st.sampled_from(DOINGS), st.integers(0, 1000), st.sampled_from(DAYS)), min_size=1, max_size=6
    )
)
def test_the_answer_is_that_of_reading_all(made: Path, tmp_path: Path, doings: list[tuple[Doing, int, date]]) -> None:
    root = tmp_path / "hier"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(made, root)
    same(root, DAYS[-1:])
    for do, number, day in doings:
        do(root, number)
        same(root, (day,))


@pytest.mark.usefixtures("old")
def test_a_switch_of_branch(root: Path) -> None:
    def git(*args: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@y.example", *args],
            cwd=root,
            check=True,
            capture_output=True,
        )

    same(root)
    git("checkout", "-b", "anders")
    edit(root, 1)
    remove(root, 2)
    git("add", "-A")
    git("commit", "-m", "anders")
    same(root)
    for branch in ("-", "anders", "-"):
        git("checkout", branch)
        same(root)


# ---- it is used


@pytest.mark.usefixtures("old")
def test_unchanged_files_are_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_readable(root)
    monkeypatch.setattr("bb.files.disk.read", None)
    monkeypatch.setattr("bb.files.store.load_folder", None)
    assert open_readable(root).register.casus


def test_a_file_that_was_just_changed_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within two seconds a change may leave no trace in the times that a file system keeps."""
    path = paths(root)[0]
    later = time.time_ns() + LATER
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: later)
        open_readable(root)
    path.touch()
    read = reading(monkeypatch)
    for _ in range(2):
        open_readable(root)
    assert read == [path.relative_to(root).as_posix()] * 2


def reading(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are read from here on to bring an index up to date."""
    read: list[str] = []
    real = index._read

    def noted(root: Path, asked: Iterable[str]) -> Iterator[index.Kept]:
        for path in asked:
            read.append(path)
            yield from real(root, [path])

    monkeypatch.setattr(index, "_read", noted)
    return read


@pytest.mark.usefixtures("old")
def test_what_is_asked_of_a_text_comes_from_the_file(root: Path) -> None:
    open_readable(root)
    case = next(iter(open_readable(root).register.casus.values()))
    assert case.source.text == (root / case.source.path).read_text("utf-8")
    assert case.source.at("verloop").line > 1
    case = next(iter(open_readable(root).register.casus.values()))
    (root / case.source.path).unlink()
    assert not case.source.text


def test_none_when_it_is_not_wanted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BB_INDEX", "no")
    same(root)
    assert not indexes()


# ---- whatever happens to the index


def test_for_the_user_alone_and_outside_the_folder(root: Path) -> None:
    open_readable(root)
    (file,) = indexes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert not list(root.rglob("*.sqlite*"))


def test_two_working_copies_have_one_each(root: Path, tmp_path: Path) -> None:
    other = shutil.copytree(root, tmp_path / "thuis")
    edit(other, 0)
    for _ in range(2):
        same(root)
        same(other)
    assert len(indexes()) == 2


def damage_text(file: Path) -> None:
    file.write_text("dit is geen index")


def damage_end(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def damage_nothing_left(file: Path) -> None:
    os.truncate(file, 0)


def damage_byte(file: Path) -> None:
    data = bytearray(file.read_bytes())
    at = data.index(b"wat") if b"wat" in data else len(data) // 2
    data[at] ^= 1
    file.write_bytes(data)


def damage_newer(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("ALTER TABLE record ADD COLUMN later TEXT")
        db.execute("UPDATE record SET data = '[]'")


def damage_code(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("UPDATE record SET data = NULL")


DAMAGES = (damage_text, damage_end, damage_nothing_left, damage_byte, damage_newer, damage_code)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.usefixtures("old")
def test_a_damaged_index_is_made_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None]
) -> None:
    monkeypatch.setattr(index, "DAMAGED", DAMAGED)
    open_readable(root)
    (file,) = indexes()
    damage(file)
    same(root)
    monkeypatch.setattr(index, "DAMAGED", ())
    same(root)
    monkeypatch.setattr("bb.files.store.load_folder", None)
    assert open_readable(root).register.casus, "made again, and used"


@pytest.mark.usefixtures("old")
def test_other_code_does_not_use_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_readable(root)
    monkeypatch.setattr(index, "_code", lambda: b"other")
    renewed: list[Path] = []
    real = index._renew

    def renew(known: index.Index, found: Iterable[Folder], began: int) -> None:
        renewed.append(known.root)
        real(known, found, began)

    monkeypatch.setattr(index, "_renew", renew)
    open_readable(root)
    open_readable(root)
    assert renewed == [root]


def test_in_use_by_another_it_is_done_without(root: Path) -> None:
    open_readable(root)
    (file,) = indexes()
    with sqlite3.connect(file, isolation_level=None) as db:
        db.execute("BEGIN EXCLUSIVE")
        edit(root, 0)
        same(root, ())
        db.execute("ROLLBACK")
    same(root)


@pytest.mark.parametrize("mode", [0o755, 0o777])
def test_a_folder_that_others_can_open_is_not_used(root: Path, mode: int) -> None:
    cache_folder().mkdir(parents=True)
    cache_folder().chmod(mode)
    same(root)
    assert not indexes()


def test_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    open_readable(root)
    (file,) = indexes()
    aside = tmp_path / "elders.sqlite"
    file.rename(aside)
    file.symlink_to(aside)
    before = aside.read_bytes()
    edit(root, 0)
    same(root)
    assert aside.read_bytes() == before


def test_a_place_where_nothing_can_be_written(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bestand").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "bestand"))
    same(root)


def test_a_cache_inside_the_organisation_is_not_used(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / ".cache"))
    same(root)
    assert not (root / ".cache").exists()


KILLED = """
import os, sys
from pathlib import Path
from bb.files import index
real = index.{name}
def stop(*args):
    {what}
    os.kill(os.getpid(), 9)
index.{name} = stop
from bb.actions.reading import open_readable
open_readable(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("name", ["_put", "_put_folders", "_keep"])
@pytest.mark.parametrize("what", ["pass", "real(*args)"])
def test_killed_at_any_moment_it_is_whole_or_made_again(root: Path, name: str, what: str) -> None:
    open_readable(root)
    edit(root, 1)
    told = subprocess.run([sys.executable, "-c", KILLED.format(name=name, what=what), str(root)], check=False)
    assert told.returncode == -9
    same(root)


def test_forgetting_leaves_nothing(root: Path, tmp_path: Path) -> None:
    other = shutil.copytree(root, tmp_path / "thuis")
    for folder in (root, other):
        open_readable(folder)
    stranger = cache_folder() / "abcdef01-00000000.sqlite"
    stranger.write_bytes(b"x")
    purge(root)
    assert list(cache_folder().iterdir()) == [stranger]
    same(root)


@pytest.mark.usefixtures("old")
def test_what_left_the_files_left_the_index(root: Path) -> None:
    path = paths(root)[0]
    path.write_text(path.read_text("utf-8").replace("verloop:\n", "verloop:\n  # per ongeluk: Jansen\n", 1), "utf-8")
    open_readable(root)
    (file,) = indexes()
    id_ = path.stem.encode()
    assert id_ in file.read_bytes()
    path.unlink()
    open_readable(root)
    assert id_ not in file.read_bytes()
