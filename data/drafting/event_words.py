"""Words by which an article tells of an event: its kind, and the ACLED type where one fits whatever else is said."""

import re

from data.drafting.event_force import FORCE_WORDS
from data.drafting.event_rows import (
    A_FEW,
    A_FEW_MORE,
    DEPLOYMENT,
    OF,
    WAS,
    EventWords,
    happens_to,
    pattern_of,
    words_of,
)
from data.drafting.word_sets import word_set
from data.records.vocabulary import EventKind

_LINES = "(?:internet|phones?|telephones?|communications?|networks?|broadband|wi-fi|phone lines|telephone lines)"
"""What is cut when people are cut off from the news."""

_FORCES = (
    "troops|forces|soldiers|peacekeepers|paratroopers|guard|guards|guardsmen|marines|army|reinforcements|tanks|"
    "warships|"
    "battalions?|regiments?|gendarmes"
)
_SITES = (
    "gates?|ports?|harbours?|airports?|borders?|bridges?|roads?|streets?|highways?|motorways?|railways?|stations?|"
    "schools?|universit(?:y|ies)|markets?|shops|banks|terminals?|crossings?|squares?|metro|subway|tunnels?|offices?|"
    "factor(?:y|ies)|refiner(?:y|ies)|airspace"
)
_HOUSES = (
    "offices?|buildings?|halls?|headquarters|ministry|parliament|palace|factor(?:y|ies)|plants?|mines?|campus(?:es)?|"
    "universit(?:y|ies)|schools?|facult(?:y|ies)|stations?|depots?|terminals?|airports?|ports?|prisons?|barracks|"
    "studios?|churches|church|cathedral|library|theatre|museum|embassy|consulate|courthouse|square|pits?|shafts?|"
    "quarry|quarries|wells?|farms?|bridges?"
)
"""What people occupy."""
_TARGETS = (
    "convoys?|villages?|camps?|patrols?|checkpoints?|posts?|stations?|bases?|markets?|church(?:es)?|mosques?|schools?|"
    "bus(?:es)?|trucks?|lorr(?:y|ies)|trains?|hotels?|prisons?|barracks|offices?|outposts?|towns?|hospitals?"
)
"""What is attacked with weapons and not with words."""
OCCUPATION = "Occupation"

