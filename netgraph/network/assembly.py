"""Three checked tables -> one network's tables: what refers to what, what is set aside, what is merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from netgraph.network.boundaries import check_boundaries, name_geometry, place_people
from netgraph.schema.checks import check_table
from netgraph.schema.coded import ENDS, coded, places_of_ends
from netgraph.schema.codes import is_among
from netgraph.schema.vocabulary import COLUMNS, ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netgraph.schema.faults import Faults, Notices
    from netgraph.schema.tables import Table
    from netgraph.schema.vocabulary import TableName

__all__ = ["Checked", "Kept", "assemble", "check_all", "districts_of", "set_aside"]

Ints = npt.NDArray[np.int64]
Default = str | bool | float | None
TIE_KEY = ["giver", "receiver", "kind", "since", "until"]


@dataclass(frozen=True)
class Checked:
    """Tables as read and as typed; both have the same rows in the same order.

    ``places`` are those of givers and receivers in the table of people, -1 for unknown people.
    """

    read: dict[TableName, Table]
    typed: dict[TableName, Table]
    places: Mapping[str, Ints]


@dataclass(frozen=True)
class Kept:
    """The typed rows that go on, and where givers and receivers stand among the people that do."""

    frames: dict[TableName, pd.DataFrame]
    places: Mapping[str, Ints]


def check_all(tables: Mapping[TableName, Table], faults: Faults) -> Checked:
    """Check every table by itself and against the others; faults are recorded, nothing is dropped."""
    typed: dict[TableName, Table] = {}
    for name, table in tables.items():
        checked = check_table(name_geometry(table, faults), faults)
        if checked is not None:
            typed[name] = check_boundaries(checked, faults) if name == "districts" else checked
    if "people" in typed and typed["people"].frame.empty:
        faults.of_table("people", "", "no_rows", "there are no people in the table. Expected one row a person.")
    if "districts" in typed:
        _check_parents(typed["districts"], faults)
    if "people" in typed and "districts" in typed and "district" in typed["people"].frame:
        _check_districts(typed["people"], typed["districts"], faults)
    if "ties" in typed:
        _check_dates(typed["ties"], faults)
    places: dict[str, Ints] = {}
    if "ties" in typed and "people" in typed:
        places = places_of_ends(typed["ties"].frame, typed["people"].frame["person"])
        _check_people_of_ties(typed["ties"], typed["people"], places, faults)
    return Checked(dict(tables), typed, places)


def districts_of(checked: Checked) -> pd.DataFrame | None:
    """Return the table of districts, where there is one that can be read."""
    return checked.typed["districts"].frame if "districts" in checked.typed else None


def _check_parents(table: Table, faults: Faults) -> None:
    """Record districts that lie, in one or more steps, in themselves."""
    if "parent" not in table.frame:
        return
    known = table.frame.dropna(subset=["district", "parent"]).drop_duplicates("district")
    parent_of = dict(zip(known["district"], known["parent"], strict=True))
    in_itself = []
    for code in table.frame["district"]:
        above, steps = parent_of.get(code), 0
        while above is not None and above != code and steps <= len(parent_of):
            above, steps = parent_of.get(above), steps + 1
        in_itself.append(above == code)
    message = "this district lies, over one or more parents, in itself. Correct the parent."
    faults.of_rows(table, np.array(in_itself, dtype=bool), "parent", "parent_cycle", message)


def _check_districts(people: Table, districts: Table, faults: Faults) -> None:
    codes = people.frame["district"]
    unknown = codes.notna() & ~is_among(codes, districts.frame["district"]) & (codes != ELSEWHERE)
    message = (
        f"this district is not in {districts.file}. "
        f"Add it there, correct the code, or use '{ELSEWHERE}' for people from outside the area."
    )
    faults.of_rows(people, unknown, "district", "unknown_district", message)


def _check_dates(ties: Table, faults: Faults) -> None:
    if {"since", "until"} <= set(ties.frame.columns):
        message = "the tie ends before it begins. Check since and until."
        faults.of_rows(ties, ties.frame["until"] < ties.frame["since"], "until", "until_before_since", message)


def _check_people_of_ties(ties: Table, people: Table, places: Mapping[str, Ints], faults: Faults) -> None:
    for column in ENDS:
        codes = ties.frame[column]
        message = f"this person is not in {people.file}. Add the person there, or correct the identifier."
        unknown = codes.notna() & (places[column] < 0)
        faults.of_rows(ties, unknown, column, "unknown_person", message)


def set_aside(checked: Checked, faults: Faults, notices: Notices) -> tuple[Kept, dict[str, pd.DataFrame]]:
    """Take out every row with a fault, and the ties of people who were taken out.

    People of a district that was set aside stay, with their district unknown: they are somebody's
    contacts, and without them their supporters would look more alone than they are.

    Returns
    -------
    kept : Kept
        The typed rows that go on.
    aside : dict of str to DataFrame
        The rows as read, with ``rule`` and ``message``, indexed by their record number.
    """
    told = faults.frame()
    refused = {name: _refused(told, name, len(table.frame)) for name, table in checked.typed.items()}
    people, ties = checked.typed["people"].frame, checked.typed["ties"].frame
    follows = _of_people_refused(people, ties, refused["people"]) & ~refused["ties"]
    faults.of_rows(
        checked.typed["ties"],
        follows,
        "",
        "person_set_aside",
        "the giver or receiver of this tie was set aside.",
    )
    refused["ties"] = refused["ties"] | follows
    kept = {
        name: table.frame[~refused[name]].reset_index(drop=True) if refused[name].any() else table.frame
        for name, table in checked.typed.items()
    }
    if "districts" in kept and "district" in kept["people"]:
        codes = kept["people"]["district"]
        lost = codes.notna() & ~is_among(codes, kept["districts"]["district"]) & (codes != ELSEWHERE)
        kept["people"] = kept["people"].assign(district=codes.mask(lost))
        message = "living in a district that was set aside; they count only as contacts of others."
        notices.add("people", "district_set_aside", int(lost.sum()), message)
    told = faults.frame()
    places = checked.places
    if refused["people"].any():
        places = places_of_ends(kept["ties"], kept["people"]["person"])
    elif refused["ties"].any():
        places = {end: place[~refused["ties"]] for end, place in checked.places.items()}
    aside: dict[str, pd.DataFrame] = {
        name: _aside(table, told) for name, table in checked.read.items() if (told["table"] == name).any()
    }
    return Kept(kept, places), aside


def _of_people_refused(
    people: pd.DataFrame, ties: pd.DataFrame, refused: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Whether the giver or receiver of each tie was taken out, and no other row of that person stays."""
    if not refused.any():
        return np.zeros(len(ties), dtype=bool)
    out = people.loc[refused, "person"].dropna()
    gone = out[~is_among(out, people.loc[~refused, "person"])]
    return is_among(ties["giver"], gone) | is_among(ties["receiver"], gone)


