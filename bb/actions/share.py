"""The shared place of an organisation: choosing one, and getting a copy from it."""

from __future__ import annotations

from pathlib import Path

from bb.actions.merge_driver import set_up
from bb.actions.stop import Status, Stop
from bb.actions.sync import Repository, sentences
from bb.actions.where import NO_ORGANISATION
from bb.files.disk import SETTINGS
from bb.git.remote import connect, copy, make_place, remote_of
from bb.git.repository import find
from bb.text.plain import safe


def share_with(repository: Repository, place: str) -> bool:
    """Make `place` the shared place; tell whether it was made new: a folder on a stick or a network drive.

    Raises:
        Stop: there is another shared place, or this cannot be one.
    """
    known = remote_of(repository)
    if known is not None and known.address != place:
        raise Stop(
            "Er is al een gedeelde plek. Wilt u een andere, haal de oude dan eerst weg: git remote remove origin"
        )
    with sentences():
        made = make_place(repository, place)
        if known is None:
            connect(repository, place)
    return made


def copy_from(place: str, folder: Path) -> Path:
    """Make a copy of the organisation in a shared place, in a new folder, and return the folder.

    Raises:
        Stop: the folder is there already, the place cannot be reached, or there is no organisation in it.
    """
    if folder.exists():
        raise Stop(f"De map {safe(str(folder))} bestaat al. Kies een nieuwe map.", Status.USAGE)
    with sentences():
        copy(place, folder)
        made = find(folder)
        if made:
            set_up(made)
    if not (folder / SETTINGS).is_file():
        raise Stop(
            f"Op die plek staat geen organisatie; {safe(str(folder))} is er wel een kopie van.\n{NO_ORGANISATION}"
        )
    return folder.resolve()
