"""Asking, showing, editing and filling in one dossier: the commands of `bb dossier` but for searching."""

from __future__ import annotations

import os
import sys

import click

from bb.actions.dossier_draft import Draft, begin, drop_draft, find_draft, finish, keep_draft, with_text
from bb.actions.dossier_edit import UNSURE, edit_text, editor, rescue, wrong
from bb.actions.dossier_fields import Field, assignment, field_of, fields_to_ask, set_field, strange_words
from bb.actions.dossiers import Held, read
from bb.actions.functioning import functioning
from bb.actions.reading import Opened, open_readable
from bb.actions.save import refuse_example
from bb.actions.stop import Status, Stop
from bb.actions.vault import Vault, open_vault
from bb.cli.app import App, pass_app
from bb.cli.ask import answer, ask_choice, ask_line, ask_lines, interactive
from bb.cli.dossier_page import dossier_lines
from bb.cli.functioning_page import functioning_lines
from bb.cli.output import note, say, say_heading
from bb.cli.who import which
from bb.domain.types import WOORD, Key, Value
from bb.text.plurals import join_nl

SHELL = (
    "Let op: een waarde op de opdrachtregel komt in de geschiedenis van uw shell, en anderen op deze computer\n"
    "kunnen hem even zien. Laat de waarde weg (bb dossier set 25 partijen.A.naam), dan vraagt bb hem."
)
CONTACT = Key(name="contactpersoon", type=WOORD, asks="Nog een contactpersoon? Een kort woord, zoals wijkagent")
AGAIN, LATER, BACK = "opnieuw", "later", "weggooien"


@click.command("ask", hidden=True)
@click.argument("id_", metavar="WAT")
@pass_app
def ask(app: App, id_: str) -> None:
    """Stel de vragen van een dossier, een voor een; wat er al staat, wordt overgeslagen."""
    if not interactive():
        raise Stop("Vragen stellen kan alleen op een scherm. Gebruik anders: bb dossier set", Status.USAGE)
    opened, vault, held = _opened(app, id_)
    draft = find_draft(vault, held)
    if draft:
        note("Hier was u al mee bezig; we gaan verder waar u was.")
    draft = draft or begin(held)
    note("Enter slaat over. Stoppen met Ctrl-C: wat u al typte, blijft bewaard.")
    try:
        for asked in fields_to_ask(opened.register, draft):
            draft = set_field(draft, asked.place, _answer(app, opened, asked))
            vault = keep_draft(vault, held, draft)
        if held.kind == "partner":
            vault, draft = _contacts(app, opened, vault, held, draft)
    except (click.Abort, KeyboardInterrupt):
        note(f"\nBewaard, versleuteld. Verder gaat u met: bb dossier {held.id}")
        raise click.exceptions.Exit(Status.INTERRUPTED) from None
    _finish(vault, draft, "bb dossier")


def _answer(app: App, opened: Opened, asked: Field) -> Value | None:
    """Ask one question; None when it is skipped."""
    if asked.long:
        return ask_lines(asked.key.asks) or None
    return answer(asked.key, app.today, options=asked.options(opened.register, app.today))


def _contacts(app: App, opened: Opened, vault: Vault, held: Held, draft: Draft) -> tuple[Vault, Draft]:
    """Ask for more people at a partner, until there are no more."""
    while word := answer(CONTACT, app.today):
        for asked in fields_to_ask(opened.register, draft, contact=word):
            draft = set_field(draft, asked.place, _answer(app, opened, asked))
            vault = keep_draft(vault, held, draft)
    return vault, draft


@click.command("show", short_help="laat een dossier zien")
@click.argument("id_", metavar="WAT")
@pass_app
def show(app: App, id_: str) -> None:
    """Laat een dossier zien.

    Bij een vrijwilliger staat eronder hoe het gaat: wat de zaken, de nazorg, de nabesprekingen, intervisie
    en training laten zien in het laatste jaar. Dat is alleen voor de coördinator.
    """
    _, vault, held = _opened(app, id_)
    draft = find_draft(vault, held)
    if held.sealed is None:
        note(f"{held.id} heeft nog geen dossier. Begin met: bb dossier {held.id}")
    else:
        say_heading(f"Dossier {held.id}")
        for line in dossier_lines(held.written.source):
            say(line)
    if held.kind == "vrijwilliger":
        say()
        say_heading(f"Hoe het gaat met {held.id} (alleen voor u)")
        for line in functioning_lines(functioning(vault, held.id, app.today)):
            say(line)
    if draft and draft.changed:
        note(f"Er is ook werk dat nog niet af is. Verder: bb dossier {held.id}")


