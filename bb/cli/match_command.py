"""`bb match`: a team for every waiting case, and why; and what the coördinator decides about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from bb.actions.choices import choices
from bb.actions.choose_team import Decided, accept, choose, decline, propose
from bb.actions.plan_match import (
    NEW,
    Plan,
    advice,
    exported,
    fairness_lines,
    open_for_planning,
    open_with_wishes,
    plan_for,
    plan_match,
    the_case,
    the_team,
    verdict,
    what_if,
    why,
    write_export,
)
from bb.actions.reading import Opened
from bb.actions.save import refuse_example
from bb.actions.stop import Status, Stop
from bb.cli.app import App, json_option, pass_app
from bb.cli.ask import answer, interactive
from bb.cli.matches import (
    advice_lines,
    comparison_lines,
    fixed_lines,
    imagined_lines,
    plan_lines,
    proposal_row,
    unmatched_row,
    why_not_lines,
)
from bb.cli.next_steps import next_lines, warning_lines
from bb.cli.output import note, say, say_heading, say_json, width, wrapped
from bb.cli.who import ids_typed, names_now
from bb.domain.events import EVENTS
from bb.domain.records import Casus
from bb.text.plurals import count_nl, join_nl


@click.command("match")
@click.argument("typed", nargs=-1, metavar="[ZAAK]...")
@click.option("--why", "why_team", metavar="V1 V2", help="Wat zou dit team bij ZAAK kosten? En waarom ging het niet?")
@click.option("--choose", "chosen", metavar="V1,V2", help="Kies zelf dit team voor ZAAK en leg de koppeling vast.")
@click.option("--propose", "proposed", is_flag=True, help="Leg de teams van dit plan vast als voorstel.")
@click.option("--accept", "accepted", is_flag=True, help="Iedereen zei ja op het voorstel: leg de koppeling vast.")
@click.option("--decline", "declined", metavar="V", help="V kan niet: leg dat vast en maak een nieuw plan.")
@click.option("--reason", "reden", metavar="REDEN", help="De reden, bij --choose, --accept of --decline.")
@click.option(
    "--what-if",
    "imagined",
    metavar="STEL",
    multiple=True,
    help="Stel dat: v-3=afwezig, v-3=pendel, nieuw of nieuw=pendel,vrouw. Er wordt niets vastgelegd.",
)
@click.option("--advice", "advised", is_flag=True, help="Welke nieuwe vrijwilliger of training helpt de meeste zaken?")
@click.option(
    "--export",
    "export_file",
    metavar="BESTAND",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Schrijf alles waaruit een ander het plan kan narekenen naar een bestand.",
)
@json_option
@pass_app
def command(
    app: App,
    typed: tuple[str, ...],
    *,
    why_team: str | None,
    chosen: str | None,
    proposed: bool,
    accepted: bool,
    declined: str | None,
    reden: str | None,
    imagined: tuple[str, ...],
    advised: bool,
    export_file: Path | None,
    as_json: bool,
) -> None:
    """Stel voor elke wachtende zaak een team voor.

    bb bekijkt alle wachtende zaken samen: eerst zo veel mogelijk dringende en lang wachtende zaken,
    dan de teams die het best passen. Zonder keuze wordt er niets vastgelegd; u kiest.

    \b
    Voorbeelden:
      bb match                                  het plan voor alle wachtende zaken
      bb match 24 --why v-3 v-14                wat dit team zou kosten
      bb match --propose                        leg de voorstellen vast
      bb match 24 --accept                      iedereen zei ja
      bb match 24 --decline v-3 --reason geen-tijd
      bb match 24 --choose v-3,v-14 --reason ervaring
      bb match --what-if v-3=afwezig            het plan als v-3 er niet is
    """  # noqa: D301 - click reads \b as: leave these lines as they are
    asked: dict[str, Callable[[], None]] = {
        "--why": lambda: _why(app, typed, why_team or ""),
        "--choose": lambda: _choose(app, typed, chosen or "", reden),
        "--propose": lambda: _propose(app, typed),
        "--accept": lambda: _accept(app, typed, reden),
        "--decline": lambda: _decline(app, typed, declined or "", reden),
        "--what-if": lambda: _what_if(app, typed, imagined),
        "--advice": lambda: _advice(app, typed),
    }
    typed = tuple(ids_typed(app.folder, word) for word in typed)
    why_team, chosen, declined = (_volunteers(app, words) for words in (why_team, chosen, declined))
    imagined = tuple(_imagined(app, one) for one in imagined)
    used = dict(zip(asked, (why_team, chosen, proposed, accepted, declined, imagined, advised), strict=True))
    names = [name for name, value in used.items() if value]
    if len(names) > 1:
        raise Stop(f"{join_nl(names)} kunnen niet samen.", Status.USAGE)
    if reden is not None and names not in (["--choose"], ["--accept"], ["--decline"]):
        raise Stop("--reason hoort bij --choose, --accept of --decline.", Status.USAGE)
    if names and (as_json or export_file):
        raise Stop(f"{names[0]} kan niet samen met --json of --export.", Status.USAGE)
    if names:
        asked[names[0]]()
    elif as_json or export_file:
        _export(app, typed, export_file, as_json=as_json)
    else:
        _say_plan(app, plan_match(app.folder, app.today, typed))


def _volunteers(app: App, typed: str | None) -> str | None:
    """Return what was typed with the ids of the volunteers whose names stand in it."""
    return typed and ids_typed(app.folder, typed, "vrijwilliger")


def _imagined(app: App, typed: str) -> str:
    """Return `Sam=afwezig` as `v-3=afwezig`; `nieuw=…` is nobody's name."""
    name, sign, words = typed.partition("=")
    return typed if name.strip() == NEW else f"{ids_typed(app.folder, name, 'vrijwilliger')}{sign}{words}"


