"""What a recipe can say, key by key, and which values are valid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationInfo
from pydantic import field_validator as check_of

from netgraph.recipes.checks import (
    Surroundings,
    check_one_line,
    check_opening,
    nearest,
    path_below,
    refused,
    told_wrong,
)
from netgraph.schema.faults import shown
from netgraph.schema.levels import Level
from netgraph.schema.map_vocabulary import ATTENTION, CLUSTERS, LAYER_GROUPS, NO_BASEMAP, Basemap
from netgraph.schema.thresholds import LARGEST_RATE, MINIMUM
from netgraph.schema.vocabulary import CarerDefinition
from netgraph.words.text import Language

__all__ = ["Recipe", "Thresholds"]

LONGEST_TITLE = 120
LONGEST_ORGANISATION = 80
LONGEST_CONTACT = 120
LONGEST_LABEL = 30
LONGEST_NAME = 100
LONGEST_PATH = 1_000
BOUNDARY_FILES = (".geojson", ".gpkg")


def _up_to(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


ONE_LINE = AfterValidator(check_one_line)
Name = Annotated[str, _up_to(LONGEST_NAME), ONE_LINE]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]


def _known(info: ValidationInfo) -> Surroundings:
    return info.context if isinstance(info.context, Surroundings) else Surroundings()


def _check_figure(name: str, info: ValidationInfo) -> str:
    """Refuse a figure that does not exist, or is never published."""
    figures = _known(info).figures
    told = "" if figures is None else told_wrong(figures.check_figure, name)
    if told:
        raise refused(told)
    return name


def _check_group(name: str) -> str:
    """Refuse a group of layers that does not exist."""
    if name not in (ATTENTION, *LAYER_GROUPS):
        valid = ", ".join(LAYER_GROUPS)
        raise refused(f"there is no group of layers {name!r}.{nearest(name, LAYER_GROUPS)} Valid: {valid}.")
    return name


def _off_is_none(given: Any) -> Any:
    return NO_BASEMAP if given is False else given


def _day(given: Any) -> Any:
    """Read a date as text; a number would be taken for seconds since 1970."""
    if isinstance(given, dt.date) and not isinstance(given, dt.datetime):
        return given
    try:
        return dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        raise refused(f"this is no date. Expected year-month-day, as 2026-01-31; found {shown(given)}.") from None


Figure = Annotated[Name, AfterValidator(_check_figure)]
Group = Annotated[Name, AfterValidator(_check_group)]


class Thresholds(BaseModel):
    """When a figure is shown, and when a difference is a signal. What is not said has the default of `district_map`.

    Attributes
    ----------
    minimum : int, optional
        Fewest people a shown figure may be about; at least 10.
    least_people : int, optional
        On fewer people a figure is too little data, neither low nor high; 1 or more.
    least_coverage : float, optional
        Where a smaller part of the inhabitants was asked, so is every figure; from 0 to 1.
    false_discovery_rate : float, optional
        Of the districts that ask for attention, which part may on average do so by chance alone; above 0, at most 0.2.
    margins : mapping of str to float
        Id of a figure -> how much worse than the rest of the city matters, in units of the figure.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    minimum: int | None = Field(default=None, ge=MINIMUM, strict=True)
    least_people: int | None = Field(default=None, ge=1, strict=True)
    least_coverage: Annotated[Number, Field(ge=0, le=1)] | None = None
    false_discovery_rate: Annotated[Number, Field(gt=0, le=LARGEST_RATE)] | None = None
    margins: Mapping[str, Annotated[Number, Field(ge=0)]] = Field(default_factory=dict)

    @check_of("margins")
    @classmethod
    def _belong_to_figures(cls, margins: Mapping[str, float], info: ValidationInfo) -> Mapping[str, float]:
        figures = _known(info).figures
        if figures is not None:
            told = {name: told_wrong(figures.check_margin, name, margin) for name, margin in margins.items()}
            wrong = {name: sentence for name, sentence in told.items() if sentence}
            if wrong:
                raise refused(wrong)
        return margins


