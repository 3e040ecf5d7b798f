"""Who can open the dossiers: making a key, letting someone in, letting someone go, changing keys.

The recipients stand in `bb.yaml` (`sleutel` of a coördinator, `herstelsleutel`). Whoever can push can change that, so
each computer seals the ring only to those that were confirmed there, by fingerprint.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from bb.actions.key_files import keep_identity, know_recipients, known_recipients, locked_identity
from bb.actions.key_reading import open_kept, sentences
from bb.actions.keys_ring import keep_ring, kept_ring
from bb.actions.reading import Opened, open_readable
from bb.actions.save import refuse_example, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.actions.unlock import HOURS, NO_MEMORY, keep_unlocked
from bb.actions.vault import RECOVERY, Vault, change_ring, forgotten, recipients, repository_of
from bb.domain.records import Organisatie
from bb.domain.types import AGE
from bb.files import disk
from bb.files.disk import SETTINGS
from bb.files.memory import memory_folder
from bb.files.splice import Refused, remove_key, set_key
from bb.files.verify import Path as Place
from bb.git.commit import Change
from bb.vault.armour import seal_ring
from bb.vault.identity import Identity, fingerprint, identity_of, lock_identity, new_identity
from bb.vault.ring import Ring

SAME_MARK = (
    "Op deze computer staat een sleutel voor een organisatie met hetzelfde kenmerk, en hier heeft nog niemand er een.\n"
    "Is dit een andere organisatie? Geef haar een eigen kenmerk, door in bb.yaml te zetten:\n"
    "  organisatie: {new}\n"
    "Is het dezelfde? Haal op wat u hier mist: bb sync. Er is niets veranderd."
)
SHORTEST = 12
"""Characters of a passphrase: whoever steals the computer may guess for years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKey:
    """A new key: whose, its recipient, where it is kept, and the recovery key when this was the first of all."""

    whose: str
    identity: Identity = field(repr=False)
    path: Path
    recovery: Identity | None = field(default=None, repr=False)
    opens: bool = True
    """Whether the ring opens with it; if not, a colleague has to confirm it first."""

    @property
    def fingerprint(self) -> str:
        """What the owner reads to colleagues."""
        return fingerprint(self.identity.recipient)


def begin_keys(
    opened: Opened,
    whose: str,
    passphrase: str,
    *,
    confirmed: Collection[str] = (),
    replace_old: bool = False,
    recovery_secret: str | None = None,
    today: date | None = None,
) -> MadeKey:
    """Make the user's key, keep it locked outside the organisation's folder, and write its recipient in `bb.yaml`.

    The first one also makes the ring, and a recovery key whose secret is kept nowhere: it must be shown, once.

    Args:
        opened: the organisation.
        whose: the coördinator: `c-1`.
        passphrase: what it is locked with.
        confirmed: recipients in `bb.yaml` that the user compared by fingerprint.
        replace_old: whether the coördinator's earlier recipient is replaced (a lost passphrase, another computer).
        recovery_secret: the recovery key from paper, with which the ring is opened and sealed to the new key.
        today: the day that is written beside the key; from it follows when a new one is due.

    Raises:
        Stop: it cannot be done; then nothing has changed but perhaps the user's own new key.
    """
    refuse_second(opened, whose, replace_old=replace_old or recovery_secret is not None)
    refuse_short(passphrase)
    organisatie, repository = opened.register.organisatie, repository_of(opened)
    with sentences():
        recovered_by = identity_of(recovery_secret) if recovery_secret is not None else None
        kept = kept_ring(repository)
        ring = open_kept(kept, recovered_by) if kept and recovered_by else None
    if kept is None:
        ring = Ring(forgotten=forgotten(opened.register))
    identity = new_identity()
    recovery = new_identity() if kept is None else None
    path = keep_identity(organisatie, lock_identity(identity, passphrase))
    known = {r: w for r, w in recipients(organisatie, identity).waiting.items() if r in confirmed}
    paper = recovery or recovered_by
    own = {identity.recipient: whose} | ({paper.recipient: RECOVERY} if paper else {})
    know_recipients(organisatie, {**known_recipients(organisatie), **known, **own})
    keep_unlocked(organisatie, identity, timedelta(hours=HOURS))
    values: dict[Place, str | None] = {_place(organisatie, whose): identity.recipient}
    if recovery:
        values[(_HERSTEL,)] = recovery.recipient
    now = _set(opened, values, f"sleutels: die van {whose} erbij", "bb keys init", today)
    if ring is not None:
        sealed_to = tuple(recipients(now.register.organisatie, identity).sealed_to)
        with sentences():
            keep_ring(repository, seal_ring(ring, sealed_to), kept)
    return MadeKey(whose=whose, identity=identity, path=path, recovery=recovery, opens=ring is not None)