def _say(line: str) -> None:
    say(wrapped(names_now().beside(line), width()) if line else "")


def _say_plan(app: App, plan: Plan) -> None:
    for skipped in plan.skipped:
        note(f"{skipped.casus}: {skipped.reason}")
    waiting = len(plan.proposals) + len(plan.unmatched)
    if not waiting:
        say("Er wacht geen zaak op een team.")
    else:
        _say(f"{count_nl(waiting, 'zaak wacht', 'zaken wachten')} op een team; voor {_matched(plan, waiting)}.")
        _say(verdict(plan))
    for heading, lines in plan_lines(plan, app.today):
        say()
        say_heading(names_now().beside(heading))
        for line in lines:
            _say(line)
    for line in fixed_lines(plan.fixed):
        _say(line)
    if waiting:
        say()
        for line in fairness_lines(plan):
            _say(line)
    if plan.unmatched:
        note("Welke nieuwe vrijwilliger of training helpt: bb match --advice")


def _matched(plan: Plan, waiting: int) -> str:
    if not plan.proposals:
        return "geen ervan is er een" if waiting > 1 else "die zaak is er geen"
    if len(plan.proposals) == waiting:
        return "elk ervan is er een" if waiting > 1 else "die zaak is er een"
    return f"{len(plan.proposals)} is er een"


def _export(app: App, typed: Sequence[str], path: Path | None, *, as_json: bool) -> None:
    plan, values = exported(app.folder, app.today, typed)
    if path is not None:
        write_export(values, path)
        note(f"Geschreven: {path}. Daarmee kan een ander programma het plan narekenen.")
    if as_json:
        rows = [*map(proposal_row, plan.proposals), *map(unmatched_row, plan.unmatched)]
        say_json(rows, **values)


def _split(app: App, opened: Opened, typed: Sequence[str], more: str) -> tuple[Casus, tuple[str, ...]]:
    """Return the one case and the volunteers that were typed, in whatever order.

    Raises:
        Stop: not exactly one case, or no volunteer.
    """
    people = [word for word in typed if word[:1] in "vVgG"]
    cases = [word for word in typed if word not in people]
    team = the_team(opened.register, [more, *people], app.today)
    if len(cases) != 1:
        raise Stop("Noem een zaak, zoals: bb match 24 --why v-3 v-14", Status.USAGE)
    return the_case(opened.register, cases[0], app.today), team


def _one_case(app: App, opened: Opened, typed: Sequence[str]) -> Casus:
    if len(typed) != 1:
        raise Stop("Noem een zaak, zoals: bb match 24 --accept", Status.USAGE)
    return the_case(opened.register, typed[0], app.today)


def _why(app: App, typed: Sequence[str], more: str) -> None:
    opened = open_with_wishes(app.folder, app.today)
    casus, team = _split(app, opened, typed, more)
    found = why(opened.register, app.today, casus, team)
    say_heading(f"{casus.id}: {' en '.join(team)}")
    lines = why_not_lines(found) if isinstance(found, tuple) else comparison_lines(found)
    for line in lines:
        _say(line)


