"""What is due on a case, once more: written from the laws in `docs/format.md`, slowly and in the plainest way.

It shares no code with `bb.domain.dues` and `bb.domain.journal`: lists are walked from the front again and
again, workdays are counted one by one, and every law stands where it is applied.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bb.domain.events import Event
from bb.domain.feestdagen import FEESTDAGEN
from bb.domain.norms import norms_of
from bb.domain.records import Casus, Organisatie, Partner
from bb.domain.terms import Pattern, Term
from bb.domain.types import Duration

DAY = timedelta(days=1)
LADDER = ["aanmelding", "intake", "koppeling", "eerste", "tweede", "bemiddeling", "nazorg"]
Row = tuple[date, str, str, str]
"""Day, term, party ("" for none) and reason."""


class Running(NamedTuple):
    """A term that runs: the day it gives, whether for another attempt, the line it is counted from, and its start."""

    day: date
    again: bool
    since: Event
    start: Event


class Over(NamedTuple):
    """A term that is over for a party: why, and by which line."""

    why: str
    by: Event


class Asked(NamedTuple):
    """What is due by all norms together: the day, the reason, the line it is counted from, and its start."""

    day: date
    reason: str
    since: Event
    start: Event


class Story:
    """A journal read from the front: what holds after its last line."""

    def __init__(self, lines: Sequence[Event]) -> None:
        self.status, self.fase, self.top = "open", "aanmelding", "aanmelding"
        self.team: tuple[str, ...] = ()
        self.only: tuple[str, ...] = ()
        self.spoken: set[str] = set()
        self.consent: dict[str, set[str]] = {}
        self.holds: list[list[date | None]] = []
        self.aanpak = ""
        self.intended = "bemiddeling"
        self.suitable: bool | None = None
        self.forgotten = False
        for line in lines:
            self.read(line)

    def climb(self, step: str) -> None:
        self.fase = LADDER[max(LADDER.index(self.fase), LADDER.index(step))]
        self.top = LADDER[max(LADDER.index(self.top), LADDER.index(step))]

    def wake(self, day: date) -> None:
        if self.status == "wacht":
            self.status = "open"
            self.holds[-1][1] = day

    def read(self, line: Event) -> None:
        wat, get = line.wat, line.get
        if wat == "intake":
            self.climb("intake")
            self.suitable = get("geschikt")
            self.intended = get("aanpak") or self.intended
        if wat == "koppeling":
            self.wake(line.op)
            self.climb("koppeling")
            self.team, self.only = get("team") or (), line.met
            self.aanpak = get("aanpak") or self.aanpak or self.intended
        if wat == "contact" and self.team and set(line.met) - {"A"}:
            who = get("door") or ("the team",)
            if any(not one.startswith("c-") for one in who):
                self.climb("tweede")
        if wat == "gesprek":
            self.wake(line.op)
            both = "A" in self.spoken and len(self.spoken) > 1
            again = bool(self.spoken & set(line.met))
            shuttle = self.aanpak == "pendel" and both and again
            if ("A" in line.met and len(line.met) > 1) or self.aanpak == "coaching" or shuttle:
                step = "bemiddeling"
            else:
                step = "tweede" if set(line.met) - {"A"} else "eerste"
            if self.fase == "nazorg":
                self.fase = step
            self.climb(step)
            if get("afspraken") is not None:
                self.fase = "nazorg"
            self.spoken |= set(line.met)
        if wat == "wacht" and get("tot") and self.status != "gesloten":
            if self.status == "open":
                self.holds.append([line.op, None])
            self.status = "wacht"
        if wat == "hervat":
            self.wake(line.op)
        if wat == "afsluiting":
            self.wake(line.op)
            self.status = "gesloten"
        if wat == "heropening" and self.status == "gesloten":
            self.status, self.fase = "open", self.top
        if wat == "vergeten":
            self.forgotten = True
        if get("toestemming") is not None:
            for letter in parties_of_consent(line):
                self.consent[letter] = set(get("toestemming"))


def parties_of_consent(line: Event) -> list[str]:
    if line.met:
        return list(line.met)
    van = line.get("van")
    return [van] if isinstance(van, str) and len(van) == 1 else ["A"]


def says(pattern: Pattern, line: Event) -> bool:
    def as_text(value: object) -> str:
        if value is True or value is False:
            return "ja" if value else "nee"
        return "".join(value) if isinstance(value, tuple) else str(value)

    return pattern.wat == line.wat and all(
        line.get(name) is not None and as_text(line.get(name)) == value for name, value in pattern.keys.items()
    )


def any_says(patterns: Sequence[Pattern], line: Event) -> bool:
    return any(says(pattern, line) for pattern in patterns)


def free(day: date, organisatie: Organisatie) -> bool:
    named = FEESTDAGEN.get(day.year, "").split()
    closed = any(day in days for days in organisatie.gesloten)
    return day.weekday() > 4 or f"{day.month:02d}{day.day:02d}" in named or closed


def months_later(day: date, months: int) -> date:
    while months:
        step = 1 if months > 0 else -1
        year, month = day.year, day.month + step
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
        day = date(year, month, 1)
        months -= step
    return day


def move(day: date, length: Duration, organisatie: Organisatie, sign: int = 1) -> date:
    if length.unit == "werkdagen":
        left = length.number
        while left:
            day += sign * DAY
            if not free(day, organisatie):
                left -= 1
        return day
    if length.unit in ("dagen", "weken"):
        return day + sign * length.number * (7 if length.unit == "weken" else 1) * DAY
    months = length.number * {"maanden": 1, "kwartalen": 3, "jaar": 12}[length.unit]
    first = months_later(day.replace(day=1), sign * months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def workday(day: date, organisatie: Organisatie) -> date:
    while free(day, organisatie):
        day += DAY
    return day


def version(versions: Sequence[Term], day: date) -> Term | None:
    chosen: Term | None = None
    for one in versions:
        starts = one.vanaf or date.min
        if starts <= day and (chosen is None or starts > (chosen.vanaf or date.min)):
            chosen = one
    return chosen


class Naive:
    """The dues of one case."""

    def __init__(
        self, casus: Casus, organisatie: Organisatie, partner: Partner | None, until: date, left: Mapping[str, Event]
    ) -> None:
        self.casus, self.org, self.left = casus, organisatie, left
        self.lines = sorted((e for e in casus.verloop if e.op <= until), key=lambda e: (e.op, e.order))
        self.story = Story(self.lines)
        self.until = until
        self.norms = norms_of(organisatie, partner)
        self.rows: list[Row] = []
        self.settled: list[tuple[str, str, str]] = []
        self.given_up: list[Event] = []
        if self.story.forgotten:
            return
        for name in self.norms:
            if name != "afsluiting":
                self.evaluate(name)
        if self.story.status == "wacht":
            last = [e for e in self.lines if e.wat == "wacht" and e.get("tot")][-1]
            self.rows.append((last.get("tot"), "hervat", "", "wacht"))
        else:
            self.closing()

    # ---- laws

    def runs(self, term: Term) -> bool:
        where = term.in_ or ("open",)
        if self.story.status == "wacht":
            return "altijd" in where or "wacht" in where
        if "altijd" in where or self.story.status in where:
            return True
        return self.story.status == "open" and self.story.fase in where

    def keys(self, term: Term) -> list[str]:
        if term.per == "partij":
            return list(self.story.only or self.casus.partijen)
        if term.per == "gesproken":
            return sorted(self.story.spoken)
        if term.per == "soort":
            return self.requests()
        return [""]

    def requests(self) -> list[str]:
        found: list[str] = []
        asked = [e for e in self.lines if e.wat == "verzoek" and e.get("soort")]
        for soort in dict.fromkeys(e.get("soort") for e in asked):
            who = {letter for e in asked if e.get("soort") == soort for letter in (e.get("van") or ())}
            found += [f"{soort} van {letter}" for letter in sorted(who)] if len(who) > 1 else [soort]
        return found

    def about(self, line: Event, key: str, term: Term) -> bool:
        if key == "":
            return True
        if term.per != "soort":
            return key in line.met
        soort, _, van = key.partition(" van ")
        return line.get("soort") == soort and (van == "" or line.get("van") is None or line.get("van") == van)

    def trigger(self, lines: Sequence[Event], versions: Sequence[Term], key: str, also: Event | None) -> Event | None:
        of_talks = any(p.wat in ("gesprek", "nazorg") for t in versions for p in t.na)
        found: Event | None = None
        for number, line in enumerate(lines):
            term = version(versions, line.op)
            fresh = line.wat == "heropening" and not any(any_says(t.na, line) for t in versions)
            if fresh and of_talks and not (term and line is also):
                found = None
            if term is None:
                continue
            starts = any_says(term.na, line) and (term.per != "soort" or self.about(line, key, term))
            if line is also or (starts and not self.turned_round(lines[number + 1 :], line.wat, versions)):
                found = line
        return found

    def turned_round(self, later: Sequence[Event], wat: str, versions: Sequence[Term]) -> bool:
        """An answer (yes or no) of a later line that does not start the term takes the earlier one back."""
        for line in later:
            term = version(versions, line.op)
            if term is None or line.wat != wat or any_says(term.na, line):
                continue
            if any(p.wat == wat and any(line.get(k) in (True, False) for k in p.keys) for p in term.na):
                return True
        return False

    def ends(self, line: Event, name: str, term: Term) -> bool:
        if line.get("bereikt") is False:
            return False
        return any_says(term.klaar, line) if term.klaar else line.wat == name

    def tries(self, line: Event, name: str, term: Term) -> bool:
        if term.poging:
            return any_says(term.poging, line) and line.get("bereikt") is not True
        return line.wat == name and line.get("bereikt") is False

    def after(self, lines: Sequence[Event], line: Event) -> list[Event]:
        return list(lines[[id(e) for e in lines].index(id(line)) + 1 :])

    def settling(self, lines: Sequence[Event], name: str, term: Term, start: Event, key: str) -> Event | None:
        found = None
        for line in self.after(lines, start):
            if not self.ends(line, name, term) or not self.about(line, key, term):
                continue
            if name == "terugkoppeling":
                moment = {"intake": "geschikt", "koppeling": "opgepakt", "afsluiting": "afgesloten"}.get(start.wat)
                if line.get("aan") != self.casus.verwijzer:
                    continue
                if moment and line.get("over") not in (None, moment):
                    continue
            found = line
        return found

    def declined(self, lines: Sequence[Event], name: str, term: Term, start: Event, key: str) -> Event | None:
        no: Event | None = None
        for line in self.after(lines, start):
            if key in line.met:
                if line.wat == "gesprek" or line.get("wil") is True or self.ends(line, name, term):
                    no = None
                elif line.get("wil") is False:
                    no = line
        return no

    def forbidden(self, name: str, key: str) -> bool:
        consent = self.story.consent
        if name == "terugkoppeling":
            return self.casus.verwijzer == "zelf" or "terugkoppeling" not in consent.get("A", set())
        if name == "gesprek" and key:
            return key in consent and "bemiddelaars" not in consent[key]
        return bool(name == "nazorg" and key and key in consent and not consent[key])

    def held(self, since: date) -> int:
        total = 0
        for start, end in self.story.holds:
            assert start
            day = max(start, since)
            while day < min(end or self.until, self.until):
                total += 1
                day += DAY
        return total

    # ---- one term

    def one(
        self, name: str, versions: Sequence[Term], key: str, also: Event | None, lines: Sequence[Event]
    ) -> Running | Over | None:
        for line in reversed(lines):
            term = version(versions, line.op)
            if not (term and term.voor and term.eerder):
                continue
            wat, _, what = term.voor.partition(".")
            if line.wat == wat and self.about(line, key, term):
                day = line.get(what)
                stops = self.settling(lines, name, term, line, key) or self.forbidden(name, key)
                if isinstance(day, date) and self.runs(term) and key in self.keys(term) and not stops:
                    moved = workday(move(day, term.eerder, self.org, -1), self.org)
                    return Running(moved, again=False, since=line, start=line)
                break
        start = self.trigger(lines, versions, key, also)
        if start is None:
            return None
        term = version(versions, start.op)
        assert term
        over = self.settling(lines, name, term, start, key)
        reopened = [e for e in self.after(lines, start) if e.wat == "heropening"]
        if reopened and not over and not {"altijd", "gesloten"} & set(term.in_ or ()):
            start = reopened[-1]
            term = version(versions, start.op)
            assert term
        if not self.runs(term) or not term.binnen or key not in self.keys(term):
            return None
        if key and term.pogingen and (no := self.declined(lines, name, term, start, key)):
            return Over("wil niet", no)
        if self.forbidden(name, key):
            if not key or name != "nazorg":
                return None
            told = [e for e in self.lines if e.get("toestemming") is not None and key in parties_of_consent(e)]
            last = told[-1] if told and told[-1] in self.after(lines, start) else start
            if over and over in self.after(lines, last):
                return None
            return Over("geen toestemming", last)
        if over:
            return None
        vain = [e for e in self.after(lines, start) if self.tries(e, name, term) and self.about(e, key, term)]
        if key and term.pogingen and len(vain) >= term.pogingen:
            return Over("niet bereikt", vain[term.pogingen - 1])
        if term.elke and vain:
            last, length = vain[-1], term.elke
        else:
            last, length = start, term.binnen
        day = move(last.op, length, self.org)
        if "altijd" not in (term.in_ or ()):
            day += self.held(last.op) * DAY
        day = workday(day, self.org)
        return Running(day, again=bool(term.elke and vain), since=last, start=start)

    def rule(
        self, name: str, key: str, also: Event | None = None, lines: Sequence[Event] | None = None
    ) -> Asked | Over | None:
        lines = self.lines if lines is None else lines
        found = [(norm.by, self.one(name, norm.versions, key, also, lines)) for norm in self.norms.get(name, ())]
        best: Asked | None = None
        for by, one in found:
            if isinstance(one, Over):
                return one
            if one and (best is None or one.day < best.day):
                reason = "poging" if one.again else "termijn" if by == "organisatie" else "toezegging"
                best = Asked(one.day, reason, one.since, one.start)
        if any(isinstance(one, Over) for _, one in found) or best is None:
            return None
        other = [u.op for u in self.casus.uitzonderingen if u.term == name and u.op and u.op >= best.since.op]
        return best._replace(day=max(other), reason="uitzondering") if other else best

    def planned(self, name: str, key: str) -> date | None:
        term = self.norms[name][0].versions[-1]
        agreed: Event | None = None
        for line in self.lines:
            if key not in line.met:
                continue
            if line.wat == "gepland" and line.get("voor") == name and line.get("datum"):
                agreed = line
                continue
            tried = agreed and self.tries(line, name, term) and line.op >= agreed.get("datum")
            if tried or self.ends(line, name, term) or line.get("wil") is False:
                agreed = None
        return agreed.get("datum") if agreed else None

    def evaluate(self, name: str) -> None:
        versions = [t for n in self.norms[name] for t in n.versions]
        if self.story.status == "wacht" and not any("altijd" in (t.in_ or ()) for t in versions):
            return
        if name == "vergeten":
            self.forgetting()
            return
        also, lines = self.broken_team() if name == "koppeling" else (None, self.lines)
        keys = list(dict.fromkeys(key for term in versions for key in self.keys(term)))
        if name in ("gesprek", "nazorg"):
            keys += [letter for letter in self.casus.partijen if letter not in keys]
        for key in keys:
            open_ = self.story.status != "gesloten" or name == "nazorg"
            may = name in ("gesprek", "nazorg") and key and open_ and not self.forbidden(name, key)
            if may and (day := self.planned(name, key)):
                self.rows.append((day, name, key, "gepland"))
                continue
            found = self.rule(name, key, also, lines)
            if isinstance(found, Asked):
                self.rows.append((found.day, name, key, found.reason))
            elif found:
                self.settled.append((name, key, found.why))
                self.given_up.append(found.by)

    def broken_team(self) -> tuple[Event | None, Sequence[Event]]:
        """The line since which the team is not whole, put in its place among the lines."""
        if not self.story.suitable:
            return None, self.lines
        links = [n for n, e in enumerate(self.lines) if e.wat == "koppeling"]
        if not links:
            return None, self.lines
        since = self.lines[links[-1]]
        begin = max([links[-1], *(n for n, e in enumerate(self.lines) if e.wat == "heropening" and n > links[-1])])
        asked = [e.get("team") or () for e in self.lines[links[-1] :] if e.wat in ("voorstel", "koppeling")]
        members = {*(since.get("team") or ()), *asked[-1]}
        no: list[tuple[date, str, int, Event]] = []
        people = set(since.get("team") or ())
        proposed: set[str] = set()
        for number, line in enumerate(self.lines[links[-1] + 1 :], links[-1] + 1):
            if line.wat == "voorstel":
                proposed = set(line.get("team") or ())
            if line.wat == "kan-niet" and line.get("wie") in people | proposed:
                no.append((line.op, "", number, line))
        no = no[:1]
        for who in members & set(self.left):
            no.append((self.left[who].op, who, 10**9, self.left[who]))
        if not no:
            return None, self.lines
        day, _, number, line = min(no, key=lambda one: one[:2])
        start = self.lines[begin]
        if day < start.op or (day == start.op and number < begin):
            return start, self.lines
        if line in self.lines:
            return line, self.lines
        place = len([e for e in self.lines if e.op <= line.op])
        return line, [*self.lines[:place], line, *self.lines[place:]]

    def forgetting(self) -> None:
        steps: dict[tuple[str, str | None], bool] = {}
        for line in self.lines:
            if line.wat == "verzoek" and line.get("soort"):
                soort, van = line.get("soort"), line.get("van")
                if line.get("stap") != "afgehandeld":
                    steps[soort, van] = True
                else:
                    for known in [k for k in steps if k[0] == soort and (van in (k[1], None) or k[1] is None)]:
                        del steps[known]
        if any(soort != "wissen" for soort, _ in steps):
            return
        found = self.rule("vergeten", "")
        if isinstance(found, Asked):
            complaint = workday(move(found.start.op, self.org.bewaren.klachttermijn, self.org), self.org)
            self.rows.append((max(found.day, complaint), "vergeten", "", found.reason))

    def closing(self) -> None:
        if "afsluiting" not in self.norms:
            return
        talking = [row for row in self.rows if row[1] in ("gesprek", "nazorg")]
        if any(row[1] == "nazorg" for row in talking):
            return
        also = None
        if self.given_up and not talking:
            also = max(self.given_up, key=lambda line: (line.op, line.order))
        found = self.rule("afsluiting", "", also)
        if isinstance(found, Asked):
            self.rows.append((found.day, "afsluiting", "", found.reason))


def naive(
    casus: Casus, organisatie: Organisatie, partner: Partner | None, until: date, left: Mapping[str, Event]
) -> tuple[list[Row], list[tuple[str, str, str]]]:
    """What is due on a case, and what is settled without success; both in order."""
    found = Naive(casus, organisatie, partner, until, left)
    return sorted(found.rows), sorted(found.settled)
