"""The tables that can be taken away and the formats that they come in."""

from data.records.vocabulary import Term


class Format(Term):
    """A format of a file of rows; `media_type` is the one that IANA lists."""

    media_type: str

    def __new__(cls, value: str, label: str = "", media_type: str = "") -> "Format":
        form = str.__new__(cls, value)
        form._value_, form.label, form.media_type = value, label, media_type
        return form

    CSV = "csv", "CSV", "text/csv"
    JSON = "json", "JSON", "application/json"
    GEOJSON = "geojson", "GeoJSON", "application/geo+json"


class Table(Term):
    """A table that can be taken away; its label is what readers call its rows."""

    ARTICLES = "articles", "Articles"
    EVENTS = "events", "Events"
    CLAIMS = "claims", "Figures"
    QUOTES = "quotes", "Quotations"
    FACTS = "facts", "Background"
    CAVEATS = "caveats", "What is disputed or unsupported"
    ACTORS = "actors", "Actors"
    PLACES = "places", "Places"
    CORRECTIONS = "corrections", "Corrections"

    @property
    def has_places(self) -> bool:
        """Whether its rows stand on a map."""
        return self in (Table.EVENTS, Table.PLACES)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that it comes in: GeoJSON only where its rows stand on a map."""
        return tuple(form for form in Format if form is not Format.GEOJSON or self.has_places)


COUNTED = (Table.EVENTS, Table.CLAIMS, Table.QUOTES)
"""Tables whose items a facet counts, and of which a page says how many it shows."""
