"""about.toml: how the data came to be, because it decides what can be said at all."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netgraph.errors import did_you_mean

__all__ = ["BOTH_WAYS", "About", "Design", "about_faults"]

Design = Literal["whole_network", "survey", "register"]
Asked = Literal["receives", "gives", "alter_ties", "alter_roles"]
BOTH_WAYS: tuple[Asked, ...] = ("receives", "gives")
"""What a survey that does not say it is taken to have asked."""


class About(BaseModel):
    """What is known about the data as a whole.

    Attributes
    ----------
    design : {"whole_network", "survey", "register"}, optional
        Everybody's ties are known; those of respondents; or only ties that an organisation arranged.
    asked : tuple of {"receives", "gives", "alter_ties", "alter_roles"}, optional
        Survey: which directions were asked, and whether ties among contacts were and whether contacts are volunteers,
        carers or professionals. That last is added by itself where one of them is.
    reference_date : datetime.date, optional
        "Now" for ties and durations: a tie counts when since <= date < until.
    source : str, optional
        Where the data come from, as shown on the map.
    population_is : {"adults", "all"}, optional
        Who ``population`` of the districts counts.
    boundary_year : int, optional
        Year of the boundaries: district codes are reused between years.
    boundary_source : str, optional
        Who made the boundaries, as shown on the map.
    place : str, optional
        Name of the city or area, for the title of the map.
    synthetic : bool
        The people and ties are made up; the map says so.
    text_columns : dict of str to list of str
        Columns without a fixed meaning whose values are text even where they look like numbers, per table.

    Examples
    --------
    >>> About(design="survey", asked=("receives",)).asked
    ('receives',)
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    design: Design | None = None
    asked: tuple[Asked, ...] | None = None
    reference_date: dt.date | None = None
    source: str | None = None
    population_is: Literal["adults", "all"] | None = None
    boundary_year: int | None = Field(default=None, ge=1900, le=2200)
    boundary_source: str | None = None
    place: str | None = None
    synthetic: bool = False
    text_columns: dict[Literal["people", "ties", "districts"], tuple[str, ...]] = Field(default_factory=dict)

    def was_asked(self, direction: Asked) -> bool:
        """Whether the design observes this; a survey that does not say asked both directions."""
        if self.design == "whole_network":
            return True
        return direction in (self.asked if self.asked is not None else BOTH_WAYS)

    def completed(self, *, all_asked: bool, roles_known: bool) -> About:
        """Fill in the design, which is the whole network where everybody is a respondent, and what was asked.

        Parameters
        ----------
        all_asked : bool
            Whether everybody is a respondent.
        roles_known : bool
            Whether everybody is, or somebody who is not has any role but the one that everybody has by default: a
            survey in which no contact has one did not ask for roles.
        """
        design = self.design or ("whole_network" if all_asked else "survey")
        asked = self.asked
        if design == "survey" and roles_known:
            asked = tuple(dict.fromkeys((*(BOTH_WAYS if asked is None else asked), "alter_roles")))
        return self.model_copy(update={"design": design, "asked": asked, "text_columns": {}})


def about_faults(error: ValidationError) -> list[tuple[str, str]]:
    """Turn what pydantic found wrong into (key, sentence) pairs.

    Examples
    --------
    >>> try:
    ...     About.model_validate({"desing": "survey"})
    ... except ValidationError as error:
    ...     about_faults(error)
    [('desing', 'there is no such key. Did you mean design?')]
    """
    return [(".".join(str(part) for part in item["loc"]), _sentence(item)) for item in error.errors()]


def _sentence(item: Any) -> str:
    if item["type"] == "extra_forbidden":
        return f"there is no such key. {did_you_mean(str(item['loc'][-1]), list(About.model_fields))}"
    found = str(item["input"])[:40].encode("unicode_escape").decode()
    return f"{item['msg'][0].lower()}{item['msg'][1:]}; found {found}."
