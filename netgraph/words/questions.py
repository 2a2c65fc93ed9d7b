"""Questions to take into the neighbourhood, three for each figure that can raise a signal."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from netgraph.words.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTIONS_HEADING = Text(nl="Vragen om mee te nemen", en="Questions to take along")

QUESTIONS: Mapping[str, tuple[Text, Text, Text]] = MappingProxyType(
    {
        "isolated": (
            Text(
                nl="Waar ontmoeten mensen elkaar hier, en wie komen we daar nog niet tegen?",
                en="Where do people meet here, and whom do we not meet there yet?",
            ),
            Text(
                nl="Hoe leert iemand die hier nieuw is, andere bewoners kennen?",
                en="How does someone new here get to know other residents?",
            ),
            Text(
                nl="Wat maakt het hier makkelijk of moeilijk om iemand om hulp te vragen?",
                en="What makes it easy or hard here to ask someone for help?",
            ),
        ),
        "thin_support": (
            Text(
                nl="Bij wie kunnen bewoners terecht als hun steunfiguur even niet kan?",
                en="Whom can residents turn to when their supporter is unavailable?",
            ),
            Text(
                nl="Welke plekken of activiteiten brengen hier mensen samen die elkaar nog niet kennen?",
                en="Which places or activities here bring together people who do not know each other yet?",
            ),
            Text(
                nl="Wat zou bewoners helpen om ook iemand anders om hulp te vragen?",
                en="What would help residents to ask someone else for help as well?",
            ),
        ),
        "dyadic_reciprocity": (
            Text(
                nl="Wat doen bewoners hier graag voor een ander?",
                en="What do residents here like to do for others?",
            ),
            Text(
                nl=("Welke kansen zijn er om iets voor een ander te betekenen, ook voor wie zelf hulp krijgt?"),
                en=("What chances are there to do something for others, also for people who get help themselves?"),
            ),
            Text(
                nl="Waardoor gaat steun hier vaak één kant op, denken bewoners zelf?",
                en="Why does support here often go one way, according to residents themselves?",
            ),
        ),
        "bridging_share": (
            Text(
                nl="Waar komen verschillende groepen elkaar hier tegen?",
                en="Where do different groups meet here?",
            ),
            Text(
                nl="Wat hebben bewoners uit verschillende groepen met elkaar gemeen?",
                en="What do residents from different groups have in common?",
            ),
            Text(
                nl="Wie slaat hier al bruggen, en wat hebben zij nodig?",
                en="Who is already building bridges here, and what do they need?",
            ),
        ),
        "carers_alone": (
            Text(
                nl="Wie kan de zorg even overnemen als een mantelzorger ziek is of weg moet?",
                en="Who can take over the care for a while when a carer is ill or has to go out?",
            ),
            Text(
                nl="Hoe vinden mantelzorgers hier de weg naar ondersteuning?",
                en="How do carers here find their way to support?",
            ),
            Text(
                nl="Waar kunnen mantelzorgers elkaar ontmoeten?",
                en="Where can carers meet each other?",
            ),
        ),
        "respite_reach": (
            Text(
                nl="Welke vormen van respijtzorg kennen mantelzorgers hier?",
                en="Which forms of respite care do carers here know?",
            ),
            Text(
                nl="Wat maakt het makkelijk of moeilijk om de zorg even over te dragen?",
                en="What makes it easy or hard to hand over the care for a while?",
            ),
            Text(
                nl="Hoe zou een vrij moment er voor mantelzorgers zelf uitzien?",
                en="What would time off look like for carers themselves?",
            ),
        ),
        "volunteer_dependence": (
            Text(
                nl="Wat gebeurt er als het vrijwilligerswerk stilligt, bijvoorbeeld in de vakantie?",
                en="What happens when volunteering pauses, for example during the holidays?",
            ),
            Text(
                nl="Wie zijn er nog meer om deze bewoners heen?",
                en="Who else is there around these residents?",
            ),
            Text(
                nl=("Hoe kunnen vrijwilligers helpen om een netwerk op te bouwen dat ook zonder hen doorgaat?"),
                en="How can volunteers help to build a network that carries on without them?",
            ),
        ),
    }
)
