"""Asking what holds when two people changed the same, in words a coördinator uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from bb.actions.join import About, Answers, Clash, Outcome, Side
from bb.actions.stop import Stop
from bb.cli.ask import ask_choice, interactive
from bb.cli.output import note
from bb.domain.detectors import mask

_HERE, _THERE, _BOTH = "hier", "elders", "beide"
_SIDES = {_HERE: Side.OURS, _THERE: Side.THEIRS, _BOTH: Side.BOTH}
_GONE = "(weggehaald)"


def ask_about(path: str, clashes: Sequence[Clash]) -> Answers:
    """Ask for each clash in a file which version holds.

    Raises:
        Stop: nobody is there to answer; nothing has changed.
        click.Abort: the person stops.
    """
    name = PurePosixPath(path).stem
    if not interactive():
        about = "\n".join(f"  {name}: {_about(clash)}" for clash in clashes)
        raise Stop(
            f"Hier en elders is hetzelfde gewijzigd:\n{about}\n"
            "Er is niets veranderd. Typ bb sync in een terminal; dan vraagt bb wat geldt."
        )
    answers = {}
    for clash in clashes:
        note("")
        note(f"{name}: {_about(clash)} is op twee plekken anders gewijzigd.")
        if clash.base is not None:
            _show("eerst", clash.base)
        _show(_HERE, clash.ours)
        _show(_THERE, clash.theirs)
        options = {_HERE: "zoals het op deze computer staat", _THERE: "zoals het op de gedeelde plek staat"}
        if clash.may_be_both:
            options[_BOTH] = "allebei houden"
        answers[clash] = _SIDES[ask_choice("Wat geldt?", options)]
    return answers


def say_twice(outcomes: Iterable[Outcome]) -> None:
    """Say which lines both wrote in the same words: they stay both, and may be one thing."""
    for one in outcomes:
        for line in one.twice:
            note(f"{PurePosixPath(one.path).stem}: deze regel staat er nu twee keer, van elk van u een: {mask(line)}")
            note("  Is het een en dezelfde gebeurtenis? Haal er dan een weg.")


def _about(clash: Clash) -> str:
    match clash.about:
        case About.KEY:
            return f"het veld {' '.join(map(str, clash.path))}"
        case About.EVENT:
            return f"de gebeurtenis {clash.path[-1]}"
        case About.BODY:
            return "een stuk tekst"
        case About.FILE:
            return "het hele bestand"


def _show(who: str, written: str | None) -> None:
    """Show one version, at most a few lines of it."""
    bare = _GONE if written is None else re.sub(r"\A\{(.*)\}\Z", r"\1", written.rstrip("\n"))  # an event, as a sentence
    lines = [mask(line) for line in bare.split("\n")]
    for number, line in enumerate(lines[:_LINES]):
        note(f"  {f'{who}:' if not number else '':<8} {line}")
    if len(lines) > _LINES:
        note(f"  {'':<8} … (nog {len(lines) - _LINES} regels)")


_LINES = 8
