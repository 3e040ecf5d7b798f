"""The closing gate: a result with its reason, and aftercare done."""

from __future__ import annotations
