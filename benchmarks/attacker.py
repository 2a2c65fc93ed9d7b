"""A reader who attacks the gate: between which values must each hidden count lie, given all that is published?

Run it: ``python -m benchmarks.attacker --write`` (an hour; ``--tables 20`` for a quick look). It draws random cities,
publishes their figures of districts, larger areas and everybody through the gate, and then plays the reader: writes
down everything that is shown as equations, adds what everybody knows (totals, identities, no count below 0), and solves
two linear programs for every hidden count. Nothing of the gate is used but what it gives out; the equations are written
here a second time, in the most obvious way. The reader is stronger than any real one: shown cells are known exactly,
not rounded. A second table compares two dates. With ``--write`` both go into docs/validity.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from benchmarks.page import write_between
from benchmarks.random_city import PARTS, SHARES, random_people, tables_of
from benchmarks.two_dates import Change, compare
from netgraph.disclosure.gate import suppressed
from netgraph.disclosure.laws import NEVER_LESS
from netgraph.disclosure.rules import primary_reasons
from netgraph.metrics.identities import identities

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    import pandas as pd

    Tables = Mapping[Hashable, pd.DataFrame]
    Factors = dict[int, float]
    Protected = tuple[Factors, float, float]

SMALL = 4
EVERY = 10
"""Of so many cities one is attacked without secondary suppression too: enough to see that the attack can find much."""
ROUNDING = 1e-4
"""What a linear program may miss."""
PAGE = Path(__file__).parents[1] / "docs" / "validity.md"


@dataclass
class Reader:
    """The equations that a reader can write down.

    Attributes
    ----------
    unknown : dict of (level, group, metric, part) to int
        The number of every count, known or not.
    equal, sums : list
        Equations: factors by number, and what they add up to.
    at_most : list
        Inequalities: factors by number, at most 0.
    """

    unknown: dict[tuple[Hashable, str, str, str], int] = field(default_factory=dict)
    equal: list[Factors] = field(default_factory=list)
    sums: list[float] = field(default_factory=list)
    at_most: list[Factors] = field(default_factory=list)

    def number(self, level: Hashable, group: str, metric: str, part: str) -> int:
        """Return the number of a count."""
        return self.unknown.setdefault((level, group, metric, part), len(self.unknown))

    def know(self, factors: Factors, total: float) -> None:
        """Write down an equation."""
        self.equal.append(factors)
        self.sums.append(total)

    def range_of(self, factors: Factors) -> tuple[float, float]:
        """Return the smallest and the largest that a sum of counts can be."""
        equal, at_most = self._sparse
        ends = []
        for sign in (1.0, -1.0):
            cost = np.zeros(len(self.unknown))
            for number, factor in factors.items():
                cost[number] = sign * factor
            none, sums = np.zeros(len(self.at_most)), np.array(self.sums)
            solve: Any = linprog
            found = solve(cost, A_eq=equal, b_eq=sums, A_ub=at_most, b_ub=none, bounds=(0, None), method="highs")
            if found.status not in (0, 3):
                raise RuntimeError(f"the reader's equations contradict each other: {found.message}")
            ends.append(sign * found.fun if found.status == 0 else sign * -np.inf)
        return ends[0], ends[1]

    @cached_property
    def _sparse(self) -> tuple[Any, Any]:
        return self._rows(self.equal), self._rows(self.at_most)

    def _rows(self, rows: list[Factors]) -> Any:
        made: Any = sparse.lil_array((len(rows), len(self.unknown)))
        for row, factors in enumerate(rows):
            for number, factor in factors.items():
                made[row, number] += factor
        return made.tocsc()


def what_a_reader_writes(shown: Tables, parents: dict[str, str], true: Tables) -> Reader:
    """Write down all that is known: shown cells, totals, identities, and that a part is no more than the whole.

    ``true`` is only used for the people behind a shown figure. Where they are hidden the gate puts the largest number
    of its group there: the reader cannot tell a number that stands twice in a group from one that stands in.
    """
    reader = Reader()
    for level, table in shown.items():
        stands_in = table.duplicated(["group", "people"], keep=False)
        for row, exact, maybe in zip(table.itertuples(), true[level].itertuples(), stands_in, strict=True):
            _write_cell(reader, level, row, exact, sure=not maybe)
        for group in table["group"].unique():
            _write_identities(reader, level, group, set(table["metric"]))
    _write_totals(reader, shown, parents)
    return reader


def _write_cell(reader: Reader, level: Hashable, row: Any, exact: Any, *, sure: bool) -> None:
    """Write down what a cell tells, if it is shown, and how its parts compare whether it is or not."""
    above, below, people = (reader.number(level, row.group, row.metric, part) for part in PARTS)
    if row.metric in SHARES:
        reader.at_most.append({above: 1.0, below: -1.0})
    if row.metric != "dyadic_reciprocity":
        reader.know({people: 1.0, below: -1.0}, 0.0)  # it is about people, each counted once
    if row.hidden != "":
        return
    if row.metric in SHARES:
        reader.know({above: 1.0}, row.numerator)
        reader.know({below: 1.0}, row.denominator)
    elif not np.isnan(row.value):
        # What a mean is rounded to tells less than the mean: the reader gets the mean.
        reader.know({above: 1.0, below: -exact.value}, 0.0)
    if sure and row.people == exact.people:
        reader.know({people: 1.0}, row.people)


def _write_identities(reader: Reader, level: Hashable, group: str, metrics: set[str]) -> None:
    """Write down what all figures of a group declare to be equal, and which of them are never less than others."""
    for one in identities():
        if all(name in metrics for name, _ in one.terms):
            factors = {reader.number(level, group, name, part): float(f) for (name, part), f in one.terms.items()}
            reader.know(factors, 0.0)
    for more, less in NEVER_LESS:
        if more[0] in metrics and less[0] in metrics:
            reader.at_most.append({reader.number(level, group, *less): 1.0, reader.number(level, group, *more): -1.0})


def _write_totals(reader: Reader, shown: Tables, parents: dict[str, str]) -> None:
    """Write down that districts make up larger areas, and these everybody."""
    areas = set(shown["parent"]["group"])
    for metric in shown[None]["metric"].unique():
        for part in PARTS:
            whole = {reader.number(None, "all", metric, part): 1.0}
            for area in areas:
                inside = {reader.number("parent", area, metric, part): 1.0}
                for district, lies_in in parents.items():
                    if lies_in == area:
                        inside[reader.number("district", district, metric, part)] = -1.0
                reader.know(inside, 0.0)
                whole[reader.number("parent", area, metric, part)] = -1.0
            reader.know(whole, 0.0)


@dataclass
class Found:
    """What came of an attack.

    Attributes
    ----------
    hidden : Counter of str
        How many cells were hidden for each reason; "" those shown.
    attacked, pinned : int
        Counts that had to be protected, and those of which the reader learned too much.
    """

    hidden: Counter[str] = field(default_factory=Counter)
    attacked: int = 0
    pinned: int = 0

    def add(self, other: Found) -> None:
        """Add what came of another attack."""
        self.hidden.update(other.hidden)
        self.attacked += other.attacked
        self.pinned += other.pinned


def attack(true: Tables, shown: Tables, parents: dict[str, str], minimum: int, reader: Reader | None = None) -> Found:
    """Attack every count that is hidden on its own account, and hold what comes out against what must stay possible.

    A reader who knows something else than the tables that are shown can be given.
    """
    reader, found = reader or what_a_reader_writes(shown, parents, true), Found()
    for level, table in true.items():
        found.hidden.update(shown[level]["hidden"])
        reasons = primary_reasons(table, minimum, "whole_network")
        for row, reason in zip(table.itertuples(), reasons, strict=True):
            for factors, least, most in _must_stay_possible(reader, level, row, str(reason)):
                low, high = reader.range_of(factors)
                found.attacked += 1
                found.pinned += low > least + ROUNDING or high < most - ROUNDING
    return found


def _must_stay_possible(reader: Reader, level: Hashable, row: Any, reason: str) -> Iterator[Protected]:
    """Yield which counts of a cell must be protected, and between which values they must be possible."""
    above, below, people = (reader.number(level, row.group, row.metric, part) for part in PARTS)
    outside = row.denominator - row.numerator
    small = row.metric in SHARES and 0 < row.numerator <= SMALL
    if reason == "few_people":
        yield {people: 1.0}, *_five_or_a_tenth(row.people)
        yield {below: 1.0}, *_five_or_a_tenth(row.denominator)
    if reason == "dominance" or (reason == "few_people" and not small):
        yield {above: 1.0}, *_five_or_a_tenth(row.numerator)
    if small and reason in ("few_people", "small_count"):
        yield {above: 1.0}, 1.0, float(SMALL)
    if reason == "small_count" and outside <= SMALL:
        yield {below: 1.0, above: -1.0}, 0.0, float(SMALL)


def _five_or_a_tenth(count: float) -> tuple[float, float]:
    unsure = max(5.0, 0.1 * count)
    return max(0.0, count - unsure), count + unsure


def only_primary(true: Tables, minimum: int) -> Tables:
    """Hide only what is hidden on its own account: what the attack finds then shows that it can find something."""
    return {
        level: table.assign(hidden=primary_reasons(table, minimum, "whole_network")) for level, table in true.items()
    }


def table_of_attacks(tables: int, rng: np.random.Generator) -> str:
    """Attack so many random cities, one in ten without secondary suppression too, and return what came of it."""
    behind, naive, published = Found(), Found(), 0
    for number in range(tables):
        people, parents = random_people(rng)
        true, minimum = tables_of(people, parents), int(rng.integers(10, 16))
        shown = suppressed(true, minimum, parents, design="whole_network")
        behind.add(attack(true, shown, parents, minimum))
        published += len(true) * true[None]["metric"].nunique()
        if number % EVERY == 0:
            naive.add(attack(true, only_primary(true, minimum), parents, minimum))
        print(f"\r{number + 1:,} of {tables:,} cities attacked", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    lines = ["| | behind the gate | without secondary suppression |", "|---|---:|---:|"]
    lines.append(f"| cities | {tables:,} | {-(-tables // EVERY):,} |")
    lines.append(f"| tables: one figure of one level each | {published:,} | {-(-published // EVERY):,} |")
    for reason in ("few_people", "small_count", "dominance", "secondary"):
        shares = (found.hidden[reason] / found.hidden.total() for found in (behind, naive))
        lines.append(f"| cells hidden: {reason} | {' | '.join(f'{share:.1%}' for share in shares)} |")
    lines.append(f"| counts attacked | {behind.attacked:,} | {naive.attacked:,} |")
    lines.append(f"| of these pinned down | {behind.pinned:,} | {naive.pinned:,} |")
    return "\n".join(lines)


def table_of_dates(tables: int, rng: np.random.Generator) -> str:
    """Compare so many random cities at two dates, and return what a reader learns as a table."""
    change = Change()
    for number in range(tables):
        compare(rng, change)
        print(f"\r{number + 1:,} of {tables:,} cities compared", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    share = {name: count / max(change.cells, 1) for name, count in change.learned.items()}
    lines = ["| shares shown at both dates of which 1 to 4 counted people came or went | |", "|---|---:|"]
    lines.append(f"| how many, of {tables:,} cities | {change.cells:,} |")
    lines.append(f"| a published count changed | {change.seen / max(change.cells, 1):.1%} |")
    lines += [f"| the reader knows by how many: {name}, counts in fives | {part:.1%} |" for name, part in share.items()]
    lines.append("| the same: counts that are not rounded | 100.0% |")
    lines.append(f"| cells whose count changed, shown at one date only | {change.appeared:,} |")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Attack many random cities and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tables", type=int, default=2_000, help="how many random cities")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--write", action="store_true", help=f"put the tables into {PAGE.name}")
    options = asked.parse_args(arguments)
    attacks = table_of_attacks(options.tables, np.random.default_rng(options.seed))
    dates = table_of_dates(options.tables, np.random.default_rng(options.seed))
    tables = f"{attacks}\n\n### Two dates\n\n{dates}"
    print(tables)
    if options.write:
        write_between(PAGE, "attacker", tables)


if __name__ == "__main__":
    main(sys.argv[1:])
