"""Text stands out from its ground by 7:1, icons and edges by 4.5:1, in both themes."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent / "static/web/tokens.css").read_text(encoding="utf-8")
KINDS = ["events", "funding", "organisations", "news", "people", "groups", "matchmaking"]
STATES = ["good", "warning", "danger"]
GROUNDS = ["paper", "sunken", "raised"]
BLOCKS = {
    "light": r":root \{(.*?)\}",
    "chosen light": r'\n\[data-theme="light"\] \{(.*?)\}',
    "dark": r':root:not\(\[data-theme="light"\]\) \{(.*?)\}',
    "chosen dark": r'\n\[data-theme="dark"\] \{(.*?)\}',
}


def colours(block):
    body = re.search(BLOCKS[block], TOKENS, re.DOTALL)[1]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body))


def text_pairs():
    yield from [(text, ground) for text in ["ink", "soft"] for ground in GROUNDS]
    yield from [("ink", "mark"), ("on-ink", "ink"), ("on-ink", "soft"), ("paper", "danger-ink")]
    for name in KINDS + STATES:
        for text in ["ink", "soft", f"{name}-ink"]:
            yield text, f"{name}-tint"
        for ground in GROUNDS:
            yield f"{name}-ink", ground


def interface_pairs():
    for ground in GROUNDS:
        yield "control", ground
    for name in KINDS + STATES:
        for ground in [*GROUNDS, f"{name}-tint"]:
            yield name, ground


@pytest.mark.parametrize("block", ["light", "dark"])
def test_text_has_a_contrast_of_seven(block):
    palette = colours(block)

    too_weak = weaker_than(7, palette, text_pairs())

    assert too_weak == {}


@pytest.mark.parametrize("block", ["light", "dark"])
def test_icons_edges_and_borders_have_a_contrast_of_four_and_a_half(block):
    palette = colours(block)

    too_weak = weaker_than(4.5, palette, interface_pairs())

    assert too_weak == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_has_the_same_colours_as_the_one_of_the_device(theme):
    chosen = colours(f"chosen {theme}")

    assert chosen == colours(theme)


def test_black_on_white_measures_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def weaker_than(least, palette, pairs):
    measured = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in pairs}
    assert len(measured) > 20
    return {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < least}


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(share):
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
