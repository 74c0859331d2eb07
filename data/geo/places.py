"""Look up a record's places in the gazetteer, decide whether a match is sure, compare it with the record.

A match is sure only if the record says in which country the place lies, and exactly one place of that name was found
there. In all other cases the coder has to choose.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from geopy.distance import geodesic
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQuotaExceeded,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)

from data.geo.cities import cities, name_key
from data.geo.countries import country_code
from data.geo.gazetteer import Kind, OfflineGazetteer
from data.geo.matches import Match, distinct_matches, match_of, matches_in_table, table_match
from data.geo.record_places import Coordinates
from data.records.schema import Place
from data.records.vocabulary import PlaceKind
from data.text import did_you_mean


class Outcome(StrEnum):
    """The outcome of a look-up."""

    NOT_LOOKED_UP = "not looked up"
    FAILED = "failed"
    NOT_FOUND = "not found"
    SURE = "sure"
    CHOICE = "choice"


@dataclass(frozen=True)
class Finding:
    """The result of a look-up: the matches (one if it is sure), and as `reason` why it is not sure."""

    place: Place
    outcome: Outcome
    matches: tuple[Match, ...] = ()
    reason: str = ""
    is_chosen: bool = False

    @property
    def sure_match(self) -> Match | None:
        """The match that may be written into the record; None if it is not sure."""
        return self.matches[0] if self.outcome is Outcome.SURE else None


@dataclass(frozen=True)
class Comparison:
    """The match that is nearest to the record's own coordinates, and its distance from them in kilometres."""

    match: Match
    km: float


def look_up(place: Place, places: Iterable[Place], geocoder: OfflineGazetteer) -> Finding:
    """Look up one place of a record. `places` are all places of the record, to follow `within` to the country."""
    kind = _lookup_kind(place.kind)
    if kind is None:
        reason = f"a {place.kind.label.lower()} gets none, only cities and sites do"
        return Finding(place, Outcome.NOT_LOOKED_UP, reason=reason)
    if kind == "site" and not geocoder.is_online:
        reason = "sites are looked up only with GEOCODER=nominatim"
        return Finding(place, Outcome.NOT_LOOKED_UP, reason=reason)
    above = list(containing_places(place, places))
    country = next((step for step in above if step.kind is PlaceKind.COUNTRY), None)
    code = country_code((country.name, *country.other_names)) if country else None
    try:
        matches = _matches(_queries(place, above), country=code, kind=kind, geocoder=geocoder)
    except GeopyError as error:
        return Finding(place, Outcome.FAILED, reason=_failure_reason(error))
    if matches:
        doubt = _doubt(place, matches, country=country, code=code)
        return Finding(place, Outcome.CHOICE if doubt else Outcome.SURE, matches, doubt)
    elsewhere = matches_in_table(_queries(place, above), country=None) if code and kind == "city" else ()
    if elsewhere:
        reason = f"not found in {code}, where the record places it; {_count(elsewhere)} in another country"
        return Finding(place, Outcome.CHOICE, elsewhere, reason)
    return Finding(place, Outcome.NOT_FOUND, reason=_not_found_reason(place, code, geocoder))


def containing_places(place: Place, places: Iterable[Place]) -> Iterator[Place]:
    """Yield the places that a place lies within, from the nearest to the widest; stops at a cycle."""
    by_id = {other.id: other for other in places}
    passed = {place.id}
    above = by_id.get(place.within or "")
    while above is not None and above.id not in passed:
        yield above
        passed.add(above.id)
        above = by_id.get(above.within or "")


def choose(finding: Finding, choice: str) -> Finding:
    """Return the finding with the match that a coder chose: its number in the list from 1, its id, or a GeoNames id.

    Raises ValueError, with a message for the coder, if there is no such match.
    """
    if finding.outcome is Outcome.NOT_LOOKED_UP:
        raise ValueError(f"there is nothing to choose: {finding.reason}")
    numbered = {str(number): match for number, match in enumerate(finding.matches, 1)}
    matches = numbered | {match.id: match for match in finding.matches}
    match = matches.get(choice) or (table_match(choice) if finding.place.kind is PlaceKind.CITY else None)
    if match is None:
        numbers = f"a number from 1 to {len(finding.matches)} or " if finding.matches else ""
        raise ValueError(f"“{choice}” is none of its matches; write {numbers}the GeoNames id of a city in the table")
    return replace(finding, outcome=Outcome.SURE, matches=(match,), is_chosen=True)


def compare(finding: Finding) -> Comparison | None:
    """Compare a place's own coordinates with the match of the same source, or else with the nearest match.

    None if the place has no coordinates or there is no match.
    """
    place = finding.place
    if place.lat is None or place.lon is None or not finding.matches:
        return None
    same = [match for match in finding.matches if match.source == place.coordinates_source]
    distances = [
        Comparison(match, geodesic((place.lat, place.lon), (match.lat, match.lon)).km)
        for match in same or finding.matches
    ]
    return min(distances, key=lambda comparison: comparison.km)


