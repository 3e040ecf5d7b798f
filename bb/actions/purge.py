"""Removing what `bb` wrote elsewhere about a record that is forgotten: the places are all named here.

Each place is a function that removes what it has about these records. A new place where anything of a record is kept
(a cache, an index, a queue) gets its function here, and is then looked at by the proof as well (`places`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from email import policy
from email.parser import BytesParser
from pathlib import Path

from bb.actions.call_draft import Shut, drop_call, find_calls
from bb.actions.key_files import key_folder
from bb.actions.keys_ring import ASIDE
from bb.actions.outbox import held, outbox_of
from bb.actions.reading import Opened
from bb.actions.stop import Stop
from bb.actions.vault import vault_if_unlocked
from bb.files import disk, index
from bb.files.leftovers import leftovers
from bb.files.memory import memory_folder
from bb.files.places import SUFFIX
from bb.git.repository import Repository
from bb.mail import outbox

_MOST = 8 * 2**20
"""Bytes of a file that are looked at; nothing that `bb` writes is larger."""


def purge(opened: Opened, repository: Repository | None, ids: Collection[str]) -> list[str]:
    """Remove everything about these records outside history, and return in Dutch what could not be reached now."""
    index.purge(opened.root)
    _half_written(opened.root, ids)
    if repository is not None:
        _beside_git(repository, ids)
    _crashes()
    _memory(ids)
    return [*_queue(opened, ids), *_calls(opened, ids)]


def places(opened: Opened, repository: Repository | None) -> Iterator[tuple[str, bytes]]:
    """Yield every file of `bb` outside history that could hold something of a record, with what it is called."""
    organisatie = opened.register.organisatie
    folders = [opened.root, _state(), key_folder(organisatie), _caches()]
    if repository is not None:
        folders.append(repository.git_dir / "bb")
    if memory := memory_folder():
        folders.append(memory)
    seen: set[Path] = set()
    for folder in folders:
        for path in _files(folder):
            if path not in seen and path.suffix != SUFFIX:
                seen.add(path)
                with suppress(OSError):
                    yield _called(path, opened.root), path.read_bytes()[:_MOST]


def _half_written(root: Path, ids: Collection[str]) -> None:
    for path in leftovers(root):
        if any(f".{id_}." in path for id_ in ids):
            with suppress(OSError):
                disk.remove(root, path)


def _beside_git(repository: Repository, ids: Collection[str]) -> None:
    """What `bb edit` put aside, unfinished work on a dossier, and a damaged ring that was put aside."""
    folder = repository.own_folder()
    with suppress(OSError):
        disk.remove(folder, ASIDE)
    for id_ in ids:
        for name in (f"teruggezet-{id_}.md", f"concept-{id_}{SUFFIX}"):
            with suppress(OSError):
                disk.remove(folder, name)


def _crashes() -> None:
    """The notes of failures of `bb` itself: they should hold nothing, and go all the same."""
    for path in _state().glob("fout-*.txt"):
        with suppress(OSError):
            path.unlink()


def _memory(ids: Collection[str]) -> None:
    """What an editor left readable in memory."""
    folder = memory_folder()
    for path in _files(folder) if folder else ():
        if any(_names(path.name, id_) for id_ in ids):
            with suppress(OSError):
                path.unlink()


def _queue(opened: Opened, ids: Collection[str]) -> Iterator[str]:
    """Mails that wait or were refused and name one of the records; the next run mails anew what is still due."""
    folder = outbox_of(opened.register.organisatie)
    if not folder.is_dir():
        return
    try:
        with held(folder):
            for entry in outbox.entries(folder):
                if entry.state != "sent" and any(_names(_text(outbox.mail_of(folder, entry)), id_) for id_ in ids):
                    (folder / entry.name).unlink(missing_ok=True)
    except Stop:
        yield "de wachtrij voor mail: die was bezet"


def _calls(opened: Opened, ids: Collection[str]) -> Iterator[str]:
    """Telephone calls about them that were stopped; of one that is shut nobody can tell whom it is about."""
    for call in find_calls(opened, vault_if_unlocked(opened)):
        if isinstance(call, Shut):
            yield "een telefoongesprek dat niet af is, en nu op slot"
        elif call.casus in ids:
            drop_call(opened, call)


def _text(mail: bytes) -> str:
    message = BytesParser(policy=policy.default).parsebytes(mail)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join(map(str, (message["Subject"], *parts)))


def _names(text: str, id_: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(id_)}(?![\w-])", text) is not None


def _state() -> Path:
    state = os.environ.get("XDG_STATE_HOME")
    return (Path(state) if state else Path.home() / ".local" / "state") / "bb"


def _caches() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "bb"


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, git's own left out; links are not followed."""
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            path = Path(top) / name
            if path.is_file() and not path.is_symlink():
                yield path


def _called(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
