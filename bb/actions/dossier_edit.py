"""Editing a dossier in one's own editor: the readable text stands in memory only, and nothing of it stays behind.

Whatever stops us, the next command on dossiers finds the text (`rescue`), keeps it sealed as unfinished work, and
removes it. A lock that the editor inherits tells that it is still open.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from bb.actions.dossier_draft import Draft, keep_draft
from bb.actions.dossier_fields import strange_words
from bb.actions.dossiers import read
from bb.actions.edit import EDITORS
from bb.actions.key_files import key_name
from bb.actions.stop import Status, Stop
from bb.actions.unlock import NO_MEMORY
from bb.actions.vault import Vault
from bb.domain.dossier import DOSSIERS
from bb.domain.finding import Severity
from bb.domain.register import Register
from bb.files import disk
from bb.files.dossier import read_dossier
from bb.files.memory import memory_folder
from bb.files.places import dossier_path

QUIET: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("vim", "vim.basic", "vim.tiny", "vim.gtk3", "nvim"),
        ("-n", "-i", "NONE", "-c", "set nobackup nowritebackup noundofile"),
    ),
    "nano": ("--ignorercfiles",),
}
"""The options with which an editor keeps no copies, by the name of its program."""

UNSURE = "Let op: van deze editor weten we niet of hij zelf kopieën bewaart. Met vim of nano bewaart hij niets."
_UNKNOWN_FIELD = "BB140"  # is kept as it is, so no reason to refuse
_LOCK, _BASE = ".slot", ".begin"


def edit_text(vault: Vault, draft: Draft, environ: Mapping[str, str]) -> str:
    """Return the text of a draft as it is after the user's editor.

    Raises:
        Stop: there is no memory to put it in, or no editor.
    """
    with _place(vault, draft) as (folder, lock):
        file = folder / f"{draft.id}.yaml"
        command = [*editor(environ)[0], str(file)]
        try:
            subprocess.run(command, check=False, env={**environ, "TMPDIR": str(folder)}, pass_fds=(lock,))
        except (OSError, ValueError) as error:
            message = f"De editor '{command[0]}' start niet. Kies een andere met: export EDITOR=nano"
            raise Stop(message, Status.USAGE) from error
        return _typed(folder, draft.id)


def editor(environ: Mapping[str, str]) -> tuple[list[str], bool]:
    """Return the user's editor with the options that keep it quiet, and whether we know that it keeps no copies.

    Raises:
        Stop: there is none.
    """
    chosen = environ.get("VISUAL") or environ.get("EDITOR") or next(filter(shutil.which, EDITORS), None)
    try:
        words = shlex.split(chosen or "")
    except ValueError:
        words = []
    if not words:
        raise Stop("Er is geen editor gekozen. Kies er een, bijvoorbeeld met: export EDITOR=nano", Status.USAGE)
    program = Path(os.path.realpath(shutil.which(words[0]) or words[0])).name
    return [*words, *QUIET.get(program, ())], program in QUIET


def wrong(register: Register, draft: Draft, today: date) -> tuple[str, ...]:
    """Return what must be mended in the text of a draft before it can be kept, in sentences."""
    found = read_dossier(draft.kind, dossier_path(draft.kind, draft.id), draft.text).findings
    errors = [f for f in found if f.severity is Severity.ERROR and f.code != _UNKNOWN_FIELD]
    told = [f"regel {f.position.line}: {f.message} {f.remedy}".rstrip() for f in errors]
    return (*told, *strange_words(register, draft, today))


def rescue(vault: Vault) -> tuple[str, ...]:
    """Keep, sealed, what an interrupted command left readable in memory, and remove it; return of which records.

    What is still open in an editor is let alone.
    """
    memory = memory_folder()
    rescued = []
    for folder in sorted(memory.glob(f"{_prefix(vault)}*")) if memory else ():
        with suppress(OSError):
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _rescued(vault, folder):
                    rescued.append(_place_of(folder)[1])
                shutil.rmtree(folder)
            finally:
                os.close(lock)
    return tuple(rescued)


def _rescued(vault: Vault, folder: Path) -> bool:
    kind, id_ = _place_of(folder)
    if kind not in DOSSIERS:
        return False
    base = disk.read(folder, _BASE)
    draft = Draft(kind=kind, id=id_, base=base.decode() if isinstance(base, bytes) else "", text=_typed(folder, id_))
    if draft.changed and draft.text:
        keep_draft(vault, read(vault, kind, id_), draft)
        return True
    return False


@contextmanager
def _place(vault: Vault, draft: Draft) -> Iterator[tuple[Path, int]]:
    """Make a folder in memory with the text, locked for as long as we or the editor live; it is removed at the end."""
    memory = memory_folder()
    if memory is None:
        raise Stop(NO_MEMORY)
    folder = memory / f"{_prefix(vault)}{draft.kind}.{draft.id}.{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for name, text in ((_BASE, draft.base), (f"{draft.id}.yaml", draft.text)):
            disk.replace(folder, disk.write_temp(folder, name, text.encode()), name)
        yield folder, lock
    except OSError as error:
        raise Stop("Er is geen plaats in het geheugen om dit dossier te bewerken.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _prefix(vault: Vault) -> str:
    return f"dossier.{key_name(vault.organisatie)}."


def _place_of(folder: Path) -> tuple[str, str]:
    kind, id_ = folder.name.split(".")[2:4]
    return kind, id_


def _typed(folder: Path, id_: str) -> str:
    """Return what stands in the file now; ends of lines as ours."""
    data = disk.read(folder, f"{id_}.yaml")
    return data.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(data, bytes) else ""
