"""Configuration: what stands in `bb.yaml`."""

from __future__ import annotations