EVENT_WORDS = (
    *FORCE_WORDS,
    words_of(
        EventKind.SECURITY_OPERATION,
        "(?:were |was |been |are )?(?:arrested|detained|rounded up)|arrests|detentions|took into custody",
        "Arrests",
        acled=("Strategic developments", "Arrests"),
        is_done_to=True,
    ),
    words_of(
        EventKind.VIOLENCE,
        rf"ambushed|ambush|(?:attacked|raided) (?:(?:a|an|the|two|three|several|their|its) )(?:[^\s,;:.()]+ ){{0,3}}?"
        rf"(?:{_TARGETS})",
        "Attack",
    ),
    happens_to(EventKind.VIOLENCE, rf"(?:{_TARGETS}){OF}{WAS} (?:attacked|ambushed)", "Attack"),
    words_of(
        EventKind.VIOLENCE,
        "(?:bombs?|mines?|grenades?|devices?|cars?|tanks?) (?:exploded|blew up|went off)|"
        "explosions?|blasts?|shelling|shelled|air ?strikes?|bombing|bombed",
        "Explosions",
        acled=("Explosions/Remote violence", None),
    ),
    words_of(
        EventKind.PROTEST,
        "protests|protested|rall(?:y|ies|ied)|demonstrations?|demonstrated (?:in|outside|on|for|against)|"
        "marched|gathered peacefully|took to the streets|(?:went )?on strike|"
        r"walked out(?! of (?:the |a |their )?(?:\S+ )?(?:talks|meeting|negotiations|room|hearing|session|debate))|"
        "picketed|stopped work",
        acled=("Protests", None),
    ),
    words_of(EventKind.PROTEST, "uprising", "Uprising"),
    words_of(
        EventKind.PROTEST,
        r"blockaded|barricaded",
        "Blockade",
    ),
    words_of(
        EventKind.PROTEST,
        rf"(?:occupied|seized|took over|taken over|took control of) {A_FEW_MORE}(?:{_HOUSES})|"
        rf"(?:{_HOUSES}){OF}{WAS} (?:occupied|seized|taken over)(?: by {A_FEW_MORE}[^\s,;:.()]+)?",
        OCCUPATION,
    ),
    happens_to(
        EventKind.VIOLENCE,
        rf"(?:fires?|blazes?|inferno)(?! (?:brigade|service|department|engine|crew|truck|station)s?\b){OF}{WAS} "
        "(?:broke out|broken out|started|swept|raged|raging|tore|ripped|engulfed|gutted|destroyed)|"
        r"(?:caught fire|burst into flames|(?:was|were) (?:\w+ )?gutted by (?:a |the )?(?:fire|flames|blaze))",
        "Fire",
    ),
    words_of(
        EventKind.SECURITY_OPERATION,
        "(?:retaken|retook|retake|regained) control|recaptured|(?:retook|retaken) (?:the|a) [^\\s,;:.()]+",
        "Control regained",
        is_done_to=True,
    ),
    words_of(
        EventKind.SECURITY_OPERATION,
        "patrolling|patrolled|occupied(?! (?:his|her|their|my|our) )",
        "Forces in the streets",
    ),
    words_of(
        EventKind.SECURITY_OPERATION,
        r"dispersed|(?:fired|used|firing|using|threw) (?:(?!only )\S+ ){0,4}?(?:tear gas|stun grenades|water cannons?|"
        "rubber bullets)",
        "Crowd dispersed",
        is_done_to=True,
    ),
    words_of(
        EventKind.VIOLENCE,
        "clash(?:es|ed)|clash(?= (?:in|with|outside|near|at|over) )|"
        "riots?(?! (?:police|officers|squads?|gear|shields?|troops))|rioted|days of violence|unrest",
        "Clashes",
    ),
    words_of(
        EventKind.VIOLENCE,
        "gunfire|opened fire|shooting|(?:(?:first|gun|warning|several|some) )?(?:gun)?shots (?:were |was |"
        "had been |have been )?"
        r"(?:heard|fired|rang out)|(?:fired|firing) (?:\S+ ){0,3}?shots|shot at",
        "Shots",
    ),
    words_of(
        EventKind.VIOLENCE,
        "(?:were |was |been )?(?:ransacked|torched|looted|burned down|burnt down|burned|smashed|vandalised|"
        "vandalized)"
        r"(?: and \S+ed)?|(?:were |was |been )?set (?:on fire|fire to|ablaze|alight)|"
        r"set (?:\S+ ){1,4}(?:on fire|ablaze|"
        "alight)|went up in flames|looting|stormed",
        "Fire or looting",
        is_done_to=True,
    ),
    EventWords(
        EventKind.VIOLENCE,
        pattern_of(
            "(?:were |was |been )?(?:killed|shot dead|injured|wounded|hurt)|died|(?<=, )(?:killing|injuring|wounding)"
        ),
        is_done_to=True,
        label="People killed or injured",
        is_number=True,
    ),
    words_of(
        EventKind.MILITARY_DEPLOYMENT,
        f"(?:sent|sends|deployed|deploys|dispatched|dispatches|moved|flew|ferrying|massing|massed|mobilised|"
        f"mobilized|"
        f"called in|inviting in) {A_FEW}(?:{_FORCES})|(?:{_FORCES})(?: were| was| have| had| have been| had been)? "
        f"(?:arrived|deployed|sent|dispatched|landed|flown in|moved in|entered)(?! {A_FEW}(?:{_FORCES})(?= |$))|"
        f"arrival of {A_FEW}(?:{_FORCES})|military intervention|deployment",
        "Forces sent",
        acled=DEPLOYMENT,
    ),
    words_of(
        EventKind.MILITARY_DEPLOYMENT,
        f"(?:withdrew|pulled out|withdrawn|recalled) {A_FEW}(?:{_FORCES})|(?:{_FORCES})(?: were| was| have|"
        f" had| have been| "
        "had been)? (?:withdrew|withdrawn|pulled out|recalled)",
        "Forces withdrawn",
        acled=DEPLOYMENT,
    ),
    words_of(
        EventKind.SECURITY_OPERATION,
        f"(?:sent|deployed|dispatched|called in) {A_FEW}(?:police|officers)",
        "Police sent",
    ),
    words_of(
        EventKind.RESTRICTION,
        "curfews?|state of emergency|banned|martial law",
    ),
    words_of(
        EventKind.RESTRICTION,
        r"(?:shut off|shut down|blocked(?! (?:(?:a|an|the|any|all|his|her|its|their) )?(?:\S+ )?(?:bills?|laws?|"
        r"motions?|plans?|deals?|proposals?|attempts?|sales?|mergers?|bids?|requests?|appeals?|decisions?|resolutions?|payments?|"
        "votes?)\\b)|cut off)|internet (?:shutdown|blackout|outage)|"
        rf"{_LINES} (?:[^\s,;:.]+ ){{0,6}}?(?:was|were|is|are|been|went|remained) (?:\w+ly )?"
        "(?:cut|down|severed|interrupted|disrupted|jammed|restricted|throttled|offline)|"
        rf"(?:cut|severed|interrupted|disrupted|jammed|restricted|throttled) (?:off )?(?:the |all )?(?:\S+ )?{_LINES}",
        "Lines or ways cut off",
    ),
    happens_to(
        EventKind.RESTRICTION,
        f"(?:{_SITES}){OF}{WAS} (?:closed|shut|sealed off|cordoned off|shuttered)",
        "Closure",
    ),
    happens_to(
        EventKind.RESTRICTION,
        f"(?:{_SITES}){OF} (?:will|would|shall|is to|are to) (?:(?:all|also|both) )?(?:stay|remain|be kept|be) "
        "(?:closed|shut)",
        "Closure",
    ),
    words_of(
        EventKind.RESTRICTION,
        f"(?:closed|shut|sealed off|cordoned off) {A_FEW}(?:{_SITES})|"
        f"(?:kept|keep) {A_FEW}(?:{_SITES}) (?:closed|shut|blocked)",
        "Closure",
    ),
    happens_to(
        EventKind.RESTRICTION,
        f"(?:{_SITES}){OF}{WAS} (?:reopened|re-opened|open again|opened again|back in operation)",
        "Reopening",
    ),
    words_of(EventKind.RESTRICTION, f"(?:reopened|re-opened) {A_FEW}(?:{_SITES})", "Reopening"),
    words_of(EventKind.STATEMENT, "ordered|televised address|declared|issued (?:an|the) order"),
    words_of(
        EventKind.STATEMENT,
        "(?:opened|launched|began|started|ordered|announced) (?:an?|the|its|their) (?:\\S+ ){0,2}?"
        "(?:inquiry|enquiry|investigation|probe)",
        "Inquiry",
    ),
    words_of(EventKind.DIPLOMACY, "talks|summit|phone calls?|negotiations|ceasefire", "Talks"),
    words_of(
        EventKind.DIPLOMACY,
        r"met (?:with|for talks|in|on|at)|(?:held|hosted|attended) (?:\S+ ){0,3}(?:talks|meetings?|summit|"
        "negotiations)",
        "Meeting",
    ),
    words_of(
        EventKind.POLITICS,
        "voted (?:to|for|against|in favour|in favor|on)|(?:approved|rejected|adopted|passed|"
        r"ratified) (?:\S+ ){1,3}(?:bill|"
        "law|motion|appeal|deal|budget|offer|agreement|decree|resolution)|decided to|(?:held|"
        r"called) (?:\S+ ){0,2}(?:vote|ballot)",
        "Vote or decision",
    ),
    words_of(
        EventKind.POLITICS,
        "resigned|resignation|stepped down|quit (?:as|over)|dismissed|sacked|sworn in|(?:turned|"
        "handed) over (?:power|the presidency|the premiership)",
        "Change in office",
        is_done_to=True,
    ),
    words_of(EventKind.POLITICS, "elections?|referendum|price increases?"),
)
"""Of words that overlap, the longer ones count, then the earlier row."""

