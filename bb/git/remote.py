"""The shared place that copies of an organisation are kept equal through: asking, fetching, sending.

The repository's own settings may name programs (`core.sshCommand`, a credential helper, `uploadpack`), and a copied
repository may have been prepared by someone else. So git works here in a small folder of its own, with these settings
only, on the objects of the real repository. The user's own settings and environment do count: they know how to get in.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bb.git.errors import GitError, MovedError
from bb.git.patience import SilentError, run_patiently
from bb.git.repository import Repository, objects_folder
from bb.git.run import Result, run

_PROTOCOLS = "file:ssh:https"
_OF_THE_USER = re.compile(r"GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_.*|HTTP_.*|CONFIG_GLOBAL|CONFIG_NOSYSTEM)")
_FOLDER = "gedeeld-"
_LEFT = 86_400.0  # seconds after which a folder was surely left behind
_NAME = "daar"
_ELSEWHERE = re.compile(r"\A[a-z+]+::?//|\A[a-z]+::|\A[^/]+:")
_HEADS = "refs/heads/"
_REF = re.compile(r"refs/[A-Za-z0-9][A-Za-z0-9./_-]*")


class RemoteError(GitError):
    """The shared place did not do what was asked; nothing here has changed."""

    later = True


class UnreachableError(RemoteError):
    """There is no connection with the shared place, or it is not there."""

    def __init__(self) -> None:
        super().__init__("De gedeelde plek is niet te bereiken. Is er internet, en bestaat die plek nog?")


class BrokenError(RemoteError):
    """The connection was lost halfway."""

    def __init__(self) -> None:
        super().__init__("De verbinding met de gedeelde plek viel weg.")


class NoAnswerError(RemoteError):
    """The shared place says nothing for a long time."""

    def __init__(self) -> None:
        super().__init__("De gedeelde plek antwoordt niet meer; bb is gestopt met wachten.")


class FullError(RemoteError):
    """A disk has no room left: here while fetching, there while sending."""

    def __init__(self) -> None:
        super().__init__("Er is geen ruimte meer op de schijf, hier of op de gedeelde plek.")


class DiskError(RemoteError):
    """The disk of this computer refuses."""

    def __init__(self) -> None:
        super().__init__("De schijf van deze computer weigert, dus er is niets opgehaald of gedeeld.")


class DamagedThereError(RemoteError):
    """What the shared place gives is damaged; nothing of it was taken."""

    def __init__(self) -> None:
        super().__init__("Wat er op de gedeelde plek staat, is beschadigd. Daarvan is niets overgenomen.")


class NoAccessError(RemoteError):
    """The shared place does not let this user in."""

    def __init__(self) -> None:
        super().__init__("U komt niet binnen op de gedeelde plek. Klopt uw sleutel of wachtwoord daarvoor nog?")


class RefusedError(RemoteError):
    """The shared place may be read, but does not take what is sent."""

    def __init__(self) -> None:
        super().__init__("De gedeelde plek neemt niets van u aan. Vraag de beheerder of u er mag bewaren.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """The shared place: its address, which may hold a password, and the branch there."""

    name: str
    address: str
    branch: str

    @property
    def ref(self) -> str:
        """The full name of the branch."""
        return f"refs/heads/{self.branch}"

    @property
    def tracking(self) -> str:
        """Where this copy keeps what it last saw of that branch."""
        return f"refs/remotes/{self.name}/{self.branch}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A reference that is to move in the shared place, from `old` (None: it is not there yet) to `new`."""

    ref: str
    new: str
    old: str | None


