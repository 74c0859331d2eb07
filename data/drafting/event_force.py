"""Words of what people and forces do at gates and in the streets: break in, throw, gather, take up positions.

Who acts tells what they come to (`event_actors.py`).
"""

import re

from data.drafting.event_rows import A_FEW_MORE, DEPLOYMENT, OF, WAS, happens_to, words_of
from data.records.vocabulary import EventKind

FORCED = "Forced entry"
GATHERED = "Gathering"
POSITIONS = "Positions taken"
_BARRED = "gates?|doors?|doorways?|fences?|railings?|shutters|barriers?|walls?|barricades?"
_BROKEN = (
    "(?:broken (?:down|in|open|through)|battered (?:down|in)|knocked down|kicked (?:in|down)|torn down|pulled down|"
    "forced(?: open)?|rammed|smashed(?: in| open)?|blown (?:open|in|up)|prised open)"
)
_HEAVY = (
    "(?:armou?red|army|military|police) (?:vehicles?|cars?|trucks?|carriers?|bulldozers?)|tanks?|police|officers|"
    "soldiers|troops|guards?|gendarmes"
)
"""What only forces break a gate down with, or the forces themselves."""
_THROWN = (
    "(?:petrol|fire|gasoline|molotov)[ -]?bombs?|molotov cocktails?|molotovs|firebombs?|stones?|rocks?|bottles?|"
    "bricks?|paving stones?|cobblestones|fireworks|flares|projectiles?|missiles?|firecrackers"
)
_SEATS = (
    "headquarters|offices?|ministry|parliament|court(?:house)?|prison|jail|embassy|consulate|palace|(?:town|city) hall|"
    "compan(?:y|ies)|bank|barracks|residence|assembly|police stations?|plants?|mines?|factory|refinery|council|"
    "prefecture"
)
"""Before what people gather who want something of those who are inside."""

FORCE_WORDS = (
    happens_to(
        EventKind.VIOLENCE,
        rf"(?:{_BARRED}){OF}{WAS} {_BROKEN}(?: (?:with|by) {A_FEW_MORE}(?:{_HEAVY}))?",
        FORCED,
    ),
    words_of(
        EventKind.VIOLENCE,
        rf"(?:broke|broken|battered|knocked|kicked|tore|torn|pulled) (?:down|in|open|through) {A_FEW_MORE}"
        rf"(?:{_BARRED})|"
        rf"(?:forced|rammed|smashed|blew|prised) (?:open |through |down |in )?{A_FEW_MORE}(?:{_BARRED})",
        FORCED,
    ),
    words_of(
        EventKind.VIOLENCE,
        rf"(?:threw|hurled|lobbed|flung) {A_FEW_MORE}(?:{_THROWN})|(?:(?:had|have|has) )?(?:thrown|hurled) "
        rf"{A_FEW_MORE}(?:{_THROWN})|(?:{_THROWN}){WAS} (?:thrown|hurled|lobbed|flung)",
        "Objects thrown",
    ),
    words_of(
        EventKind.PROTEST,
        rf"(?:gathered|assembled|massed) (?:[^\s,;:.()]+ ){{0,2}}?(?:in front of|outside|before|at the gates? of) "
        rf"{A_FEW_MORE}(?:{_SEATS})(?! to (?:vote|mourn|pray|greet|celebrate|watch|hear|welcome|collect|buy|catch))",
        GATHERED,
        acled=("Protests", None),
    ),
    words_of(
        EventKind.MILITARY_DEPLOYMENT,
        "(?:took|taken|taking) up positions?|(?:were|was|been) (?:stationed|posted|positioned)|moved into position",
        POSITIONS,
        acled=DEPLOYMENT,
    ),
)

BROKEN_BY_FORCES = words_of(EventKind.SECURITY_OPERATION, "", FORCED)
POLICE_POSITIONS = words_of(EventKind.SECURITY_OPERATION, "", POSITIONS)
HEAVY = re.compile(rf"\b(?:with|by) (?:\S+ )*(?:{_HEAVY})$")
