"""A telephone call as it goes: which question is next, what may be answered, what Enter stands for, what was meant.

Which questions there are stands in `bb.domain.intake`; here they meet the records. A call is a value: an answer gives
a new one. Who asks is `bb.cli.intake_call`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bb.actions.choices import choices
from bb.actions.dossiers import read
from bb.actions.returning import ADRES, Earlier, earlier_cases
from bb.actions.stop import Status, Stop
from bb.actions.typed import value_of
from bb.actions.vault import Vault
from bb.domain.detectors import quoted
from bb.domain.dossier import CasusDossier, PartijDossier
from bb.domain.fields import as_written
from bb.domain.ids import ZELF
from bb.domain.intake import (
    BEWONER,
    FOUND,
    Answers,
    Question,
    Situation,
    consent_of,
    contra_of,
    missing_of,
    said,
    to_ask,
)
from bb.domain.records import Casus, Partij
from bb.domain.register import Register
from bb.domain.suitability import CONTRA, places
from bb.domain.types import JA_NEE, Many, Scalar, Value, keys_of
from bb.domain.vocabulary import AANPAKKEN, URGENTIES
from bb.text.suggest import closest

CALLED = ("telefoon", "deur", "spreekuur")
"""The ways in which somebody is there to answer an intake."""

_AGAIN = "vervolg_op"
_SAME_HOUSE = ("wijk", "bezit", "verhuurder")
_YES = ("j", "ja")
_EMPTY = ("-",)
_NO = "n"
_NONE = (*_EMPTY, "nee", "geen", "niets")
_LANDLORD = "woningcorporatie"
_WORTH_TELLING = 2  # minutes
_RECOGNISED = ("naam", "telefoon", "adres")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A call under way: what was known before, the answers so far, and the questions that were put, in order.

    `earlier` holds by party the cases it was recognised in, `minutes` how long the call has taken.
    """

    register: Register
    situation: Situation
    vault: Vault | None = None
    answers: Answers = field(default_factory=dict, repr=False)
    history: tuple[str, ...] = ()
    earlier: Mapping[str, tuple[Earlier, ...]] = field(default_factory=dict, repr=False)
    minutes: int = 0

    @property
    def said(self) -> Answers:
        """The answers that have a point."""
        return said(self.situation, self.answers)

    @property
    def next(self) -> Question | None:
        """The question that comes now; None when all were put."""
        return next((one for one in to_ask(self.situation, self.answers) if one.name not in self.history), None)


def begin_talk(register: Register, vault: Vault | None, casus: Casus | None, today: date) -> Talk:
    """Return a call in which nothing was said; of a case that is there, what is known of it is not asked again."""
    known = _known(casus, vault) if casus else {}
    situation = Situation(
        organisatie=register.organisatie,
        today=today,
        unlocked=vault is not None,
        casus=casus,
        known=frozenset(known),
    )
    return Talk(register=register, situation=situation, vault=vault, answers=known)


def _known(casus: Casus, vault: Vault | None) -> dict[str, str]:
    """Return what is known of a case, by the names of the questions."""
    told: dict[str, Value] = {
        "klachten": casus.klachten,
        "verwijzer": casus.verwijzer,
        "complex": casus.complex or None,
    }
    for letter, party in casus.partijen.items():
        told |= {f"{letter}.{name}": getattr(party, name) for name in keys_of(Partij)}
    held = read(vault, "casus", casus.id) if vault else None
    dossier = held.written.value if held and held.text else None
    if isinstance(dossier, CasusDossier):
        told["dossier.verhaal"] = dossier.verhaal
        for letter, person in dossier.partijen.items():
            told |= {f"{letter}.{name}": getattr(person, name) for name in keys_of(PartijDossier) if name != "wensen"}
    return {name: as_typed(value) for name, value in told.items() if value not in (None, (), "", False)}


def as_typed(value: Value) -> str:
    """Return a value as somebody would type it.

    >>> as_typed(("nl", "tr")), as_typed(True)
    ('nl,tr', 'ja')
    """
    written = as_written(value)
    return ",".join(written) if isinstance(written, tuple) else str(written)


