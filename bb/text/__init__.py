"""Dutch for everything a person reads: click's own words, dates, plurals, tables, plain output."""

from __future__ import annotations
