import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, ClassVar

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from assessments.kinds.base import Answer, Blocks, Draft, Key, Question, Structure
from assessments.kinds.choosing import ChoiceKind
from assessments.kinds.registry import register
from assessments.kinds.texts import SharedCharBlock

SCALE = 1000  # coordinates are thousandths of the width and of the height
SHAPES = {"rect": 4, "circle": 3}  # how many numbers each takes; a polygon takes three or more pairs
RENDITION = "max-1200x1200"  # enough for a wide screen, small for a slow link, and without what a camera writes
FOLDER = "images/questions"  # below what the server hands to anybody
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class SharedImageBlock(ImageChooserBlock):
    """The same picture in every language: another would not have its places where the key has them."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        return value


class PictureBlock(blocks.StructBlock):
    image = SharedImageBlock(label=gettext_lazy("picture"))
    alt = blocks.CharBlock(
        label=gettext_lazy("text alternative"),
        max_length=600,
        help_text=gettext_lazy("What the picture shows, for those who do not see it; without the answer."),
    )

    class Meta:
        icon = "image"
        label = gettext_lazy("Picture")
        group = gettext_lazy("Hotspot")


class RegionBlock(blocks.StructBlock):
    """A place in the picture that may be chosen. Its name lets people answer who do not see or do not point."""

    label = blocks.CharBlock(label=gettext_lazy("name of the place"), max_length=200)
    shape = blocks.ChoiceBlock(
        label=gettext_lazy("shape"),
        choices=[
            ("rect", gettext_lazy("rectangle")),
            ("circle", gettext_lazy("circle")),
            ("poly", gettext_lazy("polygon")),
        ],
        default="rect",
    )
    coords = SharedCharBlock(
        label=gettext_lazy("position"),
        max_length=300,
        help_text=gettext_lazy(
            "Thousandths of the picture from its top left corner. Rectangle: x, y, width, height. "
            "Circle: x, y, radius. Polygon: x, y, x, y, …"
        ),
    )
    correct = blocks.BooleanBlock(label=gettext_lazy("right answer"), required=False)
    feedback = blocks.CharBlock(label=gettext_lazy("feedback for those who choose it"), required=False, max_length=600)

    class Meta:
        icon = "view"
        label = gettext_lazy("Place in the picture")
        group = gettext_lazy("Hotspot")


@register
class Hotspot(ChoiceKind):
    """Places in a picture to choose; each has a letter in the picture and a name beside it.

    Structure `{"points", "options": [id], "most": 1|null, "image": {"name", "width", "height"}, "shapes": {id:
    {"shape", "coords": [thousandths]}}}`; the rest is as in ChoiceKind. Publishing copies the picture under a name
    that is its content, so that replacing it in the library changes no attempt.
    """

    name = "hotspot"
    label = gettext_lazy("place in a picture")
    hint = gettext_lazy("Choose in the picture or in the list below it.")
    shuffles = False
    input_type = "radio"
    uses = ("points", "scheme")
    blocks: ClassVar[Blocks] = (("picture", PictureBlock()), ("region", RegionBlock()))

    def problem(self, draft: Draft) -> str | None:
        pictures, regions = draft.of("picture"), draft.of("region")
        if len(pictures) != 1 or pictures[0].value["image"] is None:
            return _("A question on a picture needs one picture.")
        if not 2 <= len(regions) <= len(LETTERS) or not self.key(draft)["right"]:
            return _("A question on a picture needs at least two places, one or more of them right.")
        for part in regions:
            if not coordinates(part.value["shape"], part.value["coords"]):
                return _(
                    "The position of “%(label)s” cannot be read. Rectangle: x, y, width, height. Circle: x, y, radius. "
                    "Polygon: three or more pairs. Numbers from 0 to 1000."
                ) % {"label": part.value["label"]}
        return None

    def structure(self, draft: Draft) -> Structure:
        regions = draft.of("region")
        image = draft.of("picture")[0].value["image"].get_rendition(RENDITION)
        return {
            "points": draft.points,
            "options": [part.id for part in regions],
            "most": 1 if len(self.key(draft)["right"]) == 1 else None,
            "image": {"name": image.file.name, "width": image.width, "height": image.height},
            "shapes": {
                part.id: {
                    "shape": part.value["shape"],
                    "coords": coordinates(part.value["shape"], part.value["coords"]),
                }
                for part in regions
            },
        }

    def key(self, draft: Draft) -> Key:
        right = [part.id for part in draft.of("region") if part.value.get("correct")]
        return {"right": right, "scheme": draft.scheme}

    def words(self, draft: Draft) -> dict[str, str]:
        labels = {part.id: part.value["label"] for part in draft.of("region")}
        pictures = draft.of("picture")
        return {**labels, "picture": pictures[0].value["alt"]} if pictures else labels

    def feedback(self, draft: Draft) -> dict[str, str]:
        return {part.id: part.value["feedback"] for part in draft.of("region") if part.value.get("feedback")}

    def keep(self, structure: Structure, draft: Draft) -> Structure:
        image = draft.of("picture")[0].value["image"]
        rendition = image.get_rendition(RENDITION)
        name = f"{FOLDER}/{image.get_file_hash()}{PurePath(rendition.file.name).suffix.lower()}"
        if not default_storage.exists(name):
            with rendition.file.open("rb") as file:
                default_storage.save(name, file)
        return {**structure, "image": {**structure["image"], "name": name}}

    def ask(
        self, structure: Structure, order: Sequence[str], words: Mapping[str, str], answer: Answer
    ) -> dict[str, Any]:
        asked = super().ask(structure, order, words, answer)
        asked["input_type"] = "radio" if structure["most"] == 1 else "checkbox"
        picture = _picture(structure, order, words)
        for place, option in zip(picture["places"], asked["options"], strict=True):
            place["chosen"] = option["chosen"]
        return {**asked, **picture, "options": _lettered(asked["options"])}

    def review(
        self,
        question: Question,
        order: Sequence[str],
        words: Mapping[str, str],
        feedback: Mapping[str, str],
        answer: Answer,
    ) -> dict[str, Any]:
        review = super().review(question, order, words, feedback, answer)
        options = _lettered(review["options"])
        picture = _picture(question.structure, order, words)
        for place, option in zip(picture["places"], options, strict=True):
            place |= {"chosen": option["chosen"], "right": option["right"]}
        return {**review, **picture, "options": options}


def coordinates(shape: str, text: str) -> list[int]:
    """The numbers of a position, each from 0 to 1000; empty when they do not make the shape."""
    pieces = [piece for piece in re.split(r"[\s,;]+", text.strip()) if piece]
    if not all(re.fullmatch(r"[0-9]{1,4}", piece) and int(piece) <= SCALE for piece in pieces):
        return []
    found = [int(piece) for piece in pieces]
    fits = len(found) == SHAPES[shape] if shape in SHAPES else len(found) >= 6 and len(found) % 2 == 0
    return found if fits else []


def _lettered(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**option, "letter": letter} for option, letter in zip(options, LETTERS, strict=False)]


def _picture(structure: Structure, order: Sequence[str], words: Mapping[str, str]) -> dict[str, Any]:
    """What the drawing needs: the picture and its places in pixels of the picture."""
    image = structure["image"]
    width, height = image["width"], image["height"]
    pin = max(8, round(width / 30))  # radius of the letter's disc
    places: list[dict[str, Any]] = [
        {"letter": letter, "place": place, **_drawn(structure["shapes"][region], width, height)}
        for place, (region, letter) in enumerate(zip(order, LETTERS, strict=False), start=1)
    ]
    for place in places:
        place["pin_x"] = min(max(place["pin_x"], pin), width - pin)
        place["pin_y"] = min(max(place["pin_y"], pin), height - pin)
    return {
        "src": default_storage.url(image["name"]),
        "width": width,
        "height": height,
        "alt": words.get("picture", ""),
        "places": places,
        "pin": pin,
    }


def _drawn(region: dict[str, Any], width: int, height: int) -> dict[str, Any]:
    """A shape in pixels of the picture, and where on its edge the letter goes, so that it hides nothing inside."""

    def across(n: int) -> int:
        return round(n * width / SCALE)

    def down(n: int) -> int:
        return round(n * height / SCALE)

    coords = region["coords"]
    if region["shape"] == "rect":
        x, y, w, h = across(coords[0]), down(coords[1]), across(coords[2]), down(coords[3])
        return {"shape": "rect", "x": x, "y": y, "width": w, "height": h, "pin_x": x, "pin_y": y}
    if region["shape"] == "circle":
        x, y, r = across(coords[0]), down(coords[1]), across(coords[2])
        return {"shape": "circle", "cx": x, "cy": y, "r": r, "pin_x": x, "pin_y": y - r}
    xs, ys = [across(n) for n in coords[::2]], [down(n) for n in coords[1::2]]
    points = " ".join(f"{x},{y}" for x, y in zip(xs, ys, strict=True))
    return {"shape": "poly", "points": points, "pin_x": xs[0], "pin_y": ys[0]}
