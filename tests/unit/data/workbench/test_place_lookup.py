"""Places that are looked up while they are written."""

from typing import Any

import pytest

from data.workbench.place_lookup import matches_for, without_coordinates

Json = dict[str, Any]

PORTUGAL = {"id": "portugal", "name": "Portugal", "kind": "country"}
SPAIN = {"id": "spain", "name": "Spain", "kind": "country"}


def test_a_town_is_offered_with_country_region_and_coordinates_and_fills_the_fields() -> None:
    """Guards against an editor who looks degrees up elsewhere, and types them."""
    found = matches_for({"name": "Aveiro", "kind": "city", "within": "portugal"}, {"places": [PORTUGAL]}, {})
    (match,) = found.matches
    assert match.words.startswith("Aveiro, Portugal, population ")
    assert found.credit == "Place coordinates: GeoNames, CC BY 4.0"
    assert round(float(match.fields["lat"]), 1) == 40.6
    assert match.fields["coordinates_source"].startswith("GeoNames ")


def test_a_name_that_many_towns_have_is_a_choice_that_says_the_country() -> None:
    """Guards against the largest town of a name being taken for the one of the article."""
    anywhere = matches_for({"name": "Santiago"}, {"places": [PORTUGAL, SPAIN]}, {})
    assert len(anywhere.matches) > 1
    assert "does not say in which country" in anywhere.reason
    found = matches_for({"name": "Toledo"}, {"places": [SPAIN]}, {})
    in_spain = next(each for each in found.matches if "Spain" in each.words)
    assert (in_spain.fields["within"], in_spain.fields["kind"]) == ("spain", "city")
    narrowed = matches_for({"name": "Toledo", "within": "spain"}, {"places": [SPAIN]}, {})
    assert [match.words for match in narrowed.matches] == [in_spain.words]


@pytest.mark.parametrize(
    ("place", "environ", "reason"),
    [
        ({"name": " "}, {}, "Give the name first"),
        ({"name": "Almatty"}, {}, "Not found offline; did you mean “Almaty”?"),
        ({"name": "The quay", "kind": "site"}, {}, "Sites are looked up only with GEOCODER=nominatim."),
        ({"name": "Portugal", "kind": "country"}, {}, "A country gets none"),
        ({"name": "Aveiro"}, {"GEOCODER": "maps"}, "GEOCODER is"),
    ],
)
def test_what_is_not_found_says_what_to_do(place: Json, environ: dict[str, str], reason: str) -> None:
    """Guards against a button that does nothing, and does not say why."""
    found = matches_for(place, {"places": [PORTUGAL]}, environ)
    assert found.matches == ()
    assert found.reason.startswith(reason)


def test_cities_without_coordinates_are_found() -> None:
    """Guards against a country that is missed on no map."""
    city: Json = {"id": "a", "kind": "city"}
    assert without_coordinates({"places": [PORTUGAL, city | {"lat": 1.0}, {"id": "b", "kind": "site"}, city]}) == (3,)
