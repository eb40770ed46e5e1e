"""One example of every kind of question, as its author would have it: Turkish, small, with feedback."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Picture
from PIL import ImageDraw
from wagtail.images import get_image_model

Parts = list[dict[str, Any]]

HIDDEN = "kanarya"  # in whatever nobody may see before marking
NUMBER = {"tolerance": "0", "percent": 100}
ACCEPTED = {"percent": 100, "exact": False, "feedback": f"{HIDDEN}-geri"}


def part(part_id: str, block_type: str, **value: Any) -> dict[str, Any]:
    return {"id": part_id, "type": block_type, "value": value}


def picture(title: str = "Servis aracı", size: tuple[int, int] = (640, 400)) -> Any:
    """A drawing in the image library: a van at a roadside, plain enough to look at."""
    drawn = Picture.new("RGB", size, "#cfe3ea")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 300, 640, 400), fill="#7d868c")
    pen.rectangle((90, 130, 430, 310), fill="#f4f4f0", outline="#33424a", width=3)
    for left in (110, 220, 330):
        pen.rectangle((left, 150, left + 85, 215), fill="#56707e")
    pen.ellipse((130, 280, 190, 340), fill="#222")
    pen.ellipse((330, 280, 390, 340), fill="#222")
    pen.rectangle((490, 170, 590, 310), fill="#b88a5a")
    file = BytesIO()
    drawn.save(file, "PNG")
    file.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(file, name="arac.png"))


def choices(*right: int) -> Parts:
    texts = ("Kimliği başkasında", "Evi uzakta", "Borcu hiç bitmiyor", "Vardiyada çalışıyor")
    return [
        part(f"o{place}", "option", text=text, correct=place in right, feedback=f"{HIDDEN}-{place}")
        for place, text in enumerate(texts, start=1)
    ]


def single() -> Parts:
    return choices(3)


def multiple() -> Parts:
    return choices(1, 3)


def true_false() -> Parts:
    return []


def matching() -> Parts:
    return [
        part("p1", "pair", prompt="Sınır dışı edilme tehdidi", match="Araç"),
        part("p2", "pair", prompt="Borçla bağlama", match="Araç"),
        part("p3", "pair", prompt="Evde zorla çalıştırma", match="Amaç"),
        part("p4", "distractor", match="Fiil"),
    ]


def ordering() -> Parts:
    texts = ("Güvenli bir yere alırım", "Tercüman çağırırım", "Ayrı ayrı konuşurum", "İl Göç İdaresine haber veririm")
    return [part(f"s{9 - place}", "step", text=text) for place, text in enumerate(texts)]


def gap() -> Parts:
    accepted = (["fiil", "act"], ["araç*", "means"])
    return [
        part("t1", "passage", text="Yetişkinde üç unsur aranır: [1], [2] ve amaç."),
        *(
            part(
                f"g{place}",
                "gap",
                accepted=[
                    {"type": "item", "value": word, "id": f"g{place}-{number}"} for number, word in enumerate(words)
                ],
            )
            for place, words in enumerate(accepted, start=1)
        ),
    ]


def numeric() -> Parts:
    return [
        part("n1", "number", **NUMBER | {"value": "90"}),
        part("n2", "number", **NUMBER | {"value": "90", "tolerance": "5", "percent": 50}),
        part("u1", "unit", name="gün", factor="1"),
        part("u2", "unit", name="hafta", factor="7"),
        part("u3", "unit", name="yıl", factor="0"),
    ]


def short() -> Parts:
    return [
        part("a1", "accepted", **ACCEPTED | {"text": "İl Göç İdaresi*"}),
        part("a2", "accepted", **ACCEPTED | {"text": "*göç*", "percent": 50}),
    ]


def region(number: int, label: str, shape: str, coords: str, *, correct: bool = False) -> dict[str, Any]:
    feedback = f"{HIDDEN}-{number}" if correct else ""
    return part(f"r{number}", "region", label=label, shape=shape, coords=coords, correct=correct, feedback=feedback)


def hotspot() -> Parts:
    return [
        part("i1", "picture", image=picture().pk, alt="Yol kenarında beyaz bir minibüs, arkasında bir kulübe."),
        region(1, "Perdeli arka cam", "rect", "510 370 140 170", correct=True),
        region(2, "Ön teker", "circle", "250, 775, 50"),
        region(3, "Kulübe", "poly", "765,425 920,425 920,775 765,775"),
    ]


def written() -> Parts:
    return [
        part("c1", "criterion", text="Güvenliği öne alır", points=2, guidance=f"{HIDDEN}-yol"),
        part("c2", "criterion", text="Ayrı konuşur", points=3, guidance=""),
        part("m1", "model_answer", text=f"{HIDDEN}: önce güvenli bir yere alırım."),
    ]


STEMS = {
    "single": "Hangisi güçlü bir işarettir?",
    "multiple": "Hangileri güçlü işaretlerdir?",
    "true_false": "Kurbanın rızası suçu ortadan kaldırmaz.",
    "matching": "Her satır hangi unsura girer?",
    "ordering": "İlk saatte ne hangi sırayla yapılır?",
    "gap": "Tanımı tamamlayın.",
    "numeric": "Düşünme süresi en az ne kadardır?",
    "short": "Kimliklendirmeyi hangi kurum yapar?",
    "hotspot": "Önce neye bakarsınız?",
    "written": "İlk on dakikada ne yaparsınız, neden?",
}
EXAMPLES: dict[str, Callable[[], Parts]] = {
    function.__name__: function
    for function in (single, multiple, true_false, matching, ordering, gap, numeric, short, hotspot, written)
}


def example(kind: str, **fields: Any) -> dict[str, Any]:
    """Fields of a question of this kind, for QuestionFactory. Needs a database for the picture of a hotspot."""
    own = {
        "kind": kind,
        "code": kind.replace("_", "-"),
        "stem": STEMS[kind],
        "parts": EXAMPLES[kind](),
        "answer_is_true": True,
        "rationale": f"{HIDDEN}-neden",
    }
    return own | fields
