"""`bb forget`: destroy personal data, and prove it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click

from bb.actions.forget import BY_TERM, Forgotten, Plan, due_to_forget, forget, plan_forget
from bb.actions.leak import find_leak
from bb.actions.prove import prove
from bb.actions.reading import Opened, open_readable, open_settings
from bb.actions.stop import Status, Stop
from bb.cli.app import App, commit_option, json_option, pass_app
from bb.cli.ask import ask_choice, confirm, interactive
from bb.cli.leak_page import say_leak
from bb.cli.output import note, say_json, say_table
from bb.cli.proof_page import proof_row, say_proof
from bb.cli.who import which
from bb.domain.dossier import DOSSIERS
from bb.domain.ids import kind_of_id
from bb.domain.records import Record
from bb.domain.retention import is_forgotten
from bb.domain.words import words
from bb.text.dates import short_day_nl
from bb.text.plurals import count_nl

GROUNDS = {
    BY_TERM: "de bewaartermijn is voorbij",
    "verzoek": "iemand vraagt er zelf om",
    "lek": "het had hier nooit mogen staan",
}


@click.command("forget")
@click.argument("typed", metavar="[ID]...", nargs=-1)
@click.option("--due", is_flag=True, help="Alles waarvan de bewaartermijn voorbij is.")
@click.option("--ground", "grond", metavar="GROND", help="Waarom: bewaartermijn, verzoek of lek.")
@click.option("--dry-run", is_flag=True, help="Laat alleen zien wat er vergeten zou worden.")
@click.option("--leak", is_flag=True, help="Er staat iets in het gewone bestand dat er niet hoort: wat nu?")
@click.option("--yes", is_flag=True, help="Vergeet zonder te vragen.")
@commit_option
@json_option
@pass_app
def command(
    app: App,
    typed: tuple[str, ...],
    grond: str | None,
    *,
    due: bool,
    dry_run: bool,
    leak: bool,
    yes: bool,
    commit: bool | None,
    as_json: bool,
) -> int:
    """Vernietig de persoonsgegevens van een zaak, vrijwilliger of partner, en bewijs het.

    De sleutel van het dossier wordt vernietigd, zodat geen enkele versie ervan nog opengaat. Uit het
    gewone bestand gaan de notities, wie erbuiten blijft, wanneer iemand kan en de toestemming. De
    gebeurtenissen met hun dagen blijven, dus de cijfers ook. Dit is niet terug te draaien.

    \b
    Wat is aan de beurt?       bb forget --due --dry-run
    Vergeet dat alles:         bb forget --due
    Iemand vraagt erom:        bb forget 2024-0012 --ground verzoek
    Nog eens bewijzen:         bb forget 2024-0012
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    if due == bool(typed):
        raise Stop("Zeg wat: bb forget ID, of alles wat aan de beurt is: bb forget --due", Status.USAGE)
    opened = open_readable(app.folder)
    if leak:
        return _leak(app, opened, typed)
    since = {item.id: item.day for item in due_to_forget(opened.register, app.today)} if due else {}
    records = [_record(app, opened, id_) for id_ in (since or dict.fromkeys(typed))]
    if records and all(map(is_forgotten, records)) and not dry_run:
        return _prove(app, opened, Forgotten(ids=tuple(record.id for record in records)), as_json=as_json)
    plan = plan_forget(opened, records, _ground(opened, grond, due=due), app.today)
    for record, why in plan.refused:
        note(f"{record.id} wordt nu niet vergeten: {why}.")
    if dry_run:
        _say_plan(app, plan, since, as_json=as_json)
        return Status.FINDINGS if plan.refused else Status.FINE
    if not plan.records:
        note("Er is niets vergeten." if plan.refused else "Er is niets aan de beurt.")
        return Status.FINDINGS if plan.refused else Status.FINE
    _require_yes(plan, yes=yes)
    done = forget(opened, plan, app.today, commit=commit)
    note(f"Vergeten: {', '.join(done.ids)}.")
    found = _prove(app, open_settings(app.folder), done, as_json=as_json)
    return Status.FINDINGS if plan.refused else found


def _record(app: App, opened: Opened, typed: str) -> Record:
    kind, record = which(opened, typed, app.today)
    if kind not in DOSSIERS:
        raise Stop(f"Bij {record.id} hoort geen dossier; er is niets te vergeten.", Status.USAGE)
    return record


def _ground(opened: Opened, grond: str | None, *, due: bool) -> str:
    if due:
        return BY_TERM
    known = words(opened.register.organisatie, "grond")
    if grond is None and interactive():
        return ask_choice("Op welke grond?", {word: GROUNDS.get(word, "") for word in known})
    if grond is None or grond not in known:
        raise Stop(f"Zeg op welke grond: --ground {' of '.join(known)}.", Status.USAGE)
    return grond


def _say_plan(app: App, plan: Plan, since: Mapping[str, date], *, as_json: bool) -> None:
    ids = [record.id for record in plan.records]
    if as_json:
        say_json([{kind_of_id(id_): id_, "sinds": since.get(id_), "grond": plan.grond} for id_ in ids])
        return
    if not ids:
        note("Er is niets aan de beurt.")
    told = {id_: short_day_nl(since[id_]) if id_ in since else "" for id_ in ids}
    say_table(app, [{"wat": id_, "sinds": told[id_], "grond": plan.grond} for id_ in ids], ("wat", "sinds", "grond"))


def _require_yes(plan: Plan, *, yes: bool) -> None:
    many = count_nl(len(plan.records), "dossier", "dossiers")
    if yes:
        return
    if not interactive():
        raise Stop(f"Er is niets vergeten. Zet er --yes bij om {many} te vergeten.", Status.USAGE)
    note(f"Dit vernietigt {many}: {', '.join(record.id for record in plan.records)}.")
    note("Niemand kan het terughalen, ook wij niet.")
    if not confirm("Vergeten?"):
        raise Stop("Er is niets vergeten.", Status.FINE)


def _prove(app: App, opened: Opened, done: Forgotten, *, as_json: bool) -> int:
    try:
        proof = prove(opened, done, app.today)
    except Stop as stop:
        again = "\n".join(f"  bb forget {id_}" for id_ in done.ids)
        raise Stop(
            f"{stop.message}\nVergeten is gedaan; bewezen nog niet. Bewijs het daarna met:\n{again}", stop.status
        ) from None
    if as_json:
        say_json([{kind_of_id(id_): id_} for id_ in done.ids], bewijs=proof_row(proof))
    else:
        say_proof(proof)
    return Status.FINE if proof.holds or (proof.here and proof.waits) else Status.FINDINGS


def _leak(app: App, opened: Opened, typed: tuple[str, ...]) -> int:
    if len(typed) != 1:
        raise Stop("Zeg in welk bestand het staat: bb forget ID --leak", Status.USAGE)
    say_leak(find_leak(opened, which(opened, typed[0], app.today)[1]))
    return Status.FINE