def _refused(told: pd.DataFrame, name: str, length: int) -> npt.NDArray[np.bool_]:
    """Whether each row of a table has a fault."""
    refused = np.zeros(length, dtype=bool)
    positions = told.loc[(told["table"] == name) & (told["position"] >= 0), "position"].astype("int64")
    refused[positions.to_numpy()] = True
    return refused


def _aside(table: Table, told: pd.DataFrame) -> pd.DataFrame:
    """Collect the refused rows of one table; a row with several faults appears once, with all its rules."""
    mine = told[told["table"] == table.name]
    joined = (
        mine[mine["position"] >= 0]
        .groupby("position")
        .agg(rule=("rule", lambda rules: ";".join(dict.fromkeys(rules))), message=("message", " ".join))
    )
    positions = joined.index.to_numpy(dtype="int64")
    clash = {name: f"{name} (as read)" for name in ("rule", "message", "text") if name in table.frame}
    rows = (
        table.frame.iloc[positions]
        .rename(columns=clash)
        .assign(rule=joined["rule"].to_numpy(), message=joined["message"].to_numpy())
    )
    rows.index = pd.Index(table.rows[positions], dtype=object, name="row")
    records = mine[mine["text"].notna()]
    if records.empty:
        return rows
    unread = records[["rule", "message", "text"]].set_axis(pd.Index(records["row"], dtype=object, name="row"))
    return pd.concat([pd.DataFrame(rows), unread])


def assemble(kept: Kept, notices: Notices) -> dict[TableName, pd.DataFrame]:
    """Complete the tables with their optional columns, place people, drop self-ties and merge duplicates."""
    given = kept.frames["people"]
    if "weight" in given and given["weight"].notna().any():
        # Of people who were not asked a survey has no weight.
        asked = given["respondent"].fillna(True) if "respondent" in given else pd.Series(True, index=given.index)
        lacking = given["weight"].isna() & asked.astype("bool")
        message = "without a survey weight, where others have one; they weigh 1."
        notices.add("people", "weight_partly_known", int(lacking.sum()), message)
    people = _complete_people(given)
    districts = _complete_districts(kept.frames.get("districts"), people["district"])
    people["district"], outside = place_people(people, districts)
    notices.add(
        "people",
        "outside_boundaries",
        outside,
        "living outside every boundary; they count only as contacts of others.",
    )
    ties = _merge(coded(_complete_ties(kept.frames["ties"]), kept.places), len(people), notices)
    return {"people": people, "ties": ties, "districts": districts}


