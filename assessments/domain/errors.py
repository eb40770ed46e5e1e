"""Why something cannot be done, in words for the officer who asked. `str(error)` is in the active language."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments import kinds


class Refusal(Exception):
    """`message` may name `%(when)s`, a moment shown in local time."""

    message: str | Promise = ""

    def __init__(self, when: datetime | None = None) -> None:
        super().__init__()
        self.when = when

    def __str__(self) -> str:
        shown = date_format(timezone.localtime(self.when), "DATETIME_FORMAT") if self.when else ""
        return str(self.message) % {"when": shown}


class AttemptRefused(Refusal):
    """An attempt cannot be begun."""


class AnswerRefused(Refusal):
    """An answer cannot be taken. Nothing was changed; what was saved before stays."""


class QuizNotPublished(AttemptRefused):
    message = _("This quiz is not published.")


class QuizNotOpenYet(AttemptRefused):
    message = _("This quiz opens on %(when)s.")


class QuizClosed(AttemptRefused, AnswerRefused):
    message = _("This quiz closed on %(when)s. Answers saved until then are kept.")


class TimeUp(AnswerRefused):
    message = _("The time for this attempt was up at %(when)s. Answers saved until then are kept.")


class NoAttemptsLeft(AttemptRefused):
    message = _("You have used all attempts at this quiz.")


class TooSoon(AttemptRefused):
    message = _("There is a waiting time between attempts. You may begin the next one on %(when)s.")


class CodeNeeded(AttemptRefused):
    message = _("This quiz begins with a code that the supervisor gives. Enter it and try again.")


class WrongCode(AttemptRefused):
    message = _("This is not the supervisor’s code. Ask for it and try again.")


class EmptyBank(AttemptRefused):
    message = _("This quiz has no questions yet. Please tell your coordinator.")


class NotDrawn(AnswerRefused):
    message = _("This answer does not belong to a question you were asked. Nothing was changed.")


class AlreadySubmitted(AnswerRefused):
    message = _("You have already submitted this attempt, so its answers can no longer be changed.")


class OwnAnswer(AnswerRefused):
    message = _("Nobody marks an answer of their own. Leave it to another trainer.")


class MarkedMeanwhile(AnswerRefused):
    message = _("Somebody else marked this answer while you had it open. Look at that mark before you give another.")


class ReasonMissing(AnswerRefused):
    message = _("Say why the mark is given anew. The reason is kept with it.")


class AnswerFinal(AnswerRefused):
    message = _(
        "In practice the first answer stands, because what was right is shown at once. Go on to the next question."
    )


class NotAnswered(AnswerRefused):
    message = _("Choose an answer first.")


class SubmittedByTime(AlreadySubmitted):
    message = _("The time was up, and this attempt was submitted for you. Its answers can no longer be changed.")


class StepRefused(AnswerRefused):
    """A step of a question that is answered step by step; the officer goes on where the question stands."""


class StepIncomplete(StepRefused):
    message = _("Choose a decision and say how sure you are. Nothing was decided yet.")


class StepTaken(StepRefused):
    message = _("This step was already decided, here or on another device. It stands; go on from here.")


class StepByStep(AnswerRefused):
    message = _("This question is answered step by step and needs a connection. Open it again when you have one.")


class KeyUsed(AnswerRefused):
    message = _("This change carries the key of another answer, which is kept. Send it again with a key of its own.")


STEPS = {kinds.StepIncomplete: StepIncomplete, kinds.StepTaken: StepTaken}


def refusal_of(error: kinds.InvalidAnswer) -> AnswerRefused:
    """What an officer is told of an answer that a kind of question cannot read."""
    return STEPS.get(type(error), NotDrawn)()
