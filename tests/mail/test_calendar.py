"""The calendar: the same things keep their place, what is done disappears, and hours are those of Amsterdam."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from bb.actions.calendar_file import write_calendar
from bb.actions.stop import Stop
from bb.mail.calendar import Entry, calendar
from tests.actions.organisation import git
from tests.mail.world import AMSTERDAM, TODAY, agreed, organisation, own_term, settle

WHEN = datetime(2026, 11, 23, 7, 30, tzinfo=AMSTERDAM)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = organisation(tmp_path / "org")
    git(made, "init", "--quiet")
    keep(made)
    return made


def keep(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "x")


def written(folder: Path, day: date = TODAY, term: str | None = None) -> dict[str, Any]:
    """The events of `bb followups --ics`, by their summary."""
    out = folder.parent / "agenda.ics"
    write_calendar(folder, out, day, WHEN, term=term, person=None)
    found: Any = icalendar.Calendar.from_ical(out.read_bytes())
    return {str(event["summary"]): event for event in found.walk("VEVENT")}


def add(folder: Path, line: str, id_: str = "2026-0001") -> None:
    path = folder / "casus" / "2026" / f"{id_}.md"
    path.write_text(path.read_text("utf-8").replace("---\nMevrouw", f"  - {line}\n---\nMevrouw"), "utf-8")


def test_a_thing_keeps_its_id_and_counts_its_changes(folder: Path) -> None:
    first = written(folder)["2026-0001: intake doen"]
    assert first["dtstart"].dt == date(2026, 11, 9)
    assert first["sequence"] == 1
    add(folder, "{op: 2026-11-20, wat: wacht, tot: 2026-11-30}")
    assert written(folder)["2026-0001: weer oppakken"]["sequence"] == 2  # also before it is kept
    keep(folder)
    assert written(folder)["2026-0001: weer oppakken"]["sequence"] == 2
    add(folder, "{op: 2026-11-23, wat: hervat}")
    keep(folder)
    again = written(folder)["2026-0001: intake doen"]
    assert again["uid"] == first["uid"]
    assert again["sequence"] == 3
    assert again["dtstart"].dt > first["dtstart"].dt


def test_what_is_done_is_cancelled_for_thirty_days(folder: Path) -> None:
    before = written(folder)["2026-0001: intake doen"]
    settle(folder, "2026-0001", TODAY)
    keep(folder)
    for days in (0, 29):
        over = written(folder, TODAY + timedelta(days=days))["2026-0001: intake doen"]
        assert over["status"] == "CANCELLED"
        assert over["uid"] == before["uid"]
        assert over["sequence"] > before["sequence"]
        assert not over.walk("VALARM")
    assert "2026-0001: intake doen" not in written(folder, TODAY + timedelta(days=30))
    assert written(folder)["2026-0001: team zoeken"]["status"] == "CONFIRMED"


def test_an_agreed_date_has_its_hour(folder: Path) -> None:
    settle(folder, "2026-0001", date(2026, 11, 3))
    add(folder, "{op: 2026-11-04, wat: koppeling, team: [v-001, v-002]}")
    add(folder, "{op: 2026-11-05, wat: gepland, voor: gesprek, met: A, datum: 2026-12-01, tijd: '19:30'}")
    event = written(folder)["2026-0001: gesprek voeren met A"]
    assert event["dtstart"].dt == datetime(2026, 12, 1, 19, 30, tzinfo=AMSTERDAM)
    assert event["dtstart"].params["TZID"] == "Europe/Amsterdam"
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=-1)


def test_one_talk_with_two_parties_is_one_event(folder: Path) -> None:
    agreed(folder)
    keep(folder)
    talk = "2026-0001: gesprek voeren met A en B"
    first = written(folder)
    assert [name for name in first if "gesprek voeren" in name] == [talk]
    assert first[talk]["dtstart"].dt == datetime(2026, 12, 1, 19, 30, tzinfo=AMSTERDAM)
    add(folder, "{op: 2026-11-24, wat: gepland, voor: gesprek, met: AB, datum: 2026-12-08, tijd: '20:00'}")
    moved = written(folder, date(2026, 11, 24))[talk]
    assert moved["uid"] == first[talk]["uid"]
    assert moved["sequence"] > first[talk]["sequence"]
    assert moved["dtstart"].dt == datetime(2026, 12, 8, 20, tzinfo=AMSTERDAM)
    add(folder, "{op: 2026-11-25, wat: gepland, voor: gesprek, met: B, datum: 2026-12-09, tijd: '20:00'}")
    apart = written(folder, date(2026, 11, 25))
    assert apart[talk]["status"] == "CANCELLED"
    assert apart[talk]["uid"] == first[talk]["uid"]
    alone = [apart[f"2026-0001: gesprek voeren met {party}"] for party in "AB"]
    assert [event["status"] for event in alone] == ["CONFIRMED", "CONFIRMED"]
    assert len({event["uid"] for event in apart.values()}) == len(apart)


def test_a_term_of_ones_own_is_not_named(folder: Path) -> None:
    own_term(folder)
    assert written(folder)["2026-0001: eigen termijn"]["dtstart"].dt == date(2026, 11, 16)
    told = (folder.parent / "agenda.ics").read_text("utf-8")
    assert "jansen" not in told
    assert "0612345678" not in told


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2028-02-29", "2026-12-31", "2027-01-01", "2026-07-01"])
def test_hours_read_back_on_every_kind_of_day(day: str) -> None:
    when = date.fromisoformat(day)
    entries = [
        Entry(uid="1@bb.invalid", summary="a", day=when, tijd=time(19, 30)),
        Entry(uid="2@bb.invalid", summary="b", day=when),
    ]
    made: Any = icalendar.Calendar.from_ical(calendar(entries, WHEN))
    timed, whole = made.walk("VEVENT")
    assert timed["dtstart"].dt.astimezone(ZoneInfo("UTC")) == datetime.combine(
        when, time(19, 30), AMSTERDAM
    ).astimezone(ZoneInfo("UTC"))
    assert whole["dtstart"].dt == when
    assert whole["dtend"].dt == when + timedelta(days=1)


def test_the_file_keeps_to_the_form_of_calendars() -> None:
    long = Entry(uid="1@bb.invalid", summary="é" * 90 + "; a, b", day=TODAY, tijd=time(9), sequence=3)
    made = calendar([long, Entry(uid="2@bb.invalid", summary="b", day=TODAY, over=True)], WHEN)
    lines = made.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    first, second = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert [str(first[name]) for name in ("summary", "sequence", "class", "transp")] == [
        *(long.summary, "3", "PRIVATE", "TRANSPARENT")
    ]
    assert (first["status"], second["status"]) == ("CONFIRMED", "CANCELLED")
    assert made.count(b"DTSTAMP:20261123T063000Z") == 2  # in UTC, as the form asks
    assert not first.errors
    assert icalendar.Calendar.from_ical(made).to_ical() == made


def test_the_rules_of_the_hours_are_those_of_amsterdam() -> None:
    made = calendar([Entry(uid="1@bb.invalid", summary="a", day=TODAY, tijd=time(9))], WHEN)
    read: Any = icalendar.Calendar.from_ical(made)
    zone = read.walk("VTIMEZONE")[0].to_tz()
    for year in range(2000, 2037):
        for month in range(1, 13):
            for of_month in (1, 15, 28):
                noon = datetime(year, month, of_month, 12)  # noqa: DTZ001 - the zone is what is asked
                assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=AMSTERDAM).utcoffset()


def test_only_one_kind(folder: Path) -> None:
    assert not written(folder, term="nazorg")
    with pytest.raises(Stop, match="geen soort"):
        written(folder, term="onzin")


def test_a_folder_that_cannot_be_written_is_said(folder: Path) -> None:
    with pytest.raises(Stop, match="niet worden geschreven"):
        write_calendar(folder, folder / "nergens" / "a.ics", TODAY, WHEN, term=None, person=None)


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not installed")
def test_khal_reads_it_twice_and_shows_everything_once(folder: Path, tmp_path: Path) -> None:
    for number in range(2, 6):
        path = folder / "casus" / "2026" / "2026-0001.md"
        (path.parent / f"2026-000{number}.md").write_text(path.read_text("utf-8"), "utf-8")
    settle(folder, "2026-0003", date(2026, 11, 3))
    add(folder, "{op: 2026-11-04, wat: koppeling, team: [v-001, v-002]}", "2026-0003")
    add(folder, "{op: 2026-11-05, wat: gepland, voor: gesprek, met: A, datum: 2026-12-01, tijd: '19:30'}", "2026-0003")
    keep(folder)
    calendars = tmp_path / "khal"
    calendars.mkdir()
    settings = tmp_path / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[bb]]\npath = {calendars}\n[locale]\nlocal_timezone = Europe/Amsterdam\n"
        "default_timezone = Europe/Amsterdam\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        f"datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {tmp_path}/khal.db\n",
        "utf-8",
    )

    def khal(*args: str) -> str:
        done = subprocess.run(
            ["khal", "-c", str(settings), *args],
            capture_output=True,
            text=True,
            check=True,
            env={"PATH": "/usr/bin", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
        )
        return done.stdout

    expected = written(folder)
    lists = []
    for _ in range(2):
        khal("import", "--batch", "-a", "bb", str(folder.parent / "agenda.ics"))
        lists.append(khal("list", "--format", "{title}|{start}", "--day-format", "", "2026-11-01", "400d"))
    assert lists[0] == lists[1]
    titles = [line.split("|")[0] for line in lists[0].splitlines() if "|" in line]
    assert sorted(titles) == sorted(expected)
    assert "2026-12-01 19:30" in lists[0]
