"""The floor: what nobody can do without who reads these tables and puts ties in order.

It reads the columns that figures need (person, district and roles; giver, receiver, kind and hours) into integers (the
dictionaries of the files; identifiers looked up among those of people, in Arrow), and sorts all ties by receiver and
then by giver, each in one pass of SciPy's compiled code. Nothing is checked and nothing is computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from scipy import sparse

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_and_sort"]


def read_and_sort(folder: Path) -> int:
    """Read and sort the ties; return how many there are."""
    people = pq.read_table(folder / "people.parquet", columns=["person", "district", "roles"])
    columns = ["giver", "receiver", "kind", "hours_per_week"]
    ties = pq.read_table(folder / "ties.parquet", columns=columns).combine_chunks()
    persons = people["person"].combine_chunks()
    giver, receiver = (_numbers(ties[end], persons) for end in ("giver", "receiver"))
    hours = ties["hours_per_week"].to_numpy()
    made: Any = sparse.coo_array
    shape = (people.num_rows, people.num_rows)
    by_receiver = made((hours, (receiver, giver)), shape=shape).tocsr()
    return int(by_receiver.tocsc().nnz)


def _numbers(codes: Any, persons: Any) -> Any:
    """Return the place of each identifier among all."""
    chunk = codes.combine_chunks()
    chunk = chunk.chunk(0) if hasattr(chunk, "chunk") else chunk
    places = pc.index_in(chunk.dictionary, value_set=persons).to_numpy(zero_copy_only=False)
    return places[chunk.indices.to_numpy()].astype(np.int32)
