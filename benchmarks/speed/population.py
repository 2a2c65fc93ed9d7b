"""A made-up population of any size as a Parquet data folder: households, neighbours, friends of friends, and hubs.

Residents stand in the order in which they live, household by household; districts are stretches of unequal size. Ties
run within the household, to people nearby (the farther, the rarer), to contacts of contacts, and to anybody; how
readily they are returned differs. Some residents have no ties at all, and a few, who organise things, have hundreds.
Identifiers are drawn at random afterwards, as those of a pseudonymised file are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int64]

__all__ = ["CITY", "COUNTRY", "Size", "write_population"]

KINDS = ("practical", "emotional", "company", "care", "volunteering", "advice", "respite", "professional")
OFTEN = (0.36, 0.20, 0.20, 0.11, 0.08, 0.05)
"""How often a tie between residents is of each of the first kinds."""
NEARBY, CHUNK, ROW_GROUP = 4, 1_000_000, 4_000_000
HUB = 0.0002
"""Which part of the residents organises things."""
ISOLATED = 0.04
DISTRICTS_PER_LARGER_AREA = 7


@dataclass(frozen=True)
class Size:
    """How large a population is.

    Attributes
    ----------
    residents, districts : int
    ties_each : float
        How many ties residents make by themselves outside their household, on average, before these are returned.
    text : bool
        Identifiers are text; whole numbers otherwise.
    boundaries : bool
        Districts have boundaries.
    """

    residents: int
    districts: int
    ties_each: float = 5.0
    text: bool = True
    boundaries: bool = True


CITY = Size(225_000, 150)
COUNTRY = Size(17_900_000, 14_000, ties_each=12.72, text=False, boundaries=False)


def write_population(folder: Path, size: Size, seed: int = 1) -> None:
    """Write people, ties, districts and about.toml into a new folder.

    Parameters
    ----------
    folder : pathlib.Path
        Must not exist yet.
    size : Size
        How large it is to be.
    seed : int
        The same seed and size give the same tables.
    """
    folder.mkdir(parents=True)
    rng = np.random.default_rng(seed)
    homes = _homes(size, rng)
    helpers = np.array([size.residents // 400 + 1, size.residents // 5_000 + 1])
    everybody = size.residents + int(helpers.sum())
    identifiers = rng.permutation(everybody)
    _write_people(folder / "people.parquet", size, homes, helpers, identifiers, rng)
    _write_ties(folder / "ties.parquet", size, helpers, identifiers, rng)
    _write_districts(folder / "districts.parquet", size, homes)
    (folder / "about.toml").write_text('design = "whole_network"\nsource = "made up"\n', encoding="utf-8")


def _homes(size: Size, rng: np.random.Generator) -> Ints:
    """Return the district of each resident."""
    borders = np.sort(rng.choice(np.arange(1, size.residents), size.districts - 1, replace=False))
    return np.repeat(np.arange(size.districts), np.diff(borders, prepend=0, append=size.residents))


def _write_people(
    path: Path, size: Size, homes: Ints, helpers: Ints, identifiers: Ints, rng: np.random.Generator
) -> None:
    """Write everybody, in random order: residents, then professionals and organisations, who live elsewhere."""
    role_lists = ["resident", "resident;carer", "resident;volunteer", "resident;volunteer;carer", "professional"]
    role_lists.append("organisation")
    carer, volunteer = rng.random(size.residents) < 0.14, rng.random(size.residents) < 0.12
    roles = np.concatenate([carer + 2 * volunteer, np.repeat([4, 5], helpers)]).astype(np.int8)
    district = np.concatenate([homes, np.full(int(helpers.sum()), size.districts)]).astype(np.int32)
    ages = rng.integers(0, 5, len(roles)).astype(np.int8)
    order = np.argsort(identifiers, kind="stable")
    columns = {
        "person": _names(np.arange(len(order)), size),
        "district": pa.DictionaryArray.from_arrays(district[order], [*_codes(size.districts), "elsewhere"]),
        "roles": pa.DictionaryArray.from_arrays(roles[order], role_lists),
        "age_group": pa.DictionaryArray.from_arrays(ages[order], ["18-34", "35-49", "50-64", "65-79", "80+"]),
    }
    pq.write_table(pa.table(columns), path, compression="zstd", row_group_size=ROW_GROUP)


def _names(numbers: Ints, size: Size) -> pa.Array:
    """Return identifiers as they stand in the files."""
    if not size.text:
        return pa.array(numbers.astype(np.int32))
    return pa.array([f"p{number * 7919 % 999_999_937:09d}" for number in numbers.tolist()])


def _codes(districts: int) -> list[str]:
    return [f"d{number:05d}" for number in range(districts)]


def _write_ties(path: Path, size: Size, helpers: Ints, identifiers: Ints, rng: np.random.Generator) -> None:
    """Write all ties, in random order where they fit into one row group, else in that of their givers' homes."""
    pairs = np.concatenate([*_between_residents(size, rng), _helped(size, helpers, rng)])
    pairs.sort()
    pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))]
    names = pa.array(KINDS)
    people = _names(np.arange(len(identifiers)), size) if size.text else None
    schema = pa.schema(
        {
            "giver": pa.dictionary(pa.int32(), pa.string()) if size.text else pa.int32(),
            "receiver": pa.dictionary(pa.int32(), pa.string()) if size.text else pa.int32(),
            "kind": pa.dictionary(pa.int8(), pa.string()),
            "hours_per_week": pa.float64() if size.text else pa.float32(),
        }
    )
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        for start in range(0, len(pairs), ROW_GROUP):
            some = pairs[start : start + ROW_GROUP]
            rng.shuffle(some)
            giver, receiver = (identifiers[end].astype(np.int32) for end in (some >> 32, some & 0xFFFFFFFF))
            kind = rng.choice(len(OFTEN), len(some), p=OFTEN).astype(np.int8)
            kind[(some >> 32) >= size.residents] = KINDS.index("professional")
            kind[(some >> 32) >= size.residents + helpers[0]] = KINDS.index("respite")
            hours = np.round(rng.standard_exponential(len(some)) * 3, 1) + 0.1
            ends = (
                [giver, receiver]
                if people is None
                else [pa.DictionaryArray.from_arrays(end, people) for end in (giver, receiver)]
            )
            columns = [*ends, pa.DictionaryArray.from_arrays(kind, names), hours]
            arrays = [pa.array(column).cast(field.type) for column, field in zip(columns, schema, strict=True)]
            file.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=ROW_GROUP)


