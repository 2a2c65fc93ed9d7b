"""netgraph metrics on a country: ties read in parts, figures made part by part, areas judged a few at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netgraph.cli.options import steps, tell_unobservable
from netgraph.errors import NetgraphError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from netgraph.cli.options import Asked
    from netgraph.metrics import Choices
    from netgraph.network.large import LargeNetwork
    from netgraph.schema.about import About
    from netgraph.schema.levels import Level

__all__ = ["is_large", "large_table"]

COLUMNS_READ = 3
"""How often each row is gone through: givers, receivers, and all the rest."""


def is_large(folder: Path) -> bool:
    """Whether a folder has so many ties, in Parquet, that they are read a part at a time."""
    from netgraph.network.large import FEWEST_LARGE, count_ties  # noqa: PLC0415 - pandas loads only now

    return count_ties(folder) >= FEWEST_LARGE


def large_table(folder: Path, asked: Asked, choices: Choices) -> tuple[pd.DataFrame, About]:
    """Return the district table of a large network, and how its data came to be.

    Raises
    ------
    NetgraphError
        It is asked for by something else than areas, or with rows that are wrong set aside; and whatever reading, the
        figures and the gate refuse.
    """
    from netgraph.disclosure.areas_apart import protected_areas  # noqa: PLC0415 - heavy libraries load only now
    from netgraph.estimates.by_part import (  # noqa: PLC0415
        large_district_counts,
        large_district_metrics,
        need_numba,
    )
    from netgraph.schema.thresholds import MINIMUM  # noqa: PLC0415

    by = _level_of(asked)
    need_numba()
    network = _read(folder, asked)
    people, residents = network.without_ties, len(network.without_ties.people)
    tell_unobservable(people.about, asked.metrics, choices, internal=asked.internal)
    if asked.internal:
        definition, bridge_by = choices.carer_definition, choices.bridge_by
        with steps("Figures", residents) as progress:
            table = large_district_metrics(
                *(network, asked.metrics, by),
                carer_definition=definition,
                bridge_by=bridge_by,
                on_part=progress.update,
                release=True,
            )
        return table, people.about
    with steps("Figures", residents) as progress:
        figures = large_district_counts(network, choices, on_part=progress.update, release=True)
    with steps("Gate", sum(table["group"].nunique() for table in figures.values())) as progress:
        minimum = asked.minimum or MINIMUM
        table = protected_areas(figures, people, asked.metrics, by, minimum, choices=choices, on_area=progress.update)
    return table, people.about


def _level_of(asked: Asked) -> Level:
    """Return the areas that figures are asked for by, and refuse what only a network that is read whole can do."""
    from netgraph.schema.levels import LEVELS  # noqa: PLC0415 - only when a command runs

    only = "So many ties are read a part at a time, which"
    by = ["district"] if asked.by is None else asked.by
    if len(by) > 1 or by[0] not in LEVELS:
        raise NetgraphError(f"{only} can be done by district or by parent, not by {', '.join(by)}. Leave out --by.")
    if asked.on_fault == "set_aside":
        raise NetgraphError(f"{only} stops at rows that are wrong: mend them, and leave out --on-fault set_aside.")
    return next(level for level in LEVELS if level == by[0])


def _read(folder: Path, asked: Asked) -> LargeNetwork:
    """Read a network, and show how far that is."""
    from netgraph.network.large import count_ties, read_large  # noqa: PLC0415 - pandas loads only now

    with steps("Ties", COLUMNS_READ * count_ties(folder)) as progress:
        return read_large(folder, asked.kinds, asked.at, progress.update)
