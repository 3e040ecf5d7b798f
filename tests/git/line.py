"""A line to a shared place over ssh, without ssh: git runs this program instead. It can break, or fall silent."""

from __future__ import annotations

from pathlib import Path

import pytest

_SCRIPT = """\
#!/bin/sh
# Run as: ssh HOST COMMAND.
cd "{folder}"
. ./fault
"""
_PASS = "dd bs=1 count={} status=none"  # byte by byte, so that nothing waits to be passed on
HEALTHY = 'exec sh -c "$2"'
SILENT = "exec sleep 60"
FULL = "trap '' XFSZ; ulimit -f 0; exec sh -c \"$2\""


def down(size: int) -> str:
    """What comes from there stops after so many bytes."""
    return f'exec 3<&0; sh -c "$2" <&3 | ({_PASS.format(size)}; kill -9 $$)'


def up(size: int) -> str:
    """What goes there stops after so many bytes."""
    return f'{_PASS.format(size)} | sh -c "$2"'


class Line:
    """The program, in a folder of its own; from here on git uses it for every address that is a computer."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder.mkdir()
        self.folder = folder
        program = folder / "ssh"
        program.write_text(_SCRIPT.format(folder=folder))
        program.chmod(0o755)
        monkeypatch.setenv("GIT_SSH", str(program))
        monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
        self.be(HEALTHY)

    def be(self, fault: str) -> None:
        """Have every connection from now on go like this."""
        (self.folder / "fault").write_text(f"{fault}\n")