def _complete_people(frame: pd.DataFrame) -> pd.DataFrame:
    defaults: dict[str, Default] = {"district": None, "roles": "resident", "respondent": True, "weight": 1.0}
    dtypes = {"district": "str", "roles": "str", "respondent": "bool", "weight": "float64"}
    return _empty_is_missing(_complete(frame, "people", defaults, dtypes))


def _complete_ties(frame: pd.DataFrame) -> pd.DataFrame:
    defaults: dict[str, Default] = {"kind": "support", "hours_per_week": None, "since": None, "until": None}
    dtypes = {"kind": "str", "hours_per_week": "float64", "since": "datetime64[us]", "until": "datetime64[us]"}
    return _empty_is_missing(_complete(frame, "ties", defaults, dtypes))


def _complete_districts(frame: pd.DataFrame | None, codes: pd.Series) -> pd.DataFrame:
    """Fill in names; without a table the districts are those that people live in, in order of their code."""
    if frame is None:
        lived_in = sorted(set(codes.dropna()) - {ELSEWHERE})
        frame = pd.DataFrame({"district": pd.Series(lived_in, dtype="str")})
    elif "geometry" in frame and not frame["geometry"].notna().any():
        frame = pd.DataFrame(frame.drop(columns="geometry"))  # all boundaries were set aside
    dtypes = {"name": "str", "population": "float64", "parent": "str"}
    frame = _complete(frame, "districts", dict.fromkeys(dtypes), dtypes)
    return _empty_is_missing(frame.assign(name=frame["name"].fillna(frame["district"])))


def _complete(
    frame: pd.DataFrame, name: TableName, defaults: Mapping[str, Default], dtypes: Mapping[str, str]
) -> pd.DataFrame:
    """Add missing optional columns, fill empty cells with their default, and put known columns first."""
    frame = frame.copy()
    for column, default in defaults.items():
        if column not in frame:
            frame[column] = pd.Series(default, index=frame.index, dtype=pd.api.types.pandas_dtype(dtypes[column]))
        elif default is not None:
            frame[column] = _filled(frame[column], default)
    first = [column for column in COLUMNS[name] if column in frame and column != "geometry"]
    rest = [column for column in frame.columns if column not in (*first, "geometry")]
    last = ["geometry"] if "geometry" in frame else []
    return frame[[*first, *rest, *last]]


def _filled(values: pd.Series, default: Default) -> pd.Series:
    """Fill empty cells, also where the default is no category yet."""
    if isinstance(values.dtype, pd.CategoricalDtype) and default not in values.cat.categories and values.hasnans:
        values = values.cat.add_categories([default])
    return values.fillna(default)


def _empty_is_missing(frame: pd.DataFrame) -> pd.DataFrame:
    """Make empty text missing in every column, so that all formats say the same."""
    for column in frame.columns:
        if pd.api.types.is_string_dtype(frame[column].dtype) and (frame[column] == "").any():
            frame[column] = frame[column].mask(frame[column] == "")
    return frame


def _merge(ties: pd.DataFrame, people: int, notices: Notices) -> pd.DataFrame:
    """Leave out self-ties, and merge ties that were given more than once, with their largest hours."""
    self_tie = ties["giver"] == ties["receiver"]
    notices.add("ties", "self_tie", int(self_tie.sum()), "from a person to the same person; left out.")
    ties = ties[~self_tie] if self_tie.any() else ties
    if not _any_twice(ties, people):
        return ties.reset_index(drop=True)
    again = ties.duplicated(TIE_KEY, keep="first")
    if again.any():
        repeated = ties[ties.duplicated(TIE_KEY, keep=False)]
        largest = repeated.groupby(TIE_KEY, dropna=False, sort=False)["hours_per_week"].transform("max")
        ties = ties.assign(hours_per_week=ties["hours_per_week"].where(~ties.index.isin(largest.index), largest))
        message = "given more than once (same giver, receiver, kind, since and until); merged with their largest hours."
        notices.add("ties", "merged", int(again.sum()), message)
    return ties[~again].reset_index(drop=True)


def _any_twice(ties: pd.DataFrame, people: int) -> bool:
    """Whether the same giver, receiver and kind come more than once, perhaps at other times."""
    giver, receiver = (ties[end].to_numpy(dtype=np.int64) for end in ENDS)
    keys = (giver * people + receiver) * (len(ties["kind"].cat.categories) + 1) + ties["kind"].cat.codes.to_numpy()
    keys.sort()
    return bool((keys[1:] == keys[:-1]).any())
