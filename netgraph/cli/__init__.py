"""The command line: example, check, metrics, map, catalogue, pseudonymise. Heavy libraries load when a command runs."""

from __future__ import annotations

from netgraph.cli.main import cli, main

__all__ = ["cli", "main"]
