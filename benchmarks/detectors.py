"""Lines made to be slow for the detectors: how long 200,000 characters take, and how that grows with the length.

    python -m benchmarks.detectors > benchmarks/results/detectors.md

Four times the length should take about four times as long; sixteen times would be a line that can stop `bb`.
"""

from __future__ import annotations

import platform
import time

from bb.domain.detectors import hits

SLOW = [
    *("0", "06", "0 ", "06-", "0(", "+31", "+31 ", "0031", "(0", "1", "1 ", "12 ", "123456789 ", "111222333 "),
    *("0 6 ", "o6 ", "o6 o", "6 ", "6-", "tel 6 ", "bel 6-1234567 ", "a at ", "a at b.", " at b punt"),
    *("a", "@", "a@", "a.", "@a", "@a.", "a@a.", "a@a.bc", "(at)", "a@b.cd "),
    *("NL66", "NL66 ", "NL66FAKE", "nl 66 ", "BE68 ", "NL66FAKE0123456789", "A", "A1"),
    *("bsn", "bsn ", "bsn 9", "bsn 999990019 "),
    *("1234", "1234 ", "1234AB", "1234 AB ", "12, 1234 ", "1 1234ab"),
    *("straat", "straat ", "straat 1", "Straat 1 ", "Aastraat 12 ", "Laan van ", "Laan van A 1 ", " 1", ", 1", "A "),
    *("islam ", "geloof", "é", "\u00a0", "-", ".", "((((", "\n", " ", "\u2019", "Dorpsstraat 1a-"),
]


def seconds(piece: str, length: int) -> float:
    """Return the best of three times over a line of one repeated piece, in seconds of processor time."""
    line = (piece * (length // len(piece) + 1))[:length] + "x"
    times = []
    for _ in range(3):
        start = time.process_time()
        hits(line)
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the slowest lines, as a table."""
    found = sorted(((seconds(piece, 200_000), piece) for piece in SLOW), reverse=True)
    print("# Slow lines for the detectors")
    print()
    print(f"{platform.platform()}, Python {platform.python_version()}. Asked: a line of 200 kB under 200 ms.")
    print()
    print("| piece | 200,000 characters, ms | times that of 50,000 |")
    print("|---|---|---|")
    for taken, piece in found[:8]:
        print(f"| `{piece!r}` | {taken * 1000:.0f} | {taken / max(seconds(piece, 50_000), 1e-6):.1f} |")


if __name__ == "__main__":
    main()