def remote_of(repository: Repository) -> Remote | None:
    """Return the shared place of the branch that is worked on; None when there is none.

    Without a setting for the branch it is the only remote there is, or the one called `origin`.
    """
    branch = repository.git("symbolic-ref", "--quiet", "--short", "HEAD", accept=(0, 1)).out.decode().strip()
    if not branch:
        return None
    settings = _settings(repository)
    names = [key.split(".")[1] for key in settings if re.fullmatch(r"remote\.[^.]+\.url", key)]
    chosen = settings.get(f"branch.{branch}.remote") or ("origin" if "origin" in names else names[0] if names else None)
    address = settings.get(f"remote.{chosen}.url")
    if chosen is None or not address:
        return None
    there = settings.get(f"branch.{branch}.merge", "").removeprefix("refs/heads/") or branch
    return Remote(name=chosen, address=address, branch=there)


def connect(repository: Repository, place: str) -> None:
    """Keep where the shared place is."""
    repository.git("config", "--local", "remote.origin.url", _absolute(place))
    repository.git("config", "--local", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")


def make_place(repository: Repository, place: str) -> bool:
    """Make an empty shared place in a folder that is not there yet; tell whether that was done.

    On another computer only its owner can make one.
    """
    folder = Path(_absolute(place))
    if _ELSEWHERE.search(place) or folder.exists() or not folder.parent.is_dir():
        return False
    branch = repository.git("symbolic-ref", "--quiet", "--short", "HEAD", accept=(0, 1)).out.decode().strip() or "main"
    args = ("init", "--quiet", "--bare", "--template=", f"--initial-branch={branch}", "--", str(folder))
    run(args, root=folder.parent, git_dir=None, environ=_of_user())
    return True


def copy(place: str, folder: Path) -> None:
    """Make a copy of what is in a shared place, in a folder that is not there yet.

    Raises:
        RemoteError: the place cannot be reached, or does not let us in.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    address = _absolute(place)

    def git(*args: str) -> Result:
        return _understood(_patiently(args, folder.parent, _of_user()))

    branch = _main(git("ls-remote", "--symref", "--", address, "HEAD", f"{_HEADS}*"))
    chosen = ("--branch", branch) if branch else ()
    options = ("-c", "transfer.fsckObjects=true", "clone", "--progress", "--no-local", "--template=")
    git(*options, *chosen, "--", address, str(folder.resolve()))


def _absolute(place: str) -> str:
    """Return a path as a whole path, and any other address as it is."""
    return place if _ELSEWHERE.search(place) else str(Path(place).absolute())


def seen(repository: Repository, remote: Remote) -> str | None:
    """Return what the branch in the shared place was when this copy last looked."""
    return repository.resolve(remote.tracking)


def keep_seen(repository: Repository, remote: Remote, commit: str) -> None:
    """Keep what the branch in the shared place is now."""
    repository.git("update-ref", "-m", "bb sync", remote.tracking, commit)


def ask(repository: Repository, remote: Remote, refs: Iterable[str]) -> Mapping[str, str]:
    """Return what these references are in the shared place; those that are not there are left out.

    Raises:
        RemoteError: it does not answer, or does not let us in.
    """
    with connected(repository, remote, known=()) as there:
        return there.ask(refs)


def main_branch(repository: Repository, remote: Remote) -> str | None:
    """Return the branch that the shared place itself calls the main one, else the only one; None when unclear.

    Raises:
        RemoteError: it does not answer, or does not let us in.
    """
    with connected(repository, remote, known=()) as there:
        return _main(_understood(there.git(("ls-remote", "--symref", _NAME, "HEAD", f"{_HEADS}*"))))


def _main(listed: Result) -> str | None:
    """Return the branch to use of a place that was listed with `--symref`."""
    rows = [row.split("\t") for row in listed.out.decode("utf-8", "replace").splitlines()]
    names = [row[1].removeprefix(_HEADS) for row in rows if len(row) == 2 and row[1].startswith(_HEADS)]
    named = [row[0].removeprefix(f"ref: {_HEADS}") for row in rows if row[0].startswith("ref: ")]
    return next((name for name in named if name in names), names[0] if len(names) == 1 else None)


def fetch(repository: Repository, remote: Remote, refs: Iterable[str]) -> None:
    """Bring the objects of these references here. No reference of this copy moves.

    Raises:
        RemoteError: the connection broke, or what came is damaged; what arrived half is never used.
    """
    with connected(repository, remote) as there:
        there.fetch(refs)


def push(repository: Repository, remote: Remote, moves: Sequence[Move]) -> None:
    """Send commits and move these references in the shared place: all of them, or none.

    Raises:
        MovedError: one of them is not `old` any more: somebody else sent something first.
        RemoteError: it is not reachable, or refuses.
    """
    with connected(repository, remote) as there:
        there.push(moves)


def _settings(repository: Repository) -> dict[str, str]:
    listed = repository.git("config", "--local", "--list", "-z").out.decode("utf-8", "surrogateescape")
    pairs = (row.partition("\n") for row in listed.split("\0") if row)
    return {key: value for key, _, value in pairs}


def _checked(ref: str) -> str:
    if not _REF.fullmatch(ref) or ".." in ref:
        raise ValueError(ref)
    return ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """The shared place, to ask, fetch and send more than once; `git` runs git beside the repository."""

    git: Callable[[Sequence[str]], Result]

    def ask(self, refs: Iterable[str]) -> Mapping[str, str]:
        """Do what `ask` does."""
        wanted = [_checked(ref) for ref in refs]
        listed = _understood(self.git(("ls-remote", _NAME, *wanted)))
        rows = (row.split("\t") for row in listed.out.decode("utf-8", "replace").splitlines())
        return {row[1]: row[0] for row in rows if len(row) == 2 and row[1] in wanted}

    def fetch(self, refs: Iterable[str]) -> None:
        """Do what `fetch` does."""
        wanted = [f"+{_checked(ref)}:refs/bb/daar/{number}" for number, ref in enumerate(refs)]
        how = ("-c", "fetch.fsckObjects=true", "fetch", "--progress", "--no-tags", "--no-write-fetch-head")
        _understood(self.git((*how, _NAME, *wanted)))

    def push(self, moves: Sequence[Move]) -> None:
        """Do what `push` does."""
        leases = [f"--force-with-lease={_checked(move.ref)}:{move.old or ''}" for move in moves]
        specs = [f"{move.new}:{move.ref}" for move in moves]
        atomic = ("--atomic",) if len(moves) > 1 else ()
        sent = self.git(("push", "--progress", "--porcelain", *atomic, *leases, _NAME, *specs))
        said = sent.out + sent.err
        if sent.code and (b"stale info" in said or b"fetch first" in said or b"cannot lock ref" in said):
            raise MovedError
        _understood(sent)


@contextmanager
def connected(
    repository: Repository, remote: Remote, *, known: Iterable[str] | None = None, sealed: bool = False
) -> Iterator[Connection]:
    """Give the shared place; git works on the objects of the repository, from a folder with settings of our own.

    `known` are commits that the other side need not send; left out, the last one here and the last one seen there.
    With `sealed` what goes to and fro is encrypted and has no history, so no time is lost on making it smaller.
    """
    own = repository.own_folder()
    _clear_left(own)
    try:
        folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=own))
    except OSError as error:
        raise _refusal(error) from error
    try:
        if known is None:
            known = () if sealed else _known(repository, ("HEAD", remote.tracking))
        try:
            _furnish(folder, repository, remote, known, sealed=sealed)
        except OSError as error:
            raise _refusal(error) from error
        environ = _environ(folder, objects_folder(repository))

        yield Connection(git=lambda args: _patiently(args, repository.root, environ))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _patiently(args: Sequence[str], folder: Path, environ: Mapping[str, str]) -> Result:
    try:
        return run_patiently(args, root=folder, environ=environ)
    except SilentError as error:
        raise NoAnswerError from error


def _refusal(error: OSError) -> RemoteError:
    return FullError() if error.errno in {errno.ENOSPC, errno.EDQUOT} else DiskError()


def _furnish(folder: Path, repository: Repository, remote: Remote, known: Iterable[str], *, sealed: bool) -> None:
    """Make a bare repository that knows the shared place, and what is here already."""
    (folder / "refs").mkdir()
    (folder / "objects").mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/niets\n", "ascii")
    address = remote.address.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    form = "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n"
    form += f"\tobjectformat = {repository.algorithm}\n" if repository.algorithm != "sha1" else ""
    form += "[core]\n\tcompression = 0\n" if sealed else ""
    # In a file, not on the command line: an address may hold a password, and everybody sees command lines.
    with (folder / "config").open("w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(f'{form}[remote "{_NAME}"]\n\turl = "{address}"\n')
    (folder / "packed-refs").write_text(
        "".join(f"{commit} refs/heads/hier-{number}\n" for number, commit in enumerate(known)), "ascii"
    )


def _known(repository: Repository, names: Sequence[str]) -> list[str]:
    """Return the commits that these names mean, those that mean none left out."""
    asked = "".join(f"{name}^{{commit}}\n" for name in names).encode("utf-8", "surrogateescape")
    told = repository.git("cat-file", "--batch-check", stdin=asked).out.decode("utf-8", "replace").splitlines()
    return [row.split()[0] for row in told if row.split()[1:2] == ["commit"]]


def _environ(folder: Path, objects: Path) -> dict[str, str]:
    return _of_user() | {"GIT_DIR": str(folder), "GIT_OBJECT_DIRECTORY": str(objects)}


def _of_user() -> dict[str, str]:
    """Return the environment of the user, without what would lead git to another repository or program."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_") or _OF_THE_USER.fullmatch(key)
    }
    return kept | {
        "LC_ALL": "C",
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
        "GIT_TERMINAL_PROMPT": "1" if sys.stdin.isatty() and sys.stderr.isatty() else "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_COMMITTER_NAME": "bb",
        "GIT_COMMITTER_EMAIL": "bb",
    }


