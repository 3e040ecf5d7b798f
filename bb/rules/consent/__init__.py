"""Consent: what a party agreed to before somebody else is told."""

from __future__ import annotations
