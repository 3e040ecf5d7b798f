"""`bb log`: what happened, on the record it happened to."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import click

from bb.actions.choices import choices
from bb.actions.correct import correct_event, correction, event_at, reason_of, reasons
from bb.actions.guard import Allowed
from bb.actions.log_event import ONLY_BY_BB, Draft, draft, event_kind, log_event, with_whole_team
from bb.actions.reading import Opened, open_readable
from bb.actions.save import refuse_example
from bb.actions.stop import Status, Stop
from bb.actions.typed import assignments
from bb.cli.app import App, commit_option, pass_app
from bb.cli.ask import answer, ask_choice, interactive
from bb.cli.next_steps import next_lines, warning_lines
from bb.cli.numbers import Whole
from bb.cli.output import note, say
from bb.cli.talk import after, decided, decided_later, resumed_day, told
from bb.cli.who import ids_for, which
from bb.domain.detectors import mask
from bb.domain.events import EVENTS
from bb.domain.phrases import phrase
from bb.domain.records import Casus, Record

INTAKE = "intake"


@click.command("log")
@click.argument("id_", metavar="WAT")
@click.argument("event", metavar="[GEBEURTENIS]", required=False)
@click.argument("typed", nargs=-1, metavar="[VELD=WAARDE]...")
@click.option("--correct", "line", type=Whole(min=1), metavar="REGEL", help="Verbeter wat op deze regel staat.")
@click.option("--reason", metavar="CODE", help="Waarom u verbetert, zoals typefout.")
@commit_option
@pass_app
def command(
    app: App,
    id_: str,
    event: str | None,
    typed: tuple[str, ...],
    *,
    line: int | None,
    reason: str | None,
    commit: bool | None,
) -> int:
    """Leg vast wat er gebeurde, of verbeter wat er staat.

    WAT is een zaak (25 of 2026-0025), vrijwilliger (v-12), partner of activiteit. Wat ontbreekt,
    vraagt bb. Zonder dag is het vandaag; op=gisteren of op=2-3 mag ook.

    bb log 25 intake leidt u door het intakegesprek: of het past, de toestemming, het besluit. Met stop
    blijft alles bewaard; met dezelfde opdracht gaat u verder.

    Bij een selectiegesprek, nabespreking, begeleiding of signaal vraagt bb op een scherm ook hoe het
    ging, als de dossiers open zijn. Dat komt versleuteld in het dossier; de criteria staan in bb.yaml.

    Met --correct verandert u een regel die er al staat; het nummer van de regel staat in het bestand
    en bij meldingen. De geschiedenis onthoudt wat er stond. Met VELD= gaat een veld weg.

    \b
    Voorbeelden:
      bb log 25
      bb log 25 intake
      bb log 25 gesprek met=AB minuten=110 afspraken=ja
      bb log 25 nazorg met=B bereikt=nee
      bb log 25 koppeling team=v2,v4 reden=ervaring
      bb log v-12 vraag
      bb log woonstad contact vorm=overleg
      bb log 25 --correct 14 minuten=75 --reason typefout
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    opened = open_readable(app.folder)
    refuse_example(opened.register.organisatie)
    kind, record = which(opened, id_, app.today)
    if line is not None:
        words = (*((event,) if event else ()), *typed)
        _correct(app, opened, kind, record, line, words, reason, commit)
        return Status.FINE
    if reason is not None:
        raise Stop("--reason hoort bij --correct. Een reden bij een gebeurtenis typt u als reden=CODE.", Status.USAGE)
    guided = event is None
    if event is None:
        event = _which(kind)
    if isinstance(record, Casus) and event == INTAKE and is_call(record, typed):
        return _call(app, opened, record, typed, commit)
    row = event_kind(kind, event)
    keys = Draft(kind=kind, record=record, row=row).keys
    given = assignments(typed)
    given |= {name: ids_for(opened, given[name], keys[name]) for name in given.keys() & keys.keys()}
    made = draft(kind, record, row, given, app.today)
    made = resumed_day(app, opened, made, typed="op" in given)
    made = with_whole_team(_complete(app, opened, made, everything=guided, later=decided_later(opened, made)))
    talk = told(app, opened, made)
    made = decided(talk, made) if talk else made
    if talk:
        talk.finish()
    allowed = log_event(opened, made, app.today, commit=commit)
    _say_result(app, opened, allowed, made)
    if talk:
        after(talk)
    return Status.FINE


