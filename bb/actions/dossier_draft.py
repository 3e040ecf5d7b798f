"""A dossier somebody is still working on: kept sealed beside git's own files, so that stopping loses nothing.

It holds the text as it was before, to join with what a colleague wrote meanwhile, and which questions were asked.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from bb.actions.dossier_change import change, key_of
from bb.actions.dossiers import Held, opened_text
from bb.actions.key_reading import sentences
from bb.actions.stop import Stop
from bb.actions.vault import Vault
from bb.files import disk
from bb.files.dossier import join
from bb.files.places import SUFFIX
from bb.vault.dossier import seal
from bb.vault.errors import DossierError


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Work on one dossier: the text it began from, the text now, and the fields that were asked (`partijen.A.naam`)."""

    kind: str
    id: str
    base: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    asked: frozenset[str] = frozenset()

    @property
    def changed(self) -> bool:
        """Whether there is anything to keep."""
        return self.text != self.base


def begin(held: Held) -> Draft:
    """Return new work on a dossier."""
    return Draft(kind=held.kind, id=held.id, base=held.text, text=held.text)


def with_text(draft: Draft, text: str) -> Draft:
    """Return the work with another text."""
    return replace(draft, text=text)


def find_draft(vault: Vault, held: Held) -> Draft | None:
    """Return the work on this dossier that was not finished; None when there is none, or it no longer opens."""
    data = disk.read(_folder(vault), _name(held.id))
    if not isinstance(data, bytes):
        return None
    try:
        told = json.loads(opened_text(vault, held.id, data))
    except (DossierError, ValueError):
        return None
    return Draft(kind=held.kind, id=held.id, base=told["begin"], text=told["tekst"], asked=frozenset(told["gevraagd"]))


def keep_draft(vault: Vault, held: Held, draft: Draft) -> Vault:
    """Keep unfinished work, sealed with the key of its dossier.

    Raises:
        Stop: the disk refuses.
    """
    vault, key = key_of(vault, held)
    told = {"begin": draft.base, "tekst": draft.text, "gevraagd": sorted(draft.asked)}
    sealed = seal(draft.id, key, json.dumps(told, ensure_ascii=False).encode())
    folder, name = _folder(vault), _name(draft.id)
    try:
        disk.replace(folder, disk.write_temp(folder, name, sealed), name)
    except OSError as error:
        raise Stop("Wat u typte kan niet worden bewaard: de schijf weigert.") from error
    return vault


def drop_draft(vault: Vault, id_: str) -> None:
    """Remove the unfinished work on a dossier; that there is none is fine."""
    with suppress(OSError):
        disk.remove(_folder(vault), _name(id_))


def finish(vault: Vault, draft: Draft, command: str) -> tuple[Vault, list[str]]:
    """Keep the work in the dossier as one action, joined with what came in meanwhile.

    Returns the vault, and the places (`partijen.A.naam`) where somebody else wrote something different: ours stands.

    Raises:
        Stop: it cannot be kept; the unfinished work then stays.
    """
    clashes: list[str] = []

    def decide(held: Held) -> str:
        clashes.clear()
        if held.text == draft.base:
            return draft.text
        joined = join(draft.base, draft.text, held.text)
        if joined is None:
            raise Stop("Dit dossier is intussen door iemand anders gewijzigd. Probeer het opnieuw.")
        clashes.extend(".".join(clash.place) for clash in joined.clashes)
        return joined.text

    vault, _ = change(vault, draft.kind, draft.id, decide, command=command, message=f"{draft.id}: dossier bijgewerkt")
    drop_draft(vault, draft.id)
    return vault, clashes


def _folder(vault: Vault) -> Path:
    with sentences():
        return vault.repository.own_folder()


def _name(id_: str) -> str:
    return f"concept-{id_}{SUFFIX}"
