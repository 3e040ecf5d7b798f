"""The telephone call: what is asked, in the order a call goes, and when a question has no point.

A conversation is data: questions with a name, a key (its type) and a condition on the answers so far. Names are those
of what may also be typed (`bb new casus NAME=VALUE`), so that what was asked and what was typed go the same way
(`words_of`, `private_of`); answers are texts as they would be typed. Nothing here asks. How the questions are put
stands in `bb.domain.intake_texts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bb.domain.call import DOORVERWIJZING, KEYS, OPSLAG, A, coordinators_for
from bb.domain.dossier import LANG, CasusDossier, PartijDossier
from bb.domain.events import COMMON, EVENTS
from bb.domain.fields import Place
from bb.domain.ids import ZELF
from bb.domain.intake_texts import TEXTS
from bb.domain.records import Casus, Organisatie, Partij
from bb.domain.suitability import CONTRA, VOORWAARDE, all_places, explained
from bb.domain.types import JA_NEE, Key, Type, keys_of, one_of

Answers = Mapping[str, str]
"""What was said, by the name of the question, as it would be typed; what was skipped is not in it."""

"""Where something stands in the dossier of a case: `("partijen", "A", "naam")`."""

BEWONER, VERWIJZER = "bewoner", "verwijzer"
FOUND: Final = "gevonden"
"""`gevonden.A` holds the earlier cases that A was recognised in: found, never asked."""

_B = "B"
_DOSSIER, _MISSING, _CONSENT, _AGAIN = "dossier", "ontbreekt", "toestemming", "vervolg_op"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known before the first question.

    `casus` is the case the intake is of, None for a new one; `known` names what is known of it already, so is not asked
    again; `unlocked` tells whether there is a dossier to keep in what belongs there.
    """

    organisatie: Organisatie
    today: date
    unlocked: bool
    casus: Casus | None = None
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: the part of the call it is in, what may be answered, and what `?` says of it."""

    name: str
    part: str
    key: Key
    explains: str

    @property
    def long(self) -> bool:
        """Whether the answer may run over several lines."""
        return self.key.type is LANG


# What follows from the answers so far.


def contra_of(answers: Answers) -> tuple[str, ...]:
    """Return the contra-indications that were named."""
    told = answers.get(CONTRA) or answers.get("waarom") or ""
    return tuple(word for word in told.split(",") if word)


def missing_of(answers: Answers) -> tuple[str, ...]:
    """Return the conditions that are not met."""
    return tuple(name for name, told in _under(_MISSING, answers).items() if told == "nee")


def consent_of(answers: Answers) -> tuple[str, ...] | None:
    """Return what A gave consent for, None when it was not asked; without storing there is no consent to anything."""
    told = _under(_CONSENT, answers)
    if not told:
        return None
    return () if _refused(answers) else tuple(name for name, one in told.items() if one == "ja")


def suits(answers: Answers) -> bool | None:
    """Tell whether the case was found suitable; None as long as nobody decided."""
    told = answers.get("geschikt")
    return None if told is None else told == "ja" and answers.get("toch") != "nee"


def closes(answers: Answers) -> bool:
    """Tell whether the case ends with this call."""
    return "ja" in (answers.get("genoeg"), answers.get("sluiten"))


def _under(begin: str, answers: Answers) -> dict[str, str]:
    return {name.partition(".")[2]: told for name, told in answers.items() if name.startswith(f"{begin}.")}


def _refused(answers: Answers) -> bool:
    return answers.get(f"{_CONSENT}.{OPSLAG}") == "nee"


def _against(answers: Answers) -> bool:
    return bool(contra_of(answers) or missing_of(answers))


# The order of the call. Every question stands here once, with its condition.

_When = Callable[[Answers], bool]


def _always(_: Answers) -> bool:
    return True


def _order(situation: Situation) -> Iterator[tuple[str, str, _When]]:
    """Yield each question there may be as its part, its name and when it is asked."""
    new = situation.casus is None
    conditions = [one.woord for one in explained(situation.organisatie, VOORWAARDE, situation.today) if one.vraag]

    def only_new(_: Answers) -> bool:
        return new

    def may_tell(a: Answers) -> bool:
        return a.get("weet") != "nee"

    def now(a: Answers) -> bool:
        return not new or a.get("nu") == "ja"

    def goes_on(a: Answers) -> bool:
        return now(a) and suits(a) is True and not closes(a)

    def not_taken(a: Answers) -> bool:
        return now(a) and (suits(a) is False or _refused(a))

    yield from (("Wie belt", name, only_new) for name in ("belt", "via", "op"))
    yield "Wie belt", "verwijzer", only_new
    yield "Wie belt", "weet", lambda a: a.get("belt") == VERWIJZER
    yield from (("Wie belt", f"A.{name}", may_tell) for name in ("naam", "telefoon", "adres"))
    yield "Wie belt", "A.mail", lambda a: a.get("via") in ("mail", "website") and may_tell(a)
    yield "Wie belt", f"{_AGAIN}.A", lambda a: f"{FOUND}.A" in a
    yield "Wie belt", "A.wijk", _always
    yield "Wie belt", "A.bezit", _always
    yield "Wie belt", "A.verhuurder", lambda a: a.get("A.bezit") == "huur"
    yield from (("Waar het over gaat", name, _always) for name in ("klachten", "dossier.verhaal"))
    yield "Waar het over gaat", "urgentie", only_new
    yield from (("De buur", f"B.{name}", may_tell) for name in ("adres", "naam"))
    yield "De buur", f"{_AGAIN}.B", lambda a: f"{FOUND}.B" in a
    yield from (("De buur", f"B.{name}", _always) for name in ("wijk", "bezit"))
    yield "Past het", "nu", only_new
    yield "Past het", "intake", lambda a: now(a) and (not new or a.get("op") != situation.today.isoformat())
    yield from (("Past het", f"{_MISSING}.{word}", now) for word in conditions)
    yield "Past het", CONTRA, now
    yield "Past het", "dossier.contra", lambda a: now(a) and _against(a)
    yield "Toestemming", f"{_CONSENT}.{OPSLAG}", now
    yield "Toestemming", f"{_CONSENT}.bemiddelaars", lambda a: now(a) and not _refused(a)
    yield (
        "Toestemming",
        f"{_CONSENT}.terugkoppeling",
        lambda a: now(a) and not _refused(a) and _referrer(situation, a) not in (None, ZELF),
    )
    yield "Besluit", "geschikt", now
    yield "Besluit", "toch", lambda a: now(a) and a.get("geschikt") == "ja" and _against(a)
    yield "Besluit", "waarom", lambda a: now(a) and suits(a) is False and not _against(a) and not _refused(a)
    yield "Besluit", "aanpak", lambda a: now(a) and suits(a) is True and not _refused(a)
    yield "Besluit", "verwijzen", not_taken
    yield "Besluit", f"{_CONSENT}.{DOORVERWIJZING}", lambda a: not_taken(a) and "verwijzen" in a and not _refused(a)
    yield "Besluit", "genoeg", lambda a: now(a) and suits(a) is True and not _refused(a)
    yield "Besluit", "sluiten", not_taken
    yield "Besluit", "reden", lambda a: not_taken(a) and a.get("sluiten") == "ja"
    yield from (("Tot slot", f"A.{name}", goes_on) for name in ("kan", "talen", "tolk"))
    yield from (("Tot slot", name, now) for name in ("A.leeftijd", "A.huishouden"))
    yield "Tot slot", "complex", goes_on
    yield "Tot slot", "tip_van", lambda a: new and a.get("verwijzer") == ZELF
    yield (
        "Tot slot",
        "coordinator",
        lambda a: new and len(coordinators_for(situation.organisatie, a.get("A.wijk"))) != 1,
    )
    yield "Tot slot", "minuten", _always


def _referrer(situation: Situation, answers: Answers) -> str | None:
    return situation.casus.verwijzer if situation.casus else answers.get("verwijzer")


def to_ask(situation: Situation, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that have a point with these answers, in order: those that were answered among them.

    A condition looks at what was answered before the question itself, so an answer that has lost its point after
    somebody went back plays no part.
    """
    return tuple(question for question, _ in _walk(situation, answers))


