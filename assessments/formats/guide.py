"""The sheet that explains the table of questions, in the language of who fills it in."""

from django.utils.translation import gettext as _


def guide() -> list[tuple[str, str]]:
    """(topic, what it is), with a heading."""
    return [
        (_("Topic"), _("What it is")),
        (
            _("How to fill it in"),
            _(
                "Each row of the sheet “Sorular” is one question. An empty cell means that the piece is empty. "
                "Headings and words may be Turkish or English."
            ),
        ),
        (
            _("Kod (code)"),
            _(
                "Unique in the bank and stable, for example c1-q01. Letters, digits and hyphens; at most 40 "
                "characters. A question with the same code is updated."
            ),
        ),
        (
            _("Tür (kind)"),
            _(
                "single choice · multiple choice · true or false · matching · ordering · gap text · numeric · "
                "short text · place in a picture · written answer"
            ),
        ),
        (_("Soru (question)"), _("The words of the question. Plain text; formatting is not taken.")),
        (_("Gerekçe (why)"), _("Shown after the answer has been marked. Required to publish.")),
        (
            _("Puanlama (marking)"),
            _("all (all or nothing) · partial (each right part counts) · penalty (each wrong part takes one back)"),
        ),
        (
            _("Single choice, multiple choice"),
            _(
                "Yanıt (answer): the option. Değer (value): x at a right option. Geri bildirim (feedback): what "
                "is said to who chooses it."
            ),
        ),
        (_("True or false"), _("Write true or false into the column “Doğru yanıt” (right answer).")),
        (
            _("Matching"),
            _(
                "Yanıt (answer): the left side. Değer (value): what belongs to it. A row with no answer and a "
                "value is a distractor."
            ),
        ),
        (_("Ordering"), _("Yanıt (answer): the steps in their right order.")),
        (
            _("Gap text"),
            _(
                "Metin (text): the text with [1], [2] … in it. Yanıt 1 (answer 1): what is accepted in the first "
                "gap, each on a line of its own (Alt+Enter)."
            ),
        ),
        (
            _("Numeric"),
            _(
                "Yanıt (answer): the right number. Değer (value): ± tolerance, and after it a percentage of the "
                "points if you wish, for example 2 %50. Birimler (units): on each line “day = 1”, “week = 7”."
            ),
        ),
        (
            _("Short text"),
            _(
                "Yanıt (answer): text that is accepted (* stands for any text). Değer (value): percentage of the "
                "points, for example %50; add “exact” if letters must match exactly."
            ),
        ),
        (
            _("Place in a picture"),
            _(
                "Görsel (picture): its name in the library. Yanıt (answer): the name of the place. Değer (value): "
                "x if it is right, then shape and position in thousandths: x rectangle 100, 200, 300, 50."
            ),
        ),
        (
            _("Written answer"),
            _(
                "Yanıt (answer): a criterion. Değer (value): its points. Geri bildirim (feedback): a note that "
                "guides the marker. Metin (text): the model answer."
            ),
        ),
        (
            _("Kategori (category)"),
            _("With > between names: Basics > Indicators. A category that does not exist is made."),
        ),
        (_("Etiketler (tags)"), _("With commas between them.")),
        (_("What is not taken"), _("Formulas, macros and .xlsm files; paste formulas as values.")),
    ]
