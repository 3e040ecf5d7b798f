"""What is said around a question of a call: before it, after its answer, and to who types `?`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date

from bb.actions.intake_talk import Talk, is_listed, options_of
from bb.actions.returning import earlier_nl
from bb.domain.intake import Question, contra_of, missing_of
from bb.domain.suitability import CONTRA, VOORWAARDE, Uitleg, all_places, explained
from bb.domain.types import DATUM, JA_NEE
from bb.text.dates import short_day_nl

_WIDTH = 78
_KNOWN_WORDS = ".kan"  # the question says how they look
_NO_NAMES = "Dan vragen we geen namen en adressen. Laat de verwijzer het eerst vragen, of de bewoner zelf bellen."
_NOT_KEPT = "Dan bewaren we geen naam, adres of verhaal; wat daarvan al was getypt, vervalt."
_FEW = 50  # characters of words that can stand behind a question with a usual answer


def before_lines(talk: Talk, question: Question, default: str | None) -> Iterable[str]:
    """Yield what somebody must see to answer: the list of contra-indications, where to refer, who was here before."""
    shown = _choice(talk, question)
    if default is None and len(shown) > _FEW:
        yield from wrapped_after(shown, "  ")
    match question.name:
        case "contra" | "waarom":
            yield from _meanings(talk)
        case "verwijzen":
            for number, name in enumerate(options_of(talk, question) or (), start=1):
                place = all_places(talk.situation.organisatie)[name]
                reach = f": {place.bereikbaar}" if place.bereikbaar else ""
                yield f"  {number}  {place.naam}{reach}"
        case "vervolg_op.A" | "vervolg_op.B":
            for case in talk.earlier.get(question.name[-1], ()):
                yield f"  {earlier_nl(talk.register, case, talk.situation.today)}"
        case "geschikt":
            contra, missing = contra_of(talk.said), missing_of(talk.said)
            if contra:
                yield f"  Contra-indicatie: {', '.join(contra)}."
            if missing:
                yield f"  Niet voldaan aan: {', '.join(missing)}."


def _meanings(talk: Talk) -> Iterable[str]:
    words = explained(talk.situation.organisatie, CONTRA, talk.situation.today)
    longest = max((len(one.woord) for one in words), default=0)
    for number, one in enumerate(words, start=1):
        yield from wrapped_after(one.betekent, f"  {number}  {one.woord:<{longest}}  ")


def words_shown(talk: Talk, question: Question, default: str | None) -> str:
    """Return the words one may choose from as they stand behind a question; a long list stands above it, or at `?`."""
    if question.name.startswith("vervolg_op"):
        return f" ({_choice(talk, question)}; ja of nee)"
    shown = "ja/nee" if question.key.type is JA_NEE else _choice(talk, question)
    if not shown or (len(shown) > _FEW and default is None):
        return ""
    return f" ({shown})" if len(shown) <= _FEW else " (?: lijst)"


def default_shown(question: Question, default: str | None) -> str:
    """Return what Enter stands for as it stands behind a question."""
    if not default:
        return ""
    return f" [{short_day_nl(date.fromisoformat(default))}]" if question.key.type is DATUM else f" [{default}]"


def _choice(talk: Talk, question: Question) -> str:
    if is_listed(question) or question.name.endswith(_KNOWN_WORDS):
        return ""
    return ", ".join(options_of(talk, question) or ())


def after_lines(talk: Talk, question: Question) -> Iterable[str]:
    """Yield what follows from an answer: what a contra-indication asks for, what is not kept."""
    told = talk.answers.get(question.name)
    list_, _, word = question.name.partition(".")
    if question.name in (CONTRA, "waarom"):
        yield from _advice(talk, CONTRA, (told or "").split(","))
    elif list_ == "ontbreekt" and told == "nee":
        yield from _advice(talk, VOORWAARDE, [word])
    elif question.name == "weet" and told == "nee":
        yield from wrapped_after(_NO_NAMES, "  ")
    elif question.name == "toestemming.opslag" and told == "nee":
        yield from wrapped_after(_NOT_KEPT, "  ")


def _advice(talk: Talk, list_: str, words: Iterable[str]) -> Iterable[str]:
    for one in explained(talk.situation.organisatie, list_, talk.situation.today):
        if one.woord in words and one.advies:
            yield from wrapped_after(one.advies, f"  {one.woord}: ")


def help_lines(talk: Talk, question: Question | None) -> Iterable[str]:
    """Yield what `?` says: what the question means, what is usual, and which words there are."""
    if question is None:
        yield "  ja: het wordt vastgelegd als één geheel. <: terug naar de laatste vraag. stop: later verder."
        return
    yield from wrapped_after(question.explains, "  ")
    list_, _, word = question.name.partition(".")
    asked: tuple[Uitleg, ...] = ()
    if question.name in (CONTRA, "waarom"):
        asked = explained(talk.situation.organisatie, CONTRA, talk.situation.today)
    elif list_ == "ontbreekt":
        known = explained(talk.situation.organisatie, VOORWAARDE, talk.situation.today)
        asked = tuple(one for one in known if one.woord == word)
    for one in asked:
        yield from wrapped_after(one.advies, f"  {one.woord}: " if len(asked) > 1 else "  Bij nee: ")
    options = options_of(talk, question)
    if options and not is_listed(question):
        yield from wrapped_after(", ".join(options), "  Kies uit: ")


def wrapped_after(text: str, begin: str) -> list[str]:
    """Return a text in lines of a terminal, the first with something before it; words are not broken."""
    later = " " * len(begin) if len(begin) < _WIDTH // 3 else "    "
    return textwrap.wrap(text, _WIDTH, initial_indent=begin, subsequent_indent=later, break_on_hyphens=False)
