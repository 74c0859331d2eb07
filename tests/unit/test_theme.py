"""The colours of .streamlit/config.toml: readable, and told apart by everyone, on light and dark pages."""

import itertools
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from components.theme import OWN_COLOURS
from publishing.theme import FAINT

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEMES = [pytest.param(CONFIG["theme"][name], id=name) for name in ("light", "dark")]
Theme = dict[str, Any]

SIGHT = {  # what is left of red, green and blue: Machado, Oliveira and Fernandes, 2009
    "full": np.eye(3),
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
OKLAB_CONES = [[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]]
OKLAB = [[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]]


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def _light(rgb: np.ndarray) -> np.ndarray:
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def _contrast(front: str, back: str, *, opacity: float = 1.0) -> float:
    """The ratio of WCAG 2.2, with `front` shining through to `back`."""
    shown = opacity * _rgb(front) + (1 - opacity) * _rgb(back)
    dark, bright = sorted(float(_light(rgb) @ [0.2126, 0.7152, 0.0722]) for rgb in (shown, _rgb(back)))
    return (bright + 0.05) / (dark + 0.05)


def _difference(one: str, other: str, *, sight: str) -> float:
    """How far apart two colours look, in Oklab: 0 for the same, 1 from black to white."""
    seen = [np.clip(np.array(SIGHT[sight]) @ _light(_rgb(colour)), 0, 1) for colour in (one, other)]
    first, second = (np.array(OKLAB) @ np.cbrt(np.array(OKLAB_CONES) @ rgb) for rgb in seen)
    return float(np.linalg.norm(first - second))


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_links_are_readable_wherever_they_stand(theme: Theme) -> None:
    """Grey on grey passes on the page and fails in the sidebar and in input fields."""
    areas = (theme, theme["sidebar"])
    backgrounds = [area[key] for area in areas for key in ("backgroundColor", "secondaryBackgroundColor")]
    for background in [*backgrounds, theme["codeBackgroundColor"], theme["dataframeHeaderBackgroundColor"]]:
        for text in ("textColor", "linkColor", "codeTextColor", "dataframeHeaderTextColor"):
            assert _contrast(theme[text], background) >= 7, (text, background)
        assert _contrast(theme["textColor"], background, opacity=0.6) >= 4.5, ("caption", background)


@pytest.mark.parametrize("theme", THEMES)
def test_button_labels_are_readable(theme: Theme) -> None:
    """Streamlit writes white on the accent, however pale the accent is."""
    assert _contrast("#FFFFFF", theme["primaryColor"]) >= 4.5
    assert _contrast(theme["primaryColor"], theme["backgroundColor"]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_a_chart_has_ten_categories_that_stand_out(theme: Theme) -> None:
    """With fewer than ten, the list is not used at all and Plotly's own colours appear."""
    colours = theme["chartCategoricalColors"]
    assert len(set(colours)) >= 10
    for colour in colours:
        assert _contrast(colour, theme["backgroundColor"]) >= 3, colour


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", THEMES)
def test_the_first_six_categories_are_told_apart_by_everyone(theme: Theme, sight: str) -> None:
    """Red and green of the same lightness are one colour to one man in twelve."""
    for one, other in itertools.combinations(theme["chartCategoricalColors"][:6], 2):
        assert _difference(one, other, sight=sight) > 0.1, (one, other)


def test_both_themes_make_the_same_choices() -> None:
    """A colour set for one theme alone falls back to Streamlit's in the other."""
    light, dark = (theme.values[0] for theme in THEMES)
    assert light.keys() == dark.keys()
    assert light["sidebar"].keys() == dark["sidebar"].keys()


def test_charts_and_pictures_have_the_same_colour_for_secondary_text() -> None:
    """No theme option holds it, and the two rooms may not import each other."""
    assert OWN_COLOURS["light"]["faint"] == FAINT


def test_no_font_comes_from_another_host() -> None:
    """A font with an address behind it is fetched by every reader's browser."""
    for section in (CONFIG["theme"], *(theme.values[0] for theme in THEMES)):
        fonts = [str(value) for key, value in section.items() if "font" in key.lower()]
        assert not [font for font in fonts if "//" in font]