def said(situation: Situation, answers: Answers) -> dict[str, str]:
    """Return the answers without those to questions that have no point any more."""
    told = _before(situation, answers)
    return told | {question.name: text for question, text in _walk(situation, answers) if text}


def _before(situation: Situation, answers: Answers) -> dict[str, str]:
    """Return what is known without any question: of the case, and of whom was recognised."""
    return {name: told for name, told in answers.items() if name in situation.known or name.startswith(f"{FOUND}.")}


def _walk(situation: Situation, answers: Answers) -> Iterator[tuple[Question, str | None]]:
    """Yield the questions that have a point, each with its answer if there is one."""
    so_far = _before(situation, answers)
    for part, name, when in _order(situation):
        if name in situation.known or (_is_private(name) and not situation.unlocked) or not when(so_far):
            continue
        yield _question(situation, part, name), answers.get(name)
        if name in answers:
            so_far[name] = answers[name]


def _question(situation: Situation, part: str, name: str) -> Question:
    begin, _, word = name.partition(".")
    if begin == _MISSING:
        told = next(one for one in explained(situation.organisatie, VOORWAARDE, situation.today) if one.woord == word)
        return Question(name=name, part=part, key=Key(name=name, type=JA_NEE, asks=told.vraag), explains=told.betekent)
    text = TEXTS[name]
    key = key_of(name)
    required = key.required or name in _REQUIRED
    return Question(
        name=name,
        part=part,
        key=replace(key, name=name, required=required, asks=text.asks),
        explains=text.explains,
    )


