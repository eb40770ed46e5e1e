"""What blocks that point at something else show in the block chooser: objects made up for it and never saved."""

from datetime import date
from typing import Any

from courses.blocks.rich import PROSE_PREVIEW

CARD = {
    "title": "İlk on dakika",
    "steps": ("Ayırın, güvenli yere alın.", "Su verin, çevirmen çağırın.", "157’yi arayın."),
}


def law() -> dict[str, Any]:
    from courses.models import LegalSource  # the models are made of these blocks

    source = LegalSource(
        citation="TCK madde 80",
        summary="İnsan ticaretinde üç unsur aranır: fiil, araç, amaç.",
        source="mevzuat.gov.tr",
        checked_on=date(2026, 11, 1),
        status=LegalSource.Status.CONFIRMED,
    )
    return {"source": source, "note": "<p>Her unsuru ayrı ayrı tutanağa yazın.</p>"}


def question() -> Any:
    from assessments.models.question import Question

    parts: Any = Question._meta.get_field("parts")
    texts = [("Kişiyi ayrı bir yere alırım.", True), ("Kimliğini şoförden alıp giderim.", False)]
    options = parts.stream_block.normalize(
        [("option", {"text": text, "correct": right, "feedback": ""}) for text, right in texts]
    )
    for number, option in enumerate(options):
        option.id = f"option-{number}"
    return Question(
        code="sample",
        kind="single",
        stem="Yolcunun pasaportu şoförde. İlk işiniz nedir?",
        rationale="Önce güvenlik ve ayırma gelir.",
        parts=options,
    )


def check() -> dict[str, Any]:
    return {"question": question()}


def scenario() -> dict[str, Any]:
    part = {
        "agency": "police",
        "title": "Otogar",
        "situation": "<p>Gece yarısı dört yolcu iniyor; dört pasaport bir kişide.</p>",
        "decisions": [{"before": "", "question": question()}],
        "model": PROSE_PREVIEW,
        "trap": "<p>Herkesi bir arada dinlemek.</p>",
    }
    return {"title": "Gece seferi", "parts": [part]}
