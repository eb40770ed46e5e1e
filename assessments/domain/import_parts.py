"""Parts of a question from a file: checked by the blocks of its kind, and given the ids that attempts know them by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.images.models import Image

from assessments import kinds
from assessments.formats import Item, Picture, Unreadable
from assessments.formats.neutral import Piece, plain
from assessments.formats.qti_items import pixels


@dataclass(frozen=True)
class NewImage:
    """Stands for a picture that is not in the library yet: enough to see the question in a dry run."""

    picture: Picture

    @property
    def file(self) -> "NewImage":
        return self

    @property
    def name(self) -> str:
        return f"questions/{self.picture.digest}.png"

    @property
    def width(self) -> int:
        return self.picture.width

    @property
    def height(self) -> int:
        return self.picture.height


def check(item: Item) -> list[str]:
    """What the blocks of the kind object to, in words; [] when nothing."""
    blocks = dict(kinds.get(item.kind).blocks)
    found = []
    for type_name, value in item.parts:
        for name, block in blocks[type_name].child_blocks.items():
            each = value.get(name)
            if isinstance(each, Picture):
                continue
            try:
                for one in each if isinstance(each, list) else [each]:
                    (block.child_block if isinstance(each, list) else block).clean(one)
            except ValidationError as error:
                found.append(f"{blocks[type_name].label} – {block.label}: {' '.join(error.messages)}")
    return list(dict.fromkeys(found))


def image_for(picture: Picture, images: Mapping[str, Image]) -> Image | NewImage:
    """The picture of the library that this one is, or a stand-in for a new one. `images`: by digest, known already.

    Raises Unreadable when a table names a picture that is not there.
    """
    if picture.digest in images:
        return images[picture.digest]
    if picture.data:
        return NewImage(picture)
    found = list(Image.objects.filter(title=picture.name)[:2]) or list(Image.objects.filter(file_hash=picture.name)[:1])
    if len(found) != 1:
        raise Unreadable(
            _("The picture library holds no picture, or more than one, with the title “%(name)s”.")
            % {"name": picture.name[:80]}
        )
    return found[0]


def stored_image(image: Image | NewImage, by: Any) -> Image:
    """A picture of the library; a new one is put there."""
    if not isinstance(image, NewImage):
        return image
    made = Image(title=image.picture.name[:200] or "picture", uploaded_by_user=by)
    made.file = ContentFile(image.picture.data, name=f"{image.picture.digest[:16]}.png")
    made._set_image_file_metadata()
    made.save()
    return made


def with_ids(pieces: Sequence[Piece], old: Sequence[tuple[str, Piece]], *, by_place: bool) -> list[tuple[str, Piece]]:
    """Each part with the id of the old part it continues: the one that says the same, else the next left of its type.

    `by_place`, for translations, whose words never say the same: only the order counts.
    """
    left = list(old)
    found: list[str | None] = [None] * len(pieces)
    for alike in (False, True) if not by_place else (True,):
        for place, (name, value) in enumerate(pieces):
            if found[place] is None:
                same = next((o for o in left if o[1][0] == name and (alike or plain(o[1][1]) == plain(value))), None)
                if same is not None:
                    found[place] = same[0]
                    left.remove(same)
    return [(known or str(uuid4()), piece) for known, piece in zip(found, pieces, strict=True)]


def keep_positions(parts: Sequence[Piece], old: Sequence[Piece]) -> tuple[Piece, ...]:
    """Positions in pixels are coarser than ours: a place that lies on the same pixels keeps the position it had."""
    picture = next((value["image"] for name, value in parts if name == "picture"), None)
    before = [value for name, value in old if name == "region"]
    kept: list[Piece] = []
    for name, value in parts:
        if name == "region" and before and picture is not None and picture.width:
            was = before.pop(0)
            same = was["shape"] == value["shape"] and _pixels(was, picture) == _pixels(value, picture)
            value = {**value, "coords": was["coords"]} if same else value
        kept.append((name, value))
    return tuple(kept)


def _pixels(region: Mapping[str, Any], picture: Picture) -> str:
    try:
        return pixels(region["shape"], region["coords"], picture)
    except IndexError:
        return ""


def draft_of(item: Item, ids: Sequence[tuple[str, Piece]], image: Any) -> kinds.Draft:
    """What the kinds work on, without anything saved."""
    parts = tuple(kinds.Part(known, name, _block_value(value, image)) for known, (name, value) in ids)
    get = item.get
    return kinds.Draft(parts=parts, points=get("points"), scheme=get("scheme"), is_true=get("answer_is_true"))


def _block_value(value: Mapping[str, Any], image: Any) -> dict[str, Any]:
    made = {}
    for name, each in value.items():
        if isinstance(each, Picture):
            made[name] = image
        elif isinstance(each, list):
            made[name] = [{"id": str(place), "value": one} for place, one in enumerate(each)]
        else:
            made[name] = each
    return made


def raw_parts(ids: Sequence[tuple[str, Piece]], image: Image | None) -> list[dict[str, Any]]:
    """For the StreamField."""
    return [{"id": known, "type": name, "value": _raw(value, image)} for known, (name, value) in ids]


def _raw(value: Mapping[str, Any], image: Image | None) -> dict[str, Any]:
    made = {}
    for name, each in value.items():
        if isinstance(each, Picture):
            made[name] = image.pk if image else None
        elif isinstance(each, list):
            made[name] = [{"id": str(uuid4()), "type": "item", "value": one} for one in each]
        else:
            made[name] = plain(each)
    return made
