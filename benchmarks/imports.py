"""How long `import netgraph` and `netgraph --help` take beside Python itself: the median of several runs, in turns."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python": ("-c", "pass"),
    "import netgraph": ("-c", "import netgraph"),
    "netgraph --help": ("-m", "netgraph", "--help"),
    "import pandas": ("-c", "import pandas"),
}
RUNS = 9


def main() -> None:
    """Run every command in turns, and print what it took."""
    took: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            # Our own commands.
            subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
            took[name].append(time.perf_counter() - start)
    bare = statistics.median(took["python"])
    for name, seconds in took.items():
        median = statistics.median(seconds)
        print(f"{name:16s} {1000 * median:6.0f} ms  {median / bare:5.1f} times Python")


if __name__ == "__main__":
    main()
