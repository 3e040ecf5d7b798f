"""The figures against a tally by hand: plain loops over the front matter, with nothing of bb in them.

Only the days of a term are counted by `tests.domain.naive`, one by one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bb.domain.records import Organisatie
from bb.domain.types import Duration
from bb.figures import period_figures, year_period
from bb.files.store import load
from tests.domain.naive import move, workday

SETTINGS = b"""formaat: 1
organisatie: "7f3a9c2e"
naam: Buurtbemiddeling Waterstad
coordinatoren: [{id: c-1, naam: Noor Example, mail: noor@waterstad.example, gemeenten: [Waterstad], nummers: 1-4999}]
wijken:
  noord: {gemeente: Waterstad, buren: []}
  zuid: {gemeente: Waterstad, buren: []}
  dijk: {gemeente: Polderdam, buren: []}
"""
GEMEENTEN = {"noord": "Waterstad", "zuid": "Waterstad", "dijk": "Polderdam"}
SOORTEN = {"woonstad": "woningcorporatie", "politie": "politie"}
STEPS = ("aanmelding", "intake", "koppeling", "eerste", "tweede", "bemiddeling")
TODAY = date(2026, 9, 14)


def front_matter(dice: random.Random) -> str:  # noqa: C901, PLR0912, PLR0915 - a life has many turns
    """A case of several years at most: reopened, revised, double, on hold, or hardly begun."""
    day = date(2023, 11, 1) + timedelta(days=dice.randrange(1000))
    lines: list[str] = []

    def add(wat: str, keys: str = "", days: int = 40) -> None:
        nonlocal day
        lines.append(f"  - {{op: {day}, wat: {wat}{', ' if keys else ''}{keys}}}")
        day += timedelta(days=dice.randrange(days))

    def closing() -> str:
        resultaat = dice.choice(("opgelost", "opgelost", "verbeterd", "niet-opgelost", "ingetrokken", "dubbel"))
        zie = ", zie: 2023-0001" if resultaat == "dubbel" else ""
        reden = dice.choice(("", ", reden: advies", ", reden: verhuisd"))
        return f"resultaat: {resultaat}{zie}{reden}"

    add("melding", "via: telefoon, minuten: 15")
    if dice.random() < 0.85:
        add("intake", f"geschikt: {dice.choice(('ja', 'ja', 'ja', 'nee'))}, minuten: 40")
    if dice.random() < 0.2:
        add("intake", f"geschikt: {dice.choice(('ja', 'nee'))}")
    if dice.random() < 0.75:
        aanpak = dice.choice(("", "", ", aanpak: pendel", ", aanpak: coaching"))
        add("koppeling", f"team: [v-001, {dice.choice(('v-002', 'v-003'))}]{aanpak}")
        for _ in range(dice.randrange(5)):
            met = dice.choice(("A", "B", "AB", "C"))
            match dice.randrange(5):
                case 0:
                    add("contact", f"met: {met}, via: deur, bereikt: nee, minuten: 10")
                case 1:
                    add("wacht", f"tot: {day + timedelta(days=30)}")
                case 2:
                    add("hervat")
                case _:
                    afspraken = dice.choice(("", "", ", afspraken: ja", ", afspraken: nee"))
                    add("gesprek", f"met: {met}, minuten: {dice.choice((45, 60, 75))}{afspraken}")
        if dice.random() < 0.2:
            if dice.random() < 0.5:
                add("kan-niet", f"wie: {dice.choice(('v-001', 'v-002', 'v-009'))}")
            add("koppeling", "team: [v-002, v-003]")
        for met in dice.choice(((), ("A",), ("A", "B"))):
            said = dice.choice(
                ("bereikt: nee", "stand: houdt, tevreden: 8", "stand: deels", "stand: niet, tevreden: 4")
            )
            add("nazorg", f"met: {met}, {said}")
    for _ in range(dice.choice((0, 1, 1, 1, 2))):
        add("afsluiting", closing(), 300)
        if dice.random() < 0.3:
            add("heropening", days=200)
            if dice.random() < 0.5:
                add("gesprek", "met: AB, minuten: 30")
            if dice.random() < 0.4:
                add("intake", "geschikt: ja")
            if dice.random() < 0.4:
                add("koppeling", "team: [v-001, v-003]")
            if dice.random() < 0.6:
                add("afsluiting", closing())
        if dice.random() < 0.5:
            add("terugkoppeling", f"aan: {dice.choice(('zelf', 'woonstad', 'politie'))}")
    tip = dice.choice(("", "tip_van: politie\n"))
    verwijzer = dice.choice(("zelf", "woonstad", "politie"))
    klachten = dice.choice(("[geluid-personen]", "[relatie, tuin]", "[tuin]"))
    party = f"{{wijk: {dice.choice(list(GEMEENTEN))}, bezit: {dice.choice(('huur', 'koop'))}}}"
    complex_ = dice.choice(("", "complex: ja\n"))
    told = f"{tip if verwijzer == 'zelf' else ''}{complex_}"
    head = f"klachten: {klachten}\nverwijzer: {verwijzer}\n{told}coordinator: c-1\n"
    return f"---\n{head}partijen:\n  A: {party}\n  B: {{wijk: noord}}\nverloop:\n" + "\n".join(lines) + "\n---\n"


def tally(cases: dict[str, dict[str, Any]], jaar: int) -> dict[str, list[str]]:
    """For each name of a figure the cases it counts, found by going through every line of every case."""
    first, last = date(jaar, 1, 1), min(date(jaar, 12, 31), TODAY)
    counted: dict[str, list[str]] = defaultdict(list)
    for id_, head in cases.items():
        for name in _of_one_case(head, first, last):
            counted[name].append(id_)
    return counted


def _of_one_case(head: dict[str, Any], first: date, last: date) -> Iterator[str]:
    life = _life(head, last)
    if life is None or (life["closed"] and life["resultaat"] == "dubbel"):
        return
    if life["closed"] is None:
        yield "lopend"
    if first <= life["melding"] <= last:
        yield from _reported(head, life)
    if life["closed"] and life["closed"] >= first:
        yield from _closed(life)
    if life["koppeling"] and life["intake"] and life["koppeling"] >= first:
        yield "wachttijd"
    if life["gesprek"] and life["gesprek"] >= first:
        yield "reactietijd"


def _reported(head: dict[str, Any], life: dict[str, Any]) -> Iterator[str]:
    party = head["partijen"]["A"]
    yield "aanmeldingen"
    yield f"maand.{life['melding'].isoformat()[:7]}"
    yield f"verwijzer.{head['verwijzer']}"
    yield f"verwijzer-soort.{SOORTEN.get(head['verwijzer'], 'zelf')}"
    if head["verwijzer"] == "zelf" and "tip_van" in head:
        yield f"tip.{head['tip_van']}"
    yield f"klacht.{head['klachten'][0]}"
    yield f"wijk.{party['wijk']}"
    yield f"gemeente.{GEMEENTEN[party['wijk']]}"
    yield f"bezit.{party['bezit']}"
    if head.get("complex") == "ja":
        yield "complex"
    if life["koppeling"]:
        yield "behandeld"
    yield {"ja": "geschikt", "nee": "niet-geschikt", None: "zonder-intake"}[life["geschikt"]]


def _closed(life: dict[str, Any]) -> Iterator[str]:
    groups = ["alle"]
    groups += ["geschikt"] if life["geschikt"] == "ja" else []
    groups += ["behandeld"] if life["koppeling"] else []
    yield "afgesloten"
    yield from (f"afgesloten.{group}" for group in groups[1:])
    yield from (f"opgelost.{group}" for group in groups if life["resultaat"] == "opgelost")
    yield f"resultaat.{life['resultaat']}"
    if life["reden"]:
        yield f"reden.{life['reden']}"
    yield f"einde.{STEPS[life['einde']]}"
    if life["koppeling"]:
        yield f"aanpak.{life['aanpak']}"
    if life["spoken"]:
        yield "afgesloten.gesproken"
        yield f"nazorg.{_aftercare(life)}"
    yield "doorlooptijd"


def _aftercare(life: dict[str, Any]) -> str:
    for stand in ("niet", "deels", "houdt"):
        if stand in life["answers"].values():
            return stand
    return "niet-bereikt" if life["asked"] else "geen-nazorg"


def _life(head: dict[str, Any], last: date) -> dict[str, Any] | None:  # noqa: C901, PLR0912 - a tally by hand is long
    lines = [line for line in head["verloop"] if line["op"] <= last]
    if not lines:
        return None
    life: dict[str, Any] = dict.fromkeys(
        ("melding", "intake", "koppeling", "gesprek", "closed", "last", "resultaat", "reden", "geschikt", "aanpak")
    )
    life |= {"einde": 0, "spoken": set(), "answers": {}, "asked": False, "on_hold": None, "held": []}
    for line in lines:  # the generator writes them in order
        op, met = line["op"], set(line.get("met", ""))
        step = 0
        match line["wat"]:
            case "melding":
                life["melding"] = op
            case "intake":
                life["intake"], life["geschikt"], step = life["intake"] or op, line["geschikt"], 1
            case "koppeling":
                life["koppeling"], step = life["koppeling"] or op, 2
                life["aanpak"] = line.get("aanpak") or life["aanpak"] or "bemiddeling"
            case "contact":
                step = 4 if met - {"A"} else 0
            case "gesprek":
                both = "A" in life["spoken"] and len(life["spoken"]) > 1
                again = life["aanpak"] == "pendel" and both and met & life["spoken"]
                mediated = {"A"} < met or life["aanpak"] == "coaching" or again
                step = 5 if mediated else 4 if met - {"A"} else 3
                life["spoken"] |= met
                if life["koppeling"]:
                    life["gesprek"] = life["gesprek"] or op
            case "nazorg":
                life["asked"] = True
                if "stand" in line:
                    life["answers"][line["met"]] = line["stand"]
            case "wacht" if not life["closed"] and not life["on_hold"]:
                life["on_hold"] = op
            case "afsluiting":
                life["closed"], life["last"] = life["closed"] or op, op
                life["resultaat"], life["reden"] = line["resultaat"], line.get("reden")
            case "heropening":
                life["closed"] = None
                life["answers"], life["asked"] = {}, False
        if life["on_hold"] and line["wat"] in {"hervat", "gesprek", "koppeling", "afsluiting"}:
            life["held"].append((life["on_hold"], op))
            life["on_hold"] = None
        life["einde"] = max(life["einde"], step)
    return life


TERMS = {
    "intake": Duration(5, "werkdagen"),
    "koppeling": Duration(10, "werkdagen"),
    "gesprek": Duration(2, "weken"),
    "nazorg": Duration(6, "weken"),
    "afsluiting": Duration(1, "weken"),
    "terugkoppeling": Duration(10, "werkdagen"),
}
STARTS: dict[str, list[tuple[str, ...]]] = {
    "intake": [("melding",), ("heropening",)],
    "koppeling": [("intake", "geschikt", "ja")],
    "gesprek": [("koppeling",), ("heropening",)],
    "nazorg": [("gesprek", "afspraken", "ja")],
    "afsluiting": [("intake", "geschikt", "nee"), ("gesprek", "afspraken", "nee"), ("nazorg",)],
    "terugkoppeling": [("afsluiting",)],
}


def settled(  # noqa: C901, PLR0912, PLR0915 - a tally by hand is long
    head: dict[str, Any], last: date
) -> Iterator[tuple[str, date, date, int]]:
    """Each term a case settled: its name, the day it began, the day it was settled, and the days on hold between."""
    asked: dict[tuple[str, str], list[dict[str, Any]]] = {(term, p): [] for term in TERMS for p in "ABC"}
    closed, on_hold, fase, highest = False, False, 0, 0
    spoken: set[str] = set()
    held: set[date] = set()
    team: list[str] = []
    suits = ""
    before = date.min
    for line in (line for line in head["verloop"] if line["op"] <= last):
        op, wat, met = line["op"], line["wat"], set(line.get("met", ""))
        if on_hold:
            held |= {before + timedelta(days=n) for n in range((op - before).days)}
        before = op
        for (term, party), starts in asked.items():
            done = wat == term or (term == "intake" and wat == "afsluiting")
            done = done and line.get("bereikt") != "nee"
            if term in ("gesprek", "nazorg"):
                done = done and party in met and party in (set("AB") if term == "gesprek" else spoken)
            if term == "terugkoppeling":
                done = done and line["aan"] == head["verwijzer"]
            if done and starts:
                if starts[-1]["ran"] and (term in ("gesprek", "nazorg") or party == "A"):
                    begun = starts[-1]["day"]
                    yield term, begun, op, len([day for day in held if begun <= day < op])
                starts.clear()
        match wat:
            case "intake":
                fase, suits = max(fase, 1), line["geschikt"]
            case "koppeling":
                fase, on_hold = max(fase, 2), False
                team = line["team"]
            case "kan-niet" if line["wie"] in team and suits == "ja":
                for party in "ABC":
                    asked["koppeling", party].append({"wat": wat, "day": op, "ran": False})
            case "contact" if met - {"A"} and highest >= 2:
                fase = max(fase, 4)
            case "gesprek":
                both = {"A"} < spoken
                again = line["pendel"] and both and met & spoken
                talk = 5 if {"A"} < met or line["coaching"] or again else 4 if met - {"A"} else 3
                highest, on_hold = max(highest, talk), False
                fase = 6 if "afspraken" in line else talk if fase == 6 else max(fase, talk)
                spoken = spoken | met
            case "wacht" if not closed:
                on_hold = True
            case "hervat":
                on_hold = False
            case "afsluiting":
                closed, on_hold = True, False
            case "heropening":
                closed, fase = False, highest
        highest = max(highest, fase if fase < 6 else 0)
        for (term, _), starts in asked.items():
            if wat == "heropening" and term in ("nazorg", "afsluiting"):
                starts.clear()
            if wat == "heropening" and term == "koppeling":
                starts[:] = [start | {"day": op, "ran": False} for start in starts]
            for name, *answer in STARTS[term]:
                if name == wat and answer and answer[0] in line and line[answer[0]] != answer[1]:
                    starts[:] = [start for start in starts if start["wat"] != wat]
            for name, *answer in STARTS[term]:
                if name == wat and (not answer or line.get(answer[0]) == answer[1]):
                    starts.append({"wat": wat, "day": op, "ran": False})
            runs = {
                "intake": not closed and fase == 0,
                "gesprek": not closed and 2 <= fase <= 5,
                "nazorg": closed or fase == 6,
                "terugkoppeling": closed,
            }.get(term, not closed)
            for start in starts:
                start["ran"] |= runs


def kept_terms(cases: dict[str, dict[str, Any]], jaar: int, organisatie: Organisatie) -> dict[str, list[str]]:
    """For `gedaan.*` and `termijn.*` the cases, once for each time; and under `strict.*` those on time on hold too."""
    counted: dict[str, list[str]] = defaultdict(list)
    first, last = date(jaar, 1, 1), min(date(jaar, 12, 31), TODAY)
    for id_, head in cases.items():
        life = _life(head, last)
        if life is None or (life["closed"] and life["resultaat"] == "dubbel"):
            continue
        aanpak = ""
        for line in head["verloop"]:
            aanpak = line.get("aanpak", aanpak)
            line |= {"pendel": aanpak == "pendel", "coaching": aanpak == "coaching"}
        for term, begun, done, on_hold in settled(head, last):
            if done < first:
                continue
            counted[f"gedaan.{term}"].append(id_)
            end = move(begun, TERMS[term], organisatie)
            if done <= workday(end + timedelta(days=on_hold), organisatie):
                counted[f"termijn.{term}"].append(id_)
            if done <= workday(end, organisatie):
                counted[f"strict.{term}"].append(id_)
    return counted


def hours(cases: dict[str, dict[str, Any]], jaar: int) -> tuple[float, float]:
    """The hours of coördinatoren and of volunteers in cases, line by line."""
    first, last = date(jaar, 1, 1), min(date(jaar, 12, 31), TODAY)
    minutes = [0, 0]
    for head in cases.values():
        life = _life(head, last)
        if life is None or (life["closed"] and life["resultaat"] == "dubbel"):
            continue
        team = 0
        for line in head["verloop"]:
            team = 2 if line["wat"] == "koppeling" else team
            people = team if line["wat"] in {"gesprek", "contact"} else 0
            if first <= line["op"] <= last:
                minutes[people > 0] += line.get("minuten", 0) * (people or 1)
    return round(minutes[0] / 60, 2), round(minutes[1] / 60, 2)


def lead_times(cases: dict[str, dict[str, Any]], ids: list[str], jaar: int) -> tuple[list[int], list[int]]:
    """The days from melding to the last closing of these cases: all, and those not on hold."""
    last = min(date(jaar, 12, 31), TODAY)
    days, working = [], []
    for id_ in ids:
        life = _life(cases[id_], last)
        assert life
        begun, ended = life["melding"], life["last"]
        every = [begun + timedelta(days=n) for n in range((ended - begun).days)]
        days.append(len(every))
        working.append(sum(not any(start <= day < end for start, end in life["held"]) for day in every))
    return days, working


@settings(max_examples=150)
@given(st.integers(0, 10**9), st.integers(2023, 2027))
def test_a_tally_by_hand_finds_the_same_cases_behind_every_figure(seed: int, jaar: int) -> None:
    dice = random.Random(seed)
    texts = {f"2023-{n:04}": front_matter(dice) for n in range(1, 2 + dice.randrange(14))}
    files = {f"casus/2023/{id_}.md": text.encode() for id_, text in texts.items()}
    files |= {
        f"netwerk/{id_}.md": f"---\nsoort: {soort}\nverloop: []\n---\n".encode() for id_, soort in SOORTEN.items()
    }
    loaded = load([("bb.yaml", SETTINGS), *files.items()])
    assert len(loaded.register.casus) == len(texts)
    cases = {id_: yaml.safe_load(text.split("---\n")[1]) for id_, text in texts.items()}
    found = {figure.name: figure for figure in period_figures(loaded.register, year_period(jaar, TODAY))}
    expected = tally(cases, jaar)
    families = {name.split(".")[0] for name in expected} | {"aanmeldingen", "afgesloten", "opgelost", "lopend"}
    checked = {name: f for name, f in found.items() if name.split(".")[0] in families}
    assert {name: list(f.cases) for name, f in checked.items() if f.value} == dict(expected)
    assert all(f.value == len(f.cases) for f in found.values())
    for family in ("maand", "verwijzer", "verwijzer-soort", "klacht", "wijk", "gemeente", "bezit"):
        assert sum(f.value for f in found.values() if f.family == family) == len(expected["aanmeldingen"])
    for group in ("geschikt", "behandeld"):
        of = found[f"opgelost.{group}"].denominator
        assert of
        assert (of.name, of.value) == (f"afgesloten.{group}", len(expected[f"afgesloten.{group}"]))
    assert (found["uren.coordinator"].measure("uren"), found["uren.vrijwilligers"].measure("uren")) == hours(
        cases, jaar
    )
    kept = kept_terms(cases, jaar, loaded.register.organisatie)
    for term in TERMS:
        assert list(found[f"gedaan.{term}"].cases) == kept[f"gedaan.{term}"], term
        assert list(found[f"termijn.{term}"].cases) == kept[f"termijn.{term}"], term
        assert found[f"termijn.{term}"].measure("met-wacht") == len(kept[f"strict.{term}"]), term
    days, working = lead_times(cases, expected["doorlooptijd"], jaar)
    lead = found["doorlooptijd"]
    assert [lead.measure("mediaan"), lead.measure("mediaan-zonder-wacht")] == [
        median(days) if days else None,
        median(working) if working else None,
    ]
