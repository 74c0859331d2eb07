"""The vocabulary of records: one enumeration per coded field; each value has the label that readers see.

Values are slugs. They are used in files, URLs and CSV columns and do not depend on the display language.
"""

from enum import StrEnum


class Term(StrEnum):
    """A coded value with the label that readers see."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Term":
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        return term


NOT_STATED = "not-stated"
"""The value of a facet for items whose record has none. It can be filtered by like any other value."""

FACETS = ("city", "actor", "kind", "topic", "quote_type", "speaker", "speaker_group", "article")
"""Keys of an address that take several values; each is a facet in Datasette's sense."""

WHOLE = "whole"
"""The area of a figure about a whole country, or without a place; readers are told which of the two."""


WHOLE_COUNTRY = "all"
"""The map's view of the whole country; its other views are ids of places."""


class PlaceKind(Term):
    """The kind of a place; `within` leads from a site up to a country."""

    SITE = "site", "Site"
    CITY = "city", "City"
    REGION = "region", "Region"
    COUNTRY = "country", "Country"
    BODY_OF_WATER = "body_of_water", "Body of water"


class ActorKind(Term):
    """The kind of an actor; which side it is on is another field."""

    PERSON = "person", "Person"
    STATE_BODY = "state_body", "State body"
    ARMED_FORCE = "armed_force", "Armed force"
    ORGANISATION = "organisation", "Organisation"
    GROUP = "group", "Group"
    MEDIA = "media", "News organisation"


class CodedFrom(Term):
    """How much of an article its coder had. What an excerpt does not contain may still be in the article."""

    WHOLE_TEXT = "whole_text", "The whole text"
    EXCERPT = "excerpt", "The opening of the page; what stands further down is not in this record"
    DATA_SET = "data_set", "Rows of a data set that others coded, with the sources that it names"


class SpeakerGroup(Term):
    """The group of speakers that an actor belongs to when it is quoted; the groups of the quote explorer."""

    AUTHORITIES = "authorities", "Authorities"
    PROTESTERS_AND_WITNESSES = "protesters_and_witnesses", "Protesters, residents and witnesses"
    FOREIGN_STATES = "foreign_states", "Foreign states and alliances"
    EXPERTS = "experts", "Experts"
    MEDIA = "media", "News organisations"


class EventKind(Term):
    """The kind of event, for the reader's filter. An event may also have an ACLED type."""

    PROTEST = "protest", "Protest"
    VIOLENCE = "violence", "Violence"
    SECURITY_OPERATION = "security_operation", "Security operation"
    MILITARY_DEPLOYMENT = "military_deployment", "Military deployment"
    RESTRICTION = "restriction", "Restriction"
    STATEMENT = "statement", "Statement or order"
    DIPLOMACY = "diplomacy", "Diplomacy"
    POLITICS = "politics", "Politics and economy"


class Phase(Term):
    """Whether an event was before the crisis, in it, or is announced for later."""

    BACKGROUND = "background", "Background"
    CRISIS = "crisis", "Crisis"
    SCHEDULED = "scheduled", "Scheduled"


class TimePrecision(Term):
    """How precisely the source dates something (compare ACLED's `time_precision` 1 to 3, UCDP GED's `date_prec`)."""

    DAY = "day", "Day"
    SOME_DAY = "some_day", "Some day of a few"
    WEEK = "week", "Within a week"
    APPROXIMATE = "approximate", "Approximate"
    MONTH = "month", "Month"
    YEAR = "year", "Year"
    UNKNOWN = "unknown", "Undated"


class GeoPrecision(Term):
    """How precisely the source places something (compare UCDP GED's `where_prec`)."""

    EXACT = "exact", "Named site"
    CITY = "city", "City"
    NEAR = "near", "Near a named place"
    REGION = "region", "Region"
    COUNTRY = "country", "Countrywide"
    UNKNOWN = "unknown", "No place stated"


class BasisKind(Term):
    """Whether the source prints a date or the coder resolved it from words such as “Wednesday”."""

    EXPLICIT = "explicit", "Printed in the article"
    INFERRED = "inferred", "Worked out from the article"


class EventRole(Term):
    """An actor's role in an event (schema.org `agent`, `participant`; also targets and witnesses)."""

    AGENT = "agent", "Acts"
    PARTICIPANT = "participant", "Takes part"
    TARGET = "target", "Is acted upon"
    WITNESS = "witness", "Witness"


ACTING_ROLES = (EventRole.AGENT, EventRole.PARTICIPANT)
"""The roles of those who do something in an event."""


class Metric(Term):
    """What a figure counts."""

    KILLED = "killed", "Killed"
    INJURED = "injured", "Injured"
    HOSPITALISED = "hospitalised", "Taken to hospital"
    ARRESTED = "arrested", "Arrested"
    DETAINED = "detained", "Detained"
    CONVICTED = "convicted", "Convicted"
    CROWD_SIZE = "crowd_size", "Crowd size"
    TROOPS = "troops", "Troops"
    AIRCRAFT = "aircraft", "Aircraft"
    PHONE_CALLS = "phone_calls", "Phone calls"
    DURATION = "duration", "Duration"


class Count(Term):
    """What figures are compared within: two figures of one count, population and area count the same people.

    Arrests and detentions are one count, since reports of one day use either word for the same people; a figure
    always shows which word its source uses.
    """

    KILLED = "killed", "Killed"
    INJURED = "injured", "Injured"
    HOSPITALISED = "hospitalised", "Taken to hospital"
    DETAINED = "detained", "Arrested or detained"
    CONVICTED = "convicted", "Convicted"


