"""What a survey's variables mean: a TOML file, because every questionnaire names them in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, model_validator

from netgraph.sources.mapping_file import AboutData, Kept, MappingPart, parsed_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["AlterTie", "EgoColumns", "PersonColumns", "SurveyMapping", "TieQuestion", "read_mapping"]

Role = Literal["volunteer", "carer", "professional", "organisation"]


class PersonColumns(MappingPart):
    """Columns about people; what is not named here is left in the file.

    Attributes
    ----------
    id : str
        Who it is, within the answers of one respondent.
    district : str, optional
        Code of the district that they live in.
    roles : mapping of role to str
        Column of yes or no for each of volunteer, carer, professional and organisation.
    keep : tuple of str
        Other columns to take along, such as an age group. Never a name.
    """

    id: str
    district: str | None = None
    roles: dict[Role, str] = Field(default_factory=dict)
    keep: Kept = ()


class EgoColumns(PersonColumns):
    """Columns about respondents; ``weight`` is the survey weight."""

    weight: str | None = None


class AlterColumns(PersonColumns):
    """Columns about the people whom respondents named; ``ego`` is the respondent."""

    ego: str


class TieQuestion(MappingPart):
    """One question about each person named: what the respondent gets from them, or gives to them.

    Attributes
    ----------
    direction : {"receives", "gives"}
        Seen from the respondent.
    kind : str
        Kind of the tie.
    kind_from : str, optional
        Column that tells the kind instead.
    kinds : mapping of str to str
        What its answers are called here.
    where : str, optional
        Column of yes or no; an empty cell is no. Without it everybody who was named is meant.
    hours : str, optional
        Column of hours a week.
    """

    direction: Literal["receives", "gives"]
    kind: str = "support"
    kind_from: str | None = None
    kinds: dict[str, str] = Field(default_factory=dict)
    where: str | None = None
    hours: str | None = None

    @model_validator(mode="after")
    def _names_belong_to_a_column(self) -> TieQuestion:
        if self.kinds and self.kind_from is None:
            raise ValueError("kinds says what the answers in a column mean; name that column in kind_from")
        return self


class AlterTie(MappingPart):
    """Columns about ties between people whom a respondent named; ``source`` supports ``target``, or both each other."""

    ego: str
    source: str
    target: str
    both_ways: bool = True
    kind: str = "support"


class SurveyMapping(MappingPart):
    """What the columns of a survey mean.

    Attributes
    ----------
    ego, alter : EgoColumns, AlterColumns
        Respondents, and the people whom they named.
    ties : tuple of TieQuestion
        The questions about support.
    alter_ties : AlterTie, optional
        Ties between those named.
    about : AboutData
        Further keys of about.toml: source, reference_date, place, population_is, synthetic.
    """

    ego: EgoColumns
    alter: AlterColumns
    ties: tuple[TieQuestion, ...] = Field(min_length=1)
    alter_ties: AlterTie | None = None
    about: AboutData = AboutData()


def read_mapping(given: str | Path | Mapping[str, Any], defaults: Mapping[str, Any]) -> SurveyMapping:
    """Read the mapping of a survey; ``defaults`` is what each part says when the mapping does not.

    Raises
    ------
    RecipeError
        It cannot be read, or a key is wrong.

    Examples
    --------
    >>> mapping = {"ties": [{"direction": "receives"}]}
    >>> read_mapping(mapping, {"ego": {"id": "egoID"}, "alter": {"id": "alterID", "ego": "egoID"}}).alter.ego
    'egoID'
    """
    return parsed_mapping(given, SurveyMapping, defaults)
