"""Random histories of two or three copies of one organisation: everything a person does, in any order, and `bb sync`.

What must hold at the end is in `check`. As a program it tries many, and prints how many held:

    python -m tests.actions.histories --two 1000 --three 200
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bb.actions.join import Answers, Clash, History, Outcome, Side, blobs, join
from bb.actions.join_dossiers import joining
from bb.actions.reading import open_readable
from bb.actions.renumber import new_number, renumber
from bb.actions.sync import (
    Meeting,
    OvertakenError,
    joined,
    keep_by_hand,
    meet,
    repository_of,
    send,
    take_in,
)
from bb.actions.vault import Vault
from bb.files.forgotten import forgotten
from bb.files.splice import Refused, append_event, remove_key, set_key
from bb.files.verify import VERLOOP, data_in, opened
from tests.actions.organisation import CASE, CASUS, FILES, VOLUNTEER, git

OTHER = "casus/2025/2025-0007.md"
THIRD = "casus/2026/2026-0002.md"
CASES = {CASUS: CASE, OTHER: FILES[OTHER], THIRD: CASE}
PATHS = tuple(CASES)
EVENTS = ("contact, met: A, via: deur", "contact, met: B, via: brief", "contact, met: A, via: mail, bereikt: nee")
TURNED = {Side.OURS: Side.THEIRS, Side.THEIRS: Side.OURS, Side.BOTH: Side.BOTH}
TOUCHED = re.compile(
    r"^(urgentie: .*|# regel .*|Notitie .*|  - \{op: .*, wat: contact, .*minuten: .*)\n|, (bezit: \w+|minuten: \d+)",
    re.MULTILINE,
)
"""What the people here change; all the rest stays to the byte."""


def sync(folder: Path, side: Side | None = None) -> None:
    """`bb sync`, with one answer to all questions."""
    repository = repository_of(folder)
    for _ in range(5):
        meeting = meet(repository)
        outcomes = answered(folder, meeting, side)
        take_in(open_readable(folder), meeting, outcomes)
        try:
            send(meeting)
        except OvertakenError:
            continue
        return
    raise AssertionError


def nothing_open() -> Vault | None:
    """No keys of dossiers."""
    return None


def answered(folder: Path, meeting: Meeting, side: Side | None) -> list[Outcome]:
    answers: dict[str, Answers] = {}
    while True:
        outcomes = joined(meeting, answers, joining(nothing_open))
        double = next((one.path for one in outcomes if one.same_id), None)
        if double and side is not None:
            register = open_readable(folder).register
            renumber(open_readable(folder), double, new_number(register, double, [one.path for one in outcomes]), None)
            return answered(folder, replace(meeting, ours=head(folder)), side)
        asked = [one for one in outcomes if one.clashes]
        if not asked or side is None:
            assert not asked, [one.clashes for one in asked]
            assert not meeting.behind or after(meeting, outcomes) == mirrored(meeting, answers)
            return outcomes
        answers = {one.path: {**answers.get(one.path, {}), **dict.fromkeys(one.clashes, side)} for one in asked} | {
            path: told for path, told in answers.items() if path not in {one.path for one in asked}
        }


def met(one: Path, other: Path) -> Meeting:
    """Two copies that meet without a shared place."""
    theirs = head(other)
    git(one, "fetch", "--quiet", str(other), theirs)
    return Meeting(repository=repository_of(one), remote=None, ours=head(one), theirs=theirs)


def crosswise(one: Path, other: Path, sides: Sequence[Side]) -> None:
    """Both join the other as it was before, with one answer of each to all questions."""
    meetings = met(one, other), met(other, one)
    for copy, meeting, side in zip((one, other), meetings, sides, strict=True):
        take_in(open_readable(copy), meeting, answered(copy, meeting, side))


def mirrored(meeting: Meeting, answers: Mapping[str, Answers]) -> dict[str, bytes | None]:
    """The files as the other would have made them, who decides the same."""
    decided = {path: {turned(clash): TURNED[side] for clash, side in told.items()} for path, told in answers.items()}
    meeting = replace(meeting, ours=str(meeting.theirs), theirs=meeting.ours)
    bases = tuple(meeting.repository.bases(meeting.ours, str(meeting.theirs)))
    history = History(meeting.repository, meeting.ours, str(meeting.theirs), bases)
    return after(meeting, join(history, decided, joining(nothing_open)))


def turned(clash: Clash) -> Clash:
    return replace(clash, ours=clash.theirs, theirs=clash.ours)


def after(meeting: Meeting, outcomes: Sequence[Outcome]) -> dict[str, bytes | None]:
    """The files that differ, as they are once joined; none of them has a clash."""
    assert not any(one.clashes for one in outcomes), outcomes
    repository, made = meeting.repository, {one.path: one.new for one in outcomes}
    paths = sorted({*made, *repository.between(meeting.ours, str(meeting.theirs))})
    return dict(zip(paths, blobs(repository, meeting.ours, paths), strict=True)) | made


def said(text: str) -> dict[str, Any]:
    read = opened(text)
    assert read is not None
    data = data_in(read[1])
    assert isinstance(data, dict)
    return data


def events(text: str) -> Counter[str]:
    return Counter(repr(sorted(event.items())) for event in said(text)[VERLOOP])


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in found if ".git" not in p.parts}


def head(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD").strip()


def kept(folder: Path, *paths: str) -> None:
    """Keep files as they stand; git itself, as a person who knows git would."""
    keep_by_hand(open_readable(folder), list(paths))


@dataclass
class Office:
    """Copies of one organisation, and what was done in all of them together: enough to tell what must be there."""

    copies: list[Path]
    dice: random.Random
    number: int = 0
    added: dict[str, Counter[str]] = field(default_factory=dict)
    loosened: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    made: Counter[str] = field(default_factory=Counter)
    written: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def do(self) -> None:
        """One thing that somebody does."""
        copy = self.dice.choice(self.copies)
        if self.dice.random() < 0.3:
            sync(copy, self.dice.choice((Side.OURS, Side.THEIRS)))
        elif self.dice.random() < 0.1:
            self._crosswise(*self.dice.sample(self.copies, 2))
        elif self.dice.random() < 0.08:
            self._forget(copy)
        elif self.dice.random() < 0.12:
            self._make(copy)
        else:
            self._change(copy)

    def _crosswise(self, one: Path, other: Path) -> None:
        """Two people who know git join each other's copies at once, without the shared place.

        Not when they made records with one number: both would then give another, and the record is there twice.
        """
        if any(outcome.same_id for outcome in joined(met(one, other), {}, joining(nothing_open))):
            return
        crosswise(one, other, [self.dice.choice((Side.OURS, Side.THEIRS)) for _ in "ab"])

    def _forget(self, copy: Path) -> None:
        text = (copy / OTHER).read_text()
        if OTHER in self.forgotten or "vergeten" in text:
            return
        stripped = forgotten(text)
        assert isinstance(stripped, str)
        line = "{op: 2026-11-20, wat: vergeten, grond: bewaartermijn}"
        (copy / OTHER).write_text(done(append_event(stripped, line)))
        kept(copy, OTHER)
        self.forgotten.add(OTHER)

    def _make(self, copy: Path) -> None:
        """A new volunteer, with the next number there: two copies may give the same."""
        number = max(int(path.stem[2:]) for path in (copy / "vrijwilligers").glob("v-*.md")) + 1
        path = f"vrijwilligers/v-{number:03}.md"
        self.number += 1
        mark = f"max: {self.number}"
        self.made[mark] += 1
        (copy / path).write_text(VOLUNTEER.replace("wijk: noord\n", f"wijk: noord\n{mark}\n"))
        kept(copy, path)

    def _change(self, copy: Path) -> None:
        path = self.dice.choice(PATHS)
        text = (copy / path).read_text()
        new = self._changed(path, text)
        if isinstance(new, str) and new != text:
            (copy / path).write_text(new)
            kept(copy, path)

    def _changed(self, path: str, text: str) -> str | Refused:
        dice = self.dice
        journal = said(text)[VERLOOP]
        self.number += 1
        match dice.randrange(9):
            case 0:
                return set_key(text, ("urgentie",), dice.choice(("spoed", "voorrang", "gewoon")))
            case 1:
                return set_key(text, ("partijen", dice.choice("AB"), "bezit"), dice.choice(("huur", "koop")))
            case 2:
                self.loosened.add(repr(sorted(journal[0].items())))
                return set_key(text, (VERLOOP, 0, "minuten"), str(self.number))
            case 3:
                return text if "vergeten" in text else text + self._written(path, f"Notitie {self.number}.")
            case 4 if len(journal) > 3 and journal[-1]["wat"] == "contact":
                self.loosened.add(repr(sorted(journal[-1].items())))
                return remove_key(text, (VERLOOP, len(journal) - 1))
            case 5:
                line = self._written(path, f"# regel {self.number}")
                return text.replace("partijen:\n", f"{line}partijen:\n", 1)
            case 6:
                return remove_key(text, ("urgentie",))
            case _:
                day = f"{path[6:10]}-11-{dice.randrange(10, 20)}"
                line = f"{{op: {day}, wat: {dice.choice(EVENTS)}, minuten: {self.number}}}"
                new = append_event(text, line)
                if isinstance(new, str):
                    self.added.setdefault(path, Counter()).update(events(new) - events(text))
                return new

    def _written(self, path: str, line: str) -> str:
        self.written[path].append(line)
        return f"{line}\n"

    def check(self, where: object) -> None:
        """What must hold when all have synced: one history, equal files, no event lost or doubled, all of it valid."""
        for copy in (*self.copies, *self.copies):
            sync(copy, Side.OURS)
        first = self.copies[0]
        assert len({head(copy) for copy in self.copies}) == 1, where
        assert all(files(copy) == files(first) for copy in self.copies), where
        read = open_readable(first)
        assert read.findings == (), (where, read.findings)
        for path in PATHS:
            now = events((first / path).read_text())
            assert max(now.values()) == 1, (where, path, now)  # minutes make every event another: none was doubled
            gone = set(self.added.get(path, ())) - set(now) - self.loosened
            assert not gone, (where, path, gone)
            text = (first / path).read_text()
            if path not in self.forgotten:
                assert TOUCHED.sub("", text) == CASES[path], (where, path)
                assert all(text.count(f"{line}\n") == 1 for line in self.written[path]), (where, path)
        volunteers = "".join(path.read_text() for path in (first / "vrijwilligers").glob("*.md"))
        assert all(volunteers.count(f"{mark}\n") == 1 for mark in self.made), (where, self.made)
        if self.forgotten:
            text = (first / OTHER).read_text()
            assert text.count("wat: vergeten") == 1, where
            assert "Notitie" not in text, where
            assert "toestemming" not in text, where
            assert text.endswith("---\n"), where


def done(text: str | Refused) -> str:
    assert isinstance(text, str)
    return text


def begin(folder: Path, number: int) -> list[Path]:
    """Copies of one organisation with a shared place."""
    from tests.actions.organisation import make  # noqa: PLC0415 - a test's own

    folder.mkdir(parents=True)
    first = make(folder / "kopie-0")
    (first / THIRD).write_text(CASE)
    git(first, "add", ".")
    git(first, "commit", "--quiet", "-m", "nog een")
    git(first, "branch", "-M", "main")
    shared = folder / "gedeeld.git"
    git(folder, "init", "--quiet", "--bare", "-b", "main", str(shared))
    git(first, "remote", "add", "origin", str(shared))
    sync(first)
    copies = [first]
    for n in range(1, number):
        git(folder, "clone", "--quiet", str(shared), f"kopie-{n}")
        copies.append(folder / f"kopie-{n}")
    return copies


def run(folder: Path, start: Path, number: int, seed: int, steps: int) -> None:
    """One history from a prepared folder, which is put at `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(start, folder)
    office = Office([folder / f"kopie-{n}" for n in range(number)], random.Random(seed))
    for _ in range(steps):
        office.do()
    office.check((number, seed))


def prepared(folder: Path, number: int) -> tuple[Path, Path]:
    """Where the histories run, and what they start from."""
    begin(folder / "werk", number)
    shutil.copytree(folder / "werk", folder / "begin")
    return folder / "werk", folder / "begin"


def main(args: Iterable[str] | None = None) -> None:
    """Try many histories, and print how many held."""
    options = argparse.ArgumentParser()
    options.add_argument("--two", type=int, default=1000)
    options.add_argument("--three", type=int, default=200)
    options.add_argument("--steps", type=int, default=12)
    options.add_argument("--first", type=int, default=0)
    told = options.parse_args(None if args is None else list(args))
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        del os.environ[key]
    os.environ["GIT_CONFIG_NOSYSTEM"] = "1"
    os.environ["BB_INDEX"] = "no"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        for number, times in ((2, told.two), (3, told.three)):
            work, start = prepared(Path(folder) / str(number), number)
            for seed in range(told.first, told.first + times):
                run(work, start, number, seed, told.steps)
                if seed % 50 == 49:
                    sys.stdout.write(f"  {number} copies: {seed + 1}\n")
                    sys.stdout.flush()
            sys.stdout.write(f"{times} histories of {number} copies, {told.steps} steps each: all hold\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
