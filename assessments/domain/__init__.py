"""What may happen to quizzes, attempts and checks. Use only these names from outside."""

from assessments.domain.checks import answer_check
from assessments.domain.errors import (
    AlreadySubmitted,
    AnswerRefused,
    AttemptRefused,
    EmptyBank,
    NoAttemptsLeft,
    NotAnswered,
    NotDrawn,
    QuizClosed,
    QuizNotOpenYet,
    QuizNotPublished,
    TimeUp,
)
from assessments.domain.marking import correct_mark, mark_by_person, submit
from assessments.domain.publishing import freeze_question, freeze_quiz
from assessments.domain.saving import Change, save_response
from assessments.domain.starting import start_attempt

__all__ = [
    "AlreadySubmitted",
    "AnswerRefused",
    "AttemptRefused",
    "Change",
    "EmptyBank",
    "NoAttemptsLeft",
    "NotAnswered",
    "NotDrawn",
    "QuizClosed",
    "QuizNotOpenYet",
    "QuizNotPublished",
    "TimeUp",
    "answer_check",
    "correct_mark",
    "freeze_question",
    "freeze_quiz",
    "mark_by_person",
    "save_response",
    "start_attempt",
    "submit",
]
