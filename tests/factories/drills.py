"""The sample drill as a question: in Turkish, and translated by wagtail-localize as a translator would."""

import tomllib
from pathlib import Path
from typing import Any

from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from assessments import kinds
from assessments.domain import Change, save_response
from assessments.models import Attempt, Question
from tests.factories.assessments import QuestionFactory, locale, publish, published_quiz

SAMPLE = Path(__file__).resolve().parents[1] / "sample" / "drills"
SHARED = ("to", "worth")


def sample(language: str = "tr") -> dict[str, Any]:
    return tomllib.loads((SAMPLE / f"terminal.{language}.toml").read_text(encoding="utf-8"))["item"][0]


def parts_of(item: dict[str, Any]) -> list[dict[str, Any]]:
    """Raw StreamField data of a drill written in TOML; ids are the names there."""
    scenes = [
        {"type": "scene", "id": f"scene-{scene['name']}", "value": {**scene, "decisions": decisions_of(scene)}}
        for scene in item["scene"]
    ]
    endings = [{"type": "ending", "id": f"end-{each['name']}", "value": dict(each)} for each in item["ending"]]
    return scenes + endings


def decisions_of(scene: dict[str, Any]) -> list[dict[str, Any]]:
    return [listed(f"{scene['name']}-{name}", {**value, "indicators": indicators_of(scene, name)})
            for name, value in scene["decisions"].items()]  # fmt: skip


def indicators_of(scene: dict[str, Any], name: str) -> list[dict[str, Any]]:
    texts = scene["decisions"][name].get("indicators", [])
    return [listed(f"{scene['name']}-{name}-i{place}", text) for place, text in enumerate(texts, start=1)]


def listed(item_id: str, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": item_id, "value": value}


def drill_fields(**fields: Any) -> dict[str, Any]:
    item = sample()
    own = {name: item[name] for name in ("stem", "rationale", "points")}
    return {"kind": "drill", "code": "otogar", "parts": parts_of(item), **own, **fields}


def published_drill(**fields: Any) -> Question:
    return publish(QuestionFactory(**drill_fields(**fields)))


def drill_quiz(**fields: Any) -> Any:
    """A quiz that asks the sample drill only, each attempt shuffling its decisions."""
    quiz = published_quiz(questions=0, draw=1, attempts=0, **fields)
    published_drill()
    return quiz


def translated(question: Question, words: dict[str, str], language: str = "en") -> Question:
    """Published in `language` through wagtail-localize; `words` maps the words of the source to the translator's."""
    source, _created = TranslationSource.get_or_create_from_instance(question)
    translation = Translation.objects.create(source=source, target_locale=locale(language))
    for segment in source.stringsegment_set.select_related("string"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=words[segment.string.data.replace("<br/>", "\n")].replace("\n", "<br/>"),
        )
    translation.save_target(publish=False)  # publishing would wait for the end of the transaction
    target = question.get_translation(translation.target_locale)
    target.get_latest_revision().publish()
    target.refresh_from_db()
    return target


def words(source: Any, target: Any) -> dict[str, str]:
    """Pairs of the same place in two files."""
    if isinstance(source, dict):
        pairs = [words(value, target[key]) for key, value in source.items() if key in target]
    elif isinstance(source, list):
        pairs = [words(one, other) for one, other in zip(source, target, strict=True)]
    else:
        return {source.strip(): target.strip()} if isinstance(source, str) else {}
    return {key: value for pair in pairs for key, value in pair.items()}


def decide(attempt: Attempt, step: int, choice: int, confidence: int = 3, **change: Any) -> Any:
    """One step of the only item, by the place shown."""
    fields = {"step": [str(step)], "choice": [str(choice)], "confidence": [str(confidence)]}
    return save_response(attempt=attempt, change=Change(position=1, fields=fields, **change), language="tr")


def place(attempt: Attempt, option: str) -> int:
    """Where this attempt shows an option within its scene."""
    item = attempt.items.select_related("question_version").get(position=1)
    scenes = item.question_version.structure["scenes"]
    own = next(scene["options"] for scene in scenes if option in scene["options"])
    return [each for each in item.option_order if each in own].index(option) + 1


def steps_of(attempt: Attempt) -> list[dict[str, list[str]]]:
    item = attempt.items.select_related("question_version").get(position=1)
    version = item.question_version
    return kinds.get("drill").steps(kinds.Question(version.structure, version.key), item.option_order)
