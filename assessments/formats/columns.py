"""The table of questions that XLSX and CSV share: Turkish headings, English ones accepted. One row, one question.

Each answer has three cells: the answer, what it is worth, and the feedback. What they mean for a kind is in
docs/reference/question-formats.md and on the second sheet of the template.
"""

from collections.abc import Mapping

from common.text import fold

HEADINGS: dict[str, tuple[str, ...]] = {  # the first is written, all are read
    "code": ("Kod", "code", "id"),
    "kind": ("Tür", "kind", "type"),
    "stem": ("Soru", "question", "stem"),
    "text": ("Metin", "text", "passage", "model answer"),
    "right": ("Doğru yanıt", "right answer", "correct"),
    "rationale": ("Gerekçe", "why", "rationale", "explanation"),
    "points": ("Puan", "points"),
    "scheme": ("Puanlama", "marking", "scheme"),
    "category": ("Kategori", "category"),
    "tags": ("Etiketler", "tags"),
    "competency": ("Yetkinlik", "competency"),
    "bloom": ("Düşünme düzeyi", "thinking level", "bloom"),
    "difficulty": ("Güçlük", "difficulty"),
    "agency": ("Kurum", "agency"),
    "lesson": ("Ders", "lesson"),
    "pool": ("Sınavda sorulabilir", "may be drawn", "pool"),
    "picture": ("Görsel", "picture", "image"),
    "alt": ("Görselin metin karşılığı", "text alternative", "alt"),
    "units": ("Birimler", "units"),
}
ANSWER = ("Yanıt", "answer", "option")
WORTH = ("Değer", "value", "worth")
FEEDBACK = ("Geri bildirim", "feedback")
MOST_ANSWERS = 40

KINDS: dict[str, tuple[str, ...]] = {
    "single": ("tek seçmeli", "single choice", "single"),
    "multiple": ("çok seçmeli", "multiple choice", "multiple"),
    "true_false": ("doğru-yanlış", "true or false", "true_false", "true-false"),
    "matching": ("eşleştirme", "matching"),
    "ordering": ("sıralama", "ordering"),
    "gap": ("boşluk doldurma", "gap text", "gap"),
    "numeric": ("sayısal", "numeric"),
    "short": ("kısa yanıt", "short text", "short"),
    "hotspot": ("görselde yer", "place in a picture", "hotspot"),
    "written": ("yazılı yanıt", "written answer", "written"),
}
SCHEMES = {
    "all": ("tümü doğruysa", "all"),
    "partial": ("kısmi", "partial"),
    "penalty": ("yanlış götürür", "penalty"),
}
DIFFICULTIES = {"easy": ("kolay", "easy"), "medium": ("orta", "medium"), "hard": ("zor", "hard")}
BLOOM = {
    "remember": ("hatırlama", "remember"),
    "understand": ("anlama", "understand"),
    "apply": ("uygulama", "apply"),
    "analyse": ("çözümleme", "analyse", "analyze"),
    "evaluate": ("değerlendirme", "evaluate"),
    "create": ("yaratma", "create"),
}
YES, NO = ("evet", "yes", "true", "1", "x"), ("hayır", "no", "false", "0")
TRUE, FALSE = ("doğru", "true", "d", "t"), ("yanlış", "false", "y", "f")
RIGHT = ("x", "doğru", "right", "true", "evet", "yes", "1", "✓")
SHAPES = {"rect": ("dikdörtgen", "rect", "rectangle"), "circle": ("daire", "circle"), "poly": ("çokgen", "poly")}


def named(text: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """The key one of whose names this is, whatever its capitals and accents."""
    wanted = fold(" ".join(text.split()))
    return next((key for key, words in names.items() if wanted in map(fold, (key, *words))), None)


def is_one_of(text: str, words: tuple[str, ...]) -> bool:
    return fold(text.strip()) in map(fold, words)
