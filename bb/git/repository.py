"""An organisation's history, for reading: versions, the files in a version, what is about to be committed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bb.git.errors import DamagedError, GitError, NotYoursError
from bb.git.objects import REGULAR, Object, decode, encode, object_id
from bb.git.run import Result, run, scrubbed, stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FATAL = 128  # git's exit code for "no such version", "not a repository" and the like
_FEW = 500  # objects that are read in one go
ALL_OBJECTS = ("cat-file", "--batch-all-objects", "--unordered", "--buffer", "--batch")
"""What git is asked to give every object there is."""

_NO_VERSION = "Deze versie bestaat hier niet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One commit: its id, those it follows on, the day and name of its author, and the whole message."""

    commit: str
    parents: tuple[str, ...] = ()
    day: date
    author: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A folder under git. Get one from `find` or `init`.

    `root` is the folder of the organisation, `git_dir` where git keeps its own files of this working copy (not always
    `root/.git`), `algorithm` how ids are made: `sha1` or `sha256`.
    """

    root: Path
    git_dir: Path
    algorithm: str = "sha1"

    def git(self, *args: str, stdin: bytes = b"", accept: Sequence[int] = (0,), index: Path | None = None) -> Result:
        """Run one plumbing command on this repository; see `bb.git.run.run`. `index`: another index than its own."""
        return run(args, root=self.root, git_dir=self.git_dir, stdin=stdin, accept=accept, index=index)

    def own_folder(self) -> Path:
        """Where `bb` keeps its own small files (lock, intent) beside git's; made when it is not there.

        Raises:
            DamagedError: it is a link, as in a copied repository that wants us to write elsewhere.
        """
        folder = self.git_dir / "bb"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink():
            raise DamagedError
        return folder

    def blob_id(self, content: bytes) -> str:
        """The id git gives a file with this content."""
        return object_id(Object("blob", content), self.algorithm)

    def head(self) -> str | None:
        """The commit that was kept last; None when nothing was kept yet."""
        return self._commit("HEAD", accept=(0, 1))

    def resolve(self, name: str) -> str | None:
        """The full id of the commit that `name` means (an id, the start of one, a branch, a tag), or None."""
        return None if "\0" in name else self._commit(name, accept=(0, 1, _FATAL))

    def read_blob(self, commit: str, path: str) -> bytes | None:
        """The file at `path` in a commit; None when that commit, or that file in it, does not exist."""
        return self._content(f"{commit}:{path}")

    def read_object(self, blob: str) -> bytes | None:
        """The content with this blob id; None when it is not here."""
        return self._content(blob)

    def read_objects(self, names: Iterable[bytes]) -> Iterator[tuple[str, Object] | None]:
        """For each name of an object its id and content, or None when it is not here. One process for all.

        A name is an id, `HEAD`, `<commit>^{tree}`, `<commit>:<path>`; it holds no line end.
        """
        wanted = list(names)
        asked = b"".join(name + b"\n" for name in wanted)
        args = ("cat-file", "--batch", "--buffer")
        if len(wanted) <= _FEW:
            answers: IO[bytes] = BytesIO(self.git(*args, stdin=asked).out)
            yield from [_answer(answers) for _ in wanted]
            return
        # So many may not fit in memory, and a real file keeps git from waiting for us while we wait for git.
        import tempfile  # noqa: PLC0415 - it loads much, and few ask for so many

        with tempfile.TemporaryFile() as file:
            file.write(asked)
            file.seek(0)
            with stream(args, root=self.root, git_dir=self.git_dir, stdin=file) as answers:
                for _ in wanted:
                    yield _answer(answers)

    def all_objects(self) -> Iterator[tuple[str, Object]]:
        """Every object that is here, with its id: also those that nothing refers to. Read while you go.

        Raises:
            GitError: git cannot read them.
        """
        with (
            Path(os.devnull).open("rb") as nothing,
            stream(ALL_OBJECTS, root=self.root, git_dir=self.git_dir, stdin=nothing) as answers,
        ):
            yield from all_answers(answers)

    def list_tree(self, commit: str) -> list[tuple[str, str]]:
        """Path and blob id of every file in a commit, in git's order. Links and submodules are left out.

        Raises:
            GitError: there is no such commit.
        """
        known = self.resolve(commit)
        if known is None:
            raise GitError(_NO_VERSION, command="rev-parse")
        listed = _rows(self.git("ls-tree", "-r", "-z", "--full-tree", known).out)
        return [(path, blob) for path, (mode, _, blob) in listed if mode in REGULAR]

    def read_tree(self, commit: str) -> Iterator[tuple[str, bytes]]:
        """Every file in a commit as (path, content), read while you go, by one process however many files there are.

        Raises:
            GitError: there is no such commit, or a file in it is damaged.
        """
        return self._files(self.list_tree(commit))

    def staged(self, index: Path | None = None) -> Iterator[tuple[str, bytes]]:
        """Every file as git itself would commit it now, as (path, content). Files in a merge conflict are left out.

        Args:
            index: git hands a hook another index than its own (`GIT_INDEX_FILE`) when only some files are committed;
                the hook's command passes it on here.
        """
        listed = _rows(self.git("ls-files", "-s", "-z", index=index).out)
        return self._files([(path, blob) for path, (mode, blob, stage) in listed if stage == "0" and mode in REGULAR])

    def log(self, path: str | None = None) -> list[Version]:
        """The commits that led here, newest first; with `path` only those that changed that file or folder."""
        head = self.head()
        if head is None:
            return []
        # rev-list, as `git log` starts a program to check signatures when the repository's settings say so.
        args = ("rev-list", "--format=%P%x00%as%x00%an%x00%B%x00", "--encoding=UTF-8", head)
        return _versions(self.git(*args, *([] if path is None else ["--", path])))

    def last_change(self, path: str, commit: str, before: Sequence[str]) -> Version | None:
        """The newest of the commits that led to `commit`, and to none of `before`, that changed a file itself."""
        args = ("rev-list", "-1", "--no-merges", "--format=%P%x00%as%x00%an%x00%B%x00", "--encoding=UTF-8", commit)
        found = _versions(self.git(*args, *(f"^{one}" for one in before), "--", path))
        return found[0] if found else None

    def changed(self, commit: str) -> list[str]:
        """The paths of the files that a commit changed, made or took away, beside the commit before it."""
        args = ("diff-tree", "-r", "-z", "--no-commit-id", "--name-only", "--no-renames", "--end-of-options", commit)
        return [decode(path) for path in self.git(*args).out.split(b"\0") if path]

    def includes(self, commit: str, later: str) -> bool:
        """Whether a commit is `later` (an id, or HEAD) or one before it."""
        return self.git("merge-base", "--is-ancestor", commit, later, accept=(0, 1, _FATAL)).code == 0

    def bases(self, one: str, other: str) -> list[str]:
        """The last commits that two commits have in common; more than one when they were joined crosswise."""
        found = self.git("merge-base", "--all", "--end-of-options", one, other, accept=(0, 1))
        return found.out.decode().split()

    def between(self, before: str, after: str) -> dict[str, tuple[str | None, str | None]]:
        """For each file that differs between two commits its blob in either; None where it is not there.

        Links and submodules count as not there.
        """
        args = ("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--end-of-options", before, after)
        fields = self.git(*args).out.split(b"\0")
        found = {}
        for told, path in zip(fields[0:-1:2], fields[1::2], strict=True):
            old_mode, new_mode, old, new, _ = told.removeprefix(b":").decode().split(" ")
            found[decode(path)] = (old if old_mode in REGULAR else None, new if new_mode in REGULAR else None)
        return found

    def _commit(self, name: str, *, accept: Sequence[int]) -> str | None:
        found = self.git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", accept=accept)
        # The id stands last: git before 2.30 repeats the words --end-of-options before it.
        return found.out.decode().split()[-1] if found.code == 0 else None

    def _content(self, name: str) -> bytes | None:
        if "\n" in name or name.startswith(":"):
            return None
        (found,) = self.read_objects([encode(name)])
        return found[1].body if found and found[1].kind == "blob" else None

    def _files(self, listed: Sequence[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        found = self.read_objects(blob.encode() for _, blob in listed)
        for (path, _), answer in zip(listed, found, strict=True):
            if answer is None:
                raise DamagedError
            yield path, answer[1].body


@cache
def objects_folder(repository: Repository) -> Path:
    """Where git keeps the objects of a repository; of a linked working copy that is with the first one."""
    told = repository.git("rev-parse", "--git-path", "objects").out
    return (repository.root / decode(told).rstrip("\n")).resolve()


def find(root: Path) -> Repository | None:
    """The repository whose top folder is `root`, also when it is a linked working copy; None when there is none.

    Only `root` itself counts: an organisation inside some other project's repository is not kept in that one.

    Raises:
        DamagedError: there is a `.git`, but git cannot use it, or it belongs to another folder.
        NotYoursError: it belongs to another user of this computer.
    """
    root = root.resolve()
    if not (root / ".git").exists():
        return None
    args = ("rev-parse", "--show-toplevel", "--absolute-git-dir", "--show-object-format")
    asked = run(args, root=root, git_dir=None, accept=(0, _FATAL))
    if b"dubious ownership" in asked.err:
        raise NotYoursError
    told = decode(asked.out).split("\n")
    # A folder that is itself a bare repository, or settings that point elsewhere, must not lead git astray.
    if asked.code or Path(told[0]) != root or Path(told[1]) == root:
        raise DamagedError
    return Repository(root=root, git_dir=Path(told[1]), algorithm=told[2])


def init(root: Path) -> Repository:
    """Put a folder under git, with a branch `main` and nothing kept yet. The folder is made when it is not there.

    On a folder that is under git already it changes nothing.
    """
    root.mkdir(parents=True, exist_ok=True)
    found = find(root)
    if found is None:
        root = root.resolve()
        # The ordinary settings of a user count for nothing here: a template of theirs could bring hooks along.
        plain = scrubbed(os.environ, root=root, git_dir=root / ".git")
        run(("init", "--quiet", "--initial-branch=main", "--template="), root=root, git_dir=None, environ=plain)
        found = find(root)
    if found is None:
        raise DamagedError
    return found


_VERSION = re.compile(
    r"commit (?P<commit>[0-9a-f]+)\n(?P<parents>[0-9a-f ]*)\0"
    r"(?P<day>[^\0]*)\0(?P<author>[^\0]*)\0(?P<message>[^\0]*)\0\n",
    re.DOTALL,
)


def _versions(listed: Result) -> list[Version]:
    return [
        Version(
            commit=found["commit"],
            parents=tuple(found["parents"].split()),
            day=date.fromisoformat(found["day"]),
            author=found["author"],
            message=found["message"].strip(),
        )
        for found in _VERSION.finditer(listed.out.decode("utf-8", "replace"))
    ]


def _rows(listed: bytes) -> Iterator[tuple[str, list[str]]]:
    """Path and fields of every line of a listing: `<field> <field> …<tab><path>`, each ended by a NUL."""
    for row in listed.split(b"\0")[:-1]:
        fields, _, path = row.partition(b"\t")
        yield decode(path), fields.decode().split()


def all_answers(answers: IO[bytes]) -> Iterator[tuple[str, Object]]:
    """Every object that `cat-file --batch-all-objects --batch` tells of, with its id.

    Raises:
        DamagedError: the answers stop in the middle of one.
    """
    while answers.peek(1) if isinstance(answers, BufferedReader) else False:
        found = _answer(answers)
        if found is None:
            raise DamagedError
        yield found


def _answer(answers: IO[bytes]) -> tuple[str, Object] | None:
    """One answer of `cat-file --batch`: `<id> <kind> <size>`, the content and a line end; or `<name> missing`."""
    head = answers.readline()
    told = head.split()
    if len(told) == 3 and told[2].isdigit():
        size = int(told[2])
        body = answers.read(size)
        if len(body) == size and answers.read(1) == b"\n":
            return told[0].decode(), Object(told[1].decode(), body)
    if head.endswith((b" missing\n", b" ambiguous\n")):
        return None
    raise DamagedError
