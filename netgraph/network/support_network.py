"""SupportNetwork: people, the support ties between them and the districts they live in."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netgraph import graphs
from netgraph.errors import NetgraphError, UnknownNameError, did_you_mean, listed
from netgraph.files import write_folder
from netgraph.network.activity import has_ties, is_active
from netgraph.network.comparison import same_table
from netgraph.schema.coded import ENDS, coded, decoded, in_use
from netgraph.schema.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import igraph
    import networkx as nx
    import numpy.typing as npt

    from netgraph.files.writing import Format
    from netgraph.schema.about import About
    from netgraph.schema.vocabulary import TableName

__all__ = ["SupportNetwork"]


@dataclass(frozen=True, eq=False, repr=False)
class SupportNetwork:
    """People, the support ties between them, and the districts they live in: checked, and never changed in place.

    Made by `read_network`, `from_tables`, `from_networkx`, `from_igraph` or `synthetic_network`; do not
    call it yourself. Tables come out as copies: changing one never changes the network.

    Attributes
    ----------
    about : About
        How the data came to be; ``design`` is always filled in.
    notices : pandas.DataFrame
        What is usual in real data and yet worth knowing: ``table``, ``rule``, ``rows``, ``message``.
    set_aside : dict of str to DataFrame
        Rows that were refused with ``on_fault="set_aside"``: the row as read, with its rule and message.
    truth : pandas.DataFrame or None
        The planted answers of a synthetic network.

    Examples
    --------
    >>> import netgraph as ng, pandas as pd
    >>> people = pd.DataFrame({"person": ["a", "b", "c"], "district": ["west", "west", "east"]})
    >>> ties = pd.DataFrame({"giver": ["a"], "receiver": ["b"]})
    >>> ng.from_tables(people, ties)
    SupportNetwork: 3 people (1 without ties), 1 tie, 2 districts; whole_network
    """

    _people: pd.DataFrame
    _ties: pd.DataFrame
    _districts: pd.DataFrame
    about: About
    _notices: pd.DataFrame
    _set_aside: dict[str, pd.DataFrame] = field(default_factory=dict)
    _truth: pd.DataFrame | None = None

    @property
    def people(self) -> pd.DataFrame:
        """One row a person: person, district, roles, respondent, weight, and every other column of the table."""
        return _copy(self._people)

    @property
    def ties(self) -> pd.DataFrame:
        """One row a tie: giver, receiver, kind, hours_per_week, since, until, and every other column."""
        return _copy(decoded(self._ties, self._people["person"]))

    @property
    def coded_ties(self) -> pd.DataFrame:
        """The ties with givers and receivers as places in the table of people, and kinds as categories.

        For reading only: it shares its cells with the network.
        """
        return self._ties.copy(deep=False)

    @property
    def districts(self) -> pd.DataFrame:
        """One row a district: district, name, population, parent …; a GeoDataFrame when there are boundaries."""
        return _copy(self._districts)

    @property
    def notices(self) -> pd.DataFrame:
        """One row a notice: table, rule, rows, message."""
        return _copy(self._notices)

    @property
    def set_aside(self) -> dict[str, pd.DataFrame]:
        """The refused rows of each table, as read, with ``rule`` and ``message``."""
        return {name: _copy(frame) for name, frame in self._set_aside.items()}

    @property
    def truth(self) -> pd.DataFrame | None:
        """The planted answers of a synthetic network, else None."""
        return None if self._truth is None else _copy(self._truth)

    def at(self, date: str | dt.date) -> SupportNetwork:
        """Return the network at a date: ties with since <= date < until; open ends count as active.

        Other ties are gone from the result: for another date start again from the whole network.

        Parameters
        ----------
        date : str or datetime.date
            ISO date; it becomes the reference date.

        Raises
        ------
        NetgraphError
            The date cannot be understood.
        """
        try:
            day = dt.date.fromisoformat(date) if isinstance(date, str) else dt.date(date.year, date.month, date.day)
        except (ValueError, AttributeError, TypeError) as error:
            raise NetgraphError(f"{date!r} is not a date. Expected year-month-day, for instance 2026-01-31.") from error
        about = self.about.model_copy(update={"reference_date": day})
        return replace(self._narrowed(), about=about, _ties=_kept(self._ties, is_active(self._ties, day)))

    def only(
        self, kinds: Iterable[str] | None = None, people: npt.ArrayLike | pd.Series | None = None
    ) -> SupportNetwork:
        """Return the network of some kinds of ties, or of some people and the ties among them.

        Parameters
        ----------
        kinds : iterable of str, optional
            Kinds to keep. People who lose their last tie stay, without ties.
        people : array or Series of bool, shape (people,), optional
            Whom to keep; a Series goes by its row labels. Ties with people who are left out go too, so figures on the
            rest may change.

        Raises
        ------
        UnknownNameError
            A kind that no tie has and that netgraph does not know.
        NetgraphError
            ``people`` is no mask of the right length.
        """
        network = self if kinds is None else self._only_kinds(listed(kinds, "kinds"))
        return network if people is None else network._only_people(self._mask(people))

    def _only_kinds(self, kinds: list[str]) -> SupportNetwork:
        valid = [*KINDS, *sorted(set(self._ties["kind"].cat.categories) - set(KINDS))]
        for kind in kinds:
            if kind not in valid:
                raise UnknownNameError(f"kind {kind!r} is not known. {did_you_mean(str(kind), valid)}")
        return replace(self._narrowed(), _ties=_kept(self._ties, self._ties["kind"].isin(kinds)))

    def _narrowed(self) -> SupportNetwork:
        """Return the network without the notices that counted rows of the whole of it."""
        return replace(self, _notices=self._notices[self._notices["table"] == "about"].reset_index(drop=True))

    def _mask(self, people: npt.ArrayLike | pd.Series) -> npt.NDArray[np.generic]:
        """Return a mask in the order of the table; a Series goes by its labels, not by its order."""
        if not isinstance(people, pd.Series):
            return np.asarray(people)
        labels = self._people.index
        if not people.index.is_unique or len(people) != len(labels) or not people.index.isin(labels).all():
            raise NetgraphError(
                "people is a Series with other row labels than network.people. "
                "Make it from that table, or give an array."
            )
        return people.reindex(labels).to_numpy()

    def _only_people(self, mask: npt.NDArray[np.generic]) -> SupportNetwork:
        if mask.dtype != bool or mask.shape != (len(self._people),):
            expected = f"one true or false for each of the {len(self._people)} people"
            raise NetgraphError(f"people must be {expected}; found {mask.dtype} of shape {mask.shape}.")
        people = self._people[mask].reset_index(drop=True)
        ties = self._ties
        keep, place = mask.astype(bool), np.cumsum(mask) - 1
        kept = _kept(ties, keep[ties["giver"]] & keep[ties["receiver"]])
        places = {end: place[kept[end]] for end in ENDS}
        return replace(self._narrowed(), _people=people, _ties=coded(kept, places))

    def with_truth(self, truth: pd.DataFrame) -> SupportNetwork:
        """Return the network with the planted answers of a synthetic one."""
        return replace(self, _truth=truth.copy())

    def equals(self, other: object) -> bool:
        """Whether two networks hold the same people, ties, districts and about; the order of rows and columns is free.

        Notices, rows set aside and planted answers are not compared.
        """
        if not isinstance(other, SupportNetwork):
            return False
        return (
            self.about == other.about
            and same_table(self._people, other._people, ["person"])
            and same_table(self.ties, other.ties, ["giver", "receiver", "kind", "since", "until"])
            and same_table(self._districts, other._districts, ["district"])
        )

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return a NetworkX MultiDiGraph keyed by person: one edge a tie, every person and attribute kept."""
        return graphs.to_networkx(self._people, self.ties, self._about())

    def to_igraph(self) -> igraph.Graph:
        """Return a directed igraph graph: one edge a tie, every person and attribute kept, ``name`` the person."""
        return graphs.to_igraph(self._people, self.ties, self._about())

    def write(self, folder: str | Path, format: Format = "csv") -> None:  # noqa: A002 - the contract's word
        """Write a data folder that `read_network` reads back as the same network.

        Parameters
        ----------
        folder : str or pathlib.Path
            Made when it does not exist.
        format : {"csv", "csv.gz", "parquet", "xlsx", "gpkg"}
            With csv and xlsx, boundaries are written as districts.geojson.

        Raises
        ------
        NetgraphError
            The folder cannot be written, or holds a table in another format already.
        """
        tables: dict[TableName, pd.DataFrame] = {
            "people": self._people,
            "ties": self.ties,
            "districts": self._districts,
        }
        write_folder(Path(folder), tables, self._about(), format)

    def write_graph(self, path: str | Path) -> None:
        """Write a graph file that Gephi, Pajek, igraph or NetworkX open: one node a person, one edge a tie.

        Isolates, and all columns of people and ties, are kept; the table of districts is not in it. `read_graph` gives
        the same network back with that table. A graph file holds persons: it is as private as the data.

        Parameters
        ----------
        path : str or pathlib.Path
            Ends in .graphml, .gexf, .net, or .csv for a table of edges (with ``NAME_nodes.csv`` and
            ``NAME_about.toml`` beside it).

        Raises
        ------
        NetgraphError
            The file cannot be written, or a cell holds what the format cannot.
        """
        graphs.write_graph_file(Path(path), self._people, self.ties, self._about())

    def _about(self) -> dict[str, object]:
        """Return the contents of about.toml: only what is known."""
        return self.about.model_dump(exclude_none=True, exclude_defaults=True)

    def __repr__(self) -> str:
        people, ties, districts = len(self._people), len(self._ties), len(self._districts)
        tied = has_ties(self._people, self._ties)
        parts = [
            f"{people:,} people ({int((~tied).sum()):,} without ties)",
            f"{ties:,} {'tie' if ties == 1 else 'ties'}",
            f"{districts:,} {'district' if districts == 1 else 'districts'}",
        ]
        aside = sum(len(frame) for frame in self._set_aside.values())
        if aside:
            parts.append(f"{aside:,} rows set aside")
        return f"SupportNetwork: {', '.join(parts)}; {self.about.design}"

    def _repr_html_(self) -> str:
        notices = "".join(
            f"<li>{html.escape(f'{row.table}: {row.rows:,} {row.message}')}</li>" for row in self._notices.itertuples()
        )
        return f"<p><b>{html.escape(repr(self))}</b></p><ul>{notices}</ul>"


def _kept(ties: pd.DataFrame, keep: npt.NDArray[np.bool_] | pd.Series) -> pd.DataFrame:
    """Return some of the ties, with the kinds that these have."""
    some = ties[keep].reset_index(drop=True)
    return some.assign(kind=in_use(some["kind"]))


def _copy(frame: pd.DataFrame) -> pd.DataFrame:
    """Copy a frame for real: with copy-on-write alone, ``.array`` of a column would still reach the network."""
    copy, index = frame.copy(deep=True), frame.index
    if isinstance(index, pd.RangeIndex):  # copies of one share what they keep of their values
        copy.index = pd.RangeIndex(index.start, index.stop, index.step, name=index.name)
    else:
        copy.index = index.copy(deep=True)
    copy.columns = frame.columns.copy(deep=True)
    return copy
