"""The parts that pages are put together from: each with the context that its head promises, and nothing inline."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from tests.accounts.cast import NOW

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLE = (ROOT / "static" / "site.css").read_text()


def part(name: str, **context: object) -> str:
    return " ".join(render_to_string(f"parts/{name}.html", context).split())


@pytest.mark.parametrize(
    ("level", "shape", "word"),
    [
        ("ready", "i-ready", "Ready"),
        ("ready_if", "i-cond", "Ready if"),
        ("late", "i-late", "Late"),
        ("blocked", "i-blocked", "Blocked"),
        ("", "i-none", "Not asked"),
    ],
)
def test_a_verdict_is_a_shape_and_a_word(level: str, shape: str, word: str) -> None:
    drawn = part("_verdict", level=level)

    assert f'href="#{shape}"' in drawn
    assert f">{word}</span>" in drawn
    assert ">Ready, 38 h</span>" in part("_verdict", level=level, word="Ready, 38 h")


def marks(drawn: str) -> list[str]:
    return re.findall(r'class="(dot[^"s]*)"', drawn)


@pytest.mark.parametrize(
    ("ready", "conditional", "expected"),
    [
        (0, 0, ["dot-0"] * 4),
        (0, 2, ["dot-if", "dot-if", "dot-0", "dot-0"]),
        (1, 0, ["dot-1", "dot-1-core", "dot-0", "dot-0", "dot-0"]),
        (1, 1, ["dot-1", "dot-1-core", "dot-if", "dot-0", "dot-0"]),
        (2, 1, ["dot", "dot", "dot-if", "dot-0"]),
        (9, 9, ["dot"] * 4),
    ],
)
def test_depth_is_drawn_in_four_marks_and_the_only_one_has_its_own(
    ready: int, conditional: int, expected: list[str]
) -> None:
    drawn = part("_dots", ready=ready, conditional=conditional)

    assert marks(drawn) == expected
    assert f"<strong>{ready}" in drawn
    assert ("the only one" in drawn) == (ready == 1)


def test_lengths_keep_their_decimal_point_in_every_language() -> None:
    clock = {"left": "52 h", "ends": NOW, "elapsed": 26.8, "planned": 91.5, "ticks": [33.3, 66.7], "over": False}

    with translation.override("fr"):
        elsewhere = Template("{{ length }}").render(Context({"length": 26.8}))
        drawn = part("_clock", clock=clock)

    assert elsewhere == "26,8"
    assert 'width="26.8%"' in drawn
    assert 'cx="91.5%"' in drawn
    assert "," not in "".join(re.findall(r'(?:x1|width|cx)="([^"]*)"', drawn))


def test_a_clock_shows_its_end_and_the_limit() -> None:
    clock = {"left": "3 h over", "ends": NOW, "elapsed": 100, "planned": None, "ticks": [], "over": True}
    drawn = part("_clock", clock=clock)

    assert "ink-late" in drawn
    assert 'class="limit"' in drawn
    assert "clock-plan" not in drawn


TABLE = {"caption": "The path", "headings": ["Step", "Starts"], "rows": [["Notice", "26 Nov, 09:18"]]}


def path_chart(**more: object) -> dict[str, object]:
    bars = [
        {"kind": "notice", "start": 0.5, "width": 16.5, "label": "Notice 12 h", "title": "Notice", "aside": False},
        {"kind": "travel", "start": 20, "width": 10, "label": "", "title": "Travel", "aside": True},
    ]
    row = {"name": "Nadia", "sub": "Standby", "url": "/people/1/", "finding": "Arrives in 41 h", "bars": bars}
    return {
        "ticks": [{"at": 0, "label": "0 h", "anchor": "start"}],
        "days": [{"at": 12.5, "label": "Fri 27"}],
        "now": 1.5,
        "deadline": {"at": 90, "label": "72 h"},
        "by_step": False,
        "rows": [{**row, "arrive": 57.0, "late": False, "result": "Sat 08:00", "level": "ready", "path": "In words"}],
        "table": TABLE,
        **more,
    }


def test_a_path_chart_has_a_finding_a_deadline_and_the_same_numbers_as_a_table() -> None:
    drawn = part("_path_chart", chart=path_chart())

    assert 'role="img" aria-label="Arrives in 41 h"' in drawn
    assert 'class="g-notice" x="0.5%"' in drawn
    assert 'class="g-side" x="20%"' in drawn
    assert '<line class="limit" x1="90%"' in drawn
    assert "Show as a table" in drawn
    assert '<th scope="row">Notice</th><td>26 Nov, 09:18</td>' in drawn


def test_a_path_chart_does_without_now_deadline_and_arrival() -> None:
    chart = path_chart(now=None, deadline=None, table=None)
    chart["rows"][0].update(arrive=None, url="", level="", path="")  # type: ignore[index]

    drawn = part("_path_chart", chart=chart)

    assert "limit" not in drawn
    assert 'class="now"' not in drawn
    assert "arrive" not in drawn
    assert "<a " not in drawn


def test_a_strip_puts_a_label_into_its_bar_or_behind_it() -> None:
    leave = {"kind": "leave", "start": 1.5, "width": 2, "end": 3.5, "title": "Leave", "label": "leave", "inside": False}
    away = {"kind": "dep", "start": 10, "width": 30, "end": 40, "title": "Kastara", "label": "Kastara", "inside": True}
    strip = {
        "ticks": [{"at": 0, "label": "Jun", "minor": False}, {"at": 8.5, "label": "Jul", "minor": True}],
        "today": 48.75,
        "rows": [{"name": "In person", "finding": "Kastara 15 Jun to 13 Jul", "bars": [leave, away]}],
        "table": TABLE,
    }

    drawn = part("_strip", strip=strip)

    assert '<text class="lab" x="3.5%" y="16" dx="5">leave</text>' in drawn
    assert '<text class="on" x="10%" y="16" dx="6">Kastara</text>' in drawn
    assert '<text class="now-t" x="48.75%"' in drawn
    assert "Show as a table" in drawn


def test_validity_draws_no_bar_for_what_is_not_held() -> None:
    held = {"name": "SSAFE", "finding": "SSAFE until 2027", "start": 0, "width": 52, "level": "ready", "text": "2027"}
    missing = {"name": "Medical", "finding": "Medical: missing", "start": 0, "width": 0, "level": "", "text": "Missing"}

    drawn = part("_validity", validity={"ticks": [], "today": 19.5, "rows": [held, missing]})

    assert drawn.count('class="bar-2"') == 1
    assert "Missing</span>" in drawn


def test_progress_polls_until_the_work_has_ended() -> None:
    running = part("_progress", progress={"words": "Row 1", "done": 1200, "total": 20000, "poll_url": "/import/1/"})
    ended = part("_progress", progress={"words": "Done", "done": 20000, "total": 20000, "poll_url": ""})

    assert 'hx-get="/import/1/" hx-trigger="every 1s"' in running
    # No thousands separator: the browser would read 1,200 as nothing.
    assert 'max="20000" value="1200"' in running
    assert "hx-get" not in ended


def test_progress_without_a_known_end_is_indeterminate() -> None:
    assert "value=" not in part("_progress", progress={"words": "Reading", "done": 0, "total": 0, "poll_url": "/x/"})


def test_an_error_interrupts_and_a_success_waits() -> None:
    assert 'role="alert"' in part("_flash", level="blocked", text="Not saved")
    assert 'role="status"' in part("_flash", level="ready", text="Saved")


def test_messages_in_a_fragment_replace_those_of_the_page() -> None:
    said = [SimpleNamespace(level_tag="error", __str__=lambda self: "No")]

    assert 'hx-swap-oob="true"' in part("_messages", messages=said, oob=True)
    assert "hx-swap-oob" not in part("_messages", messages=said)
    assert 'class="flash v-blocked"' in part("_messages", messages=said)


def test_text_from_people_is_never_markup() -> None:
    assert "<script>" not in part("_flash", level="ready", text="<script>alert(1)</script>")
    assert "<script>" not in part("_empty", lead="<script>", text="<script>")
    assert "<script>" not in part("_verdict", level="ready", word="<script>")


def test_the_pager_leaves_out_an_end() -> None:
    drawn = part("_pager", summary="3 rows", newer="", older="?before=7", label="Pages")

    assert 'rel="next" href="?before=7"' in drawn
    assert 'rel="prev"' not in drawn


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_no_template_holds_a_style_or_a_script_of_its_own(template: Path) -> None:
    text = template.read_text()

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b|\son\w+\s*=|hx-on|javascript:", text)
    assert all("src=" in script for script in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize("template", [each for each in TEMPLATES if each.parent.name == "parts"], ids=lambda t: t.name)
def test_every_part_says_what_it_needs(template: Path) -> None:
    text = template.read_text()

    assert text.startswith("{% comment %}")
    assert "ontext" in text.split("{% endcomment %}")[0]


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="(i-[\w-]+)"', (ROOT / "templates/parts/_sprite.html").read_text()))
    named = {icon for each in TEMPLATES for icon in re.findall(r'"#(i-[\w-]+)"', each.read_text())}

    assert named <= sprite


def test_the_light_colours_are_the_same_with_and_without_light_dark() -> None:
    plain = dict(re.findall(r"^  (--[\w-]+): (#\w+);", STYLE, re.MULTILINE))
    both = dict(re.findall(r"^    (--[\w-]+): light-dark\((#\w+),", STYLE, re.MULTILINE))

    assert plain == both
    assert len(plain) > 20


def test_every_colour_that_a_rule_uses_is_a_token() -> None:
    used = set(re.findall(r"var\((--[\w-]+)\)", STYLE))
    known = set(re.findall(r"(--[\w-]+):", STYLE))

    assert used <= known


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PALETTES = {
    name: {token: colours[index] for token, *colours in re.findall(r"(--[\w-]+): light-dark\((#\w+), (#\w+)\)", STYLE)}
    for index, name in enumerate(("light", "dark"))
}


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("ground", ["--canvas", "--surface", "--sunken"])
@pytest.mark.parametrize(
    "text", ["--ink", "--ink-2", "--ink-3", "--accent", "--ready", "--cond", "--late", "--blocked"]
)
def test_text_is_readable_on_every_surface(palette: str, ground: str, text: str) -> None:
    assert contrast(PALETTES[palette][text], PALETTES[palette][ground]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("depth", ["--depth-1", "--depth-2", "--depth-3"])
def test_the_count_is_readable_inside_its_bar(palette: str, depth: str) -> None:
    assert contrast(PALETTES[palette]["--ink"], PALETTES[palette][depth]) >= 4.5