_REQUIRED = ("op", "A.wijk", "geschikt", "toch", "waarom", "weet", "nu", "coordinator", "sluiten", "reden", "genoeg")
_OWN_TYPES: Mapping[str, Type] = {
    "belt": one_of(BEWONER, VERWIJZER),
    **dict.fromkeys(("weet", "nu", "toch", "genoeg", "sluiten"), JA_NEE),
}


def key_of(name: str) -> Key:
    """Return the key whose values answer a question, by the name of the question."""
    begin, _, rest = name.partition(".")
    if name in _OWN_TYPES or begin == _CONSENT:
        return Key(name=name, type=_OWN_TYPES.get(name, JA_NEE))
    if begin in (A, _B):
        return keys_of(PartijDossier if _is_private(name) else Partij)[rest]
    if begin == _DOSSIER:
        return keys_of(CasusDossier)[rest]
    if name == "waarom":
        return KEYS[CONTRA]
    if name in ("op", "minuten"):
        return next(key for key in COMMON if key.name == name)
    return EVENTS["casus"]["melding"].key(name) or KEYS.get(name) or keys_of(Casus)[begin]


def _is_private(name: str) -> bool:
    begin, _, rest = name.partition(".")
    return begin == _DOSSIER or (begin in (A, _B) and rest not in keys_of(Partij))


# What is kept of it.


def words_of(situation: Situation, answers: Answers) -> dict[str, str]:
    """Return what goes into the plain file, as words one may type: `bb new casus NAME=VALUE`."""
    asked = {one.name: told for one, told in _walk(situation, answers) if told}
    words = {name: told for name, told in asked.items() if not _is_private(name) and _is_word(name)}
    if suits(asked) is not None:
        words["geschikt"] = "ja" if suits(asked) else "nee"
    words |= {"contra": ",".join(contra)} if (contra := contra_of(asked)) else {}
    words |= {"ontbreekt": ",".join(missing)} if (missing := missing_of(asked)) else {}
    words |= {"toch": "ja"} if suits(asked) and "toch" in asked else {}
    if (consent := consent_of(asked)) is not None:
        words["toestemming"] = ",".join(consent)
    if again := dict.fromkeys(one for told in _under(_AGAIN, asked).values() for one in told.split(",")):
        words[_AGAIN] = ",".join(again)
    if closes(asked):
        good = asked.get("genoeg") == "ja"
        words |= {"resultaat": "opgelost", "reden": "advies"} if good else {"resultaat": "niet-in-behandeling"}
    return words


def _is_word(name: str) -> bool:
    """Tell whether the answer to a question is a word of the file as it is, and not one to make words of."""
    begin = name.partition(".")[0]
    return name not in (*_OWN_TYPES, "waarom") and begin not in (_MISSING, _CONSENT, _AGAIN)


def private_of(situation: Situation, answers: Answers) -> dict[Place, str]:
    """Return what goes into the dossier, by its place there; nothing when A does not want it kept."""
    asked = {one.name: told for one, told in _walk(situation, answers) if told}
    if not situation.unlocked or _refused(asked):
        return {}
    told = {place_of(name): text for name, text in asked.items() if _is_private(name)}
    place = all_places(situation.organisatie).get(asked.get("verwijzen", ""))
    if place:
        passed_on = asked.get(f"{_CONSENT}.{DOORVERWIJZING}") == "ja"
        told["verwezen", A] = f"{place.naam} ({'door ons doorgegeven' if passed_on else 'belt zelf'})"
    return told


def place_of(name: str) -> Place:
    """Return where the answer to a private question stands in the dossier.

    >>> place_of("A.naam"), place_of("dossier.verhaal")
    (('partijen', 'A', 'naam'), ('verhaal',))
    """
    begin, _, rest = name.partition(".")
    return (rest,) if begin == _DOSSIER else ("partijen", begin, rest)
