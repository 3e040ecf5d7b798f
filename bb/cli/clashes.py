"""Asking what holds when two people changed the same, in words a coördinator uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from bb.actions.join import About, Answers, Clash, Outcome, Side
from bb.actions.stop import Stop
from bb.actions.sync import Version
from bb.cli.ask import ask_choice, interactive
from bb.cli.output import note
from bb.domain.detectors import mask
from bb.text.dates import short_day_nl

_HERE, _THERE, _BOTH = "hier", "elders", "beide"
_SIDES = {_HERE: Side.OURS, _THERE: Side.THEIRS, _BOTH: Side.BOTH}
Sides = tuple[Version | None, Version | None]
_GONE = "(weggehaald)"


def ask_about(found: Outcome, sides: Sides, *, ask: bool) -> Answers:
    """Ask for each clash in a file which version holds.

    Args:
        found: the file. What is in a dossier is shown as it is: only who has the keys comes here.
        sides: what was kept last of it, here and elsewhere.
        ask: whether to ask; nobody does when nobody is there to answer.

    Raises:
        Stop: nobody is there to answer; nothing has changed.
        click.Abort: the person stops.
    """
    name = PurePosixPath(found.path).stem
    if not ask or not interactive():
        about = "\n".join(f"  {name}: {_about(clash)}" for clash in found.clashes)
        raise Stop(
            f"Hier en elders is hetzelfde gewijzigd:\n{about}\n"
            "Er is niets samengevoegd en niets gedeeld. Typ bb sync in een terminal; dan vraagt bb wat geldt."
        )
    answers = {}
    here, there = (_by(side) for side in sides)
    for clash in found.clashes:
        note("")
        note(f"{name}: {_happened(clash)}")
        if clash.base is not None:
            _show("eerst", clash.base, private=found.private)
        _show(_HERE, clash.ours, private=found.private)
        _show(_THERE, clash.theirs, private=found.private)
        options = {_HERE: f"zoals op deze computer{here}", _THERE: f"zoals op de gedeelde plek{there}"}
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


def _by(side: Version | None) -> str:
    return "" if side is None else f": {mask(side.author)}, {short_day_nl(side.day)}"


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


def _happened(clash: Clash) -> str:
    """Return in a sentence what two people did."""
    if clash.about is About.EVENT and clash.base is None:
        return f"op twee plekken is een andere {clash.path[-1]} vastgelegd."
    return f"{_about(clash)} is op twee plekken anders gewijzigd."


def _show(who: str, written: str | None, *, private: bool) -> None:
    """Show one version, at most a few lines of it."""
    bare = _GONE if written is None else re.sub(r"\A\{(.*)\}\Z", r"\1", written.rstrip("\n"))  # an event, as a sentence
    lines = [line if private else mask(line) for line in bare.split("\n")]
    for number, line in enumerate(lines[:_LINES]):
        note(f"  {f'{who}:' if not number else '':<8} {line}")
    if len(lines) > _LINES:
        note(f"  {'':<8} … (nog {len(lines) - _LINES} regels)")


_LINES = 8
