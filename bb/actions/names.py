"""Names beside ids, and ids for names: only while the dossiers are open, read from them each time and kept nowhere."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bb.actions.stop import Stop
from bb.files.mark import mark_of
from bb.files.memory import memory_folder
from bb.files.root import find_root
from bb.text.fold import folded

if TYPE_CHECKING:  # most commands show no names; what opens dossiers is loaded where one is opened
    from bb.actions.dossiers import Held
    from bb.actions.reading import Opened
    from bb.actions.vault import Vault
    from bb.domain.records import Organisatie

_LONGEST = 40
_NO_WORD = re.compile(r"\W+")
_ID = re.compile(r"(?<![\w-])(?:[vg]-[0-9]{3,5}|[0-9]{4}-[0-9]{4})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Names:
    """Who is behind an id. Without an open vault nobody is."""

    vault: Vault | None = field(default=None, repr=False)
    _told: dict[str, str] = field(default_factory=dict, repr=False)

    def of(self, id_: str) -> str:
        """Return the name of a volunteer, or those of the parties of a case; empty when it is not known."""
        if self.vault is None:
            return ""
        if id_ not in self._told:
            self._told[id_] = _name(self.vault, id_)
        return self._told[id_]

    def beside(self, text: str) -> str:
        """Return a text with the name behind each id in it: `v-002 (Sam Voorbeeld)`."""
        if self.vault is None:
            return text
        return _ID.sub(lambda found: f"{found[0]} ({name})" if (name := self.of(found[0])) else found[0], text)


NOBODY = Names()
"""No names: the dossiers are shut, or it is not a person at a screen who reads."""


def names(opened: Opened) -> Names:
    """Return the names in the dossiers of an organisation; none while they are shut."""
    from bb.actions.vault import vault_if_unlocked  # noqa: PLC0415 - see above

    return Names(vault_if_unlocked(opened))


def surely_shut(start: Path) -> bool:
    """Tell, from the names of a few files, that no dossier can be opened now; False when that takes a closer look."""
    root = find_root(start)
    mark = mark_of(root) if root else None
    folder = memory_folder()
    return mark is not None and (folder is None or not (folder / f"sleutel-{mark.organisatie}").exists())


def hint_given(start: Path) -> bool:
    """Tell, from the names of a few files, that `begin_hint` has nothing to say."""
    root = find_root(start)
    mark = mark_of(root) if root else None
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "bb"
    return mark is not None and (
        (config / mark.organisatie / "identiteit.age").exists() or _said(mark.organisatie).exists()
    )


def _said(mark: str) -> Path:
    """Return the file that remembers that the hint was given on this computer."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "bb"
    return state / f"sleutels-gezegd-{mark}"


def begin_hint(organisatie: Organisatie) -> str | None:
    """Return how to begin with names, for who has no key here yet; said once on a computer, so None from then on."""
    from bb.actions.key_files import key_name, locked_identity  # noqa: PLC0415 - see above

    if organisatie.voorbeeld or locked_identity(organisatie) is not None:
        return None
    mark = _said(key_name(organisatie))
    try:
        mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark.touch(mode=0o600, exist_ok=False)
    except OSError:  # said before, or it cannot be remembered: then rather not every time
        return None
    return (
        "Namen en adressen horen in een dossier, versleuteld. Beginnen kan met: bb keys init (dit zeggen we één keer)"
    )


def find_by_name(opened: Opened, typed: str) -> tuple[tuple[str, str, str], ...]:
    """Return the records with someone of this name: kind, id and the name as `Names` gives it; none while it is shut.

    Every word must begin a word of the name, capitals and accents aside: `voorb` finds Sam Voorbeeld.
    """
    from bb.actions.dossiers import read_all  # noqa: PLC0415 - see above
    from bb.actions.vault import vault_if_unlocked  # noqa: PLC0415 - see above

    vault = vault_if_unlocked(opened) if any(map(str.isalpha, typed)) else None
    words = [word for word in _NO_WORD.split(folded(typed)) if word]
    if vault is None or not words:
        return ()
    hits = (held for held in read_all(vault) if all(word in folded(held.text) for word in words))
    return tuple((held.kind, held.id, _label(held)) for held in hits if _is_named(held, words))


def _name(vault: Vault, id_: str) -> str:
    from bb.actions.dossiers import read  # noqa: PLC0415 - see above
    from bb.domain.ids import is_id  # noqa: PLC0415 - see above

    kind = "casus" if is_id("casus", id_) else "vrijwilliger" if is_id("vrijwilliger", id_) else None
    if kind is None:
        return ""
    try:
        return _label(read(vault, kind, id_))
    except Stop:  # it does not open: `bb keys doctor` says so, a list does not
        return ""


def _label(held: Held) -> str:
    from bb.domain.dossier import people  # noqa: PLC0415 - see above

    value = held.written.value if held.text else None
    told = " / ".join(person.naam for _, person in people(value) if person.naam) if value else ""
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"


def _is_named(held: Held, words: list[str]) -> bool:
    from bb.domain.dossier import people  # noqa: PLC0415 - see above

    value = held.written.value
    for _, person in people(value) if value else ():
        parts = _NO_WORD.split(folded(person.naam or ""))
        if all(any(part.startswith(word) for part in parts) for word in words):
            return True
    return False
