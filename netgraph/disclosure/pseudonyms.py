"""Pseudonyms: identifiers of people replaced by keyed hashes, so that data can be handed to an analyst."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

import pandas as pd

from netgraph.disclosure.identifying_columns import Identifiers, is_own_value, mentions, numbers_of_people
from netgraph.disclosure.pseudonym_keys import check_key
from netgraph.errors import NetgraphError, UnknownNameError, did_you_mean, listed
from netgraph.network import from_tables
from netgraph.schema.codes import positions
from netgraph.schema.faults import shown
from netgraph.schema.values import as_codes
from netgraph.schema.vocabulary import COLUMNS, ELSEWHERE, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from netgraph.network import SupportNetwork
    from netgraph.schema.about import About
    from netgraph.schema.vocabulary import TableName

__all__ = ["PSEUDONYM_LENGTH", "left_out", "pseudonymise", "pseudonyms"]

PSEUDONYM_LENGTH = 32
"""Hexadecimal digits of a pseudonym: 128 bits, the least that RFC 2104 (section 5) advises of HMAC-SHA-256. Among
18 million people the chance that two get the same is below 1 in 10^24."""

COORDINATES = ("lon", "lat", "geometry")
"""Where a person lives, to the metre: its work is done once the district is known."""
ENDS = {"people": ("person",), "ties": ("giver", "receiver"), "districts": ()}
DISTRICT_TEXTS: dict[TableName, tuple[str, ...]] = {
    "people": ("district",),
    "districts": ("district", "name", "parent"),
}
ABOUT_TEXTS = ("source", "boundary_source", "place")


def pseudonymise(network: SupportNetwork, key: bytes, keep: Iterable[str] = ()) -> SupportNetwork:
    """Replace the identifiers of people by keyed hashes, and leave out whatever else may name them.

    A pseudonym is the first 32 hexadecimal digits of HMAC-SHA-256 of the identifier (UTF-8, as netgraph has it: without
    blanks around it, and not normalised, so that two people stay two). The same key gives the same person the same
    pseudonym in every delivery; so another purpose gets another key. Who has the key can find everybody
    back; who has not cannot find anybody by trying identifiers. The result is still personal data (GDPR, recital 26).

    Every text that is kept is searched for identifiers: columns to keep and their names, kinds of ties, codes and names
    of districts, and about. An identifier is found where no letter or digit touches it, in capitals or not: p1 in "p1's
    mother", not in p12. Identifiers of digits alone are found in a text when they have five digits or more. A
    column of nothing but numbers is judged as a whole: it holds identifiers when at least half of its cells are
    numbers of people, and either half of these differ or half of these are the number of their own row. Districts may
    have the numbers of people.

    Parameters
    ----------
    network : SupportNetwork
        Left as it is.
    key : bytes
        At least 32 random bytes.
    keep : iterable of str, optional
        Columns of your own to keep, in every table that has them. All other columns without a meaning
        for netgraph are left out, and so are ``lon`` and ``lat``.

    Returns
    -------
    SupportNetwork
        People in the order of their pseudonyms and ties in that of their givers, so that the order of the source tells
        nothing. Figures of districts are those of ``network``. Rows that were set aside are not in it, nor
        planted answers.

    Raises
    ------
    NetgraphError
        The key can be guessed; or a column to keep has coordinates, identifiers, or mostly values of one row; or a
        text that is always kept names a person; or two people get the same pseudonym.
    UnknownNameError
        No table has a column to keep.

    References
    ----------
    RFC 2104, HMAC: Keyed-Hashing for Message Authentication. GDPR, articles 4(5), 25 and 32.

    Examples
    --------
    >>> import netgraph as ng, pandas as pd
    >>> key = bytes.fromhex("8b1f6e0d4c3a7729e5d1b0f8664a2c9e17d3f5a8c06b9e24718d5f3ac2e0b496")
    >>> people = pd.DataFrame({"person": ["ann", "bob"], "district": "west", "name": ["Ann", "Bob"]})
    >>> network = ng.from_tables(people, pd.DataFrame({"giver": ["ann"], "receiver": ["bob"]}))
    >>> ng.pseudonymise(network, key).people.iloc[0, :3].tolist()
    ['289a05636f48dda23256996238a73be2', 'west', 'resident']
    """
    check_key(key)
    wanted = listed(keep, "keep")
    tables: dict[TableName, pd.DataFrame] = {
        "people": network.people,
        "ties": network.ties,
        "districts": network.districts,
    }
    identifiers = tables["people"]["person"]
    known = Identifiers.of(identifiers)
    _check_kept(wanted, tables, known)
    kept = {name: _known(name, frame, wanted) for name, frame in tables.items()}
    _check_own_columns(kept, known)
    _check_texts(kept, network.about, known)
    names = pseudonyms(identifiers, key)
    people = kept["people"].assign(person=names).sort_values("person", kind="stable")
    # The order of the source is its own identifier; together these columns are different for every tie.
    ties = kept["ties"].assign(
        **{end: names.to_numpy()[positions(kept["ties"][end], identifiers)] for end in ENDS["ties"]}
    )
    ties = ties.sort_values(["giver", "receiver", "kind", "since", "until"], kind="stable")
    return from_tables(
        people.reset_index(drop=True), ties.reset_index(drop=True), kept["districts"], about=network.about
    )


def pseudonyms(identifiers: pd.Series, key: bytes) -> pd.Series:
    """Return the pseudonym of each identifier; the key is taken as it is.

    Raises
    ------
    NetgraphError
        Two identifiers get the same pseudonym.

    Examples
    --------
    Test case 5 of RFC 4231.

    >>> pseudonyms(pd.Series(["Test With Truncation"]), bytes([0x0C] * 20)).tolist()
    ['a3b6167473100ee06e0c796c2955552b']
    """
    made = [
        hmac.digest(key, identifier.encode("utf-8", "surrogatepass"), "sha256").hex()[:PSEUDONYM_LENGTH]
        for identifier in identifiers
    ]
    if len(set(made)) < identifiers.nunique():
        raise NetgraphError("two people get the same pseudonym with this key. Make another key.")
    return pd.Series(made, index=identifiers.index, dtype="str")


def left_out(before: SupportNetwork, after: SupportNetwork) -> dict[str, list[str]]:
    """Return the columns of each table that pseudonymised data lack; one that is called as a person is, is '…'.

    Parameters
    ----------
    before, after : SupportNetwork
        The network, and the same with pseudonyms.
    """
    pairs = {
        "people": (before.people, after.people),
        "ties": (before.ties, after.ties),
        "districts": (before.districts, after.districts),
    }
    gone = {name: old.columns.difference(new.columns, sort=False) for name, (old, new) in pairs.items()}
    known = Identifiers.of(before.people["person"])
    return {name: _nameless(columns, known) for name, columns in gone.items() if len(columns)}


def _nameless(columns: pd.Index, identifiers: Identifiers) -> list[str]:
    """Return names of columns, without those that name people: a table may have a column a person."""
    told = [column for column in columns if not _names_somebody(column, identifiers)]
    return [*told, *["…"] * (len(told) < len(columns))]


def _names_somebody(column: str, identifiers: Identifiers) -> bool:
    """Whether a column is called as a person is; a short number as well, because no column has it by chance."""
    return identifiers.mentioned_in(column) or column in identifiers.plain.to_numpy()


def _check_kept(wanted: list[str], tables: Mapping[TableName, pd.DataFrame], identifiers: Identifiers) -> None:
    """Refuse to keep a column that no table has, and the places where people live."""
    present = {str(column) for frame in tables.values() for column in frame.columns}
    for column in wanted:
        if column in COORDINATES:
            raise NetgraphError(
                f"{column} cannot be kept: the place where somebody lives tells who it is. The district is kept."
            )
        if _names_somebody(column, identifiers):
            raise NetgraphError("a column cannot be kept that is called as a person is. Rename it.")
        if column not in present:
            valid = [name for name in sorted(present - set(COORDINATES)) if not _names_somebody(name, identifiers)]
            raise UnknownNameError(f"there is no column {shown(column)}. {did_you_mean(column, valid)}")


def _known(name: TableName, frame: pd.DataFrame, wanted: list[str]) -> pd.DataFrame:
    """Return the columns with a meaning and those asked for, and nothing that a file would take along unseen."""
    known = [column for column in COLUMNS[name] if name == "districts" or column not in COORDINATES]
    kept = frame[[column for column in frame.columns if column in known or column in wanted]].copy()
    if name != "districts":
        kept = pd.DataFrame(kept)
    kept.attrs = {}
    kept.columns.name = None
    for column, dtype in kept.dtypes.items():
        if isinstance(dtype, pd.CategoricalDtype):  # categories remember rows that are gone
            kept[column] = kept[column].cat.remove_unused_categories()
    return kept


def _check_own_columns(kept: Mapping[TableName, pd.DataFrame], identifiers: Identifiers) -> None:
    """Refuse columns without a meaning for netgraph whose cells name people."""
    for name, frame in kept.items():
        for column in frame.columns.difference(list(COLUMNS[name]), sort=False):
            cannot = f"column {shown(column)} of {name} cannot be kept:"
            naming = _naming(frame[column], [frame[end] for end in ENDS[name]], identifiers)
            if naming.any():
                raise NetgraphError(f"{cannot} it holds identifiers of people, {_places(naming)}. Leave it out.")
            if name != "districts" and is_own_value(frame[column]):
                raise NetgraphError(
                    f"{cannot} most of its values stand in one row only, as names, dates of birth and addresses do. "
                    "Leave it out, or replace it by groups, such as age groups."
                )


def _check_texts(kept: Mapping[TableName, pd.DataFrame], about: About, identifiers: Identifiers) -> None:
    """Refuse texts that name people and are always kept. Roles are words of netgraph, and so are these kinds."""
    ties = kept["ties"]
    free = ties["kind"].mask(ties["kind"].isin(KINDS))
    naming = _naming(free, [ties[end] for end in ENDS["ties"]], identifiers)
    if naming.any():
        told = f"kind of ties holds identifiers of people, {_places(naming)}"
        raise NetgraphError(f"{told}. Name kinds of support there.")
    for name, columns in DISTRICT_TEXTS.items():
        for column in columns:
            codes = as_codes(kept[name][column])
            by_chance = codes.str.fullmatch("[0-9]+", na=False) | (codes == ELSEWHERE)
            naming = mentions(codes.mask(by_chance), identifiers)
            if naming.any():
                told = f"{column} of {name} holds identifiers of people, {_places(naming)}"
                raise NetgraphError(f"{told}. Codes and names of districts are always kept. Change them in the source.")
    for key in ABOUT_TEXTS:
        if identifiers.mentioned_in(getattr(about, key) or ""):
            told = f"{key} in about.toml holds an identifier of a person"
            raise NetgraphError(f"{told}. Change it there: pseudonymised data keep it.")


def _naming(values: pd.Series, own: Sequence[pd.Series], identifiers: Identifiers) -> npt.NDArray[np.bool_]:
    """Say of each cell whether it names a person, in words or by a number."""
    return mentions(values, identifiers) | numbers_of_people(values, own, identifiers)


def _places(naming: npt.NDArray[np.bool_]) -> str:
    """Say where cells are that name people."""
    return f"in {naming.sum():,} of {len(naming):,} rows, first in record {naming.argmax() + 1:,}"
