"""Two versions of one dossier to one: opened, joined by field, and sealed again, all in memory."""

from __future__ import annotations

from collections.abc import Callable

from bb.actions.dossiers import opened_text
from bb.actions.join import Contents, MergeDossier, Outcome
from bb.actions.key_reading import sentences
from bb.actions.stop import Stop
from bb.actions.vault import Vault
from bb.files.clash import About, Answers, Clash, Side
from bb.files.dossier import join, with_value
from bb.files.format import format_value
from bb.files.places import dossier_of
from bb.files.verify import Data
from bb.vault.dossier import key_id, seal
from bb.vault.errors import DossierError

LOCKED = (
    "Hier en elders is hetzelfde dossier gewijzigd ({name}). Om die samen te voegen zijn de sleutels nodig.\n"
    "Er is niets veranderd. Open de dossiers met bb keys unlock en typ daarna opnieuw: bb sync"
)
UNREADABLE = "Het dossier van {name} kan niet worden samengevoegd. Er is niets veranderd."


def joining(keys: Callable[[], Vault | None]) -> MergeDossier:
    """Return what makes one of two versions of a dossier.

    Args:
        keys: gives the opened private layer; asked only when there is a dossier to join. Without, that stops.

    Raises:
        Stop: the dossiers are locked, or one does not open; nothing has changed then.
    """

    def one(path: str, contents: Contents, answers: Answers) -> Outcome:
        place = dossier_of(path)
        name = place[1] if place else path
        vault = keys()
        if vault is None or place is None:
            raise Stop(LOCKED.format(name=name))
        mine, other = (_text(vault, name, data) for data in contents[1:])
        found = join(_before(vault, name, contents[0]), mine, other)
        if found is None:
            raise Stop(UNREADABLE.format(name=name))
        text: str | None = found.text
        clashes = []
        for clash in found.clashes:
            base, ours, theirs = (_said(one) for one in (clash.base, clash.ours, clash.theirs))
            asked = Clash(about=About.KEY, path=clash.place, base=base, ours=ours, theirs=theirs)
            answer = answers.get(asked)
            if answer is None:
                clashes.append(asked)
            elif text is not None:
                chosen = {Side.THEIRS: clash.theirs, Side.BASE: clash.base}.get(answer, clash.ours)
                text = with_value(text, clash.place, chosen)
        if text is None:
            raise Stop(UNREADABLE.format(name=name))
        return Outcome(path=path, ours=contents[1], new=_sealed(vault, name, contents, text), clashes=tuple(clashes))

    return one


def _before(vault: Vault, id_: str, data: bytes | None) -> str:
    """Return what both began from; nothing when its key is gone: then more is asked, and nothing is guessed."""
    try:
        return _text(vault, id_, data)
    except Stop:
        return ""


def _text(vault: Vault, id_: str, data: bytes | None) -> str:
    with sentences():
        return "" if data is None else opened_text(vault, id_, data)


def _sealed(vault: Vault, id_: str, contents: Contents, text: str) -> bytes:
    """Seal the text with a key that is not that of the base when there is one, whoever joins.

    Somebody who left may have the key of before: what was sealed anew since then stays so.
    """
    was, ours, theirs = map(_key_id, contents)
    ids = sorted({id_ for id_ in (ours, theirs) if id_ is not None}, key=lambda id_: (id_ == was, id_))
    key = next((key for id_ in ids if (key := vault.ring.key_for(id_))), None)
    if key is None:
        raise Stop(UNREADABLE.format(name=id_))
    return seal(id_, key, text.encode())


def _key_id(data: bytes | None) -> bytes | None:
    try:
        return None if data is None else key_id(data)
    except DossierError:
        return None


def _said(value: Data | None) -> str | None:
    """Return a value as it is shown: a text as it is."""
    return value if value is None or isinstance(value, str) else format_value(value)
