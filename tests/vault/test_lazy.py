"""Whoever opens no dossier does not load the libraries for it."""

from __future__ import annotations

import subprocess
import sys

ASKED = """
import sys
import bb.vault.armour, bb.vault.dossier, bb.vault.ring
print([name for name in ("nacl", "pyrage") if name in sys.modules])
"""


def test_the_libraries_load_only_with_the_first_secret() -> None:
    told = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
