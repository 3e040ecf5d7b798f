"""References: what a record names must exist."""

from __future__ import annotations
