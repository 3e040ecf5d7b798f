"""Write `bb/domain/feestdagen.py`: the Dutch public holidays, from the `holidays` package.

    python tools/feestdagen.py

The package is well kept but costs 14 MB and 0.2 s at every start; its answer for a year never
changes, so the answer is kept and a test compares it with the package again.
"""

from __future__ import annotations

from pathlib import Path

import holidays

YEARS = range(1990, 2100)
TARGET = Path(__file__).parent.parent / "bb" / "domain" / "feestdagen.py"
HEAD = '''"""The Dutch public holidays of 1990-2099, as month and day. Written by `tools/feestdagen.py`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FEESTDAGEN: Mapping[int, str] = MappingProxyType(
    {
'''


def main() -> None:
    """Write the module anew."""
    rows = []
    for year in YEARS:
        days = sorted(day for day in holidays.NL(years=year) if day.year == year)
        written = " ".join(f"{day:%m%d}" for day in days)
        rows.append(f'        {year}: "{written}",\n')
    TARGET.write_text(HEAD + "".join(rows) + "    }\n)\n", encoding="utf-8")


if __name__ == "__main__":
    main()
