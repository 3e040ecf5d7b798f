"""The figures of a year, counted from the files by hand: plain loops over the YAML, with nothing of `bb`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import yaml

Head = dict[str, Any]
STEPS = ("aanmelding", "intake", "koppeling", "eerste", "tweede", "bemiddeling")
WORST = ("niet", "deels", "houdt", "geen-afspraken")


def read(folder: Path) -> dict[str, Head]:
    """Read the front matter of each file in a folder, by the name of the file."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8").split("---\n")[1]) for path in folder.rglob("*.md")}


def life(head: Head, last: date) -> Head | None:  # noqa: C901 - a life by hand is long
    """What became of one case until a day; None when there was none, or it was a double."""
    told: Head = {"einde": 0, "spoken": set(), "answers": {}, "asked": False, "team": [], "aanpak": None, "tries": {}}
    told |= dict.fromkeys(("intake", "koppeling", "gesprek", "closed", "geschikt", "resultaat", "reden", "agreed"))
    told |= {"first": None, "minutes": Counter(), "marks": {}}
    for line in (one for one in head["verloop"] if one["op"] <= last):
        wat, op, met, step = line["wat"], line["op"], line.get("met", ""), 0
        told["first"] = told["first"] or op
        default = told["team"] if wat in ("gesprek", "contact") and told["team"] else ["c"]
        for person in line.get("door", default):
            told["minutes"][op.year, person[0]] += line.get("minuten", 0)
        if wat == "intake":
            told["geschikt"], told["aim"], step = line["geschikt"], line.get("aanpak"), 1
            told["intake"] = told["intake"] or op
        elif wat == "koppeling":
            told["koppeling"], told["team"], step = told["koppeling"] or op, line["team"], 2
            told["aanpak"] = line.get("aanpak") or told["aanpak"] or told["aim"] or "bemiddeling"
        elif wat == "contact" and set(met) - {"A"} and told["koppeling"]:
            step = 4
        elif wat == "gesprek":
            both = "A" in told["spoken"] and len(told["spoken"]) > 1 and set(met) & told["spoken"]
            mediated = len(met) > 1 or told["aanpak"] == "coaching" or (told["aanpak"] == "pendel" and both)
            step = 5 if mediated else 3 if met == "A" else 4
            told["spoken"] |= set(met)
            told["gesprek"] = told["gesprek"] or op
            if line.get("afspraken") == "ja":
                told["agreed"], told["tries"] = op, {}
        elif wat == "nazorg":
            told["asked"] = True
            if "stand" in line:
                told["answers"][met] = line["stand"]
                told["marks"][met] = line["tevreden"]
            else:
                told["tries"][met] = told["tries"].get(met, 0) + 1
        elif wat == "afsluiting":
            told["closed"], told["resultaat"], told["reden"] = op, line["resultaat"], line.get("reden")
        elif wat == "heropening":
            told |= {"closed": None, "answers": {}, "marks": {}, "asked": False, "agreed": None}
        told["einde"] = max(told["einde"], step)
    return told if told["first"] and told["resultaat"] != "dubbel" else None


def owed(root: Path, today: date) -> set[tuple[str, str]]:
    """The parties that made agreements and were neither heard about them nor called three times."""
    found = set()
    for id_, head in read(root / "casus").items():
        told = life(head, today)
        forgotten = any(line["wat"] == "vergeten" for line in head["verloop"])
        if told and told["agreed"] and not forgotten:
            found |= {(id_, p) for p in told["spoken"] if p not in told["answers"] and told["tries"].get(p, 0) < 3}
    return found


