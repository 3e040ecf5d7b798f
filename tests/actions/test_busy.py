from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_nothing_is_lost_when_several_processes_record_at_once() -> None:
    command = [sys.executable, "-m", "tests.actions.busy", "--processes", "4", "--actions", "6"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("4 processes x 6 actions: ")
