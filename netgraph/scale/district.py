"""district_estimates: the same figures as in memory, computed where the tables are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pydantic import ValidationError

from netgraph.errors import NetgraphError, UnknownNameError
from netgraph.estimates import NO_PEOPLE, UNDEFINED
from netgraph.estimates.columns import DESIGN
from netgraph.estimates.values import share_of_population
from netgraph.metrics import METRICS, NOT_OBSERVABLE, Choices, choose, is_observable
from netgraph.scale.extra import needs_ibis
from netgraph.schema.about import About, about_faults

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from netgraph.metrics import CarerDefinition, Metric
    from netgraph.schema.vocabulary import TableName

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = ["SCALE_COLUMNS", "district_estimates"]

DTYPES = {
    "group": "str",
    "metric": "str",
    "value": "float64",
    "numerator": "float64",
    "denominator": "float64",
    "people": "int64",
    "reason": "str",
}
SCALE_COLUMNS = tuple(DTYPES)


def district_estimates(
    connection: Any,
    people: Any,
    ties: Any,
    metrics: Iterable[str] | None = None,
    *,
    districts: Any = None,
    about: About | Mapping[str, Any] | None = None,
    carer_definition: CarerDefinition = "cbs2024",
    bridge_by: str | None = None,
) -> pd.DataFrame:
    """Return figures of every district, computed by a database or a cluster; ungated, without intervals.

    For tables that do not fit in memory. Figures that are sums over people and their ties can be made so: all but
    those about chains, triangles and whole districts (`FIGURES` of ``netgraph.scale.figures`` has them). They are the
    same numbers as `netgraph.district_estimates` gives.

    Parameters
    ----------
    connection : ibis.BaseBackend
        ``ibis.duckdb.connect(...)``, ``ibis.pyspark.connect(session)``, or another backend of ibis.
    people, ties : ibis.Table or str
        Tables of the connection, or their names there; columns as in the data dictionary. Identifiers are text or
        whole numbers and are taken as they are; dates are dates; true and false are booleans.
    metrics : iterable of str, optional
        Ids of `METRICS`; by default all that can be made so.
    districts : ibis.Table or str, optional
        Gives districts without people, and the inhabitants that figures of a register need. Leave out
        their boundaries, which ibis does not read from every file.
    about : About or mapping, optional
        The contents of about.toml: design, asked, reference_date. Without a design it is the whole network where
        everybody is a respondent and else a survey, as in `read_network`.
    carer_definition : {"cbs2024", "scp"}
        As in `netgraph.district_estimates`.
    bridge_by : str, optional
        As in `netgraph.district_estimates`.

    Returns
    -------
    DataFrame
        Tidy, one row a district and figure, districts in order of their code: group, metric, value, numerator,
        denominator (float64, the two weighted sums), people (int64: how many the figure is about) and reason ("" or
        why there is no value: not_observable, undefined or no_people).

    Raises
    ------
    MissingExtraError
        ibis is not installed.
    UnknownNameError
        There is no such figure, or it cannot be made from sums.
    DataError
        The tables have faults, which are counted first: people twice or without an identifier, ties of people who are
        not there, hours below 0.
    NetgraphError
        A table or column is not there or of the wrong type.

    Examples
    --------
    >>> import ibis, pyarrow as pa
    >>> connection = ibis.duckdb.connect()
    >>> people = pa.table({"person": ["a", "b", "c"], "district": ["west", "west", "east"]})
    >>> ties = pa.table({"giver": ["a"], "receiver": ["b"]})
    >>> tables = ibis.memtable(people), ibis.memtable(ties)
    >>> district_estimates(connection, *tables, ["isolated", "contacts"])[["group", "metric", "value"]]
      group    metric  value
    0  east  isolated    1.0
    1  east  contacts    0.0
    2  west  isolated    0.0
    3  west  contacts    1.0
    """
    with needs_ibis():
        from netgraph.scale import checks, figures, sums, tables  # noqa: PLC0415 - ibis loads only now
    choices, told = Choices(carer_definition, bridge_by), _told(about)
    chosen = _chosen(metrics, choices, figures.FIGURES)
    given: dict[TableName, Any] = {"people": people, "ties": ties}
    given |= {} if districts is None else {"districts": districts}
    made = {name: tables.complete(tables.table_of(connection, one, name), name) for name, one in given.items()}
    if bridge_by is not None:
        tables.check_groups(made["people"], bridge_by)
    facts = checks.checked(connection, made["people"], made["ties"], made.get("districts"))
    used = told.completed(all_asked=facts.all_asked, roles_known=facts.roles_known)
    shown = [metric for metric in chosen if is_observable(metric, used)]
    _check_day(shown, used.reference_date, dated=facts.dated)
    by_district = sums.sums_by_district(made, shown, used.reference_date, bridge_by)
    return _tidy(connection.to_pyarrow(by_district).to_pydict(), chosen, shown, used)


def _told(about: About | Mapping[str, Any] | None) -> About:
    """Return what is known about the data."""
    if isinstance(about, About):
        return about
    try:
        return About.model_validate(dict(about or {}))
    except ValidationError as error:
        faults = "; ".join(f"{key}: {sentence}" for key, sentence in about_faults(error))
        raise NetgraphError(f"about: {faults}") from error


def _chosen(metrics: Iterable[str] | None, choices: Choices, can: Collection[str]) -> list[Metric]:
    """Return the figures asked for, or all that can be made from sums."""
    if metrics is None:
        return [metric for metric in choose(None, choices) if metric.id in can]
    chosen = choose(metrics, choices)
    for metric in chosen:
        if metric.id not in can:
            raise UnknownNameError(
                f"{metric.id} is no sum over people and their ties, so it needs the network in memory: "
                f"netgraph.district_estimates. Valid: {', '.join(name for name in METRICS if name in can)}."
            )
    return chosen


def _check_day(shown: Sequence[Metric], day: dt.date | None, *, dated: bool) -> None:
    if dated and day is None and any(metric.settings.get("carer_definition") == "scp" for metric in shown):
        raise NetgraphError(
            'carer_definition="scp" asks who has cared for longer than 3 months, but the day to count from is not '
            "known. Give reference_date in about."
        )


def _tidy(
    sums: Mapping[str, Sequence[Any]], chosen: Sequence[Metric], shown: Sequence[Metric], about: About
) -> pd.DataFrame:
    """Put the sums of all districts, figure by figure, into one table, district by district."""
    order = np.argsort(np.array(sums["district"], dtype=object), kind="stable")
    by_name = {name: np.array(values, dtype=object)[order] for name, values in sums.items()}
    members = by_name["members"].astype(np.int64)
    population = by_name["population"].astype(np.float64)  # None becomes NaN
    told = []
    for metric in chosen:
        if metric not in shown:
            figures: dict[str, Any] = {"people": members, "reason": np.full(len(members), NOT_OBSERVABLE)}
        else:
            figures = _figures(metric, by_name, members, population, about)
        why = np.where((members == 0) & (figures["reason"] != ""), NO_PEOPLE, figures["reason"])
        told.append(pd.DataFrame({**figures, "group": by_name["district"], "metric": metric.id, "reason": why}))
    tidy = pd.concat(told or [pd.DataFrame(columns=list(DTYPES))])
    tidy = tidy.reindex(columns=list(DTYPES)).astype(DTYPES)
    tidy = tidy.sort_index(kind="stable").reset_index(drop=True)
    tidy.attrs[DESIGN] = about.design
    return tidy


def _figures(
    metric: Metric, sums: Mapping[str, Any], members: Ints, population: Floats, about: About
) -> dict[str, Any]:
    """Return one figure of all districts."""
    above, below = (sums[f"{metric.id}:{part}"].astype(np.float64) for part in ("above", "below"))
    above, below = np.nan_to_num(above), np.nan_to_num(below)
    people = np.array([number or 0 for number in sums[f"{metric.id}:people"]], dtype=np.int64)
    if metric.per_population and about.design == "register":
        unknown = np.isnan(population)
        value, people = share_of_population(above, population), members
        above, below = np.where(unknown, np.nan, above), population
        why = np.where(unknown, NOT_OBSERVABLE, UNDEFINED)
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(below > 0, above / below, np.nan)
        why = np.full(len(value), UNDEFINED, dtype=object)
    reason = np.where(np.isfinite(value), "", why)
    return {"value": value, "numerator": above, "denominator": below, "people": people, "reason": reason}
