"""Partners and activities: agreements that run, promises that can be measured."""

from __future__ import annotations