BLOCKADE = words_of(EventKind.PROTEST, "", "Blockade")
OCCUPIED = words_of(EventKind.PROTEST, "", OCCUPATION)
STORMED_BY_FORCES = words_of(EventKind.SECURITY_OPERATION, "", "Storming", is_done_to=True)
"""What words of another kind come to by who acts."""
BLOCKED = re.compile(
    r"^blocked$|^(?:closed|shut|kept|keep) .*\b(?:roads?|highways?|motorways?|streets?|bridges?|railways?|gates?|"
    r"ports?|harbours?|crossings?|borders?|tunnels?)\b"
)
"""Words of a blockade if those who block are people, and of a restriction if they are of a state."""
STORMED = re.compile(r"\bstormed$")

_ARMED = "police|officers|rebels|gunmen|militants|insurgents|fighters|commandos"
BY_FORCES = re.compile(
    rf"(?:^|[ ])(?:{_FORCES}|{_ARMED})(?: (?:has|have|had|then|also|later|again|quickly))* \||"
    rf"\|.* by (?:\S+ ){{0,3}}(?:{_FORCES}|{_ARMED})$"
)
"""Forces before the words of an occupation, which a `|` opens, or behind “by” in them: it is none of protesters."""

HEDGES = re.compile(r"\b(?:appear(?:s|ed)?|seem(?:s|ed)?|reportedly|allegedly|apparently|believed|possibly)\b")
FUTURE = re.compile(r"\b(?:will|shall|to hold|plans? to|gear up|scheduled|due to|next)\b")