class Recipe(BaseModel):
    """What a recipe says. It can make the gate stricter, never looser, and cannot ask for internal figures.

    Attributes
    ----------
    data : pathlib.Path
        The data folder, relative to the recipe.
    boundaries : pathlib.Path, optional
        A GeoJSON or GeoPackage file, relative to the recipe, whose polygons are put on the districts of the data.
    language : {"nl", "en"}
        Language of the map.
    title : str, optional
        Instead of "Waar zijn de netwerken dun in …?".
    organisation, contact : str, optional
        Who made the map, and whom to ask about it.
    layers : tuple of str, optional
        Groups of layers besides attention, all by default: "isolation", "reciprocity", "cohesion", "bridging",
        "carers", "volunteers", "coverage", "flows"; "attention" alone leaves all of them out.
    metrics : tuple of str, optional
        Figures to show as layers, all of the groups by default.
    clusters : tuple of str, optional
        Figures of which a layer shows where areas are like the areas around them; none by default.
    opens_with : str, optional
        The group of layers or the figure that is shown first; attention by default.
    carer_definition : {"cbs2024", "scp"}
        Who gives intensive care: at least 8 hours a week, or more than 8 hours and for longer than 3 months.
    bridge_by : str, optional
        The column of people that tells groups apart for ``bridging_share``, which is left out without it.
    bridge_label : str, optional
        What such groups are called on the map: "age", "origin", "education", "household", or a noun of one's own.
    kinds : tuple of str, optional
        Kinds of ties that count, all by default.
    at : datetime.date, optional
        The date at which ties must be active.
    by : {"district", "parent"}
        Which areas are drawn.
    basemap : {"none", "pdok"}
        A background map, which is fetched from an outside server by whoever opens the page.
    on_fault : {"raise", "set_aside"}
        What to do with rows that are wrong.
    thresholds : Thresholds
        When a figure is shown, and when a difference is a signal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path
    boundaries: Path | None = None
    language: Language = "nl"
    title: Annotated[str, _up_to(LONGEST_TITLE), ONE_LINE] | None = None
    organisation: Annotated[str, _up_to(LONGEST_ORGANISATION), ONE_LINE] | None = None
    contact: Annotated[str, _up_to(LONGEST_CONTACT), ONE_LINE] | None = None
    layers: Annotated[tuple[Group, ...], Field(min_length=1)] | None = None
    metrics: Annotated[tuple[Figure, ...], Field(min_length=1)] | None = None
    clusters: Annotated[tuple[Figure, ...], Field(min_length=1)] | None = None
    opens_with: Name | None = None
    carer_definition: CarerDefinition = "cbs2024"
    bridge_by: Name | None = None
    bridge_label: Annotated[str, _up_to(LONGEST_LABEL), ONE_LINE] | None = None
    kinds: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    at: Annotated[dt.date, BeforeValidator(_day)] | None = None
    by: Level = "district"
    basemap: Annotated[Basemap, BeforeValidator(_off_is_none)] = NO_BASEMAP
    on_fault: Literal["raise", "set_aside"] = "raise"
    thresholds: Thresholds = Field(default_factory=Thresholds)

    @check_of("data", "boundaries")
    @classmethod
    def _lies_below(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        file = _known(info).file
        if path is None or file is None:
            return path
        if len(str(path)) > LONGEST_PATH:
            raise refused(f"a path has at most {LONGEST_PATH:,} characters; found {len(str(path)):,}.")
        check_one_line(str(path))
        return path_below(path, file)

    @check_of("boundaries")
    @classmethod
    def _is_a_file(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        if path is not None and path.suffix.lower() not in BOUNDARY_FILES:
            raise refused(f"expected a {' or '.join(BOUNDARY_FILES)} file; found {shown(path.name)}.")
        if path is not None and _known(info).file is not None and not path.is_file():
            raise refused(f"there is no such file. Check the path; found {shown(path.name)}.")
        return path

    @check_of("metrics")
    @classmethod
    def _stand_in_layers(cls, metrics: tuple[str, ...] | None, info: ValidationInfo) -> tuple[str, ...] | None:
        figures, layers = _known(info).figures, info.data.get("layers")
        if figures is None or layers is None:
            return metrics
        for name in metrics or ():
            subject = figures.subjects[name]
            if subject not in layers:
                raise refused(
                    f"{name} stands in {subject}, which layers leave out. Add {subject}, or leave {name} out."
                )
        return metrics

    @check_of("opens_with")
    @classmethod
    def _is_drawn(cls, name: str | None, info: ValidationInfo) -> str | None:
        if name is None:
            return None
        if name == CLUSTERS and info.data.get("clusters"):
            return name
        return check_opening(name, info.data.get("layers"), info.data.get("metrics"), _known(info).figures)

    @check_of("bridge_label")
    @classmethod
    def _names_groups(cls, label: str | None, info: ValidationInfo) -> str | None:
        if label is not None and info.data.get("bridge_by") is None:
            raise refused("it names the groups of bridge_by, which is not given. Give both.")
        return label
