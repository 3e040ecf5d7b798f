"""The intake of a case that is there already: its events, what became known of the parties, and the dossier at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bb.actions.guard import Allowed, nothing_lost, refuse_new_errors
from bb.actions.log_event import coordinator_of
from bb.actions.new_record import party_keys, refuse_unknown_place
from bb.actions.private_fields import Private, dossier_change
from bb.actions.reading import Opened
from bb.actions.save import freshly, refuse_example, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.actions.typed import known, still_missing, value_of
from bb.domain.call import GESCHIKT, KEYS, events_of, has_intake
from bb.domain.events import EVENTS
from bb.domain.records import Casus
from bb.domain.types import Key, Value, keys_of
from bb.files import disk
from bb.files.format import format_event, format_value
from bb.files.splice import Refused, append_event, set_key
from bb.git.commit import Change

HEADER = ("vervolg_op", "complex", "urgentie")
"""The keys of the header a call may fill in besides those of the parties."""


def keys_of_call(casus: Casus) -> dict[str, Key]:
    """Return every key that may be typed of the intake of a case; of parties those it has, and B."""
    own = {key.name: key for key in EVENTS["casus"]["intake"].every_key if key.name != "wat"}
    header = {name: key for name, key in keys_of(Casus).items() if name in HEADER}
    return {**own, **KEYS, **header, **party_keys(sorted({*casus.partijen, "B"}))}


def draft_call(opened: Opened, casus: Casus, typed: Mapping[str, str], today: date) -> dict[str, Value]:
    """Return what was typed of an intake, each value by its key; it is of today when no day was typed.

    Raises:
        Stop: a key or a value is not one of an intake, or what it is about is missing: does the case suit.
    """
    keys = keys_of_call(casus)
    known(typed, keys, "een intake")
    values = {name: value_of(keys[name], text, today) for name, text in typed.items()}
    refuse_unknown_place(opened.register.organisatie, values)
    if not has_intake(values):
        raise Stop(f"Bij 'intake' ontbreekt nog:\n{still_missing([(GESCHIKT.name, GESCHIKT)])}", Status.USAGE)
    return {"op": today, **values}


def log_call(
    opened: Opened,
    casus: Casus,
    values: Mapping[str, Value],
    today: date,
    *,
    commit: bool | None = None,
    private: Private | None = None,
) -> Allowed:
    """Write the events of a call into the file of a case, keep all as one commit, and return the case as it is now.

    Raises:
        Stop: it would break a rule, or cannot be written. The message holds the lines, so that nothing typed is lost.
    """
    refuse_example(opened.register.organisatie)
    return freshly(opened, "bb log", lambda now, held: _keep(now, casus, values, today, commit, private, held=held))


def _keep(
    opened: Opened,
    casus: Casus,
    values: Mapping[str, Value],
    today: date,
    commit: bool | None,
    private: Private | None,
    *,
    held: bool,
) -> Allowed:
    organisatie, path = opened.register.organisatie, casus.source.path
    events = events_of(organisatie, values, values["op"])
    facts = _facts(casus, values, private.letters if private else frozenset())
    lines = [format_event(event, "casus") for event in events]
    typed = "\n".join((*(f"{'.'.join(place)}: {text}" for place, text in facts), *(f"- {line}" for line in lines)))
    old = disk.read(opened.root, path)
    if not isinstance(old, bytes):
        raise Stop(f"{path} kan niet worden gelezen. U typte:\n{typed}")
    text = old.decode("utf-8")
    for place, value in facts:
        text = _placed(set_key(text, place, value), path)
    for line in lines:
        text = _placed(append_event(text, line), path)
    allowed = refuse_new_errors(opened, path, text.encode("utf-8"), today, typed)
    with nothing_lost(typed):
        save(
            opened.root,
            [Change(path=path, old=old, new=text.encode("utf-8")), *dossier_change(private, casus.id)],
            message=f"{casus.id}: {', '.join(event['wat'] for event in events)} {events[0]['op']}",
            coordinator=signer(organisatie, coordinator_of(allowed.record, today)),
            command="bb log",
            commit=wants_commit(organisatie, commit),
            held=held,
        )
    return allowed


def _facts(casus: Casus, values: Mapping[str, Value], letters: frozenset[str]) -> list[tuple[tuple[str, ...], str]]:
    """Return what became known of the case and its parties: each place in the header with its value, as written."""
    keys = keys_of_call(casus)
    told = [name for name in values if "." in name or name in HEADER]
    new = sorted({*letters, *(name[0] for name in told if "." in name)} - casus.partijen.keys())
    parties = [(("partijen", letter), "{}") for letter in new]
    header = [
        ((*(("partijen",) if "." in name else ()), *name.split(".")), format_value(values[name], keys[name].type))
        for name in told
    ]
    return [*parties, *header]


def _placed(new: str | Refused, path: str) -> str:
    """Return the text of the file with a change.

    Raises:
        Stop: the change cannot be made there; the line to type is in it.
    """
    if isinstance(new, Refused):
        raise Stop(f"{new.reason}\nZet dit zelf in {path}:\n{new.line}")
    return new