def tally(root: Path, year: int) -> Mapping[str, Any]:
    """Count the year: each figure by the name the report gives it; a number beside it as `NAME/MEASURE`."""
    counted: Any = Counter()  # of numbers, hours and money alike
    days: dict[str, list[int]] = {"wachttijd": [], "reactietijd": [], "doorlooptijd": []}
    first, last = date(year, 1, 1), date(year, 12, 31)
    settings = yaml.safe_load((root / "bb.yaml").read_text("utf-8"))
    minutes: Counter[str] = Counter()
    for head in read(root / "casus").values():
        told = life(head, last)
        if told is None:
            continue
        counted["lopend"] += told["closed"] is None
        counted.update(of_a_case(head, told, first, settings["wijken"]))
        minutes.update({who: n for (y, who), n in told["minutes"].items() if y == year})
        for name, begin, end in (("wachttijd", "intake", "koppeling"), ("reactietijd", "koppeling", "gesprek")):
            if told[begin] and told[end] and told[end] >= first:
                days[name].append((told[end] - told[begin]).days)
        if told["closed"] and told["closed"] >= first:
            days["doorlooptijd"].append((told["closed"] - told["first"]).days)
        costs = [line.get("kosten", 0) for line in head["verloop"] if line["op"].year == year]
        counted["begroting.gesprekken/uitgegeven"] += sum(costs)
    counted.update({name: len(found) for name, found in days.items()})
    counted.update({f"{name}/mediaan": median(found) for name, found in days.items() if found})
    counted["uren.coordinator/uren"], counted["uren.vrijwilligers/uren"] = minutes["c"] / 60, minutes["v"] / 60
    counted.update(besides(root, year, minutes["c"]))
    return counted  # type: ignore[no-any-return]


def of_a_case(head: Head, told: Head, first: date, wijken: Head) -> Iterable[str]:
    """The figures one case counts in."""
    if told["first"] >= first:
        wijk, suitable = head["partijen"]["A"]["wijk"], {"ja": "geschikt", "nee": "niet-geschikt"}
        yield from ("aanmeldingen", f"maand.{told['first']:%Y-%m}", f"verwijzer.{head['verwijzer']}", f"wijk.{wijk}")
        yield from (f"klacht.{head['klachten'][0]}", f"gemeente.{wijken[wijk]['gemeente']}")
        yield from (f"urgentie.{head.get('urgentie', 'gewoon')}", suitable.get(told["geschikt"], "zonder-intake"))
        yield from ["behandeld"] if told["koppeling"] else []
        yield from [f"tip.{head['tip_van']}"] if "tip_van" in head else []
    if told["closed"] and told["closed"] >= first:
        groups = {"alle": True, "geschikt": told["geschikt"] == "ja", "behandeld": told["koppeling"]}
        yield from ("afgesloten", f"resultaat.{told['resultaat']}", f"einde.{STEPS[told['einde']]}")
        yield from [f"reden.{told['reden']}"] if told["reden"] else []
        yield from (f"afgesloten.{name}" for name, holds in groups.items() if holds and name != "alle")
        yield from (f"opgelost.{name}" for name, holds in groups.items() if holds and told["resultaat"] == "opgelost")
        yield from [f"aanpak.{told['aanpak']}"] if told["koppeling"] else []
        if told["spoken"]:
            worst = next((stand for stand in WORST if stand in told["answers"].values()), None)
            none = "niet-bereikt" if told["asked"] else "geen-nazorg"
            yield from ("afgesloten.gesproken", f"nazorg.{worst or none}", *(len(told["marks"]) * ["tevreden"]))


def besides(root: Path, year: int, in_cases: int) -> Mapping[str, Any]:
    """What was spent and worked outside cases, post by post."""
    counted: Any = Counter()  # of numbers, hours and money alike
    office = in_cases
    for head in read(root / "activiteiten").values():
        for line in head["verloop"]:
            if line["wat"] == "gehouden" and line["op"].year == year:
                there, long = line.get("aanwezig", []), line.get("minuten", 0)
                office += long * sum(one[0] == "c" for one in there)
                counted.update({"activiteiten": 1, f"activiteit.{head['soort']}": 1})
                counted[f"activiteit.{head['soort']}/aanwezig"] += len(there)
                counted[f"begroting.{head.get('post', 'overig')}/uitgegeven"] += line.get("kosten", 0)
    for folder, posts in (("netwerk", {}), ("vrijwilligers", {"waardering": "kosten", "vergoeding": "bedrag"})):
        for line in (one for head in read(root / folder).values() for one in head["verloop"] if one["op"].year == year):
            office += line.get("minuten", 0) if line["wat"] not in ("training", "inzet") else 0
            if line["wat"] in posts:
                counted[f"begroting.{line['wat']}/uitgegeven"] += line.get(posts[line["wat"]], 0)
    counted["begroting.uren/uren"] = office / 60
    return counted  # type: ignore[no-any-return]