NOUNS = word_set(
    "protests clashes rally rallies demonstration demonstrations arrests detentions gunfire shooting riot riots "
    "looting uprising unrest explosion explosions blast blasts shelling deployment curfew curfews "
    "talks summit negotiations ceasefire election "
    "elections referendum resignation"
)
"""Words that tell of an event and not who acts in it."""

ACTING = re.compile(
    r"(?:(?:(?!(?:On|In|At|By|From|After|Before|Late|Early|The|A|An|\w+day|Last|This|When|While|And|But|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|"
    r"Dozens|Hundreds|Thousands|Scores|Several|Some|Many|Most|Around|About|Their|Our|His|Her|All)\b)[A-Z][\w-]*|riot|security|national|law|armed|government|anti-government|bus|dock|port|taxi|lorry|truck|train|"
    r"school|university|hospital|factory|textile|steel|railway|coal|metro|public|striking|evicted|local) )*"
    r"(?<!\w)(?:[Pp]olice|[Tt]roops|[Ff]orces|[Ss]oldiers|[Pp]rotesters|[Dd]emonstrators|[Aa]uthorities|[Gg]overnment|"
    r"[Ww]orkers|[Dd]ockers|[Mm]iners|[Ss]tudents|[Rr]esidents|[Gg]uard|[Aa]gencies|[Rr]ioters|[Mm]archers|"
    r"[Ss]trikers|[Oo]fficers|[Aa]rmy|[Mm]ilitary|[Pp]arliament|[Cc]abinet|"
    r"[Dd]rivers|[Tt]eachers|[Nn]urses|[Dd]octors|[Ff]armers|[Mm]others|[Ff]athers|[Pp]arents|[Ww]omen|[Ff]amilies|"
    r"[Vv]illagers|[Nn]eighbou?rs|[Pp]risoners|[Ii]nmates|[Pp]assengers|[Gg]unmen|[Aa]ctivists|[Ss]upporters|[Ff]ans|"
    r"[Pp]ickets|[Mm]arines|[Gg]endarmes|[Gg]uards|[Rr]eservists|[Ff]ishermen|[Tt]ruckers|[Tt]raders|[Ss]hopkeepers|"
    r"[Tt]enants|[Ss]quatters|[Mm]igrants|[Rr]efugees|[Pp]upils|[Rr]ebels|[Mm]ilitants|[Yy]ouths|[Cc]rowds?|[Uu]nions?|"
    r"[Ff]irefighters)\b"
)
"""Groups that act in events, as an article calls them."""
