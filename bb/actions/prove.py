"""Proving that what was forgotten is gone, here and in the shared place, and telling what is not proven.

The proof opens whatever can be opened (`bb.vault.proof`) and believes nothing that was done before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bb.actions.forget import Forgotten
from bb.actions.key_reading import LOCKED, sentences
from bb.actions.keys_ring import RING_REF
from bb.actions.purge import places
from bb.actions.reading import Opened
from bb.actions.save import hold
from bb.actions.stop import Stop
from bb.actions.unlock import unlocked
from bb.actions.vault import open_vault
from bb.domain.ids import kind_of_id
from bb.domain.known_names import pattern_of
from bb.files.places import dossier_path
from bb.git.errors import GitError
from bb.git.objects import Object
from bb.git.remote import remote_of
from bb.git.repository import Repository, find
from bb.git.there import There, drop_unreferenced, look_into
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl
from bb.vault.dossier import key_id
from bb.vault.errors import DossierError
from bb.vault.proof import Scan, Sought, Thing, scan
from bb.vault.ring import Ring

__all__ = ["Proof", "Scan", "prove"]

ALWAYS = (
    "kopieën van de map die met een pad, een USB-stick of een programma voor back-ups zijn gemaakt",
    "back-ups van deze computer, tot ze overschreven zijn; zet u er een terug, synchroniseer dan eerst",
    "papier, mail, telefoons, en wat iemand las of opschreef",
    "wat een schijf zelf nog vasthoudt van gewiste bestanden; daartegen helpt alleen een versleutelde schijf",
)
"""What no program can prove, in Dutch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was looked at and found, and what is not proven.

    `history` is that of this copy (None: it has none), `files` what else `bb` wrote here, `there` the shared place
    (None: it cannot be looked into). `searched` tells whether names and texts were looked for, for which the dossier
    must be known as it was. `waits` tells that the shared place was not told yet: it has another ring than this copy.
    """

    ids: tuple[str, ...]
    day: date
    searched: bool
    history: Scan | None
    files: Scan
    there: Scan | None = None
    waits: bool = False
    unproven: tuple[str, ...] = ()

    @property
    def here(self) -> bool:
        """Whether it is proven for this computer."""
        return self.files.clean and (self.history is None or self.history.clean)

    @property
    def holds(self) -> bool:
        """Whether nothing was found in any place that was looked into."""
        return self.here and not self.waits and (self.there is None or self.there.clean)


def prove(opened: Opened, done: Forgotten, today: date) -> Proof:
    """Look everywhere that can be looked, and tell what was found.

    Raises:
        Stop: the dossiers are locked, or git cannot read its objects.
    """
    with sentences():
        repository = find(opened.root)
        ring, identities = _ours(opened)
        sought = Sought(
            records=frozenset(done.ids),
            key_ids=done.key_ids | (_key_ids(repository, done.ids) if repository else frozenset()),
            secrets=done.secrets,
            pattern=pattern_of(done.telling),
        )
        history = _here(opened, repository, sought, ring, identities) if repository else None
        files = scan(_files(opened, repository), sought, keys=ring, identities=identities)
        there, waits, unproven = _there(repository, sought, ring, identities) if repository else (None, False, ())
    return Proof(
        ids=done.ids,
        day=today,
        searched=sought.pattern is not None,
        history=history,
        files=files,
        there=there,
        waits=waits,
        unproven=(
            *done.unreached,
            *(_shut(history, "de geschiedenis hier") if history else ()),
            *unproven,
            *_colleagues(opened, repository),
            *ALWAYS,
        ),
    )


def _ours(opened: Opened) -> tuple[Ring, tuple[str, ...]]:
    """Return the ring and the identities to try; none when this organisation has no keys."""
    organisatie = opened.register.organisatie
    if not organisatie.herstelsleutel and not any(one.sleutel for one in organisatie.coordinatoren):
        return Ring(), ()
    identity = unlocked(organisatie)
    if identity is None:
        raise Stop(LOCKED)
    return open_vault(opened).ring, (identity.secret,)


def _here(opened: Opened, repository: Repository, sought: Sought, ring: Ring, identities: tuple[str, ...]) -> Scan:
    found = scan(_things(repository.all_objects()), sought, keys=ring, identities=identities)
    if found.clean and not found.shut:
        return found
    with hold(opened.root, "bb forget"):  # what git packed is dropped as well, and then looked at again
        drop_unreferenced(repository)
    return scan(_things(repository.all_objects()), sought, keys=ring, identities=identities)


def _there(
    repository: Repository, sought: Sought, ring: Ring, identities: tuple[str, ...]
) -> tuple[Scan | None, bool, tuple[str, ...]]:
    """Return what was found in the shared place, whether it was not told yet, and what of it is not proven."""
    remote = remote_of(repository)
    if remote is None:
        return None, False, ()
    there = look_into(remote.address, repository.root)
    if there is None:
        return None, False, ("de gedeelde plek: daarin kan bb niet kijken; die ruimt op wanneer de beheerder dat doet",)
    try:
        found = scan(_things(there.objects()), sought, keys=ring, identities=identities)
        told = _same_ring(repository, there)
        if told and not (found.clean and not found.shut):
            there.drop()
            found = scan(_things(there.objects()), sought, keys=ring, identities=identities)
    except GitError:
        return None, False, ("de gedeelde plek: die is nu niet te bereiken, of laat bb niet in alles kijken",)
    if not told:
        why = "de gedeelde plek: daar staat de oude sleutelring nog. Deel eerst (bb sync) en doe dit opnieuw"
        return found, True, (why,)
    return found, False, _shut(found, "de gedeelde plek")


def _shut(found: Scan, place: str) -> tuple[str, ...]:
    """Say of sealed files that did not open that nobody knows what is in them."""
    if not found.shut:
        return ()
    many = count_nl(found.shut, "versleuteld bestand gaat", "versleutelde bestanden gaan")
    return (f"{place}: {many} met uw sleutel niet open; een collega kan daar ook naar kijken (bb forget)",)


def _same_ring(repository: Repository, there: There) -> bool:
    """Tell whether the shared place has our ring, if there is any: then an older one may go there."""
    return there.resolve(RING_REF) == repository.resolve(RING_REF)


def _things(objects: Iterable[tuple[str, Object]]) -> Iterator[Thing]:
    return (Thing(name=id_, kind=found.kind, body=found.body) for id_, found in objects)


def _files(opened: Opened, repository: Repository | None) -> Iterator[Thing]:
    return (Thing(name=name, kind="file", body=body) for name, body in places(opened, repository))


def _key_ids(repository: Repository, ids: Iterable[str]) -> frozenset[bytes]:
    """Return the ids of the keys of every version of these dossiers in history; a key id is no secret."""
    paths = [dossier_path(kind_of_id(id_), id_) for id_ in ids]
    listed = repository.git("rev-list", "--objects", "--all", "--reflog", "--", *paths).out
    blobs = [line.partition(b" ")[0] for line in listed.splitlines() if line.partition(b" ")[2].decode() in paths]
    found = set()
    for answer in repository.read_objects(blobs):
        try:
            found.add(key_id(answer[1].body) if answer else b"")
        except DossierError:
            continue
    return frozenset(found - {b""})


def _colleagues(opened: Opened, repository: Repository | None) -> Iterator[str]:
    """Yield the copies of the other coördinatoren, each with the last day something of theirs was seen here."""
    if repository is None:
        return
    last: dict[str, date] = {}
    for version in repository.log():
        last.setdefault(version.author, version.day)
    organisatie = opened.register.organisatie
    mine = unlocked(organisatie)
    for one in organisatie.coordinatoren:
        if mine and one.sleutel == mine.recipient:
            continue
        seen = (
            f"laatst iets van gezien op {short_day_nl(last[one.naam])}" if one.naam in last else "nooit iets van gezien"
        )
        yield f"de kopie van {one.id}, tot die synchroniseert ({seen})"