def _choose(app: App, typed: Sequence[str], more: str, reden: str | None) -> None:
    opened = open_for_planning(app.folder)
    refuse_example(opened.register.organisatie)
    casus, team = _split(app, opened, typed, more)
    reden = reden or _reason(app, opened, "koppeling", "--choose")
    decided = choose(opened, app.today, casus, team, reden)
    say(f"Vastgelegd bij {casus.id}: koppeling van {join_nl(team)} ({reden}).")
    for objection in decided.overridden:
        _say(f"  Toch gekozen, tegen de eis {objection.eis}: {objection.reason}.")
    _say_next(app, decided)


def _propose(app: App, typed: Sequence[str]) -> None:
    opened = open_with_wishes(app.folder, app.today)
    refuse_example(opened.register.organisatie)
    only = tuple(the_case(opened.register, word, app.today).id for word in typed)
    plan = plan_for(opened.register, app.today, only)
    for skipped in plan.skipped:
        note(f"{skipped.casus}: {skipped.reason}")
    for fixed in plan.fixed:
        if fixed.casus in only:
            note(f"{fixed.casus}: er staat al een voorstel open, aan {join_nl(fixed.team)}.")
    propose(opened, app.today, plan)
    for proposal in plan.proposals:
        _say(f"Vastgelegd bij {proposal.casus}: voorstel aan {join_nl(proposal.team)}.")
    first = plan.proposals[0]
    note(f"Zegt iedereen ja: bb match {first.casus} --accept")
    note(f"Kan iemand niet: bb match {first.casus} --decline {first.team[0]}")


def _accept(app: App, typed: Sequence[str], reden: str | None) -> None:
    opened = open_for_planning(app.folder)
    refuse_example(opened.register.organisatie)
    casus = _one_case(app, opened, typed)
    decided = accept(opened, app.today, casus, reden)
    team = decided.cases[0].verloop[-1].get("team") or ()
    say(f"Vastgelegd bij {casus.id}: koppeling van {join_nl(team)}.")
    _say_next(app, decided)


def _decline(app: App, typed: Sequence[str], who: str, reden: str | None) -> None:
    opened = open_with_wishes(app.folder, app.today)
    refuse_example(opened.register.organisatie)
    casus = _one_case(app, opened, typed)
    members = the_team(opened.register, (who,), app.today)
    if len(members) != 1:
        raise Stop("Noem een vrijwilliger achter --decline, zoals: --decline v-3", Status.USAGE)
    decided = decline(opened, app.today, casus, members[0], reden)
    _say(f"Vastgelegd bij {casus.id}: {members[0]} kan niet. Dat telt nooit tegen {members[0]}.")
    plan = plan_for(decided.register, app.today)
    for heading, lines in plan_lines(plan, app.today):
        if heading.startswith(casus.id):
            say()
            say("Het plan is opnieuw gemaakt. Voor deze zaak nu:")
            say_heading(names_now().beside(heading))
            for line in lines:
                _say(line)


def _what_if(app: App, typed: Sequence[str], imagined: Sequence[str]) -> None:
    for line in imagined_lines(what_if(app.folder, app.today, typed, imagined)):
        _say(line)


def _advice(app: App, typed: Sequence[str]) -> None:
    if typed:
        raise Stop("--advice gaat over alle wachtende zaken samen; noem er geen zaak bij.", Status.USAGE)
    for line in advice_lines(advice(app.folder, app.today)):
        _say(line)


def _reason(app: App, opened: Opened, wat: str, option: str) -> str:
    """Ask for a reason that was not typed.

    Raises:
        Stop: nobody is there to answer.
    """
    key = EVENTS["casus"][wat].key("reden")
    options = choices(opened.register, key, app.today) if key else ()
    if key and interactive():
        while not (given := answer(key, app.today, options=options)):
            note("Een reden hoort erbij.")
        return str(given)
    raise Stop(f"Bij {option} hoort --reason. Kies uit: {', '.join(options or ())}.", Status.USAGE)


def _say_next(app: App, decided: Decided) -> None:
    for line in warning_lines(decided.warnings):
        note(line)
    for casus in decided.cases:
        for line in next_lines(app, decided.register, casus):
            note(line)
