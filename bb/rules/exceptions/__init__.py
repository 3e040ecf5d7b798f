"""Waivers: they name a rule that exists, and there is something to waive."""

from __future__ import annotations
