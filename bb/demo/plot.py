"""The plot of one case while its story is told: the facts at the melding, and a clock that moves on.

A story asks the plot for events. It does not know who the volunteers are: it speaks of seats
(`@1`, `@2`, a guest is `@g`), and the casting finds people for them afterwards.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from bb.demo.days import FRIDAY, ONE_DAY, free, talk_day, workday, workday_before
from bb.demo.events import Event, Key
from bb.demo.notes import Notes
from bb.demo.partners import landlord, referrers
from bb.demo.settings import WIJKEN, gemeente

LETTERS = "ABCDEFGH"

COMPLAINTS = {
    "geluid-personen": 30,
    "geluid-apparaten": 13,
    "relatie": 13,
    "pesten": 8,
    "tuin": 9,
    "kinderen": 5,
    "rommel": 4,
    "dieren": 5,
    "erfafscheiding": 4,
    "verbouwing": 3,
    "stank": 3,
    "parkeren": 3,
    "intimidatie": 3,
    "anders": 1,
}
"""How often each complaint is the first; noise leads everywhere in the country."""

SELF = 40
"""Of a hundred cases, so many are reported by the resident; the rest by partners, by their weight."""

TIPPED = 0.35
COMPLEX = 0.18
OWNED = 0.35
FEEDBACK = 0.8
ASIDE = 0.05
AGES = ("18-34", "35-49", "35-49", "50-64", "50-64", "65-79", "80+")
OLD = frozenset({"65-79", "80+"})
HOUSEHOLDS = ("alleen", "alleen", "paar", "gezin", "gezin", "eenouder")
OLD_HOUSEHOLDS = ("alleen", "paar", "paar")
WHEN = (
    "ma-avond",
    "di-avond",
    "wo-avond",
    "do-avond",
    "za-ochtend",
    "di-ochtend",
    "wo-middag",
    "vr-middag",
    "do-middag",
)
FULL_CONSENT = ("opslag", "bemiddelaars", "terugkoppeling")
CONSENT = ("opslag", "bemiddelaars")


@dataclass(slots=True, kw_only=True)
class Party:
    """A party as known at the melding."""

    wijk: str
    bezit: str = ""
    verhuurder: str = ""
    leeftijd: str = ""
    huishouden: str = ""
    kan: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Plot:
    """One case being told. Changes while its story runs; what it yields does not."""

    rng: random.Random
    notes: Notes
    id: str
    place: str
    coordinator: str
    day: date
    today: date
    klachten: tuple[str, ...] = ()
    verwijzer: str = "zelf"
    tip_van: str = ""
    urgentie: str = "gewoon"
    complex: bool = False
    niet: tuple[str, ...] = ()
    parties: dict[str, Party] = field(default_factory=dict)
    woningtype: str = ""
    consent: tuple[str, ...] = ()
    handed: tuple[str, ...] = ()
    patience: int = 0
    zie: str = ""
    niet_candidates: tuple[str, ...] = ()
    group_trained: tuple[str, ...] = ()

    # ---- facts

    def begin(self) -> None:
        """Draw the facts of an ordinary case."""
        rng = self.rng
        first = rng.choices(tuple(COMPLAINTS), tuple(COMPLAINTS.values()))[0]
        second = rng.choice(("relatie", "relatie", "geluid-personen", "rommel", "pesten"))
        self.klachten = (first, second) if rng.random() < 0.3 and second != first else (first,)
        self.verwijzer = self._referrer()
        if self.verwijzer == "zelf" and rng.random() < TIPPED:
            self.tip_van = rng.choice(referrers(self.place)).id
        self.urgentie = rng.choices(("gewoon", "voorrang", "spoed"), (84, 13, 3))[0]
        self.complex = rng.random() < COMPLEX
        home = rng.choice([wijk for wijk, (place, _) in WIJKEN.items() if place == self.place])
        self.parties = {"A": self._party(home, known=True), "B": self._party(home, known=rng.random() < 0.4)}
        self.referred_by(self.verwijzer)
        if rng.random() < 0.06:
            self.woningtype = rng.choice(("flat", "rijtjeshuis", "portiekwoning", "hofje"))
        if self.niet_candidates and rng.random() < 0.12:
            self.niet = (rng.choice(self.niet_candidates),)

    def referred_by(self, verwijzer: str) -> None:
        """Set who referred; a woningcorporatie refers its own tenants."""
        self.verwijzer = verwijzer
        if verwijzer != "zelf":
            self.tip_van = ""
        if verwijzer == landlord(self.place):
            self.parties["A"].bezit, self.parties["A"].verhuurder = "huur", verwijzer

    def _referrer(self) -> str:
        partners = referrers(self.place)
        total = sum(partner.weight for partner in partners)
        weights = [SELF * total, *((100 - SELF) * partner.weight for partner in partners)]
        return self.rng.choices(("zelf", *(partner.id for partner in partners)), weights)[0]

    def _party(self, wijk: str, *, known: bool) -> Party:
        rng = self.rng
        party = Party(wijk=wijk)
        if rng.random() < (0.95 if known else 0.6):
            party.bezit = "koop" if rng.random() < OWNED else "huur"
            if party.bezit == "huur" and rng.random() < 0.85:
                party.verhuurder = landlord(gemeente(wijk))
        if known:
            party.leeftijd = rng.choice(AGES)
            party.huishouden = rng.choice(OLD_HOUSEHOLDS if party.leeftijd in OLD else HOUSEHOLDS)
            if rng.random() < 0.6:
                party.kan = tuple(sorted(set(rng.sample(WHEN, rng.randint(2, 4))), key=WHEN.index))
        return party

    def households(self, number: int) -> None:
        """Make it a case of so many households in the same wijk, tenants all."""
        home = self.parties["A"].wijk
        for letter in LETTERS[:number]:
            party = self.parties.get(letter) or self._party(home, known=self.rng.random() < 0.5)
            party.bezit, party.verhuurder = "huur", landlord(self.place)
            self.parties[letter] = party

    def across_the_border(self) -> None:
        """Let A live in the last street of one gemeente and B in the first of the other."""
        home, over = ("zuid", "dijkzicht") if self.place == "Waterstad" else ("dijkzicht", "zuid")
        self.parties["A"].wijk, self.parties["B"].wijk = home, over
        for party in self.parties.values():
            party.verhuurder = landlord(gemeente(party.wijk)) if party.verhuurder else ""

    def everyone(self) -> str:
        """The letters of all parties."""
        return "".join(self.parties)

    # ---- the clock

    def later(self, least: int, most: int) -> None:
        """Move on to the working day that many calendar days later."""
        self.day = workday(self.day + timedelta(days=self.rng.randint(least, most)))

    def evening(self, least: int, most: int) -> None:
        """Move on to a day on which people talk: mostly Monday to Thursday, now and then a Saturday."""
        day = self.day + timedelta(days=self.rng.randint(least, most))
        if day.weekday() >= FRIDAY and self.rng.random() < 0.75:
            day += (7 - day.weekday()) * ONE_DAY
        day = talk_day(day)
        while day.weekday() == FRIDAY or free(day):
            day = talk_day(day + ONE_DAY)
        self.day = day

    def days_ago(self, days: int) -> None:
        """Set the clock to the working day so many days before today; never back in time."""
        self.day = max(self.day, workday_before(self.today - timedelta(days=days)))

    def talk_days_ago(self, days: int) -> None:
        """As `days_ago`, for a talk."""
        day = self.today - timedelta(days=days)
        while day.weekday() > FRIDAY or free(day):
            day -= ONE_DAY
        self.day = max(self.day, day)

    # ---- events

    def say(self, wat: str, *, note: str = "", late: bool = False, **keys: Key | None) -> Event:
        """An event on the day of the clock. Keys that are None or empty are left out."""
        named = {name.rstrip("_"): value for name, value in keys.items() if value is not None and value != ""}
        aside = ""
        if wat in {"melding", "intake", "koppeling", "gesprek", "nazorg", "contact"} and self.rng.random() < ASIDE:
            aside = self.notes.aside(wat)
        return Event(op=self.day, wat=wat, keys=named, note=note, comment=aside, late=late)

    def minutes(self, low: int, high: int) -> int:
        """A duration in minutes, rounded as people round it."""
        return 5 * self.rng.randint(low // 5, high // 5)

    def maybe(self, chance: float) -> bool:
        """Toss a coin that falls right this often."""
        return self.rng.random() < chance
