"""Every workday by itself: as cron and systemd run it, with next to nothing around it, on a machine that is in UTC."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest

import bb
from bb.actions.cron import cron_line, schedule, service
from bb.cli import clock
from tests.mail.world import TODAY, Post, add_case, parsed, run

ODD = "100% van 't Zand"


def as_cron_does(line: str) -> list[str]:
    """The command of a line: after the five fields, `\\%` being a plain %."""
    fields = line.split(maxsplit=5)
    assert fields[:5] == ["30", "7", "*", "*", "1-5"]
    return ["env", "-i", f"HOME={os.environ['HOME']}", "sh", "-c", fields[5].replace("\\%", "%")]


@pytest.mark.parametrize("name", ["org", ODD])
def test_the_line_for_cron_works_with_an_empty_environment(root: Path, post: Post, at_home: Path, name: str) -> None:
    at_home.mkdir(exist_ok=True)
    folder = root.rename(root.parent / name)
    top = Path(bb.__file__).resolve().parents[1]
    wrapper = folder.parent / "bb"
    wrapper.write_text(f'#!/bin/sh\nPYTHONPATH="{top}" BB_TODAY={TODAY} exec "{sys.executable}" -m bb "$@"\n', "utf-8")
    wrapper.chmod(0o755)
    command = as_cron_does(cron_line((str(wrapper),), folder))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(post.mails) == 1
    assert (at_home / ".local/state/bb/7f3a9c2e/outbox/sent").is_dir()
    post.mode = "data 451"
    wrapper.write_text(wrapper.read_text("utf-8").replace(str(TODAY), "2026-11-30"), "utf-8")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 75
    assert done.stdout == ""
    assert "bb outbox" in done.stderr  # what cron mails to the owner


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_files(root: Path, at_home: Path) -> None:
    made = schedule(root)
    assert made.service.is_relative_to(at_home)
    at_home.joinpath("run").mkdir(mode=0o700)
    checked = subprocess.run(
        ["systemd-analyze", "--user", "verify", made.service, made.timer],
        env={**os.environ, "XDG_RUNTIME_DIR": str(at_home / "run")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert checked.stderr == ""
    calendar = next(line for line in made.timer.read_text("utf-8").splitlines() if line.startswith("OnCalendar="))
    known = subprocess.run(
        ["systemd-analyze", "calendar", calendar.removeprefix("OnCalendar=")], capture_output=True, check=False
    )
    assert known.returncode == 0


def test_the_service_takes_any_folder_literally() -> None:
    text = service(("/usr/bin/bb",), Path("/home/noor") / ODD)
    assert 'ExecStart=/usr/bin/bb -C "/home/noor/100%% van \'t Zand" followups --mail' in text


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-22 23:30", "2026-11-23"),  # a Monday in Amsterdam, still Sunday in UTC
        ("2026-07-01 22:30", "2026-07-02"),
        ("2026-12-31 23:30", "2027-01-01"),
        ("2028-02-28 23:30", "2028-02-29"),
        ("2026-03-28 23:30", "2026-03-29"),
        ("2026-10-25 22:59", "2026-10-25"),
    ],
)
def test_today_is_the_day_in_amsterdam_on_a_machine_in_utc(
    monkeypatch: pytest.MonkeyPatch, moment: str, day: str
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls.fromisoformat(moment).replace(tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Clock)
    assert clock.today() == date.fromisoformat(day)
    assert clock.now(clock.today()).date() == date.fromisoformat(day)


@pytest.mark.parametrize("day", ["2026-03-30", "2026-10-26", "2028-02-29", "2027-01-04", "2026-12-23"])
def test_odd_days_of_the_year_are_days_to_mail(root: Path, post: Post, day: str) -> None:
    add_case(root, "2026-0001", date(2026, 1, 5))
    run(root, date.fromisoformat(day))
    ((_, mail),) = post.mails
    when = parsed(mail)["Date"].datetime
    assert when.date() == date.fromisoformat(day)
    assert when.hour == 7


@pytest.mark.parametrize("day", ["1999-12-25", "2028-05-25", "2030-04-22", "2026-11-28", "2099-12-25"])
def test_no_mail_goes_out_on_a_day_off(root: Path, post: Post, day: str) -> None:
    assert run(root, date.fromisoformat(day)).closed
    assert not post.mails