COUNT_OF = {
    Metric.KILLED: Count.KILLED,
    Metric.INJURED: Count.INJURED,
    Metric.HOSPITALISED: Count.HOSPITALISED,
    Metric.ARRESTED: Count.DETAINED,
    Metric.DETAINED: Count.DETAINED,
    Metric.CONVICTED: Count.CONVICTED,
}
"""Metric to its count. The other metrics (troops, aircraft, a crowd on one day) are not counts that can only grow."""


class CountFamily(Term):
    """What the figures of one page count: a tab of Casualties and arrests, the value of `metric` in addresses."""

    KILLED = "killed", "Killed"
    INJURED = "injured", "Injured"
    DETAINED = "detained", "Arrested and detained"
    OTHER = "other", "Other figures"


COUNT_FAMILIES: dict[str, tuple[Metric, ...]] = {
    CountFamily.KILLED: (Metric.KILLED,),
    CountFamily.INJURED: (Metric.INJURED, Metric.HOSPITALISED),
    CountFamily.DETAINED: (Metric.ARRESTED, Metric.DETAINED, Metric.CONVICTED),
    CountFamily.OTHER: tuple(metric for metric in Metric if metric not in COUNT_OF),
}
"""Count family to its metrics. A page shows the figures of one family at a time."""


class InRange(Term):
    """Whether a row that a range of days shows is certainly in it; `data/queries/ranges.py` has the rule."""

    CERTAIN = "certain", "Certainly in the range"
    POSSIBLE = "possible", "May be in the range: undated, dated roughly, or of a longer span"


class Verdict(Term):
    """Whether two figures of one count can both be true; `data/figures/disagreement.py` has the rule."""

    COMPATIBLE = "compatible", "Both can be true"
    INCOMPATIBLE = "incompatible", "Both cannot be true"
    OPEN = "open", "It cannot be told"


class Qualifier(Term):
    """How the source qualifies a number. A vague word has no number at all."""

    EXACT = "exact", "exactly as stated"
    MORE_THAN = "more_than", "more than"
    AT_LEAST = "at_least", "at least"
    ABOUT = "about", "about"
    VAGUE = "vague", "in words only"


class PopulationGroup(Term):
    """A neutral name for whom or what a figure counts; `population` has the source's own words."""

    ALL_PEOPLE = "all_people", "People, not said who"
    SECURITY_FORCES = "security_forces", "Security forces"
    LABELLED_BY_AUTHORITIES = "labelled_by_authorities", "People as the authorities label them"
    PROTESTERS = "protesters", "Protesters"
    SUBSET = "subset", "Some of the people, set apart by the source"
    FOREIGN_FORCES = "foreign_forces", "Foreign forces"
    OBJECTS = "objects", "Not people"


class ClaimStatus(Term):
    """The status of a claim when all claims of the collection are known.

    Its status on an earlier day follows from the relations between claims (`status_periods` of
    `data.records.relations`).
    """

    CURRENT = "current", "Stands"
    SUPERSEDED = "superseded", "Replaced"
    RETRACTED = "retracted", "Withdrawn"
    DENIED = "denied", "Denied"
    CONTESTED = "contested", "Contested"


class Relation(Term):
    """A relation from a claim to an earlier claim or one of the same day (`retracted_by`: to a later one).

    `label` describes it from the claim that names the other one, `inverse` from the other one.
    """

    inverse: str

    def __new__(cls, value: str, label: str = "", inverse: str = "") -> "Relation":
        term = str.__new__(cls, value)
        term._value_, term.label, term.inverse = value, label, inverse
        return term

    SAME_STATEMENT_AS = "same_statement_as", "The same statement as", "Also reported as"
    SUPERSEDES = "supersedes", "Replaces", "Replaced by"
    CONTRADICTS = "contradicts", "Contradicts", "Contradicted by"
    PART_OF = "part_of", "A part of", "Of which"
    RETRACTED_BY = "retracted_by", "Withdrawn, as we read", "As we read it, withdraws"


class DeathsOf(Term):
    """Whose deaths an estimate counts, as UCDP GED codes them: all, or those of one side."""

    ALL = "all", "All deaths"
    SIDE_A = "side_a", "Of the first side"
    SIDE_B = "side_b", "Of the second side"
    CIVILIANS = "civilians", "Civilians"
    UNKNOWN = "unknown", "Not known of which side"


class Stance(Term):
    """Whether a statement asserts or denies an event or a figure. A side without a stance does not address it."""

    ASSERTS = "asserts", "Asserts"
    DENIES = "denies", "Denies"


class QuoteType(Term):
    """How words are reported (direct and indirect speech; mixed and scare quotation)."""

    DIRECT = "direct", "Direct quotation"
    MIXED = "mixed", "Fragment in reported speech"
    SCARE = "scare", "Term held at arm’s length"
    INDIRECT = "indirect", "Reported in our words"


class FactKind(Term):
    """The kind of background that an article gives."""

    BACKGROUND = "background", "Background"
    ASSESSMENT = "assessment", "The article’s assessment"
    BELIEF = "belief", "Reported belief"


class CaveatKind(Term):
    """The kind of a caveat, the most serious first."""

    NO_EVIDENCE = "no_evidence", "No evidence given"
    NOT_UPDATED = "not_updated", "May be out of date"
    HEDGED = "hedged", "Hedged by the article"
    NOT_VERIFIABLE = "not_verifiable", "Extent not known"
    UNATTRIBUTED = "unattributed", "No source named"
    WORDING = "wording", "Words of one side"
    NOT_STATED = "not_stated", "Not stated"
