"""The drawing of a referral path: lines that fit, branches in order, the other way round for Arabic."""

import re

import pytest

from courses.diagrams import WIDTH, Step, draw_path, grouped, width_of, wrap

pytestmark = pytest.mark.once
STEPS = [
    Step("", "Devriye", "Kişiyi güvenli yere alır", "hemen"),
    Step("Kişi çocuksa", "Çocuk birimi", "Çocuğu karşılar", "hemen"),
    Step("Kişi çocuksa", "Sosyal hizmet", "Barınma yeri bulur", ""),
    Step("Can güvenliği tehlikedeyse", "Devriye", "112’yi arar", "hemen"),
    Step("", "Uzman birim", "Kararını yazar", "24 saat"),
]


def boxes(drawing: str) -> list[tuple[float, float, float, float]]:
    """x, y, width, height of each, from the top."""
    found = re.findall(r'<rect [^>]*x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', drawing)
    return [(float(x), float(y), float(width), float(height)) for x, y, width, height in found]


def test_steps_under_the_same_words_are_one_branch() -> None:
    assert [(group.condition, len(group.steps)) for group in grouped(STEPS)] == [
        ("", 1),
        ("Kişi çocuksa", 2),
        ("Can güvenliği tehlikedeyse", 1),
        ("", 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kısa",
        "Sığınma başvurusunu kayda alır ve yazılı belge verir " * 4,
        "Muvaffakiyetsizleştiricileştiriverebilenler",
    ],
)
def test_every_line_fits_and_nothing_is_lost(text: str) -> None:
    lines = wrap(text, 200)

    assert max(map(width_of, lines)) <= 200
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("right_to_left", [False, True])
def test_everything_is_inside_the_drawing_and_boxes_do_not_overlap(right_to_left: bool) -> None:
    drawing = draw_path(STEPS, right_to_left=right_to_left)
    found = boxes(drawing.shapes)

    assert len(found) == 7  # five steps, two conditions
    assert all(x >= 0 and x + width <= WIDTH and y + height <= drawing.height for x, y, width, height in found)
    tops, ends = [y for _x, y, _width, _height in found], [y + height for _x, y, _width, height in found]
    assert all(top >= end - 0.2 for end, top in zip(ends, tops[1:], strict=False))


def test_arabic_is_the_mirror_image() -> None:
    left, right = draw_path(STEPS), draw_path(STEPS, right_to_left=True)

    assert left.height == right.height
    assert [round(WIDTH - x - width, 1) for x, _y, width, _height in boxes(left.shapes)] == [
        x for x, _y, _width, _height in boxes(right.shapes)
    ]


def test_what_an_author_types_is_text() -> None:
    drawing = draw_path([Step("", "<script>alert(1)</script>", 'a" onload="x', ""), STEPS[0]])

    assert "<script" not in drawing.shapes
    assert 'a" onload' not in drawing.shapes


def test_a_path_that_begins_with_a_branch_is_drawn() -> None:
    assert draw_path(STEPS[1:]).height > 100
