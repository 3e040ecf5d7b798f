"""How long sealing, opening and searching dossiers takes, in memory; medians of 7 runs."""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable

import pyrage

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