# Answering.


def answered(talk: Talk, question: Question, typed: str | None) -> Talk:
    """Return the call with an answer, or with a question that was skipped (None)."""
    changed = (typed or None) != talk.answers.get(question.name)
    answers = {name: told for name, told in talk.answers.items() if name != question.name}
    if typed:
        answers[question.name] = typed
    history = (*(name for name in talk.history if name != question.name), question.name)
    now = replace(talk, answers=answers, history=history)
    letter, _, rest = question.name.partition(".")
    return recognised(now, letter) if changed and rest in _RECOGNISED else now


def gone_back(talk: Talk) -> Talk | None:
    """Return the call with the last question that still has a point to be put again; None when there is none."""
    pointed = {one.name for one in to_ask(talk.situation, talk.answers)}
    for count in range(len(talk.history) - 1, -1, -1):
        if talk.history[count] in pointed:
            return replace(talk, history=talk.history[:count])
    return None


def recognised(talk: Talk, letter: str) -> Talk:
    """Return the call with the earlier cases a party was recognised in; nobody is while the dossiers are shut."""
    if talk.vault is None:
        return talk
    told = {name: talk.answers.get(f"{letter}.{name}") for name in _RECOGNISED}
    person = PartijDossier(
        naam=told["naam"],
        adres=told["adres"],
        telefoon=tuple(told["telefoon"].split(",")) if told["telefoon"] else (),
    )
    own = talk.situation.casus.id if talk.situation.casus else None
    found = earlier_cases(talk.vault, person, own)
    answers = {name: one for name, one in talk.answers.items() if name != f"{FOUND}.{letter}"}
    if found:
        answers[f"{FOUND}.{letter}"] = ",".join(dict.fromkeys(one.id for one in found))
    return replace(talk, answers=answers, earlier={**talk.earlier, letter: found})


# What may be answered.


def options_of(talk: Talk, question: Question) -> tuple[str, ...] | None:
    """Return the words a question may be answered with; None when the form is all that counts."""
    begin, _, letter = question.name.partition(".")
    type_ = question.key.type.of if isinstance(question.key.type, Many) else question.key.type
    match begin:
        case "verwijzer":
            known = choices(talk.register, question.key, talk.situation.today) or ()
            return known if talk.answers.get("belt") == BEWONER else tuple(one for one in known if one != ZELF)
        case "verwijzen":
            return tuple(places(talk.situation.organisatie, contra_of(talk.said), _gemeente(talk)))
        case "vervolg_op":
            return tuple(talk.answers.get(f"{FOUND}.{letter}", "").split(","))
        case _ if isinstance(type_, Scalar) and type_.choices:
            return type_.choices
        case _:
            return choices(talk.register, question.key, talk.situation.today)


def _gemeente(talk: Talk) -> str | None:
    return talk.situation.organisatie.gemeente(talk.answers.get("A.wijk"))


def default_of(talk: Talk, question: Question) -> str | None:
    """Return what Enter stands for: what was answered before, else what is usual; None when it skips."""
    if question.long:
        return None
    usual = talk.answers.get(question.name) or _usual(talk, question.name)
    options = options_of(talk, question)
    return usual if usual is None or options is None or all(one in options for one in usual.split(",")) else None


