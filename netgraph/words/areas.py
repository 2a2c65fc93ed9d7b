"""What an area is called at each level, and texts that follow the level shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["AREAS", "LEVELS", "TOTALS", "AreaWords", "Level", "Total", "area_level", "area_words", "at_level"]

Level = Literal["buurt", "wijk", "stadsdeel", "gemeente", "unknown"]
LEVELS: tuple[Level, ...] = get_args(Level)

Total = Literal["city", "municipality", "area"]

TOTALS: Mapping[Total, Text] = MappingProxyType(
    {
        "city": Text(nl="de stad", en="the city"),
        "municipality": Text(nl="de gemeente", en="the municipality"),
        "area": Text(nl="het gebied", en="the area"),
    }
)


@dataclass(frozen=True, slots=True)
class AreaWords:
    """The words for an area of one level.

    Attributes
    ----------
    one, more : Text
        Singular and plural.
    the, this, in_this, whole : Text
        With the article or pronoun that the Dutch word takes; `whole` as in "de hele wijk".
    total : Text
        All areas together, such as "de stad".
    """

    one: Text
    more: Text
    the: Text
    this: Text
    in_this: Text
    whole: Text
    total: Text

    @property
    def rest(self) -> Text:
        """All areas but this one, such as "de rest van de stad"."""
        return Text(nl=f"de rest van {self.total.nl}", en=f"the rest of {self.total.en}")


def _words(one: Text, more: Text, *, article: Literal["de", "het"], total: Total) -> AreaWords:
    """Give a Dutch de-word or het-word its articles and pronouns."""
    this = Text(nl=f"{'deze' if article == 'de' else 'dit'} {one.nl}", en=f"this {one.en}")
    return AreaWords(
        one=one,
        more=more,
        the=Text(nl=f"{article} {one.nl}", en=f"the {one.en}"),
        this=this,
        in_this=Text(nl=f"in {this.nl}", en=f"in {this.en}"),
        whole=Text(nl=f"{article} hele {one.nl}", en=f"the whole {one.en}"),
        total=TOTALS[total],
    )


AREAS: Mapping[Level, AreaWords] = MappingProxyType(
    {
        "buurt": _words(
            Text(nl="buurt", en="neighbourhood"),
            Text(nl="buurten", en="neighbourhoods"),
            article="de",
            total="city",
        ),
        "wijk": _words(Text(nl="wijk", en="district"), Text(nl="wijken", en="districts"), article="de", total="city"),
        "stadsdeel": _words(
            Text(nl="stadsdeel", en="borough"),
            Text(nl="stadsdelen", en="boroughs"),
            article="het",
            total="city",
        ),
        "gemeente": _words(
            Text(nl="gemeente", en="municipality"),
            Text(nl="gemeenten", en="municipalities"),
            article="de",
            total="area",
        ),
        "unknown": _words(Text(nl="gebied", en="area"), Text(nl="gebieden", en="areas"), article="het", total="area"),
    }
)

# A statistical code of Statistics Netherlands (CBS): two letters for the level, then digits.
CBS_CODE = re.compile(r"(BU|WK|GM)\d+")
CBS_LEVELS: Mapping[str, Level] = MappingProxyType({"BU": "buurt", "WK": "wijk", "GM": "gemeente"})


def area_level(codes: Iterable[str]) -> Level:
    """Tell the level of areas by their CBS codes.

    Parameters
    ----------
    codes : iterable of str
        District codes.

    Returns
    -------
    {"buurt", "wijk", "gemeente", "unknown"}
        What BU, WK or GM stands for when all codes have that prefix; else ``"unknown"``, also without codes.

    Examples
    --------
    >>> area_level(["BU00340101", "BU00340102"]), area_level(["WK003401", "BU00340101"])
    ('buurt', 'unknown')
    """
    levels = set()
    for code in codes:
        match = CBS_CODE.fullmatch(code)
        levels.add(CBS_LEVELS[match[1]] if match else "unknown")
    return levels.pop() if len(levels) == 1 else "unknown"


def area_words(level: Level, total: Total | None = None) -> AreaWords:
    """Return the words for a level, with another total when the areas do not make up a city.

    Parameters
    ----------
    level : {"buurt", "wijk", "stadsdeel", "gemeente", "unknown"}
        Level of the areas.
    total : {"city", "municipality", "area"}, optional
        What all areas together are. By default a city; an area for municipalities and unknown levels.

    Returns
    -------
    AreaWords
        The words in both languages.

    Examples
    --------
    >>> area_words("stadsdeel").in_this.nl, area_words("buurt", "municipality").rest.nl
    ('in dit stadsdeel', 'de rest van de gemeente')
    """
    words = AREAS[level]
    return words if total is None else replace(words, total=TOTALS[total])


# In the texts of the page "buurt — area" stands for the level shown, "wijk — district" for the level above it
# and "de stad — the city" for all areas together.
DUTCH = re.compile(r"\b(?:(de hele|de eigen|geen enkele|deze|de) )?(buurten|buurt|wijk|stad)\b", re.IGNORECASE)
ENGLISH = re.compile(r"(?<!\{)\b(?:(an|this|the whole) )?(areas|area|neighbourhood|district|city)\b", re.IGNORECASE)


def at_level(text: Text, area: AreaWords, larger: AreaWords | None = None) -> Text:
    """Let a text of the page follow the level shown.

    Parameters
    ----------
    text : Text
        A text that says "buurt" and "area" for an area, "de stad" and "the city" for all of them; its
        placeholders are not filled in yet, so that no name of a place is taken for such a word.
    area : AreaWords
        The level shown.
    larger : AreaWords, optional
        The level that is shown where a figure of the smaller one is hidden. By default the wijk.

    Returns
    -------
    Text
        The text in the words of that level; placeholders stay.

    Examples
    --------
    >>> at_level(Text(nl="Kies een buurt. Waarom vraagt de buurt aandacht?", en="Choose an area."),
    ...          AREAS["stadsdeel"])
    Text(nl='Kies een stadsdeel. Waarom vraagt het stadsdeel aandacht?', en='Choose a borough.')
    """
    above = AREAS["wijk"] if larger is None else larger
    says = text.nl.lower()

    def dutch(match: re.Match[str]) -> str:
        return _like(match[0], _dutch(match[1], match[2].lower(), area, above))

    def english(match: re.Match[str]) -> str:
        noun = match[2].lower()
        # The Dutch text tells which of the words are meant: "een groter gebied" is not the level shown.
        meant = {"district": "wijk", "city": "stad"}.get(noun, "buurt")
        return _like(match[0], _english(match[1], noun, area, above)) if meant in says else match[0]

    return Text(nl=DUTCH.sub(dutch, text.nl), en=ENGLISH.sub(english, text.en))


def _dutch(before: str | None, noun: str, area: AreaWords, above: AreaWords) -> str:
    """Replace one Dutch noun with the article, pronoun or adjective before it."""
    if noun == "stad":
        return area.total.nl if before else area.total.nl.split()[-1]
    if noun == "buurten":
        return f"{before or ''} {area.more.nl}".strip()
    words = above if noun == "wijk" else area
    article = words.the.nl.split()[0]
    forms = {
        None: words.one.nl,
        "de": words.the.nl,
        "deze": words.this.nl,
        "de hele": words.whole.nl,
        "de eigen": f"{article} eigen {words.one.nl}",
        "geen enkele": f"geen {'enkele' if article == 'de' else 'enkel'} {words.one.nl}",
    }
    return forms[before.lower() if before else None]


def _english(before: str | None, noun: str, area: AreaWords, above: AreaWords) -> str:
    """Replace one English noun with the article before it."""
    if noun == "city":
        return area.total.en.split()[-1]
    if noun == "areas":
        return area.more.en
    one = (above if noun == "district" else area).one.en
    if before is None:
        return one
    return f"{('an' if one[0] in 'aeiou' else 'a') if before.lower() == 'an' else before.lower()} {one}"


def _like(old: str, new: str) -> str:
    """Start with a capital where the old words did."""
    return new[0].upper() + new[1:] if old[0].isupper() else new
