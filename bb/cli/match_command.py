"""`bb match`: a team for every waiting case, and why."""

from __future__ import annotations

import click

from bb.actions.plan_match import fairness_line, plan_match, verdict
from bb.cli.app import App, json_option, pass_app
from bb.cli.matches import fixed_lines, proposal_lines, proposal_row, unmatched_lines, unmatched_row
from bb.cli.output import note, say, say_heading, say_json
from bb.text.plurals import count_nl


@click.command("match")
@click.argument("cases", nargs=-1, metavar="[ZAAK]...")
@json_option
@pass_app
def command(app: App, cases: tuple[str, ...], *, as_json: bool) -> None:
    """Stel voor elke wachtende zaak een team voor.

    bb bekijkt alle wachtende zaken samen: eerst zo veel mogelijk dringende en lang wachtende zaken,
    dan de teams die het best passen. Er wordt niets vastgelegd; u kiest. Kiest u een team, leg dat
    dan vast met bb log ZAAK voorstel of bb log ZAAK koppeling.
    """
    plan = plan_match(app.folder, app.today, cases)
    if as_json:
        rows = [*map(proposal_row, plan.proposals), *map(unmatched_row, plan.unmatched)]
        say_json(rows, W=plan.W, Q=plan.Q, bound=plan.bound, proven=plan.proven)
        return
    for skipped in plan.skipped:
        note(f"{skipped.casus}: {skipped.reason}")
    waiting = len(plan.proposals) + len(plan.unmatched)
    if not waiting:
        say("Er wacht geen zaak op een team.")
    else:
        say(f"{count_nl(waiting, 'zaak wacht', 'zaken wachten')} op een team; voor {len(plan.proposals)} is er een.")
        say(verdict(plan))
    for proposal in plan.proposals:
        say()
        say_heading(f"{proposal.casus}: {' en '.join(proposal.team)}")
        for line in proposal_lines(proposal, app.today):
            say(line)
    for unmatched in plan.unmatched:
        say()
        say_heading(f"{unmatched.casus}: geen team")
        for line in unmatched_lines(unmatched, app.today):
            say(line)
    for line in fixed_lines(plan.fixed):
        say(line)
    if waiting:
        say()
        say(fairness_line(plan))

