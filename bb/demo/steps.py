"""The steps that most cases share, from melding to terugkoppeling. Stories are made of these."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bb.demo.days import talk_day
from bb.demo.events import Event
from bb.demo.plot import CONSENT, FEEDBACK, FULL_CONSENT, Plot

Told = Iterator[Event]

PAIR = ("@1", "@2")
REMINDED = timedelta(days=25)
"""Who forgot to say that a sheet is destroyed has been asked by then."""


def melding(p: Plot) -> Told:
    """Somebody calls, writes or fills in the form."""
    via = p.rng.choice(("telefoon", "telefoon", "mail", "website", "spreekuur"))
    if p.verwijzer != "zelf":
        via = p.rng.choice(("verwijzer", "verwijzer", "telefoon", "mail"))
    yield p.say("melding", via=via, minuten=p.minutes(10, 20))


def intake(
    p: Plot,
    *,
    geschikt: bool = True,
    contra: str = "",
    toch: bool = False,
    aanpak: str = "",
    consent: tuple[str, ...] | None = None,
    note: str = "",
    within: tuple[int, int] = (1, 5),
) -> Told:
    """The talk in which it shows whether this is for us. Consent is recorded here."""
    p.later(*within)
    if consent is None:
        feedback = p.verwijzer != "zelf" and p.maybe(FEEDBACK)
        consent = FULL_CONSENT if feedback else CONSENT
    p.consent = consent
    yield p.say(
        "intake",
        geschikt="ja" if geschikt else "nee",
        contra=(contra,) if contra else None,
        toch="ja" if toch else None,
        aanpak=aanpak,
        toestemming=consent,
        minuten=p.minutes(25, 50),
        note=note or p.notes.intake(p.klachten[0]),
    )


def aangemeld(p: Plot) -> Told:
    """Melding and a suitable intake."""
    yield from melding(p)
    yield from intake(p)


def voorstel(p: Plot, seats: tuple[str, ...] = PAIR, *, aanpak: str = "", decline: str = "") -> Told:
    """Ask two volunteers; one may decline, which is fine."""
    p.later(2, 8)
    yield p.say("voorstel", team=seats, aanpak=aanpak, minuten=p.minutes(10, 20))
    for seat in seats:
        if seat == decline:
            yield p.say("kan-niet", wie=seat)
        elif p.maybe(0.4):
            yield p.say("akkoord", wie=seat)


def koppeling(
    p: Plot,
    seats: tuple[str, ...] = PAIR,
    *,
    aanpak: str = "",
    met: str = "",
    reden: str = "",
    note: str = "",
    within: tuple[int, int] = (1, 5),
) -> Told:
    """Two volunteers take the case; the sheet with the address is handed over."""
    p.later(within[0] + p.patience, within[1] + p.patience)
    if not reden and p.maybe(0.5):
        reden = p.rng.choice(("ervaring", "beschikbaar", "spreiding", "beschikbaar"))
    if not note and p.maybe(0.25):
        note = p.notes.about("team")
    yield p.say("koppeling", team=seats, aanpak=aanpak, met=met, reden=reden, note=note)
    if p.maybe(0.6):
        p.handed = seats
        yield p.say("overdracht", aan=seats)


def team_gezocht(p: Plot) -> Told:
    """A team is found the usual way."""
    if p.maybe(0.45):
        yield from voorstel(p)
        yield from koppeling(p)
    else:
        yield from koppeling(p, within=(3, 13))


def eerste(p: Plot, *, note: str = "", within: tuple[int, int] = (4, 12)) -> Told:
    """The visit to A."""
    p.evening(*within)
    if not note and p.maybe(0.45):
        note = p.notes.about("eerste", p.klachten[0])
    yield p.say("gesprek", met="A", minuten=p.minutes(55, 90), late=True, note=note)


def tweede(p: Plot, letter: str = "B", *, within: tuple[int, int] = (4, 10)) -> Told:
    """The visit to another party, mostly unannounced; not always at the first ring of the bell."""
    if p.maybe(0.3):
        p.evening(3, 7)
        yield p.say("contact", met=letter, via="deur", bereikt="nee", minuten=p.minutes(15, 25), late=True)
    p.evening(*within)
    consent = FULL_CONSENT if p.maybe(0.6) else CONSENT
    tolk = "ja" if p.maybe(0.05) else None
    note = p.notes.about("tweede") if p.maybe(0.4) else ""
    kosten = "85.00" if tolk else None
    yield p.say(
        "gesprek",
        met=letter,
        toestemming=consent,
        tolk=tolk,
        kosten=kosten,
        minuten=p.minutes(45, 80),
        late=True,
        note=note,
    )


def gepland(p: Plot, met: str, *, voor: str = "gesprek", days: tuple[int, int] = (6, 13)) -> Told:
    """Agree a day for a talk; the clock then stands on that day."""
    p.later(1, 3)
    start = p.day
    p.evening(*days)
    agreed, p.day = p.day, start
    time = p.rng.choice(("19:00", "19:30", "19:30", "20:00"))
    if agreed.weekday() == 5:
        time = p.rng.choice(("10:00", "10:30"))
    yield p.say("gepland", voor=voor, met=met, datum=agreed, tijd=time)
    p.day = agreed


def samen(p: Plot, met: str = "AB", *, afspraken: str = "ja", note: str = "") -> Told:
    """The talk of all parties with each other; `afspraken` empty when they go on another day."""
    if p.maybe(0.55):
        yield from gepland(p, met)
    else:
        p.evening(7, 16)
    if not note:
        theme = {"ja": "afspraken", "nee": "geen-afspraken", "": "samen"}[afspraken]
        note = (
            p.notes.about(theme, p.klachten[0]) if p.maybe(0.6) else p.notes.about("samen") if afspraken == "ja" else ""
        )
    yield p.say("gesprek", met=met, afspraken=afspraken, minuten=p.minutes(75, 125), late=True, note=note)


def gesprekken(p: Plot) -> Told:
    """First A, then B, then together, with agreements."""
    yield from eerste(p)
    yield from tweede(p)
    if p.maybe(0.12):
        p.later(2, 5)
        yield p.say("voortgang", van="@1", minuten=10)
    yield from samen(p)


def nazorg(
    p: Plot,
    letters: str = "AB",
    *,
    standen: tuple[str, ...] = ("houdt",),
    door: str = "",
    weeks: tuple[int, int] = (37, 45),
    note: str = "",
) -> Told:
    """Call each party some six weeks later. `standen` are drawn from, the first for the first party."""
    p.later(*weeks)
    for number, letter in enumerate(letters):
        if number and p.maybe(0.35):
            if p.maybe(0.5):
                yield p.say("nazorg", met=letter, bereikt="nee", minuten=5)
            p.later(1, 6)
        stand = standen[min(number, len(standen) - 1)]
        score = {"houdt": (7, 9), "deels": (5, 7), "niet": (2, 5), "geen-afspraken": (4, 8)}[stand]
        tevreden = p.rng.randint(*score) if p.maybe(0.8) else None
        last = number == len(letters) - 1
        text = ""
        if last and (note or p.maybe(0.4)):
            text = note or p.notes.about("deels" if "deels" in standen else "nazorg", p.klachten[0])
        if stand == "geen-afspraken":
            text = ""
        yield p.say(
            "nazorg",
            met=letter,
            stand=stand,
            tevreden=tevreden,
            door=(door,) if door else None,
            minuten=p.minutes(10, 20),
            note=text,
        )


def afsluiting(p: Plot, resultaat: str, reden: str = "", *, note: str = "", within: tuple[int, int] = (0, 4)) -> Told:
    """Close. Who had a sheet with an address says at once that it is destroyed, or some weeks later when asked."""
    p.later(*within)
    yield p.say("afsluiting", resultaat=resultaat, reden=reden, zie=p.zie, note=note)
    if p.handed and (p.maybe(0.5) or p.day < p.today - REMINDED):
        yield p.say("vernietigd", wie=p.handed)
        p.handed = ()


def terugkoppeling(p: Plot, *, late: bool = False) -> Told:
    """Tell the referrer that it is closed; no content, and only with consent."""
    if p.verwijzer == "zelf" or "terugkoppeling" not in p.consent:
        return
    slow = late or p.maybe(0.1)
    p.later(*((18, 25) if slow else (0, 6)))
    yield p.say("terugkoppeling", aan=p.verwijzer, over="afgesloten" if p.maybe(0.5) else None, minuten=5)


def opgelost(p: Plot) -> Told:
    """Closed as solved, after aftercare; the referrer hears so."""
    yield from afsluiting(p, "opgelost", "afspraken" if p.maybe(0.4) else "")
    yield from terugkoppeling(p)


def no_answer(p: Plot, letter: str, times: int) -> Told:
    """Aftercare calls that nobody answers, a week or more apart."""
    for _ in range(times):
        yield p.say("nazorg", met=letter, bereikt="nee", minuten=5)
        p.later(7, 10)


def at_the_door(p: Plot, letter: str = "B", *, ways: tuple[str, ...] = ("deur", "deur", "brief")) -> Told:
    """A team that tries to reach a party and does not."""
    for number, way in enumerate(ways):
        p.evening(*((4, 8) if number == 0 else (8, 12)))
        yield p.say("contact", met=letter, via=way, bereikt="nee", minuten=p.minutes(15, 25), late=True)


def coming_talk(p: Plot, days: int, met: str = "AB", *, voor: str = "gesprek", tijd: str = "19:30") -> Event:
    """An appointment that is still to come, counted from today."""
    return p.say("gepland", voor=voor, met=met, datum=talk_day(p.today + timedelta(days=days)), tijd=tijd)