def is_call(casus: Casus, typed: tuple[str, ...]) -> bool:
    """Tell whether an intake is more than its own line: asked as a call, or with what only a call brings."""
    if not typed:
        return interactive()
    own = Draft(kind="casus", record=casus, row=EVENTS["casus"][INTAKE]).keys
    return any(word.partition("=")[0] not in own for word in typed)


def _call(app: App, opened: Opened, casus: Casus, typed: tuple[str, ...], commit: bool | None) -> int:
    """Lead through the intake of a case, or record one of which more was typed than its own line."""
    if not typed:
        from bb.cli.intake_call import intake_call  # noqa: PLC0415 - only for who is led through a call

        return intake_call(app, opened, casus, commit=commit)
    from bb.actions.log_call import draft_call, log_call  # noqa: PLC0415 - only for a call
    from bb.actions.vault import vault_if_unlocked  # noqa: PLC0415 - same
    from bb.cli.intake_end import say_call  # noqa: PLC0415 - same
    from bb.cli.private_words import private_of, private_words  # noqa: PLC0415 - same

    plain, private_too = private_words(typed)
    values = draft_call(opened, casus, assignments(plain), app.today)
    private, beside = private_of(opened, private_too, values, app.today)
    if beside:
        note(beside)
    allowed = log_call(opened, casus, values, app.today, commit=commit, private=private)
    say_call(app, opened, allowed, unlocked=vault_if_unlocked(opened) is not None)
    return Status.FINE


def _which(kind: str) -> str:
    options = {wat: row.effect for wat, row in EVENTS[kind].items() if wat not in ONLY_BY_BB}
    return ask_choice("Wat gebeurde er?", options)


def _complete(app: App, opened: Opened, made: Draft, *, everything: bool, later: Collection[str]) -> Draft:
    """Ask what is missing; when the user is being guided, also what may be left out, but for what comes `later`."""
    if not interactive():
        return made
    values = dict(made.values)
    for key in made.questions if everything else made.missing:
        if (key.name in values and key.name != "op") or key.name in later:
            continue
        options = choices(opened.register, key, app.today)
        named = partial(ids_for, opened, key=key)
        value = answer(key, app.today, default=values.get(key.name), options=options, named=named)
        if value is not None:
            values[key.name] = value
    return Draft(kind=made.kind, record=made.record, row=made.row, values=values)


def _correct(
    app: App,
    opened: Opened,
    kind: str,
    record: Record,
    line: int,
    typed: tuple[str, ...],
    reason: str | None,
    commit: bool | None,
) -> None:
    was = event_at(record, line)
    told = assignments(typed)
    if reason is None:
        reason = ask_choice("Waarom verbetert u dit?", dict.fromkeys(reasons(opened, app.today), ""))
    reason = reason_of(opened, reason, app.today)
    made = correction(kind, record, line, told, reason, app.today)
    allowed = correct_event(opened, made, app.today, commit=commit)
    now = event_at(allowed.record, was.line)
    say(f"Verbeterd bij {record.id}, regel {was.line}: {mask(phrase(now))} (was: {mask(phrase(was))}).")
    for told_line in (*warning_lines(allowed.warnings), *next_lines(app, opened.register, allowed.record)):
        note(told_line)


def _say_result(app: App, opened: Opened, allowed: Allowed, made: Draft) -> None:
    changed = allowed.record
    old = {(e.op, e.wat, str(e.keys)) for e in made.record.verloop}
    fresh = [e for e in changed.verloop if (e.op, e.wat, str(e.keys)) not in old]
    told = phrase(fresh[0]) if fresh else made.row.wat
    say(f"Vastgelegd bij {changed.id}: {told}.")
    for line in (*warning_lines(allowed.warnings), *next_lines(app, opened.register, changed)):
        note(line)
