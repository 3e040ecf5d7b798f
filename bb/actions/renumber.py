"""Giving a record another number: two people made a different one with the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from bb.actions.dossiers import opened_text
from bb.actions.key_reading import sentences
from bb.actions.new_record import NewDraft, next_id
from bb.actions.reading import Opened
from bb.actions.save import save, signer
from bb.actions.stop import Stop
from bb.actions.vault import Vault, change_ring
from bb.domain.kinds import FOLDERS
from bb.domain.phrases import written
from bb.domain.records import Record
from bb.domain.register import Register
from bb.domain.source import Items, Keys, Node, Text
from bb.files import disk
from bb.files.places import SUFFIX, dossier_path, kind_and_id, path_of
from bb.files.splice import Refused, set_key
from bb.files.store import read_record
from bb.files.verify import Path
from bb.git.commit import Change
from bb.vault.dossier import key_id, new_key, seal

NEEDS_KEYS = (
    "Bij {id} hoort een dossier, en dat gaat mee. Daarvoor zijn de sleutels nodig.\n"
    "Er is niets veranderd. Open de dossiers met bb keys unlock en typ daarna opnieuw: bb sync"
)


def new_number(register: Register, path: str, taken: Iterable[str]) -> str:
    """Return the next free id for the record at `path`, in the same block of numbers.

    Args:
        register: the organisation as it is here.
        path: the file of the record.
        taken: the paths of records elsewhere.

    Raises:
        Stop: the numbers are used up, or the record cannot be read or has no number.
    """
    kind, record = _record(register, path)
    there = {kind: register.unread.get(kind, frozenset()) for kind in FOLDERS}
    for other in taken:
        place = kind_and_id(other)
        if place:
            there[place[0]] |= {place[1]}
    everywhere = replace(register, unread=there)
    match kind:
        case "casus":
            values = {"coordinator": getattr(record, "coordinator", None), "op": date(int(record.id[:4]), 1, 1)}
        case "vrijwilliger":
            values = {"van": "gast" if record.id.startswith("g-") else None}
        case _:
            values = {"datum": date(int(record.id[:4]), 1, 1), "soort": getattr(record, "soort", None)}
    return next_id(everywhere, NewDraft(kind=kind, values=values), None)


def renumber(opened: Opened, path: str, id_: str, vault: Vault | None) -> None:
    """Give the record at `path` another id, with its dossier and everything here that names it, as one action.

    Raises:
        Stop: there is a dossier and no key, a file cannot be changed by itself, or as `save` does.
    """
    kind, record = _record(opened.register, path)
    changes = [*_moved(opened, path, path_of(kind, id_)), *_mentions(opened, record, id_)]
    moved = _dossier(opened, kind, record.id, id_, vault)
    changes += moved
    save(
        opened.root,
        changes,
        message=f"{id_}: nieuw nummer, dit was {record.id}",
        coordinator=signer(opened.register.organisatie, getattr(record, "coordinator", None)),
        command="bb sync",
    )
    if moved and vault and moved[0].old:
        # The old one stays in history under the number that is somebody else's now. Who forgets the new number would
        # never find its key.
        old = key_id(moved[0].old)
        change_ring(vault, lambda ring: ring.without_key(old))


def why_double(register: Register, path: str, there: bytes | None) -> str:
    """Return how two records got one number, and what to do about it.

    Args:
        register: the organisation as it is here.
        path: the file of both.
        there: what it holds elsewhere.
    """
    kind, record = _record(register, path)
    if kind != "casus":
        return "Beide zijn gemaakt voordat de ander gedeeld was. Typ voortaan bb sync voordat u er een maakt."
    number = int(record.id[-4:])
    everyone = register.organisatie.coordinatoren
    owners = [c for c in everyone if c.nummers is not None and number in c.nummers]
    if len(owners) > 1:
        told = " en ".join(f"{c.naam} ({written(c.nummers)})" for c in owners)
        return f"De nummers van {told} overlappen. Geef in bb.yaml, bij coordinatoren, ieder een eigen reeks: nummers."
    if not owners or any(c.nummers is None for c in everyone):
        return "Niet iedereen heeft eigen nummers. Geef in bb.yaml, bij coordinatoren, ieder een eigen reeks: nummers."
    (owner,) = owners
    other = read_record(path, there)[0] if there is not None else None
    makers = {getattr(one, "coordinator", None) for one in (record, other)}
    if makers == {owner.id}:
        return (
            f"Beide zaken zijn van {owner.naam}, gemaakt op twee computers. Nieuwe zaken van een coördinator kunnen het"
            " best op een computer worden gemaakt; typ anders eerst bb sync."
        )
    return (
        f"Het nummer hoort bij {owner.naam} ({written(owner.nummers)}). Waarschijnlijk zijn de nummers in bb.yaml, bij"
        " coordinatoren, veranderd, of is het bestand met de hand gemaakt."
    )


def _record(register: Register, path: str) -> tuple[str, Record]:
    place = kind_and_id(path)
    record = register.of_kind(place[0]).get(place[1]) if place and place[0] != "partner" else None
    if place is None or record is None:
        raise Stop(f"{path} is hier en elders gemaakt, en is niet te lezen. Zie wat er is met: bb validate")
    return place[0], record


def _moved(opened: Opened, old: str, new: str) -> list[Change]:
    data = _bytes(opened, old)
    return [Change(path=old, old=data, new=None), Change(path=new, old=None, new=data)]


def _mentions(opened: Opened, record: Record, id_: str) -> Iterator[Change]:
    """Yield the files that name a record, with its new id."""
    for kind in FOLDERS:
        for other in opened.register.of_kind(kind).values():
            tree = other.source.tree
            places = list(_places(tree, record.id)) if tree else []
            if not places or other.id == record.id:
                continue
            data = _bytes(opened, other.source.path)
            text = data.decode("utf-8")
            for place in places:
                changed = set_key(text, place, id_)
                if isinstance(changed, Refused):
                    raise Stop(f"{other.source.path} noemt {record.id}. Verander dat daar met de hand in {id_}.")
                text = changed
            yield Change(path=other.source.path, old=data, new=text.encode("utf-8"))


def _places(node: Node, id_: str, path: Path = ()) -> Iterator[Path]:
    if isinstance(node, Text) and node.text == id_:
        yield path
    elif isinstance(node, Items):
        for number, item in enumerate(node.items):
            yield from _places(item, id_, (*path, number))
    elif isinstance(node, Keys):
        for entry in node.entries:
            yield from _places(entry.value, id_, (*path, entry.key.text))


def dossier_here(opened: Opened, path: str) -> bool:
    """Tell whether the record at `path` has a dossier here."""
    return isinstance(disk.read(opened.root, path.removesuffix(".md") + SUFFIX), bytes)


def _dossier(opened: Opened, kind: str, old: str, new: str, vault: Vault | None) -> list[Change]:
    """Return the dossier sealed anew: its id is part of what opens it."""
    if kind == "activiteit":
        return []
    path = dossier_path(kind, old)
    data = disk.read(opened.root, path)
    if not isinstance(data, bytes):
        return []
    if vault is None:
        raise Stop(NEEDS_KEYS.format(id=old))
    with sentences():
        text = opened_text(vault, old, data)
    key = new_key()
    change_ring(vault, lambda ring: ring.with_key(new, key))
    sealed = seal(new, key, text.encode())
    return [Change(path=path, old=data, new=None), Change(path=dossier_path(kind, new), old=None, new=sealed)]


def _bytes(opened: Opened, path: str) -> bytes:
    data = disk.read(opened.root, path)
    if not isinstance(data, bytes):
        raise Stop(f"{PurePosixPath(path)} kan niet worden gelezen. Zie wat er is met: bb validate")
    return data