def refuse_second(opened: Opened, whose: str, *, replace_old: bool) -> None:
    """Raise Stop when this user cannot make a key here, or has one already; asked before any passphrase is."""
    organisatie = opened.register.organisatie
    refuse_example(organisatie)
    repository_of(opened)
    theirs = recipient_of(organisatie, whose)
    if locked_identity(organisatie) is not None and not _anyone(organisatie):
        raise Stop(SAME_MARK.format(new=secrets.token_hex(4)), Status.USAGE)
    if locked_identity(organisatie) is not None and not replace_old:
        raise Stop("U hebt op deze computer al een sleutel. Open de dossiers met: bb keys unlock", Status.USAGE)
    if theirs and not replace_old:
        raise Stop(
            f"{whose} heeft al een sleutel, op een andere computer. Zet daarvan het bestand identiteit.age over,\n"
            "of begin met een nieuwe sleutel: bb keys init --replace",
            Status.USAGE,
        )
    with sentences():
        if organisatie.herstelsleutel and not replace_old and kept_ring(repository_of(opened)) is None:
            raise Stop("De sleutelring staat nog bij uw collega's. Haal haar eerst op met: bb sync")
    if memory_folder() is None:
        raise Stop(NO_MEMORY)


def _anyone(organisatie: Organisatie) -> bool:
    """Tell whether anybody in the organisation has a key, as far as its settings say."""
    return bool(organisatie.herstelsleutel) or any(one.sleutel for one in organisatie.coordinatoren)


def refuse_short(passphrase: str) -> None:
    """Raise Stop when a passphrase is too short to keep anyone out."""
    if len(passphrase) < SHORTEST:
        raise Stop(
            f"Een wachtzin heeft minstens {SHORTEST} tekens. Neem bijvoorbeeld vier gewone woorden.", Status.USAGE
        )


def let_in(vault: Vault, whose: str, recipient: str | None = None, *, today: date | None = None) -> Vault:
    """Confirm a recipient on this computer, and seal the ring to it. The caller has compared the fingerprint.

    Args:
        vault: opened.
        whose: `c-2`, or `herstel`.
        recipient: what the colleague sent, to be written in `bb.yaml`; None for what stands there.
        today: as for `begin_keys`.

    Raises:
        Stop: there is no such coördinator, or it cannot be kept.
    """
    found = recipient_of(vault.organisatie, whose) if recipient is None else recipient
    if found is None or AGE.parse(found) is None:
        raise Stop(f"Bij {whose} staat nog geen sleutel in bb.yaml. Laat uw collega beginnen met: bb keys init")
    know_recipients(vault.organisatie, {**known_recipients(vault.organisatie), found: whose})
    if found != recipient_of(vault.organisatie, whose):
        place = (_HERSTEL,) if whose == RECOVERY else _place(vault.organisatie, whose)
        opened = _set(vault.opened, {place: found}, f"sleutels: die van {whose} erbij", "bb keys add", today)
        vault = replace(vault, opened=opened)
    return change_ring(vault, lambda ring: ring, reseal=True)


def let_go(vault: Vault, whose: str, today: date) -> tuple[Vault, int]:
    """Take someone's recipient away, seal the ring to the others, and give what is still at work a new key.

    Returns the vault, and how many dossiers got a new key. What the leaver read or copied stays with the leaver.

    Raises:
        Stop: it is the user's own key, there is none, or it cannot be kept.
    """
    from bb.actions.rekey import rekey  # noqa: PLC0415 - only here

    gone = recipient_of(vault.organisatie, whose)
    if gone is None:
        raise Stop(f"{whose} heeft geen sleutel.", Status.USAGE)
    if gone == vault.identity.recipient:
        raise Stop(
            "Dit is uw eigen sleutel. Laat een collega u verwijderen, of laat eerst uw opvolger binnen: bb keys add",
            Status.USAGE,
        )
    known = known_recipients(vault.organisatie)
    know_recipients(vault.organisatie, {r: w for r, w in known.items() if r != gone})
    place = (_HERSTEL,) if whose == RECOVERY else _place(vault.organisatie, whose)
    opened = _set(vault.opened, {place: None}, f"sleutels: die van {whose} weg", "bb keys remove")
    vault = change_ring(replace(vault, opened=opened), lambda ring: ring, reseal=True)
    return rekey(vault, today)


