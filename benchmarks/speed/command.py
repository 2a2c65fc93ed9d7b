"""A command of netgraph in a process of its own, and what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass

__all__ = ["Cost", "cost_of"]


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of the processor, and megabytes of the largest process."""

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.wall:.1f} s, CPU {self.cpu:.1f} s, at most {self.memory:,.0f} MB"


def cost_of(*arguments: str) -> Cost:
    """Run a command to its end; its helpers count as part of it."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "netgraph", *arguments])  # noqa: S603 - our own, on our own files
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"netgraph {arguments[0]} ended with {status}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
