"""Networks of a country: people and districts as ever, and ties as plain arrays, read from Parquet a part at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph.files import read_folder
from netgraph.files.bytes_in import UnreadableError
from netgraph.files.row_groups import count_rows
from netgraph.network.assembly import Kept, assemble, check_all, districts_of
from netgraph.network.boundary_facts import about_boundaries
from netgraph.network.reading import about_of, completed
from netgraph.network.support_network import SupportNetwork
from netgraph.network.tie_parts import TieReader
from netgraph.schema.coded import ENDS
from netgraph.schema.faults import Faults, Notices

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection

    import numpy.typing as npt

    from netgraph.files import Folder
    from netgraph.network.tie_parts import TieArrays
    from netgraph.schema.about import About
    from netgraph.schema.vocabulary import TableName

__all__ = ["FEWEST_LARGE", "LargeNetwork", "count_ties", "read_large"]

FEWEST_LARGE = 20_000_000
"""From so many ties on a network is read a part at a time."""
TIES: TableName = "ties"
TIES_FILE = f"{TIES}.parquet"


@dataclass(eq=False)
class LargeNetwork:
    """A network whose ties are arrays that fill memory once and not more.

    Attributes
    ----------
    without_ties : SupportNetwork
        Its people, districts and design.
    ties : TieArrays
        The ties that are active at the reference date, and of the kinds asked for.
    """

    without_ties: SupportNetwork
    ties: TieArrays

    def handed_over(self) -> TieArrays:
        """Return the ties and keep none, so that their memory is free once who asked is done with them."""
        ties, self.ties = self.ties, self.ties.none()
        return ties

    @property
    def about(self) -> About:
        """How the data came to be."""
        return self.without_ties.about


def count_ties(folder: Path) -> int:
    """Return how many ties stand in the Parquet file of a data folder; 0 where there is none.

    Examples
    --------
    >>> from pathlib import Path
    >>> count_ties(Path("data/almere"))
    0
    """
    return count_rows(folder / TIES_FILE) if folder.is_dir() else 0


def read_large(
    folder: str | Path,
    kinds: Collection[str] | None = None,
    at: str | dt.date | None = None,
    on_part: Callable[[int], object] = int,
) -> LargeNetwork:
    """Read a data folder whose ties are a Parquet file, with the checks of `read_network`, a part at a time.

    Parameters
    ----------
    folder : str or pathlib.Path
        Holds ties.parquet, a table of people, and possibly districts and about.toml.
    kinds : collection of str, optional
        Kinds of ties to keep; all by default.
    at : str or datetime.date, optional
        The date at which ties must be active; that of about.toml by default.
    on_part : callable
        Is told how many cells of a column have been read, each time; by default nothing is.

    Raises
    ------
    DataError
        As in `read_network`. It stops at the first part of the table of ties in which a thousand faults are found.
    UnknownNameError
        No tie has such a kind, and netgraph does not know it.
    """
    faults, folder = Faults(), Path(folder)
    read = read_folder(folder, faults, without=(TIES,))
    given = about_of(read.about, faults)
    checked = check_all(read.tables, faults)
    given = about_boundaries(given, districts_of(checked), faults)
    if faults:
        raise faults.error(str(folder), read.files)
    frames = {name: table.frame for name, table in checked.typed.items()}
    people = frames["people"]["person"]
    network = _without_ties(frames, given)
    network = network if at is None else network.at(at)
    reader = TieReader(folder / TIES_FILE, people, _numbers(read), on_part)
    try:
        ties = reader.read(network.about.reference_date, kinds)
    except UnreadableError as error:
        reader.faults.of_table(TIES, "", error.rule, error.message)
    if reader.faults:
        raise reader.faults.error(str(folder), {TIES: TIES_FILE})
    return LargeNetwork(network, ties)


def _without_ties(frames: dict[TableName, pd.DataFrame], about: About) -> SupportNetwork:
    """Make a network of people and districts."""
    no_ties = pd.DataFrame({end: pd.Series(dtype="str") for end in ENDS})
    nobody = np.empty(0, dtype=np.int64)
    made = assemble(Kept({**frames, "ties": no_ties}, dict.fromkeys(ENDS, nobody)), Notices())
    used = completed(about, made["people"])
    return SupportNetwork(made["people"], made["ties"], made["districts"], used, Notices().frame())


def _numbers(read: Folder) -> npt.NDArray[np.integer] | None:
    """Return identifiers as numbers, where they stand in the file as such."""
    person = read.tables["people"].frame["person"]
    return person.to_numpy() if isinstance(person.dtype, np.dtype) and person.dtype.kind in "iu" else None