def rotate(
    vault: Vault, whose: str, passphrase: str, *, recovery: bool = False, today: date | None = None
) -> tuple[Vault, MadeKey]:
    """Give the user a new key, seal the ring to it, and destroy the old one; with `recovery` that on paper as well.

    The ring opens with the old or the new key at every moment, whatever interrupts this.

    Raises:
        Stop: it cannot be done; the old key then still opens the ring.
    """
    refuse_example(vault.organisatie)
    refuse_short(passphrase)
    new, paper = new_identity(), new_identity() if recovery else None
    organisatie = vault.organisatie
    with sentences():
        # To both, so that it opens whichever of the two the computer has when this is interrupted.
        both = (*recipients(organisatie, vault.identity).sealed_to, new.recipient)
        kept = keep_ring(vault.repository, seal_ring(vault.ring, both), vault.kept)
    path = keep_identity(organisatie, lock_identity(new, passphrase), destroy=True)
    keep_unlocked(organisatie, new, timedelta(hours=HOURS))
    known = {r: w for r, w in known_recipients(organisatie).items() if r != vault.identity.recipient}
    own = {new.recipient: whose} | ({paper.recipient: RECOVERY} if paper else {})
    know_recipients(organisatie, {**known, **own})
    values: dict[Place, str | None] = {_place(organisatie, whose): new.recipient}
    if paper:
        values[(_HERSTEL,)] = paper.recipient
    opened = _set(vault.opened, values, f"sleutels: die van {whose} vernieuwd", "bb keys rotate", today)
    vault = replace(vault, opened=opened, identity=new, kept=kept)
    vault = change_ring(vault, lambda ring: ring, reseal=True)
    return vault, MadeKey(whose=whose, identity=new, path=path, recovery=paper)


def recipient_of(organisatie: Organisatie, whose: str) -> str | None:
    """Return the recipient that stands in `bb.yaml` for a coördinator, or for `herstel`.

    Raises:
        Stop: there is no such coördinator.
    """
    if whose == RECOVERY:
        return organisatie.herstelsleutel
    found = organisatie.coordinator(whose)
    if found is None:
        raise Stop(f"{whose} staat niet bij coordinatoren in bb.yaml.", Status.USAGE)
    return found.sleutel


_HERSTEL = "herstelsleutel"


def _place(organisatie: Organisatie, whose: str) -> Place:
    number = next((n for n, one in enumerate(organisatie.coordinatoren) if one.id == whose), None)
    if number is None:
        raise Stop(f"{whose} staat niet bij coordinatoren in bb.yaml.", Status.USAGE)
    return ("coordinatoren", number, "sleutel")


def _set(
    opened: Opened, values: dict[Place, str | None], message: str, command: str, today: date | None = None
) -> Opened:
    """Write recipients in `bb.yaml` as one action, and return the organisation as it is then.

    Of a coördinator also since which day, when that is known: from it follows when a new key is due.
    """
    since: dict[Place, str | None] = {}
    for list_, number, *_ in (place for place in values if len(place) > 1):
        known = isinstance(number, int) and opened.register.organisatie.coordinatoren[number].sleutel_sinds
        gone = values[(list_, number, "sleutel")] is None
        if known or (today and not gone):
            since[(list_, number, "sleutel_sinds")] = f"{today}" if today and not gone else None
    values = values | since
    old = disk.read(opened.root, SETTINGS)
    if not isinstance(old, bytes):
        raise Stop("bb.yaml kan niet worden gelezen.")
    text = old.decode("utf-8")
    for place, value in values.items():
        new = remove_key(text, place, settings=True) if value is None else set_key(text, place, value, settings=True)
        if isinstance(new, Refused):
            raise Stop(f"{new.reason}\nZet deze regel zelf in bb.yaml:\n{new.line}")
        text = new
    if text.encode() != old:
        save(
            opened.root,
            [Change(path=SETTINGS, old=old, new=text.encode())],
            message=message,
            coordinator=signer(opened.register.organisatie, None),
            command=command,
            commit=wants_commit(opened.register.organisatie, None),
        )
    return open_readable(opened.root)
