"""What the title of an event says, by the kind of act and its words: a template of ours for each way to tell it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """How a title tells an act; “{}” is what it is done to.

    `does` follows who acts (the verb first, as of several who act), `done` needs only what it is done to, `noun`
    neither. An empty text: the act is not told in that way.
    """

    pattern: re.Pattern[str]
    does: str
    done: str
    noun: str


def _phrase(words: str, does: str, done: str, noun: str) -> Phrase:
    return Phrase(re.compile(words), does, done, noun)


_WEAPONS = {
    "tear gas": "tear gas",
    "stun grenades?": "stun grenades",
    "water cannons?": "water cannon",
    "rubber bullets": "rubber bullets",
}

PHRASES: dict[str, tuple[Phrase, ...]] = {
    "Arrests": (
        _phrase(r"\barrest", "arrest {}", "{} arrested", "Arrests"),
        _phrase("", "detain {}", "{} detained", "Arrests"),
    ),
    "Attack": (
        _phrase("ambush", "ambush {}", "{} ambushed", "Ambush"),
        _phrase("", "attack {}", "{} attacked", "Attack"),
    ),
    "Explosions": (
        _phrase("shell", "shell {}", "{} shelled", "Shelling"),
        _phrase("air ?strike", "", "", "Air strikes"),
        _phrase("^bomb(?:ed|ing)", "bomb {}", "{} bombed", "Bombing"),
        _phrase(r"(?:explosion|blast|exploded|blew up|went off)$", "", "", "Explosion"),
        _phrase("", "", "", "Explosions"),
    ),
    "Protest": (
        _phrase("marched", "march", "", "March"),
        _phrase("rallied", "rally", "", "Rally"),
        _phrase("rall(?:y|ies)", "hold rally", "", "Rally"),
        _phrase("demonstrated", "demonstrate", "", "Demonstration"),
        _phrase("demonstration", "hold demonstration", "", "Demonstration"),
        _phrase("gathered", "gather", "", "Protest"),
        _phrase("strike|stopped work", "strike", "", "Strike"),
        _phrase("walked out", "walk out", "", "Walkout"),
        _phrase("picketed", "picket {}", "{} picketed", "Picket"),
        _phrase("", "protest", "", "Protest"),
    ),
    "Uprising": (_phrase("", "", "", "Uprising"),),
    "Blockade": (
        _phrase("^kept", "keep {} closed", "{} kept closed", "Blockade"),
        _phrase("^closed", "close {}", "{} closed", "Blockade"),
        _phrase("", "block {}", "{} blocked", "Blockade"),
    ),
    "Occupation": (_phrase("", "occupy {}", "{} occupied", "Occupation"),),
    "Forces in control": (_phrase("", "take {}", "{} taken", "Forces in control"),),
    "Fire": (_phrase("", "", "Fire at {}", "Fire"),),
    "Control regained": (_phrase("", "retake {}", "{} retaken", "Control regained"),),
    "Forces in the streets": (_phrase("", "patrol {}", "", "Patrols"),),
    "Storming": (_phrase("", "storm {}", "{} stormed", "Storming"),),
    "Crowd dispersed": (
        *(_phrase(words, f"use {name}", "", f"{name.capitalize()} used") for words, name in _WEAPONS.items()),
        _phrase("", "disperse {}", "{} dispersed", "Crowd dispersed"),
    ),
    "Clashes": (
        _phrase("riot", "riot", "", "Riots"),
        _phrase("unrest", "", "", "Unrest"),
        _phrase("days of violence", "", "", "Violence"),
        _phrase("", "clash", "", "Clashes"),
    ),
    "Shots": (
        _phrase("opened fire|fired|firing|shot at", "open fire", "", "Shots fired"),
        _phrase("gunfire", "", "", "Gunfire"),
        _phrase("shooting", "", "", "Shooting"),
        _phrase("heard|rang out", "", "", "Shots heard"),
        _phrase("", "", "", "Shots"),
    ),
    "Fire or looting": (
        _phrase("ransacked and torched|torched and ransacked", "wreck {}", "{} ransacked and torched", "Arson"),
        _phrase("loot", "loot {}", "{} looted", "Looting"),
        _phrase("ransack", "ransack {}", "{} ransacked", "Ransacking"),
        _phrase("smashed|vandali", "damage {}", "{} damaged", "Damage"),
        _phrase("stormed", "storm {}", "{} stormed", "Storming"),
        _phrase("", "set fire to {}", "{} set on fire", "Fires set"),
    ),
    "Forces sent": (
        _phrase("arriv|landed|flown in", "", "{} arrive", "Forces arrive"),
        _phrase("moved in|entered", "", "{} move in", "Forces move in"),
        _phrase("mass", "mass {}", "{} massed", "Forces massed"),
        _phrase("intervention", "", "", "Military intervention"),
        _phrase("deploy|mobili", "deploy {}", "{} deployed", "Forces deployed"),
        _phrase("invit|called in", "call in {}", "{} called in", "Forces called in"),
        _phrase("", "send {}", "{} sent", "Forces sent"),
    ),
    "Forces withdrawn": (_phrase("", "withdraw {}", "{} withdrawn", "Forces withdrawn"),),
    "Police sent": (_phrase("", "send {}", "{} sent", "Police sent"),),
    "Restriction": (
        _phrase("curfew", "", "", "Curfew"),
        _phrase("emergency", "", "", "State of emergency"),
        _phrase("martial law", "", "", "Martial law"),
        _phrase("", "ban {}", "{} banned", "Ban"),
    ),
    "Lines or ways cut off": (
        _phrase("blocked", "block {}", "{} blocked", "Ways blocked"),
        _phrase("restricted|throttled", "restrict {}", "{} restricted", "Lines restricted"),
        _phrase("", "cut off {}", "{} cut off", "Lines cut off"),
    ),
    "Forced entry": (
        _phrase("smash", "smash {}", "{} smashed", "Break-in"),
        _phrase("^(?:broke|batter|knock|kick|tore|torn|pull|forc|ramm|blew|pris)", "break down {}", "", "Forced entry"),
        _phrase("forced|prised|blown", "", "{} forced open", "Forced entry"),
        _phrase("", "", "{} broken down", "Forced entry"),
    ),
    "Objects thrown": (
        _phrase("bomb|molotov", "throw petrol bombs", "", "Petrol bombs thrown"),
        _phrase("firework|flare|firecracker", "throw fireworks", "", "Fireworks thrown"),
        _phrase("stone|rock|brick", "throw stones", "", "Stones thrown"),
        _phrase("", "throw objects", "", "Objects thrown"),
    ),
    "Gathering": (_phrase("", "gather", "", "Protest"),),
    "Positions taken": (_phrase("", "take up positions", "", "Forces take up positions"),),
    "Closure": (
        _phrase(r" (?:will|would|shall|is to|are to) ", "", "{} to stay closed", "Closure"),
        _phrase("^kept", "keep {} closed", "{} kept closed", "Closure"),
        _phrase("", "close {}", "{} closed", "Closure"),
    ),
    "Reopening": (_phrase("", "reopen {}", "{} reopened", "Reopening"),),
    "Inquiry": (_phrase("", "open inquiry", "", "Inquiry opened"),),
    "Statement or order": (
        _phrase("address", "", "", "Televised address"),
        _phrase("declared", "", "", "Declaration"),
        _phrase("", "", "Order to {}", "Order"),
    ),
    "Talks": (
        _phrase("phone", "", "", "Phone calls"),
        _phrase("summit", "", "", "Summit"),
        _phrase("negotiation", "", "", "Negotiations"),
        _phrase("ceasefire", "", "", "Ceasefire"),
        _phrase("", "", "", "Talks"),
    ),
    "Meeting": (_phrase("met with", "meet {}", "", "Meeting"), _phrase("", "", "", "Meeting")),
    "Vote or decision": (
        _phrase("reject", "reject {}", "{} rejected", "Vote"),
        _phrase("approved|adopted|passed|ratified", "approve {}", "{} approved", "Vote"),
        _phrase("decided", "", "", "Decision"),
        _phrase("", "vote", "", "Vote"),
    ),
    "Change in office": (
        _phrase("dismissed|sacked", "dismiss {}", "{} dismissed", "Dismissal"),
        _phrase("sworn in", "", "{} sworn in", "Swearing-in"),
        _phrase("power|presidency|premiership", "hand over office", "", "Handover of office"),
        _phrase("", "resign", "", "Resignation"),
    ),
    "Politics and economy": (
        _phrase("election", "", "", "Election"),
        _phrase("referendum", "", "", "Referendum"),
        _phrase("price", "", "", "Price increase"),
    ),
}
"""What an event is called inside (`EventWords.title`) to the ways to tell it; the first that has its words counts."""

_BARRIERS = frozenset(("blockade", "roadblock", "barricade", "picket"))
_RESTRICTIONS = frozenset(("curfew", "lockdown", "ban", "blackout", "shutdown", "state of emergency", "martial law"))
CHANGE = re.compile(r"(?P<thing>.+) (?P<act>begins?|ends?|resumes?|cleared|called)")


def phrase_of(title: str, text: str) -> Phrase:
    """Return how the title of an event is told, by what it is called inside and its words in the article."""
    if match := CHANGE.fullmatch(title):
        return _of_change(match["thing"], match["act"].removesuffix("s"), text)
    found = (each for each in PHRASES.get(title, ()) if each.pattern.search(text))
    return next(found, _phrase("", "", "", title))


def _of_change(thing: str, act: str, text: str) -> Phrase:
    name = thing[0].lower() + thing[1:]
    if f"{name}s" in text:
        thing, name = f"{thing}s", f"{name}s"
    is_restriction = name.removesuffix("s") in _RESTRICTIONS
    plain = f"{act}s" if not name.endswith("s") else act
    match act:
        case "cleared":
            tries = re.match(r"(?:tried|attempted|sought|moved|went in|began|started)\b", text)
            does = f"try to clear {name}" if tries else f"clear {name}"
            return _phrase("", does, "", f"Attempt to clear {name}" if tries else f"{thing} cleared")
        case "called":
            return _phrase("", f"call {name}", "", f"{thing} called")
        case "begin" if is_restriction:
            declared = re.search("declared|proclaimed", text)
            return _phrase(
                "", f"{'declare' if declared else 'impose'} {name}", "",
                f"{thing} {'declared' if declared else 'imposed'}",
            )  # fmt: skip
        case "begin":
            verb = "set up" if name.removesuffix("s") in _BARRIERS else "begin"
            return _phrase("", f"{verb} {name}", "", f"{thing} set up" if verb == "set up" else f"{thing} {plain}")
        case "end":
            return _phrase("", f"{'lift' if is_restriction else 'end'} {name}", "",
                           f"{thing} lifted" if is_restriction else f"{thing} {plain}")  # fmt: skip
    extends = re.search("extended|prolonged", text)
    return _phrase("", f"{'extend' if extends else 'resume'} {name}", "",
                   f"{thing} extended" if extends else f"{thing} {plain}")  # fmt: skip
