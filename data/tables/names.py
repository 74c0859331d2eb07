"""The tables that can be exported, and their formats."""

from data.records.vocabulary import Term


class Format(Term):
    """A file format of exported rows; `media_type` is its IANA media type."""

    media_type: str

    def __new__(cls, value: str, label: str = "", media_type: str = "") -> "Format":
        form = str.__new__(cls, value)
        form._value_, form.label, form.media_type = value, label, media_type
        return form

    CSV = "csv", "CSV", "text/csv"
    JSON = "json", "JSON", "application/json"
    GEOJSON = "geojson", "GeoJSON", "application/geo+json"


class Table(Term):
    """A table that can be exported; its label is what readers call its rows."""

    ARTICLES = "articles", "Articles"
    EVENTS = "events", "Events"
    CLAIMS = "claims", "Figures"
    QUOTES = "quotes", "Quotations"
    FACTS = "facts", "Background"
    CAVEATS = "caveats", "What is contested or unsupported"
    ACTORS = "actors", "Actors"
    PLACES = "places", "Places"
    CORRECTIONS = "corrections", "Corrections"

    @property
    def has_places(self) -> bool:
        """Whether its rows can be drawn on a map."""
        return self in (Table.EVENTS, Table.PLACES)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that it can be exported in: GeoJSON only if its rows have places."""
        return tuple(form for form in Format if form is not Format.GEOJSON or self.has_places)


SINGULAR = {Table.EVENTS: "event", Table.CLAIMS: "figure", Table.QUOTES: "quotation"}
"""What readers call one row of the tables that are counted."""

SERVED_TABLES = (Table.EVENTS, Table.CLAIMS, Table.QUOTES, Table.ACTORS, Table.PLACES, Table.ARTICLES)
"""Tables that the data API has."""

MOST_SERVED_ROWS = 1000
"""Most rows of one answer of the data API."""

COUNTED_TABLES = tuple(SINGULAR)
"""Tables whose items are counted: by the facets, and in the line that says how many are shown."""