def _between_residents(size: Size, rng: np.random.Generator) -> Iterator[Ints]:
    """Draw ties between residents, as giver * 2 ** 32 + receiver, part of the population by part."""
    n = size.residents
    alone = rng.random(n) < ISOLATED
    nearby = np.empty((NEARBY, n), dtype=np.int32)
    for row in nearby:
        away = np.minimum(2 * rng.random(n) ** (-1 / 0.9), n // 2).astype(np.int64)
        row[:] = np.clip(np.arange(n) + np.where(rng.random(n) < 0.5, away, -away), 0, n - 1)
    household = _households(n, rng)
    for distance in range(1, 5):
        one = np.flatnonzero(household[distance:] == household[:-distance])
        yield from _directed(one, one + distance, alone, rng, back=0.8)
    for start in range(0, n, CHUNK):
        some = np.arange(start, min(start + CHUNK, n))
        lively = rng.standard_exponential(len(some))
        giver = np.repeat(some, rng.poisson(size.ties_each * lively))
        yield from _met(giver, nearby, alone, rng)
    hubs = np.flatnonzero(rng.random(n) < HUB)
    hub = np.repeat(hubs, (150 * rng.random(len(hubs)) ** -0.7).astype(np.int64).clip(max=5_000))
    yield from _directed(hub, (hub + rng.integers(-20_000, 20_000, len(hub))) % n, alone, rng, back=0.3)


def _households(n: int, rng: np.random.Generator) -> Ints:
    """Return the household of each resident."""
    sizes = rng.choice([1, 2, 3, 4, 5], size=n, p=[0.38, 0.33, 0.12, 0.12, 0.05])
    return np.repeat(np.arange(n), sizes)[:n]


def _met(giver: Ints, nearby: npt.NDArray[np.int32], alone: Bools, rng: np.random.Generator) -> Iterator[Ints]:
    """Draw whom each giver meets: somebody nearby, a contact of somebody nearby, or anybody."""
    how, one, other = rng.random(len(giver)), *rng.integers(0, NEARBY, (2, len(giver)))
    near = nearby[one, giver].astype(np.int64)
    receiver = np.where(
        how < 0.5, near, np.where(how < 0.9, nearby[other, near], rng.integers(0, len(alone), len(how)))
    )
    swap = rng.random(len(giver)) < 0.5
    giver, receiver = np.where(swap, receiver, giver), np.where(swap, giver, receiver)
    yield from _directed(giver, receiver, alone, rng, back=0.45)


def _directed(giver: Ints, receiver: Ints, alone: Bools, rng: np.random.Generator, back: float) -> Iterator[Ints]:
    """Return ties, and those that return some of them, without those of people who have none and of nobody else."""
    kept = (giver != receiver) & ~alone[giver] & ~alone[receiver]
    giver, receiver = giver[kept], receiver[kept]
    returned = rng.random(len(giver)) < back
    yield giver << 32 | receiver
    yield receiver[returned] << 32 | giver[returned]


def _helped(size: Size, helpers: Ints, rng: np.random.Generator) -> Ints:
    """Draw paid support by professionals, and respite by organisations."""
    n = size.residents
    paid, relieved = (np.flatnonzero(rng.random(n) < part) for part in (0.06, 0.01))
    by_professional = n + rng.integers(0, helpers[0], len(paid))
    by_organisation = n + helpers[0] + rng.integers(0, helpers[1], len(relieved))
    return np.concatenate([by_professional << 32 | paid, by_organisation << 32 | relieved])


def _write_districts(path: Path, size: Size, homes: Ints) -> None:
    """Write the districts: squares on a grid, where they have boundaries."""
    codes, numbers = _codes(size.districts), np.arange(size.districts)
    table = pa.table(
        {
            "district": codes,
            "population": np.bincount(homes, minlength=size.districts),
            "parent": [f"w{number:05d}" for number in numbers // DISTRICTS_PER_LARGER_AREA],
        }
    )
    if not size.boundaries:
        pq.write_table(table, path)
        return
    across = int(np.ceil(np.sqrt(size.districts)))
    row, column = np.divmod(numbers, across)
    x, y = 5.1 + 0.01 * column, 52.3 + 0.007 * row
    squares = shapely.box(x, y, x + 0.01, y + 0.007)
    gpd.GeoDataFrame(table.to_pandas(), geometry=squares, crs="EPSG:4326").to_parquet(path, index=False)