@click.command("edit", short_help="open een dossier in uw editor")
@click.argument("id_", metavar="WAT")
@pass_app
def edit(app: App, id_: str) -> int:
    """Open een dossier in uw editor, en bewaar het daarna versleuteld.

    De leesbare tekst staat zolang alleen in het geheugen van deze computer. Klopt er iets niet, dan kiest
    u: verder bewerken, later verdergaan (het blijft versleuteld bewaard), of weggooien.
    """
    opened, vault, held = _opened(app, id_)
    draft = find_draft(vault, held)
    if draft:
        note("Hier was u al mee bezig; u ziet de tekst waar u gebleven was.")
    draft = draft or begin(held)
    if not editor(os.environ)[1]:
        note(UNSURE)
    while True:
        draft = with_text(draft, edit_text(vault, draft, os.environ))
        vault = keep_draft(vault, held, draft)
        found = wrong(opened.register, draft, app.today)
        if not found:
            break
        for line in found:
            note(line)
        todo = LATER if not interactive() else _choice()
        if todo == LATER:
            note(f"Wat u typte, is versleuteld bewaard. Verder: bb dossier edit {held.id}")
            return Status.FINDINGS
        if todo == BACK:
            drop_draft(vault, held.id)
            note("Weggegooid. Het dossier is zoals het was.")
            return Status.FINDINGS
    _finish(vault, draft, "bb dossier edit")
    return Status.FINE


def _choice() -> str:
    options = {
        AGAIN: "verder bewerken",
        LATER: "later verder; het blijft bewaard",
        BACK: "het dossier laten zoals het was",
    }
    return ask_choice("Zo kan het niet worden bewaard. Wat wilt u?", options)


@click.command("set", short_help="vul velden in")
@click.argument("id_", metavar="WAT")
@click.argument("typed", metavar="VELD[=WAARDE]…", nargs=-1, required=True)
@pass_app
def set_command(app: App, id_: str, typed: tuple[str, ...]) -> None:
    """Vul velden van een dossier in, zoals partijen.A.naam of verhaal.

    Zonder =WAARDE vraagt bb de waarde, of leest hem van de standaardinvoer (een regel per veld). Dat is
    veiliger: wat op de opdrachtregel staat, blijft in de geschiedenis van uw shell. Met VELD= wist u
    een veld.
    """
    opened, vault, held = _opened(app, id_)
    draft = begin(held)
    given = [assignment(held.kind, one) for one in typed]
    if any(value for _, value in given):
        note(SHELL)
    for place, value in given:
        asked = field_of(draft.kind, place)
        text = value if value is not None else value_typed(asked)
        draft = set_field(draft, place, asked.read(text, app.today))
    if strange := "\n".join(strange_words(opened.register, draft, app.today)):
        raise Stop(strange, Status.USAGE)
    _finish(vault, draft, "bb dossier set")


def value_typed(asked: Field) -> str:
    """Ask for the value of a field, or read it from the standard input."""
    if not interactive():
        return sys.stdin.readline().rstrip("\r\n")
    return ask_lines(asked.key.asks) if asked.long else ask_line(asked.key.asks)


def _opened(app: App, typed: str) -> tuple[Opened, Vault, Held]:
    """Return the organisation, its private layer and the dossier of what was typed; first what was left is put away."""
    opened = open_readable(app.folder)
    refuse_example(opened.register.organisatie)
    vault = open_vault(opened)
    for id_ in rescue(vault):
        note(
            f"Een bewerking van {id_} werd onderbroken; de tekst is versleuteld bewaard. Verder: bb dossier edit {id_}"
        )
    kind, record = which(opened, typed, app.today)
    return opened, vault, read(vault, kind, record.id)


def _finish(vault: Vault, draft: Draft, name: str) -> None:
    """Keep finished work in the dossier, and say so."""
    if not draft.changed:
        drop_draft(vault, draft.id)
        note("Er is niets veranderd.")
        return
    _, clashes = finish(vault, draft, name)
    note(f"Bewaard: het dossier van {draft.id}.")
    if clashes:
        note(f"Een collega schreef intussen iets anders bij {join_nl(clashes)}. Uw tekst staat er; overleg even.")
