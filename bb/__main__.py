"""Run the toolkit as ``python -m bb``."""

from __future__ import annotations

from bb.cli.main import main

if __name__ == "__main__":
    main()
