"""`bb` standing by: a process that has everything loaded and forks for each command of a session in a shell.

A session runs some twenty commands, and starting Python and loading `bb` is most of what each of them costs. What a
command is given is real: its arguments, environment, folder and streams come from the shell. `tests/cli` and the
programs that need a process of their own start one.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import bb

_CLIENT = """\
import array, json, os, signal, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect(sys.argv[1])
streams = array.array("i", [0, 1, 2, os.open(".", os.O_RDONLY)])
asked = json.dumps([sys.argv[2:], dict(os.environ)]).encode()
server.sendmsg([len(asked).to_bytes(8, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
server.sendall(asked)
status = server.recv(1)
os._exit(status[0]) if status else os.kill(os.getpid(), signal.SIGKILL)
"""
"""What the shell starts: it loads nothing of `bb`. No answer means that the command was killed, and so is this."""


@functools.cache
def command() -> tuple[str, ...]:
    """Return the words to run in place of `python -m bb`; the process behind it stands by until the tests end."""
    folder = tempfile.TemporaryDirectory(prefix="bb-standby-")
    client, address = Path(folder.name) / "client.py", Path(folder.name) / "socket"
    client.write_text(_CLIENT, "utf-8")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(address))
    listening.listen(64)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.standby", str(listening.fileno())],
        cwd=Path(bb.__file__).parents[1],
        pass_fds=(listening.fileno(),),
        stdin=subprocess.DEVNULL,
    )
    listening.close()
    atexit.register(folder.cleanup)
    atexit.register(process.wait)
    atexit.register(process.terminate)
    return (sys.executable, "-I", "-S", str(client), str(address))


def _stand_by(listening: socket.socket) -> None:
    """Load all of `bb`, and fork for who connects."""
    importlib.import_module("bb.cli.main")  # it lets click speak Dutch before a command is defined
    for module in pkgutil.walk_packages(bb.__path__, "bb."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the commands
    while True:
        connection, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _run(connection)
        connection.close()


def _run(connection: socket.socket) -> None:
    """Become the command that is asked, as a new process would begin, and tell how it ended."""
    size, streams, _, _ = socket.recv_fds(connection, 8, 4)
    asked = b""
    while len(asked) < int.from_bytes(size, "big"):
        more = connection.recv(1 << 16)
        if not more:  # who asked is gone
            os._exit(1)
        asked += more
    args, environment = json.loads(asked)
    for number, stream in enumerate(streams[:3]):
        os.dup2(stream, number)
    os.fchdir(streams[3])
    for stream in streams:
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    tempfile.tempdir = None
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    sys.stdin = open(0, encoding=encoding, errors="surrogateescape", closefd=False)  # noqa: SIM115 - lives as long as this process
    sys.stdout = open(1, "w", encoding=encoding, errors="surrogateescape", closefd=False)  # noqa: SIM115 - same
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", closefd=False, buffering=1)  # noqa: SIM115 - same
    sys.argv = [str(Path(bb.__file__).with_name("__main__.py")), *args]  # as `python -m bb` has it
    status = 0
    try:
        sys.modules["bb.cli.main"].main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - shown, as Python does
        traceback.print_exc()
        status = 1
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    connection.send(bytes([status]))
    os._exit(status)


if __name__ == "__main__":
    _stand_by(socket.socket(fileno=int(sys.argv[1])))
