"""A telephone call that was not finished: kept after every answer, so that nothing is lost, whatever stops it.

It stands beside git's own files, on this computer only, for its user alone (0600). With an open dossier it is sealed to
the user's own key as a whole. Without one nothing personal is asked, and the answers are words of the files.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from bb.actions.keeping import AMSTERDAM
from bb.actions.key_reading import sentences
from bb.actions.reading import Opened
from bb.actions.save import disk_trouble
from bb.actions.stop import Stop
from bb.actions.vault import Vault
from bb.files import disk
from bb.git.repository import find
from bb.vault.letter import open_for, seal_for

_BEGIN, _SEALED, _OPEN = "telefoon-", ".age", ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDraft:
    """What was said so far: of which case (None: a new one), when it began, how long it took, and the answers.

    `history` names the questions that were put, in order; `answers` has those that got an answer, and of a long text
    the lines so far.
    """

    name: str
    casus: str | None = None
    begun: datetime
    seconds: float = 0
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """A call that does not open now: the dossiers are locked, or it is another user's."""

    name: str


def begin_draft(casus: str | None, today: date) -> CallDraft:
    """Return a call in which nothing was said yet, of this moment of the day."""
    now = datetime.combine(today, datetime.now(AMSTERDAM).time(), AMSTERDAM)
    return CallDraft(name=f"{_BEGIN}{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}", casus=casus, begun=now)


def keep_call(opened: Opened, vault: Vault | None, draft: CallDraft) -> None:
    """Keep what was said so far; with an open vault sealed to the user's own key.

    Raises:
        Stop: the disk refuses.
    """
    told = json.dumps(
        {
            "bb": 1,
            "casus": draft.casus,
            "begonnen": draft.begun.isoformat(),
            "seconden": round(draft.seconds),
            "antwoorden": dict(draft.answers),
            "gevraagd": list(draft.history),
        },
        ensure_ascii=False,
    )
    folder = _folder(opened)
    if vault is None:
        data, name = told.encode(), draft.name + _OPEN
    else:
        with sentences():
            data, name = seal_for(told, vault.identity.recipient), draft.name + _SEALED
    with disk_trouble():
        disk.replace(folder, disk.write_temp(folder, name, data), name)
    _remove(folder, draft.name + (_OPEN if vault else _SEALED))


def find_calls(opened: Opened, vault: Vault | None) -> tuple[CallDraft | Shut, ...]:
    """Return the calls that were not finished, the last one first."""
    folder = _folder(opened)
    files = sorted((file.name for file in folder.glob(f"{_BEGIN}*")), reverse=True)
    return tuple(found for name in files if (found := _read(folder, name, vault)))


def drop_call(opened: Opened, draft: CallDraft | Shut) -> None:
    """Remove a call that is finished or not wanted; that there is none is fine."""
    for ending in (_OPEN, _SEALED):
        _remove(_folder(opened), draft.name + ending)


def _read(folder: Path, file: str, vault: Vault | None) -> CallDraft | Shut | None:
    name, ending = Path(file).stem, Path(file).suffix
    data = disk.read(folder, file)
    if ending not in (_OPEN, _SEALED) or not isinstance(data, bytes):
        return None
    text: str | None = data.decode("utf-8", "replace")
    if ending == _SEALED:
        text = open_for(data, vault.identity.secret) if vault else None
    if text is None:
        return Shut(name=name)
    try:
        told = json.loads(text)
        return CallDraft(
            name=name,
            casus=told["casus"],
            begun=datetime.fromisoformat(told["begonnen"]),
            seconds=float(told["seconden"]),
            answers={str(one): str(said) for one, said in told["antwoorden"].items()},
            history=tuple(map(str, told["gevraagd"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _remove(folder: Path, name: str) -> None:
    with suppress(OSError):
        disk.remove(folder, name)


def _folder(opened: Opened) -> Path:
    """Return where calls are kept: among git's own files, or without git in this user's own folder of states.

    Raises:
        Stop: it cannot be made.
    """
    with sentences():
        repository = find(opened.root)
        if repository is not None:
            return repository.own_folder()
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "bb"
    folder = state / f"telefoon-{hashlib.sha256(os.fsencode(opened.root.resolve())).hexdigest()[:16]}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Stop("Wat u typt kan niet worden bewaard: de schijf weigert.") from error
    return folder