def _usual(talk: Talk, name: str) -> str | None:
    answers, today = talk.said, talk.situation.today.isoformat()
    fixed = {
        "belt": BEWONER,
        "via": CALLED[0],
        "op": today,
        "intake": today,
        "urgentie": URGENTIES[0],
        "complex": "nee",
        "genoeg": "nee",
        "sluiten": "ja",
        "B.wijk": answers.get("A.wijk"),
    }
    letter, _, rest = name.partition(".")
    if rest in _SAME_HOUSE and (known := _at_this_door(talk, letter, rest)):
        return known
    match name:
        case "verwijzer":
            return ZELF if answers.get("belt") == BEWONER else None
        case "A.verhuurder":
            partner = talk.register.partner.get(answers.get("verwijzer", ""))
            return partner.id if partner and partner.soort == _LANDLORD else None
        case "nu":
            return "ja" if answers.get("belt") == BEWONER and answers.get("via") in CALLED else "nee"
        case "geschikt":
            return "ja" if not against(talk) and consent_of(answers) != () else None
        case "aanpak":
            return AANPAKKEN[0]
        case "minuten":
            return str(talk.minutes) if talk.minutes >= _WORTH_TELLING else None
        case "reden":
            return _reason(answers)
        case _:
            return fixed.get(name)


def _at_this_door(talk: Talk, letter: str, name: str) -> str | None:
    """Return what an earlier case knows of the same front door."""
    for one in talk.earlier.get(letter, ()):
        casus = talk.register.casus.get(one.id)
        party = casus.partijen.get(one.letter) if casus and ADRES in one.same else None
        if party and getattr(party, name):
            return str(getattr(party, name))
    return None


def against(talk: Talk) -> tuple[str, ...]:
    """Return what speaks against the case: the contra-indications, and the conditions that are not met."""
    return (*contra_of(talk.said), *missing_of(talk.said))


def _reason(answers: Answers) -> str:
    if consent_of(answers) == () and not contra_of(answers):
        return "geen-toestemming"
    return "doorverwezen" if answers.get("toestemming.doorverwijzing") == "ja" else "contra"


# What was meant.


def meant(talk: Talk, question: Question, typed: str) -> str:
    """Return an answer as it is kept: whole words for the beginning of one, or for its number where a list is shown.

    Empty when it means that there is none.

    Raises:
        Stop: it is no answer to this question; the message says what is.
    """
    if question.long:
        return typed.strip("\n")
    options = options_of(talk, question)
    if not question.key.required and _is_none(typed.strip().lower(), question, options or ()):
        return ""
    many = isinstance(question.key.type, Many)
    if options is not None:
        parts = [part.strip() for part in typed.split(",") if part.strip()] if many else [typed.strip()]
        if question.name.startswith(_AGAIN) and parts[0].lower() in _YES:
            parts = list(options)
        typed = ",".join(_word(part, options, listed=is_listed(question)) for part in parts)
    return as_typed(value_of(question.key, typed, talk.situation.today))


def _is_none(typed: str, question: Question, options: Sequence[str]) -> bool:
    """Tell whether an answer says that there is none: nee, where it is no answer itself."""
    if question.key.type is JA_NEE:
        return typed in _EMPTY
    return typed in _NONE or (typed == _NO and bool(options) and not any(one.startswith(_NO) for one in options))


def is_listed(question: Question) -> bool:
    """Tell whether the options of a question are shown below each other, so that a number will do."""
    return question.name in (CONTRA, "waarom", "verwijzen")


def _word(typed: str, options: Sequence[str], *, listed: bool) -> str:
    """Return the option that was meant.

    Where a list is shown a single letter is none: j may mean ja.
    """
    typed = typed.replace(" ", "-")
    if typed in options:
        return typed
    if listed and typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(options):
        return options[int(typed) - 1]
    if listed and typed.lower() in _YES:
        raise Stop("Welke? Typ het nummer of het woord; meer met komma's ertussen.", Status.USAGE)
    begun = [one for one in options if one.startswith(typed.lower()) and (len(typed) > 1 or not listed)]
    begun = begun or [one for one in options if one.endswith(typed) and one[:4].isdigit()]
    if len(begun) == 1:
        return begun[0]
    near = closest(typed, options)
    if begun:
        said = f"'{quoted(typed)}' kan meer betekenen: {', '.join(begun)}."
    elif near:
        said = f"'{quoted(typed)}' kennen we niet. Bedoelde u '{near}'?"
    else:
        said = f"'{quoted(typed)}' kennen we niet. Kies uit: {', '.join(options)}."
    raise Stop(said, Status.USAGE)
