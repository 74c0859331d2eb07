"""Words around those of an event that tell that it is not said to have happened: denied, wished, feared, supposed."""

import re

_WORD = r"(?: [^\s,;:.]+)"
_CLAUSE = re.compile(r'[,;:"()]|\b(?:but|when|after|before|while|because|although|though|who|which|whose)\b')
"""What a word of doubt does not reach over."""
_MODAL = re.compile(
    r"\b(?:if|unless|would|could|might|should|may|must|(?:threaten|demand|expect|fear|promis|pledg|predict|hop)"
    r"(?:e|ed|s|es|ing)?|fears?|threats?|hopes|demands?|vow(?:ed|s)?|warn(?:ed|s|ing) of|urg(?:ed|es|ing)|"
    r"(?:call|ask|plead|push|press|hope|wait|appeal|prepar|plan|brac)(?:e|ed|s|es|ing)? for|(?:calls?|appeals?|plans?) "
    r"(?:for|to)|(?:planned|planning|intend(?:s|ed)?|want(?:s|ed)?|going|about) to|"
    r"(?:agree|offer|refus|reject|propos|propose)(?:d|s|ed|es|ing)?(?: to)?|ready (?:for|to)|ahead of|"
    r"(?:risk|danger|prospect|possibility|event|case|lack) of|possible|potential)\b"
)
_ACCUSED = re.compile(
    r"\b(?:accus(?:e|ed|es|ing)|suspect(?:ed|s)?|charg(?:ed|es|ing)|convict(?:ed|s)|blam(?:ed|es|ing))\b"
    r"(?: [^;:.()]*)? (?:(?:of|with) (?:having |being )?(?:the |a |an )?|for having )$"
)
"""Words that only charge somebody with an act: “accused the union of having blocked the road”."""
_WARNED = re.compile(rf"\bwarn(?:ed|s|ing)?{_WORD}{{0,4}} that\b")
_COMPARED = re.compile(
    r"\b(?:worst|first|last|biggest|largest|deadliest|bloodiest|longest|highest|greatest|heaviest|fiercest|most|such)\b"
    r".* since(?: [^\s,;:]+){1,6}(?: ,)? when\b[^;]*$"
)
"""Words before an event that today's are only compared with: “the worst since 2015, when four people died”."""
_TOO_FAR = 40
"""Characters before the words of an event in which a word of doubt stands."""
_PURPOSE = re.compile(
    r"\bto (?:help )?(?:quell|stop|end|prevent|avoid|put down|quash|crush|suppress|contain|halt|disperse|break up|"
    rf"protest against|curb|stage|organise|organize|hold|start|begin|call|declare|impose|lift){_WORD}{{0,2}} $"
)
_GEARED = re.compile(r"\b(?:gear(?:s|ed)? up for) $")
_DENIED = re.compile(
    r"(?:\b(?:no|without|not|never|neither|nor|hardly)(?: (?!but\b|only\b)[^\s,;:.]+){0,3}|n't(?: \S+)?|"
    r"\b(?:nobody|no one|none)(?: [^\s,;:.]+){0,5}|\b(?:denied|denies|denying|ruled out|prevented|avoided|rejected|"
    r"dismissed|refuted)(?: (?!of\b)[^\s,;:.]+){0,6}|\b(?:denied|rejected|dismissed|refuted) (?:\S+ )?"
    rf"(?:reports?|claims?|rumours?|rumors|accusations?|allegations?) (?:of|that){_WORD}{{0,6}}|"
    rf"\b(?:false|untrue|wrong) that{_WORD}{{0,6}}|\b(?:whether|how|why){_WORD}{{0,6}}) $"
)
"""Words just before an event that tell that it did not happen, or is only asked about: “nobody was killed”."""
_CALLED_FALSE = re.compile(
    rf"^{_WORD}{{0,6}} (?:is|are|was|were|as) (?:(?:a lie|lies|untrue|false|not true|wrong|invented|fabricated)\b)"
)
_BEFORE = 80


def is_in_doubt(words: str, start: int, end: int) -> bool:
    """Whether words of a sentence, from one character up to another, tell of what is not said to have happened."""
    before = words[max(0, start - _BEFORE) : start]
    clause = _CLAUSE.split(before)[-1]
    near = clause[-_TOO_FAR:]
    if _GEARED.search(near):
        return False
    if _WARNED.search(before) or _ACCUSED.search(before) or _COMPARED.search(words[:start]):
        return True
    return bool(
        _MODAL.search(near) or _PURPOSE.search(near) or _DENIED.search(before) or _CALLED_FALSE.search(words[end:])
    )
