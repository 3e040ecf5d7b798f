"""Mailing every workday by itself: a line for cron, and the two files systemd wants.

Nothing is switched on here: the line is for the user to add, the files for the user to enable.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from bb.actions.reading import open_readable
from bb.actions.stop import Stop
from bb.files import disk

HOUR = "07:30"
TIMER = "bb-followups.timer"
_SERVICE = """\
[Unit]
Description=bb: mailen wat er te doen is

[Service]
Type=oneshot
ExecStart={command}
SuccessExitStatus=75
UMask=0077
NoNewPrivileges=yes
# Het wachtwoord van de mailserver door systemd laten aanreiken kan zo:
# LoadCredential=smtp:%h/.config/bb/smtp
"""
_TIMER = """\
[Unit]
Description=bb: elke werkdag mailen wat er te doen is

[Timer]
OnCalendar=Mon..Fri {hour} Europe/Amsterdam
Persistent=true
RandomizedDelaySec=5min

[Install]
WantedBy=timers.target
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How to mail every workday: the line for cron, and the files that were written for systemd."""

    line: str
    service: Path
    timer: Path


def schedule(start: Path) -> Schedule:
    """Write the files for systemd (not switched on) and return them with the line for cron.

    Both name `bb` and the organisation's folder in full: neither cron nor systemd knows where
    programs of the user are.

    Raises:
        Stop: there is no organisation, or the files cannot be written.
    """
    root = open_readable(start).root.resolve()
    config = os.environ.get("XDG_CONFIG_HOME")
    folder = (Path(config) if config else Path.home() / ".config") / "systemd" / "user"
    made = Schedule(line=cron_line(program(), root), service=folder / "bb-followups.service", timer=folder / TIMER)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, text in ((made.service, service(program(), root)), (made.timer, _TIMER.format(hour=HOUR))):
            disk.replace(folder, disk.write_temp(folder, path.name, text.encode(), mode=0o644), path.name)
    except OSError as error:
        raise Stop(f"De bestanden voor systemd kunnen niet worden geschreven in {folder}.") from error
    return made


def program() -> tuple[str, ...]:
    """Return how this `bb` is started whatever the PATH: by its full path, or by that of Python."""
    found = shutil.which(sys.argv[0]) if Path(sys.argv[0]).name in {"bb", "buurtbemiddeling"} else None
    return (str(Path(found).absolute()),) if found else (sys.executable, "-m", "bb")


def cron_line(command: tuple[str, ...], root: Path) -> str:
    r"""Return the line for cron: every workday; silent when all went well, so that cron mails only trouble.

    >>> cron_line(("/usr/bin/bb",), Path("/home/noor/100% ons"))
    "30 7 * * 1-5  /usr/bin/bb -C '/home/noor/100\\% ons' followups --mail >/dev/null"
    """
    hour, minute = HOUR.split(":")
    words = " ".join(quote(word) for word in (*command, "-C", str(root)))
    command_line = f"{words} followups --mail >/dev/null".replace("%", "\\%")  # for cron a % is the end of the line
    return f"{int(minute)} {int(hour)} * * 1-5  {command_line}"


def service(command: tuple[str, ...], root: Path) -> str:
    """Return the text of the service for systemd."""
    words = " ".join(_unit_word(word) for word in (*command, "-C", str(root), "followups", "--mail"))
    return _SERVICE.format(command=words)


def _unit_word(word: str) -> str:
    r"""Return a word as a unit of systemd takes it literally.

    >>> _unit_word("/usr/bin/bb"), _unit_word("100% van 'ons' $HOME")
    ('/usr/bin/bb', '"100%% van \'ons\' $$HOME"')
    """
    literal = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{literal}"' if set(word) & set(" \t'\"\\;") else literal
