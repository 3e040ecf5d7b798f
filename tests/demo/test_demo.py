"""The invented organisation: the same every time, complete, and valid to a witness that knows nothing of `bb`."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bb.demo import DEFAULT_CASES, DemoError, Organisation, default_volunteers, generate, write
from bb.demo.days import easter, is_workday, stamp
from bb.demo.history import stream
from bb.demo.present import PRESENT
from bb.demo.stories import PAST

TODAY = date(2026, 11, 23)


@cache
def waterstad(seed: int = 1, today: date = TODAY, cases: int = DEFAULT_CASES, volunteers: int = 18) -> Organisation:
    return generate(seed=seed, cases=cases, volunteers=volunteers, today=today)


class Texts(yaml.SafeLoader):
    """YAML in which every scalar stays text."""


Texts.yaml_implicit_resolvers = {}

Front = dict[str, Any]


def front_matter(content: bytes) -> tuple[Front, str]:
    text = content.decode()
    assert text.startswith("---\n")
    head, body = text[4:].split("\n---\n", 1)
    parsed = yaml.load(head, Loader=Texts)  # noqa: S506 - a SafeLoader that only leaves text as text
    assert isinstance(parsed, dict)
    return parsed, body


@cache
def records(seed: int = 1, today: date = TODAY, cases: int = DEFAULT_CASES, volunteers: int = 18) -> dict[str, Front]:
    files = waterstad(seed, today, cases, volunteers).files()
    return {path: front_matter(content)[0] for path, content in files.items() if path.endswith(".md")}


def casussen(**which: Any) -> dict[str, Front]:
    return {Path(path).stem: front for path, front in records(**which).items() if path.startswith("casus/")}


def verloop(front: Front, wat: str = "") -> list[Front]:
    return [event for event in front["verloop"] if not wat or event["wat"] == wat]


def day(text: str) -> date:
    return date.fromisoformat(text)


# ---- the same every time


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    once, again = (generate(seed=3, cases=DEFAULT_CASES, volunteers=18, today=TODAY) for _ in range(2))
    assert once.files() == again.files()
    assert list(once.commits()) == list(again.commits())
    assert once.files() != waterstad().files()


def test_the_same_seed_gives_the_same_commit(tmp_path: Path) -> None:
    ids = set()
    for name in ("een", "twee"):
        write(waterstad(), tmp_path / name)
        ids.add(git(tmp_path / name, "rev-parse", "HEAD"))
    assert len(ids) == 1


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_the_folder_is_a_sound_repository_with_exactly_these_files(tmp_path: Path) -> None:
    write(waterstad(), tmp_path / "w")
    expected = waterstad().files()
    assert {path: (tmp_path / "w" / path).read_bytes() for path in expected} == expected
    assert set(git(tmp_path / "w", "ls-files").splitlines()) == set(expected)
    assert git(tmp_path / "w", "status", "--porcelain") == ""
    assert git(tmp_path / "w", "symbolic-ref", "--short", "HEAD") == "main"
    git(tmp_path / "w", "fsck", "--strict", "--full")


def test_the_history_does_not_heed_the_git_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(waterstad(), tmp_path / "een")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "een" / ".git"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Iemand Anders")
    write(waterstad(), tmp_path / "twee")
    monkeypatch.undo()
    assert git(tmp_path / "een", "rev-parse", "HEAD") == git(tmp_path / "twee", "rev-parse", "HEAD")


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(DemoError, match="niet leeg"):
        write(waterstad(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w").write_text("een bestand")
    with pytest.raises(DemoError, match="kan niet worden gemaakt"):
        write(waterstad(), tmp_path / "w")


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DemoError, match="git is niet gevonden"):
        write(waterstad(), tmp_path / "w")


def test_numbers_below_zero_are_refused() -> None:
    with pytest.raises(DemoError, match="onder nul"):
        generate(seed=1, cases=-1, volunteers=18, today=TODAY)


def test_only_the_committed_example_blocks_writing() -> None:
    assert "voorbeeld" not in waterstad().files()["bb.yaml"].decode()
    example = generate(seed=1, cases=DEFAULT_CASES, volunteers=18, today=TODAY, example=True)
    assert yaml.safe_load(example.files()["bb.yaml"])["voorbeeld"] == "ja"


# ---- the history


def test_every_action_is_a_commit_of_one_file_in_order_of_time() -> None:
    commits = list(waterstad().commits())
    assert [c.at for c in commits] == sorted(c.at for c in commits)
    assert all(len(commit.changes) == 1 for commit in commits[1:])
    assert all(is_workday(commit.day) for commit in commits)
    assert commits[-1].day <= TODAY
    assert {commit.author for commit in commits} == {"c-1", "c-2"}
    assert len(commits) > 6 * DEFAULT_CASES


def test_the_last_state_of_every_file_in_the_history_is_the_final_file() -> None:
    tree: dict[str, bytes | None] = {}
    for commit in waterstad().commits():
        changes = dict(commit.changes)
        assert all(tree.get(path) != content for path, content in changes.items()), commit.message
        tree |= changes
    assert tree == waterstad().files()


def test_a_wrong_date_is_corrected_in_place_and_the_history_remembers() -> None:
    corrected = [commit for commit in waterstad().commits() if "verbeterd" in commit.message]
    assert len(corrected) >= 2
    before: dict[str, bytes | None] = {}
    changed = []
    for commit in waterstad().commits():
        if "verbeterd" in commit.message:
            ((path, content),) = commit.changes
            changed.append((before[path], content))
        before |= dict(commit.changes)
    for old, new in changed:
        assert old is not None
        assert new is not None
        lines = [(a, b) for a, b in zip(old.splitlines(), new.splitlines(), strict=True) if a != b]
        assert len(lines) == 1
        assert re.sub(rb"\d", b"", lines[0][0]) == re.sub(rb"\d", b"", lines[0][1])


def test_the_stream_names_each_blob_with_its_length() -> None:
    text = b"".join(stream(waterstad()))
    assert text.count(b"commit refs/heads/main\n") == len(list(waterstad().commits()))


def test_commits_carry_the_offset_of_the_season() -> None:
    at = {commit.at.month: stamp(commit.at) for commit in waterstad().commits()}
    assert at[7].endswith("+0200")
    assert at[1].endswith("+0100")


# ---- complete


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_situation_is_there(seed: int) -> None:
    told = list(casussen(seed=seed).values())

    def some(what: str, **keys: str) -> list[Front]:
        return [
            front for front in told if any(all(e.get(k) == v for k, v in keys.items()) for e in verloop(front, what))
        ]

    assert some("afsluiting", resultaat="opgelost", reden="advies")
    assert some("afsluiting", resultaat="niet-opgelost", reden="niet-bereikt")
    assert some("contact", wil="nee", met="B")
    assert some("koppeling", aanpak="pendel")
    assert some("koppeling", aanpak="coaching", met="A")
    assert some("koppeling", aanpak="groep")
    assert [front for front in told if len(front["partijen"]) == 5]
    assert some("hervat")
    assert some("afsluiting", resultaat="ingetrokken", reden="verhuisd")
    assert [f for f in some("heropening") if len(verloop(f, "afsluiting")) == 2]
    assert [f for f in some("intake", geschikt="ja", toch="ja") if verloop(f, "koppeling")]
    assert some("doorverwijzing", naar="zorg") or some("doorverwijzing", naar="wijkteam")
    assert [f for f in some("koppeling", reden="wissel") if len(verloop(f, "koppeling")) == 2]
    assert [f for f in some("kan-niet") if verloop(f, "voorstel")]
    assert [e for f in told for e in verloop(f, "afsluiting") if e["resultaat"] == "dubbel" and e.get("zie")]
    assert [f for f in told if len({place(p["wijk"]) for p in f["partijen"].values()}) == 2]
    assert [f for f in told if day(verloop(f)[-1]["op"]).year - day(verloop(f)[0]["op"]).year == 2]
    assert [e for f in told for e in verloop(f, "koppeling") if "g-001" in e["team"] or "g-002" in e["team"]]
    assert [e for f in told for e in verloop(f, "nazorg") if e.get("door")]
    assert some("overname")
    assert some("vergeten")
    assert some("verzoek", soort="klacht", stap="ontvangen")
    assert some("verzoek", soort="inzage", stap="ontvangen")
    assert [f for f in told if f.get("niet")]


def place(wijk: str) -> str:
    return "Polderdam" if wijk in {"dijkzicht", "polderhof"} else "Waterstad"


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_phase_status_and_result_is_there(seed: int) -> None:
    states = [state(front) for front in casussen(seed=seed).values()]
    assert {s for s, _ in states} == {"open", "wacht", "gesloten"}
    assert {f for s, f in states if s == "open"} == {
        "aanmelding",
        "intake",
        "koppeling",
        "eerste",
        "tweede",
        "bemiddeling",
        "nazorg",
    }
    results = {e["resultaat"] for f in casussen(seed=seed).values() for e in verloop(f, "afsluiting")}
    assert len(results) == 7


def state(front: Front) -> tuple[str, str]:
    """Status and highest phase of a case that was never taken back from nazorg."""
    status, phase = "open", 0
    team = False
    steps = ["aanmelding", "intake", "koppeling", "eerste", "tweede", "bemiddeling", "nazorg"]
    for event in verloop(front):
        step = {"intake": 1, "koppeling": 2}.get(event["wat"], 0)
        team = team or event["wat"] == "koppeling"
        if event["wat"] == "gesprek":
            met = event["met"]
            step = 6 if "afspraken" in event else 5 if "A" in met and len(met) > 1 else 3 if met == "A" else 4
        if event["wat"] == "contact" and team and event["met"] != "A":
            step = 4
        if event["wat"] in {"wacht", "hervat", "gesprek", "koppeling", "afsluiting", "heropening"}:
            status = {"wacht": "wacht", "afsluiting": "gesloten"}.get(event["wat"], "open")
        phase = max(phase, step)
    return status, steps[phase]


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_handful_waits_for_a_team_and_the_pool_has_room(seed: int) -> None:
    waiting = [f for f in casussen(seed=seed).values() if waits(f)]
    assert 6 <= len(waiting) <= 11
    assert {f.get("urgentie", "gewoon") for f in waiting} == {"gewoon", "voorrang", "spoed"}
    assert len({f["klachten"][0] for f in waiting}) >= 5
    assert [f for f in waiting if f.get("niet")]
    assert [f for f in waiting if f["partijen"]["A"].get("kan") == ["zo-ochtend"]]
    people = Pool(records(seed=seed))
    assert sum(people.room(name, TODAY) for name in people.files if people.active(name, TODAY)) >= 10


def waits(front: Front) -> bool:
    if state(front)[0] != "open" or not any(e["geschikt"] == "ja" for e in verloop(front, "intake")):
        return False
    declined = False
    for event in verloop(front):
        declined = event["wat"] == "kan-niet" or (declined and event["wat"] not in {"voorstel", "koppeling"})
    return declined or not verloop(front, "koppeling")


def test_a_share_of_the_cases_is_out_of_the_ordinary_at_any_size() -> None:
    for front in (casussen(), casussen(cases=400, volunteers=33)):
        odd = [f for f in front.values() if unusual(f)]
        assert len(odd) >= 0.15 * len(front)


def unusual(front: Front) -> bool:
    what = Counter(event["wat"] for event in verloop(front))
    aanpak = {event.get("aanpak") for event in verloop(front, "koppeling")}
    return bool(
        what.keys() & {"wacht", "heropening", "doorverwijzing", "kan-niet", "overname", "verzoek"}
        or aanpak & {"pendel", "coaching", "groep"}
        or len(front["partijen"]) > 2
        or any(e.get("resultaat") in {"dubbel", "ingetrokken", "onbekend"} for e in verloop(front))
    )


def test_the_figures_are_those_of_the_field() -> None:
    cases = casussen(cases=400, volunteers=33)
    closed = [verloop(f, "afsluiting")[-1]["resultaat"] for f in cases.values() if state(f)[0] == "gesloten"]
    assert 0.6 < closed.count("opgelost") / len(closed) < 0.76
    by = Counter("zelf" if f["verwijzer"] == "zelf" else "anders" for f in cases.values())
    assert 0.32 < by["zelf"] / len(cases) < 0.48
    complaints = Counter(f["klachten"][0] for f in cases.values())
    assert complaints.most_common(1)[0][0] == "geluid-personen"
    summer = sum(day(f["verloop"][0]["op"]).month in {6, 7, 8} for f in cases.values())
    winter = sum(day(f["verloop"][0]["op"]).month in {12, 1, 2} for f in cases.values())
    assert summer > winter


def test_the_counts_are_as_asked() -> None:
    assert len(casussen()) == DEFAULT_CASES
    assert sum(path.startswith("vrijwilligers/v-") for path in records()) == 18
    assert sum(path.startswith("vrijwilligers/g-") for path in records()) == 2
    assert sum(path.startswith("netwerk/") for path in records()) == 8
    assert sum(path.startswith("activiteiten/") for path in records()) >= 12
    assert (default_volunteers(70), default_volunteers(5000)) == (18, 416)


@pytest.mark.parametrize("cases", [0, 1, 2, 7, 30, 59])
def test_a_smaller_organisation_is_sound_as_well(cases: int) -> None:
    found = records(cases=cases, volunteers=6)
    assert sum(path.startswith("casus/") for path in found) == cases
    assert list(findings(found)) == []


def test_without_volunteers_nobody_is_put_in_a_team() -> None:
    assert not [e for f in casussen(cases=20, volunteers=0).values() for e in verloop(f, "koppeling")]


@pytest.mark.parametrize(
    "today",
    [date(2024, 2, 29), date(2026, 1, 1), date(2026, 4, 1), date(2026, 12, 31), date(2027, 5, 2), date(2025, 8, 16)],
)
def test_any_day_will_do(today: date) -> None:
    assert list(findings(records(today=today), today)) == []


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_witness_finds_nothing_wrong(seed: int) -> None:
    assert list(findings(records(seed=seed))) == []


def test_a_witness_finds_nothing_wrong_in_a_bigger_one() -> None:
    assert list(findings(records(cases=400, volunteers=33))) == []


def test_volunteers_and_partners_have_something_to_do_today() -> None:
    people = [front for path, front in records().items() if path.startswith("vrijwilligers/v-")]
    ends = [day(verloop(f, "overeenkomst")[-1]["tot"]) for f in people if verloop(f, "overeenkomst")]
    assert [end for end in ends if TODAY <= end <= TODAY + timedelta(days=90)]
    assert [f for f in people if len(verloop(f, "vraag")) > len(verloop(f, "antwoord"))]
    assert [e for f in people for e in verloop(f, "afwezig") if day(e["van"]) <= TODAY <= day(e["tot"])]
    assert [f for f in people if not verloop(f, "start")]
    assert [f for f in people if verloop(f, "stop")]
    network = [front for path, front in records().items() if path.startswith("netwerk/")]
    assert [f for f in network if TODAY < day(verloop(f, "overeenkomst")[-1]["tot"]) < TODAY + timedelta(days=90)]
    silent = [
        f
        for f in network
        if f["contactritme"] == "3 maanden" and day(verloop(f, "contact")[-1]["op"]) < TODAY - timedelta(days=92)
    ]
    assert len(silent) == 1


# ---- a witness of its own


@dataclass
class Pool:
    """What the files say about volunteers, read without any code of `bb`."""

    files: dict[str, Front] = field(default_factory=dict)
    trained: dict[str, list[tuple[str, date]]] = field(default_factory=dict)
    busy: dict[str, list[tuple[date, date]]] = field(default_factory=dict)

    def __init__(self, found: dict[str, Front]) -> None:
        self.files = {Path(p).stem: f for p, f in found.items() if p.startswith("vrijwilligers/")}
        self.trained = {
            name: [(e["soort"], day(e["op"])) for e in verloop(front, "training")] for name, front in self.files.items()
        }
        for path, front in found.items():
            if path.startswith("activiteiten/") and "training" in front:
                for event in verloop(front, "gehouden"):
                    for name in event["aanwezig"]:
                        self.trained[name].append((front["training"], day(event["op"])))
        self.busy = {name: [] for name in self.files}
        for path, front in found.items():
            if path.startswith("casus/"):
                for name, first, last in memberships(front):
                    self.busy[name].append((first, last))

    def active(self, name: str, on: date) -> bool:
        events = verloop(self.files[name])
        begun = any(e["wat"] == "start" and day(e["op"]) <= on for e in events)
        gone = any(e["wat"] == "stop" and day(e["op"]) <= on for e in events)
        away = any(e["wat"] == "afwezig" and day(e["van"]) <= on <= day(e["tot"]) for e in events)
        return begun and not gone and not away

    def can(self, name: str, method: str, on: date) -> bool:
        had = {what for what, when in self.trained[name] if when <= on}
        return {"basistraining", method} - {"bemiddeling"} <= had

    def load(self, name: str, on: date) -> int:
        return sum(first <= on < last for first, last in self.busy[name])

    def room(self, name: str, on: date) -> int:
        return int(self.files[name].get("max", 2)) - self.load(name, on)


def memberships(front: Front) -> Iterator[tuple[str, date, date]]:
    """Who was in the team from when until when, while the case was not closed."""
    team: list[str] = []
    since = date.min
    for event in [*verloop(front), {"wat": "einde", "op": "2199-12-31"}]:
        if event["wat"] in {"koppeling", "afsluiting", "heropening", "einde"}:
            if since > date.min:
                for name in team:
                    yield name, since, day(event["op"])
            team = event.get("team", team)
            since = date.min if event["wat"] == "afsluiting" else day(event["op"])


def findings(found: dict[str, Front], today: date = TODAY) -> Iterator[str]:
    pool = Pool(found)
    for path, front in found.items():
        days = [day(event["op"]) for event in verloop(front)]
        if days != sorted(days):
            yield f"{path}: not in order of date"
        if days and days[-1] > today:
            yield f"{path}: in the future"
        if path.startswith("casus/"):
            for text in case_findings(front, pool, set(found)):
                yield f"{path}: {text}"


def case_findings(front: Front, pool: Pool, paths: set[str]) -> Iterator[str]:
    yield from order_findings(front)
    yield from hold_and_closing_findings(front)
    yield from aftercare_findings(front)
    yield from team_findings(front, pool)
    yield from presence_findings(front, pool)
    if not verloop(front, "vergeten"):
        yield from consent_findings(front)
    for event in verloop(front, "afsluiting"):
        if event["resultaat"] == "dubbel" and f"casus/{event['zie'][:4]}/{event['zie']}.md" not in paths:
            yield "a duplicate of nothing"
    for event in verloop(front):
        if any(letter not in front["partijen"] for letter in event.get("met", "")):
            yield f"{event['wat']} with a party that is not there"
        if any(isinstance(event.get(name), str) and "[" in event[name] for name in ("aan", "wie", "door", "van")):
            yield f"{event['wat']} has a list in quotes"


def team_findings(front: Front, pool: Pool) -> Iterator[str]:
    aanpak = "bemiddeling"
    met_a: set[str] = set()
    team: list[str] = []
    for event in verloop(front):
        on = day(event["op"])
        aanpak = event.get("aanpak", aanpak)
        for name in event.get("team", []):
            yield from (f"{event['wat']} {on} {name}: {text}" for text in unfit(name, on, aanpak, front, pool))
        if event["wat"] == "gesprek" and "A" in event["met"]:
            met_a |= set(team)
        if event["wat"] != "koppeling":
            continue
        before, team = team, event["team"]
        if len(team) != 2 and not (aanpak == "coaching" and len(team) == 1):
            yield f"team of {len(team)}"
        if any(b in pool.files[a].get("niet_met", []) for a in team for b in team):
            yield f"{team} do not go together"
        if any(pool.load(name, on) > int(pool.files[name].get("max", "2")) for name in team):
            yield f"{team}: somebody has too many cases on {on}"
        if aanpak == "coaching" and before and met_a & set(team):
            yield "a coach who met the party before"


def presence_findings(front: Front, pool: Pool) -> Iterator[str]:
    team: list[str] = []
    for event in verloop(front):
        if event["wat"] == "koppeling":
            team = event["team"]
        acts = event["wat"] == "gesprek" or (event["wat"] == "contact" and event["met"] != "A")
        for name in [*(team if acts else []), *event.get("door", [])]:
            if not pool.active(name, day(event["op"])):
                yield f"{event['wat']} {event['op']} by {name}, who is not there"


def unfit(name: str, on: date, aanpak: str, front: Front, pool: Pool) -> Iterator[str]:
    if not pool.active(name, on):
        yield "not active"
    if not pool.can(name, aanpak, on):
        yield f"not trained for {aanpak}"
    if name in front.get("niet", []):
        yield "was to stay out"
    if pool.files[name].get("wijk") in {party["wijk"] for party in front["partijen"].values()}:
        yield "own wijk"


AFTER = {
    "intake": {"melding"},
    "voorstel": {"intake"},
    "akkoord": {"voorstel"},
    "kan-niet": {"voorstel", "koppeling"},
    "koppeling": {"intake"},
    "overdracht": {"koppeling"},
    "vernietigd": {"overdracht"},
    "gesprek": {"koppeling"},
    "voortgang": {"koppeling"},
    "hervat": {"wacht"},
    "nazorg": {"gesprek"},
    "heropening": {"afsluiting"},
    "vergeten": {"afsluiting"},
}


def order_findings(front: Front) -> Iterator[str]:
    if verloop(front)[0]["wat"] != "melding" or len(verloop(front, "melding")) != 1:
        yield "no melding first"
    seen: set[str] = set()
    suitable = False
    for event in verloop(front):
        wat = event["wat"]
        if wat in AFTER and not AFTER[wat] & seen:
            yield f"{wat} too early"
        if wat in {"voorstel", "koppeling"} and not suitable:
            yield f"{wat} in a case that is not suitable"
        if wat == "intake":
            suitable = event["geschikt"] == "ja"
            if suitable and event.get("contra") and event.get("toch") != "ja":
                yield "suitable with a contra-indication, without toch"
        seen.add(wat)


ALSO_WHEN_CLOSED = {"terugkoppeling", "vernietigd", "verzoek", "heropening", "nazorg", "vergeten"}


def hold_and_closing_findings(front: Front) -> Iterator[str]:
    status = "open"
    for event in verloop(front):
        wat = event["wat"]
        if status == "gesloten" and wat not in ALSO_WHEN_CLOSED:
            yield f"{wat} after closing"
        if status == "wacht" and wat not in {"hervat", "verzoek", "afsluiting"}:
            yield f"{wat} while on hold"
        if wat in {"afsluiting", "wacht"}:
            status = "gesloten" if wat == "afsluiting" else "wacht"
        elif wat in {"hervat", "heropening"}:
            status = "open"


def aftercare_findings(front: Front) -> Iterator[str]:
    spoken: set[str] = set()
    answers: dict[str, str] = {}
    tries: Counter[str] = Counter()
    for event in verloop(front):
        if event["wat"] == "gesprek":
            spoken |= set(event["met"])
        if event["wat"] == "nazorg":
            tries[event["met"]] += 1
            if "stand" in event:
                answers[event["met"]] = event["stand"]
        if event["wat"] == "heropening":
            answers, tries = {}, Counter()
        if event["wat"] == "afsluiting" and event["resultaat"] in {"opgelost", "verbeterd"} and spoken:
            missed = {party for party in spoken if party not in answers and tries[party] < 3}
            if missed:
                yield f"closed before aftercare of {missed}"
            if "niet" in answers.values():
                yield "solved while agreements do not hold"


def consent_findings(front: Front) -> Iterator[str]:
    consent: dict[str, list[str]] = {}
    for event in verloop(front):
        party = event.get("met") or (event["van"] if event.get("van") in front["partijen"] else "A")
        if "toestemming" in event:
            consent[party] = event["toestemming"]
        given = set(consent.get("A", []))
        if event["wat"] in {"overdracht", "koppeling"} and "bemiddelaars" not in given:
            yield "handed over without consent"
        if event["wat"] == "terugkoppeling":
            if front["verwijzer"] == "zelf" or event["aan"] != front["verwijzer"]:
                yield "feedback to somebody who did not refer"
            if "terugkoppeling" not in given:
                yield "feedback without consent"
        if event["wat"] == "doorverwijzing" and "doorverwijzing" not in consent.get(event["van"], []):
            yield "referral without consent"


# ---- as if a coördinator kept it


def test_forgotten_cases_hold_nothing_personal_any_more() -> None:
    files = waterstad().files()
    gone = [path for path, front in records().items() if path.startswith("casus/") and verloop(front, "vergeten")]
    assert gone
    for path in gone:
        front, body = front_matter(files[path])
        assert not body.strip()
        assert "niet" not in front
        assert not any("toestemming" in event for event in verloop(front))
        assert not any("kan" in party for party in front["partijen"].values())
    earlier = [dict(commit.changes).get(gone[0]) for commit in waterstad().commits()]
    assert any(content and b"toestemming" in content for content in earlier)


def test_notes_are_short_varied_dutch_without_anything_that_tells_who() -> None:
    bodies = [front_matter(content)[1].strip() for path, content in waterstad().files().items() if "casus/" in path]
    written = [body for body in bodies if body]
    assert len(written) > DEFAULT_CASES / 2
    assert len(set(written)) == len(written)
    assert max(len(body) for body in written) < 2500
    for body in written:
        without_dates = re.sub(r"\b\d{4}-\d{2}-\d{2}\b", "", body)
        assert not re.search(r"\d|@", without_dates), body


def test_hands_differ_block_style_quotes_and_comments_occur() -> None:
    texts = [content.decode() for path, content in waterstad().files().items() if path.startswith("casus/")]
    assert any("\n  - op: " in text for text in texts)
    assert any("\n  - {op: " in text for text in texts)
    assert any("via: 'telefoon'" in text or 'via: "telefoon"' in text for text in texts)
    assert any("}  # " in text for text in texts)
    assert all("\r" not in text and text.endswith("\n") for text in texts)


def test_things_happen_on_days_on_which_people_work_or_talk() -> None:
    for path, front in records().items():
        if not path.startswith("casus/"):
            continue
        for event in verloop(front):
            on = day(event["op"])
            if event["wat"] in {"gesprek", "contact"}:
                assert on.weekday() < 6, path
            else:
                assert is_workday(on), (path, event)


def test_easter_is_known() -> None:
    assert [easter(year) for year in (2024, 2025, 2026)] == [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)]


def test_every_story_has_its_own_name_and_a_word_of_explanation() -> None:
    names = [situation.name for situation in (*PAST, *PRESENT)]
    assert len(set(names)) == len(names)
    assert all(situation.tell.__doc__ for situation in (*PAST, *PRESENT))
