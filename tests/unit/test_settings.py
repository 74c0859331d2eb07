"""Settings and packages: what the code reads is in the README, and what it imports is declared."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from tests.unit.test_house import ROOT, source_files

PRODUCT = ("dashboard.py", "server.py", "app", "components", "data", "hosting", "pages", "publishing")
"""What runs where the dashboard is served."""

BY_HAND = {"shapely", "antimeridian"}
"""Packages of tools/ that nobody needs to run or test the dashboard; data/geo/README.md says how to install them."""


def environment_names(source: str) -> Iterator[str]:
    """The environment variables that a source text reads: `environ.get("X")`, `environ["X"]`, `getenv("X")`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=holder, attr="get"), args=[ast.Constant(value=str(name)), *_]):
                if ast.unparse(holder).endswith("environ"):
                    yield name
            case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]) if ast.unparse(func).endswith("getenv"):
                yield name
            case ast.Subscript(value=holder, slice=ast.Constant(value=str(name))):
                if ast.unparse(holder).endswith("environ"):
                    yield name


def documented_settings() -> set[str]:
    """The names in the first column of the README's table of settings."""
    text = (ROOT / "README.md").read_text("utf-8")
    table = text.partition("## Settings")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('import os\nos.environ.get("ONE", "")', {"ONE"}),
        ('from os import environ\nenviron["TWO"]', {"TWO"}),
        ('import os\nos.getenv("THREE")', {"THREE"}),
        ('{"a": 1}.get("FOUR")', set()),
    ],
)
def test_the_rule_itself_sees_what_is_read_from_the_environment(source: str, names: set[str]) -> None:
    """Guards the next test against seeing nothing, or every dictionary."""
    assert set(environment_names(source)) == names


def test_every_setting_is_in_the_readme_and_every_setting_of_the_readme_is_read() -> None:
    """Guards against a switch that nobody can know of, and against one that does nothing."""
    read = {name for path in source_files(*PRODUCT) for name in environment_names(path.read_text("utf-8"))}
    of_make = set(re.findall(r"^([A-Z]+)\s*\?=", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    documented = documented_settings()
    assert read <= documented
    assert documented <= read | of_make


def imported_packages(*places: str) -> set[str]:
    """The top-level packages, outside of the standard library and this repository, that some files import."""
    ours = {path.name.removesuffix(".py") for path in ROOT.iterdir()}
    found = set()
    for path in source_files(*places):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - ours


def declared(file: str) -> set[str]:
    """The distributions that a requirements file names itself, in lower case."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    names = (re.match(r"[A-Za-z0-9][\w.-]*", line) for line in lines if not line.startswith("#"))
    own = [line.split()[1] for line in lines if line.startswith("-e ")]
    projects = [tomllib.loads((ROOT / folder / "pyproject.toml").read_text("utf-8"))["project"] for folder in own]
    return {name.group().lower().replace("_", "-") for name in names if name} | {each["name"] for each in projects}


@pytest.mark.parametrize(
    ("places", "files"),
    [
        (PRODUCT, ("requirements.in",)),
        (("tests", "benchmarks", "tools", "docs"), ("requirements.in", "requirements-dev.in")),
    ],
    ids=["the dashboard", "tests, benchmarks and tools"],
)
def test_every_imported_package_is_declared(places: tuple[str, ...], files: tuple[str, ...]) -> None:
    """Guards against a package that is there only because another one happens to need it, until it does not any
    more."""
    named = {name for file in files for name in declared(file)}
    distributions = packages_distributions()
    missing = {
        package
        for package in imported_packages(*places) - BY_HAND
        if not named & {name.lower().replace("_", "-") for name in distributions.get(package, [package])}
    }
    assert missing == set()
