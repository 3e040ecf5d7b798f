"""`bb` as a person meets it: in a shell's pipe, and on a real (pseudo-)terminal that answers questions."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests import standby

PATIENCE = 20.0  # seconds, for a busy machine
CTRL_C = "\x03"
CTRL_D = "\x04"
# The program gets the terminal as its own, so that Ctrl-C reaches it as it would in a window, also when the tests run
# in the background.
_OWN = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, sys.argv[1:])
"""


def bb(
    folder: Path, *args: str, env: Mapping[str, str] | None = None, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run `bb` with its output in pipes."""
    return subprocess.run(
        [*standby.command(), *args],
        cwd=folder,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=encoding,
        check=False,
        timeout=60,
    )


class Terminal:
    """`bb` on a terminal of so many columns. Everything it shows is in `shown`."""

    def __init__(self, folder: Path, *args: str, columns: int = 100, env: Mapping[str, str] | None = None) -> None:
        """Start it."""
        self._ours, theirs = pty.openpty()
        self.shown = ""
        self._seen = 0
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-E", "-c", _OWN, sys.executable, "-m", "bb", *args],
            cwd=folder,
            env={**os.environ, "COLUMNS": str(columns), "TERM": "xterm", **(env or {})},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    @property
    def pid(self) -> int:
        """The id of its process."""
        return self._process.pid

    def answer(self, question: str, typed: str) -> None:
        """Wait until `question` is shown, and type an answer with Enter."""
        self.press(question, f"{typed}\n")

    def press(self, question: str, keys: str) -> None:
        """Wait until `question` is shown, and press keys."""
        self.until(question)
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        """Wait until it ends; return the exit status."""
        while self._read():
            pass
        os.close(self._ours)
        return self._process.wait(PATIENCE)

    def until(self, text: str) -> None:
        """Wait until a text is shown."""
        while text not in self.shown[self._seen :]:
            if not self._read():
                raise AssertionError(f"{text!r} was not shown, but:\n{self.shown}")
        self._seen = self.shown.index(text, self._seen) + len(text)

    def _read(self) -> bool:
        """Read what is shown next; False when it has ended."""
        until = time.monotonic() + PATIENCE
        ready, _, _ = select.select([self._ours], [], [], PATIENCE)
        if not ready or time.monotonic() > until:
            self._process.kill()
            raise AssertionError(f"nothing happens any more after:\n{self.shown}")
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # how Linux says that the other side has closed
            return False
        self.shown += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)


def main() -> int:
    """Play a session on a terminal: `terminal QUESTION=ANSWER … -- bb ARGUMENT …`, each answered in turn."""
    split = sys.argv.index("--")
    answers, words = sys.argv[1:split], sys.argv[split + 2 :]
    terminal = Terminal(Path.cwd(), *words)
    for answer in answers:
        question, _, typed = answer.rpartition("=")
        terminal.answer(question, typed)
    status = terminal.end()
    sys.stdout.write(terminal.shown)
    return status


if __name__ == "__main__":
    sys.exit(main())
