"""How long sealing, opening and searching dossiers takes: in memory, as a command, and sharing the ring.

Medians of 7 runs. Commands are told beyond the start of `bb` itself (`bb --version`), in the same run.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyrage

from bb.actions.reading import open_readable
from bb.actions.ring_sync import sync_ring
from bb.actions.vault import change_ring, open_vault, repository_of
from bb.git.remote import remote_of
from bb.vault.armour import open_ring, seal_ring
from bb.vault.dossier import key_id, new_key, open_dossier, seal
from bb.vault.ring import Ring

TEXT = ("naam A: Sam Voorbeeld\nverhaal: " + "de muziek staat hard " * 75).encode()


def median_ms(act: Callable[[], object]) -> float:
    """Return the median time of `act` in milliseconds."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print the figures as a table."""
    print(f"Python {platform.python_version()}, {len(TEXT)} bytes of text per dossier\n")
    print("| dossiers | seal all | open the ring | open and search all | seal the ring for 3 | ring |")
    print("|---|---|---|---|---|---|")
    for count in (350, 5000):
        print(measured(count))
    with tempfile.TemporaryDirectory() as folder, memory() as runtime:
        home = Path(folder)
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_RUNTIME_DIR": str(runtime)}
        print("\n| what | beyond start | start |\n|---|---|---|")
        print(commanded(home))
        print(shared(home))


def commanded(home: Path) -> str:
    """Return the row of searching a practice organisation of more than 5,000 dossiers as a command."""
    bb("demo", str(home / "groot"), "--cases", "6200", "--volunteers", "100")
    count = sum(1 for _ in (home / "groot").rglob("*.prive"))
    start = median_ms(lambda: bb("--version"))
    whole = median_ms(lambda: bb("-C", str(home / "groot"), "dossier", "search", "kadewacht", "anouk"))
    return f"| `bb dossier search`, {count} dossiers | {whole - start:.0f} ms | {start:.0f} ms |"


def shared(home: Path) -> str:
    """Return the row of bringing one new key of that ring to a shared place on this computer, and looking again."""
    git = ["git", "-C", str(home / "groot")]
    subprocess.run(["git", "init", "-q", "--bare", str(home / "gedeeld.git")], check=True)
    subprocess.run([*git, "remote", "add", "origin", str(home / "gedeeld.git")], check=True)
    opened = open_readable(home / "groot")
    remote = remote_of(repository_of(opened))
    if remote is None:
        raise AssertionError(home)
    vault, _ = sync_ring(open_vault(opened), remote)
    times = []
    for number in range(7):
        key = new_key()
        vault = change_ring(vault, lambda ring, key=key, number=number: ring.with_key(f"2030-{number:04}", key))  # type: ignore[misc]  # mypy knows no default of a lambda
        start = time.perf_counter()
        vault, _ = sync_ring(vault, remote)
        times.append((time.perf_counter() - start) * 1000)
    again = median_ms(lambda: sync_ring(vault, remote))
    name = f"| a ring of {len(vault.ring.keys)} keys to a shared place (within one process)"
    return f"{name} | {statistics.median(times):.0f} ms | nothing new: {again:.0f} ms |"


def bb(*args: str) -> None:
    """Run `bb` to its end."""
    subprocess.run([sys.executable, "-m", "bb", *args], check=True, capture_output=True)


@contextmanager
def memory() -> Iterator[Path]:
    """Give a folder in memory, as a system gives to who logs in."""
    folder = Path(tempfile.mkdtemp(dir="/dev/shm"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def measured(count: int) -> str:
    """Return the row of the table for this many dossiers."""
    people = [pyrage.x25519.Identity.generate() for _ in range(3)]
    recipients = [str(one.to_public()) for one in people]
    keys = {f"2026-{n:04}": new_key() for n in range(count)}
    ring = Ring(keys={key.id: (record, key) for record, key in keys.items()})
    sealed_ring = seal_ring(ring, recipients)
    dossiers = {record: seal(record, key, TEXT) for record, key in keys.items()}
    opened = open_ring(sealed_ring, str(people[0]))

    def search() -> int:
        return sum(
            b"voorbeeld" in open_dossier(record, opened.keys[key_id(data)][1], data).lower()
            for record, data in dossiers.items()
        )

    figures = (
        median_ms(lambda: [seal(record, key, TEXT) for record, key in keys.items()]),
        median_ms(lambda: open_ring(sealed_ring, str(people[0]))),
        median_ms(search),
        median_ms(lambda: seal_ring(ring, recipients)),
    )
    return f"| {count} | " + " | ".join(f"{one:.1f} ms" for one in figures) + f" | {len(sealed_ring) / 1000:.1f} kB |"


if __name__ == "__main__":
    main()