def _clear_left(own: Path) -> None:
    """Remove what a command left behind that was stopped while it was connected."""
    for folder in own.glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if not folder.is_symlink() and time.time() - folder.stat().st_mtime > _LEFT:
                shutil.rmtree(folder, ignore_errors=True)


_CASE = re.IGNORECASE
_PROGRESS = re.compile(rb"(?<![^\r\n])(remote: )?(Total |[A-Z][a-z ]+: +\d)[^\r\n]*[\r\n]")
_SAYS: tuple[tuple[type[RemoteError], re.Pattern[bytes]], ...] = (
    (UnreachableError, re.compile(rb"transport '.*' not allowed", _CASE)),
    (BrokenError, re.compile(rb"early eof", _CASE)),
    (NoAccessError, re.compile(rb"permission denied|authentication failed|could not read (username|password)", _CASE)),
    (NoAccessError, re.compile(rb"host key verification failed|dubious ownership|access denied|\b40[13]\b", _CASE)),
    (FullError, re.compile(rb"no space left|disk quota exceeded|file too large", _CASE)),
    (RefusedError, re.compile(rb"hook declined|protected branch|remote rejected|not allowed|read-only|denying", _CASE)),
    (
        RefusedError,
        re.compile(rb"unpacker error|insufficient permission|unable to (create|write)", _CASE),
    ),
    (
        BrokenError,
        re.compile(rb"hung up|unexpected disconnect|connection (reset|closed|timed)|broken pipe", _CASE),
    ),
    (DamagedThereError, re.compile(rb"fsck error|inflate|corrupt|bad (object|tree|packed)|missing (blob|tree)", _CASE)),
)


def _understood(done: Result) -> Result:
    """Return the result, or say in our own words why it failed: git's words are English and may hold the address."""
    if done.code == 0:
        return done
    said = _PROGRESS.sub(b"", done.err) + done.out
    raise next((kind for kind, says in _SAYS if says.search(said)), UnreachableError)
