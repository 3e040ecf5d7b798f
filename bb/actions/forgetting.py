"""The note of a forgetting that is under way, so that whatever stops it, the next command finishes it.

The steps, in this order:

    note       which records, on which ground; nothing has changed yet
    ring       their keys are destroyed: from here on nobody with this copy opens their dossiers
    noted      the note says that the ring is done
    files      the plain files are made poor and get the event `vergeten`, the dossiers go: one action, one commit
    elsewhere  what else `bb` wrote about them is removed, and git drops what nothing refers to
    gone       the note is removed

The ring comes before the files, for the event says that the data *are* destroyed: it must never stand there while a key
is left. Stopped before the ring, nothing was done, and the next command says so. Stopped after it, the next command
finishes the rest, which needs no key.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bb.domain.ids import kind_of_id
from bb.files import disk
from bb.files.places import path_of
from bb.git.pending import FORGETTING
from bb.git.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is being forgotten: the ids, the ground and the day, the ring as it was before, and whether it is done."""

    ids: tuple[str, ...]
    grond: str
    op: date
    ring: str | None
    destroyed: bool = False


def write_note(repository: Repository, note: Note) -> None:
    """Keep the note, in the place of an earlier one.

    Raises:
        OSError: the disk refuses.
    """
    told = {
        "bb": 1,
        "ids": list(note.ids),
        "grond": note.grond,
        "op": note.op.isoformat(),
        "ring": note.ring,
        "vernietigd": note.destroyed,
    }
    folder = repository.own_folder()
    disk.replace(folder, disk.write_temp(folder, FORGETTING, json.dumps(told).encode()), FORGETTING)


def read_note(repository: Repository) -> Note | None:
    """Return the note of a forgetting that was stopped; None when there is none, or none that we wrote."""
    data = disk.read(repository.own_folder(), FORGETTING)
    if not isinstance(data, bytes):
        return None
    try:
        told = json.loads(data)
        note = Note(
            ids=tuple(map(str, told["ids"])),
            grond=str(told["grond"]),
            op=date.fromisoformat(told["op"]),
            ring=told["ring"],
            destroyed=told["vernietigd"] is True,
        )
        for id_ in note.ids:
            path_of(kind_of_id(id_), id_)  # a copied repository may bring a note that nobody of us wrote
    except (ValueError, KeyError, TypeError):
        return None
    return note if note.ids else None


def clear_note(repository: Repository) -> None:
    """Remove the note; that there is none is fine."""
    with suppress(OSError):
        disk.remove(repository.own_folder(), FORGETTING)
