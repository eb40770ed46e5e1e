"""A question of a file as an officer would meet it, before anything is stored."""

from base64 import b64encode
from io import BytesIO
from typing import Any

from PIL import Image as Pixels

from assessments import kinds
from assessments.domain.import_parts import NewImage
from assessments.domain.import_plans import Step

SHOWN = 900  # pixels of the longer side of a picture that is not in the library yet


def look(step: Step) -> dict[str, Any]:
    """Contexts for the form (`ask`) and, answered rightly, the review (`review`)."""
    kind, draft = kinds.get(step.item.kind), step.draft
    frozen = kinds.Question(kind.structure(draft), kind.key(draft))
    order, words = kind.order(frozen.structure, None), kind.words(draft)
    answer = kinds.walk(kind, frozen, order)
    ask = kind.ask(frozen.structure, order, words, {})
    review = kind.review(frozen, order, words, kind.feedback(draft), answer)
    if isinstance(step.image, NewImage):
        ask["src"] = review["src"] = _data_address(step.image)
    return {"kind": kind, "ask": ask, "review": review, "item": step.item}


def _data_address(image: NewImage) -> str:
    out = BytesIO()
    with Pixels.open(BytesIO(image.picture.data), formats=["PNG"]) as pixels:
        pixels.thumbnail((SHOWN, SHOWN))
        pixels.convert("RGB").save(out, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{b64encode(out.getvalue()).decode()}"
