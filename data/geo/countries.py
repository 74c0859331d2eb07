"""Names of countries and their ISO 3166-1 alpha-2 codes."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from data.geo.cities import name_key

BASEMAP = Path(__file__).parents[2] / "static" / "basemap.geojson"

OTHER_NAMES = {
    "AE": ("UAE",),
    "AG": ("Antigua and Barbuda",),
    "BA": ("Bosnia and Herzegovina", "Bosnia"),
    "CD": ("Democratic Republic of the Congo", "Democratic Republic of Congo", "DR Congo", "DRC"),
    "CF": ("Central African Republic",),
    "CG": ("Republic of the Congo", "Congo-Brazzaville"),
    "CI": ("Ivory Coast",),
    "CK": ("Cook Islands",),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "DO": ("Dominican Republic",),
    "EH": ("Western Sahara",),
    "FK": ("Falkland Islands",),
    "FM": ("Federated States of Micronesia",),
    "FO": ("Faroe Islands",),
    "GB": ("UK", "Great Britain", "Britain"),
    "GQ": ("Equatorial Guinea",),
    "KN": ("Saint Kitts and Nevis",),
    "KY": ("Cayman Islands",),
    "MH": ("Marshall Islands",),
    "MK": ("North Macedonia",),
    "MM": ("Burma",),
    "MO": ("Macau",),
    "MP": ("Northern Mariana Islands",),
    "PF": ("French Polynesia",),
    "PS": ("State of Palestine", "Palestinian Territories", "Palestinian territory"),
    "RU": ("Russian Federation",),
    "SB": ("Solomon Islands",),
    "SS": ("South Sudan",),
    "SZ": ("Swaziland",),
    "TC": ("Turks and Caicos Islands",),
    "TL": ("East Timor",),
    "TR": ("Türkiye",),
    "TV": ("Tuvalu",),
    "US": ("United States", "USA", "US"),
    "VA": ("Vatican City", "Holy See"),
    "VC": ("Saint Vincent and the Grenadines",),
    "VG": ("British Virgin Islands",),
    "VI": ("US Virgin Islands",),
    "XK": ("Kosovo",),  # not in ISO 3166-1; the code that GeoNames and OpenStreetMap use
}
"""Names that newspapers use and the base map does not; it abbreviates some: “S. Sudan”, “Dem. Rep. Congo”."""


def country_code(names: Iterable[str]) -> str | None:
    """Return the code of the first of these names that is the name of a country; None if none is."""
    codes = _codes()
    return next((codes[key] for name in names if (key := _key(name)) in codes), None)


def country_name(code: str) -> str:
    """Return the name of the country with a code, as newspapers have it; empty if there is none."""
    names = (*OTHER_NAMES.get(code, ()), *(name for name, of in _named() if of == code))
    return next(iter(names), "")


def _key(name: str) -> str:
    """As name_key, without a leading “the”, as in “the Netherlands”."""
    return name_key(name.strip().removeprefix("The ").removeprefix("the "))


@lru_cache(maxsize=1)
def _named() -> tuple[tuple[str, str], ...]:
    """The base map's name and code of each country."""
    features = json.loads(BASEMAP.read_text("utf-8-sig"))["features"]
    properties = [feature["properties"] for feature in features]
    return tuple((country["name"], country["iso"]) for country in properties if country["iso"])


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes = {_key(name): code for name, code in _named()}
    return codes | {_key(name): code for code, names in OTHER_NAMES.items() for name in names}
