"""`bb explain`: what a code of the check means."""

from __future__ import annotations

import textwrap

import click

from bb.actions.explain import all_codes, meaning
from bb.cli.output import say, say_heading
from bb.domain.finding import Mends

_WIDTH = 78


@click.command("explain")
@click.argument("code", required=False, metavar="[CODE]")
def command(code: str | None) -> None:
    """Leg uit wat een melding van de controle betekent.

    CODE is de code achter de plaats, zoals BB405. Zonder CODE krijgt u alle codes.
    """
    if code is None:
        for known, title in all_codes().items():
            say(f"{known}  {title}")
        return
    told = meaning(code)
    say_heading(f"{told.code} ({told.severity}): {told.title}")
    say()
    say(textwrap.fill(told.what, _WIDTH))
    say()
    say(textwrap.fill(told.why, _WIDTH))
    if told.remedy:
        say()
        say(textwrap.fill(told.remedy, _WIDTH))
    if told.example:
        say()
        say(f"Voorbeeld, in {told.path}:")
        say(textwrap.indent(told.example, "  "))
        say("Beter:")
        say(textwrap.indent(told.better, "  "))
    if told.mends is not Mends.NEVER:
        say()
        say(told.mends)