def nearest_city(place: Place, geocoder: OfflineGazetteer) -> Match | None:
    """Return the city of the offline table that is nearest to a place's own coordinates; None without coordinates."""
    if place.lat is None or place.lon is None:
        return None
    return match_of(geocoder.reverse((place.lat, place.lon)))


def coordinates_to_write(
    findings: Mapping[int, Finding], other_records: Mapping[str, Sequence[tuple[str, Place]]]
) -> dict[int, Coordinates]:
    """Return coordinates for the places without coordinates that have a sure match, by number in the record.

    If another record has the place from the same source, its coordinates are used, since records may round
    differently and one id is one entity.
    """
    found: dict[int, Coordinates] = {}
    for number, finding in findings.items():
        match = finding.sure_match
        if match is None or finding.place.lat is not None:
            continue
        given = [_coordinates(place) for _, place in other_records.get(finding.place.id, ())]
        same = [coordinates for coordinates in given if coordinates and coordinates.coordinates_source == match.source]
        found[number] = same[0] if same else match.coordinates
    return found


def differing_records(
    place_id: str, coordinates: Coordinates, other_records: Mapping[str, Sequence[tuple[str, Place]]]
) -> Iterator[tuple[str, Coordinates | None]]:
    """Yield (file, its coordinates) of other records in which the place has different coordinates or none."""
    for file, place in other_records.get(place_id, ()):
        if (theirs := _coordinates(place)) != coordinates:
            yield file, theirs


def _coordinates(place: Place) -> Coordinates | None:
    if place.lat is None or place.lon is None or place.coordinates_source is None:
        return None
    return Coordinates(place.lat, place.lon, place.coordinates_source)


def _lookup_kind(kind: PlaceKind) -> Kind | None:
    match kind:
        case PlaceKind.CITY:
            return "city"
        case PlaceKind.SITE:
            return "site"
        case _:
            return None


def _queries(place: Place, above: Sequence[Place]) -> list[str]:
    """The names to search for, in order; those of a site with the name of its city."""
    names = [place.name, *place.other_names]
    city = next((step.name for step in above if step.kind is PlaceKind.CITY), None)
    if place.kind is not PlaceKind.SITE or city is None:
        return names
    return [name if name_key(city) in name_key(name) else f"{name}, {city}" for name in names]


def _matches(
    queries: Sequence[str], *, country: str | None, kind: Kind, geocoder: OfflineGazetteer
) -> tuple[Match, ...]:
    """The matches of all names in the table; if there are none, those of the first name that the geocoder finds."""
    found = matches_in_table(queries, country=country) if kind == "city" else ()
    for query in queries:
        found = found or distinct_matches(geocoder.geocode(query, exactly_one=False, country=country, kind=kind))
    return found


def _doubt(place: Place, matches: Sequence[Match], *, country: Place | None, code: str | None) -> str:
    """Why matches are not sure; empty if there is one sure match."""
    count = _count(matches)
    if code is None:
        unknown = f"the code of the country “{country.name}” is not known" if country else ""
        return f"{count}, but {unknown or 'the record does not say in which country it lies (within)'}"
    if len(matches) > 1:
        return count
    [match] = matches
    if match.country not in (code, None):
        return f"{count}, but the record places it in {code}"
    # The table is searched by whole names; Nominatim also finds similar names.
    names = {name_key(part) for name in (place.name, *place.other_names) for part in (name, name.split(",")[0])}
    is_alike = match.is_from_table or name_key(match.name) in names - {""}
    return "" if is_alike else f"{count}, but under another name"


def _count(matches: Sequence[Match]) -> str:
    return "1 match" if len(matches) == 1 else f"{len(matches)} matches"


def _not_found_reason(place: Place, code: str | None, geocoder: OfflineGazetteer) -> str:
    where = f" in {code}" if code else ""
    if geocoder.is_online:
        return f"not found{where}, neither offline nor by Nominatim"
    names = (city["name"] for city in cities() if code in (city["country"], None))
    return f"not found offline{where}{did_you_mean(place.name, names)}"


def _failure_reason(error: GeopyError) -> str:
    match error:
        case GeocoderTimedOut():
            return "Nominatim did not answer in time"
        case GeocoderQuotaExceeded():
            return "Nominatim asks for fewer requests; try again later"
        case GeocoderAuthenticationFailure() | GeocoderInsufficientPrivileges():
            return "Nominatim refused; does NOMINATIM_USER_AGENT say who asks?"
        case GeocoderUnavailable():
            return "Nominatim cannot be reached"
        case _:
            return f"Nominatim failed: {error}"
