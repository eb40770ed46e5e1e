"""What may happen to quizzes, attempts and checks. Use only these names from outside."""

from assessments.domain.attempts import save_response, start_attempt
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
)
from assessments.domain.marking import correct_mark, submit
from assessments.domain.publishing import freeze_question, freeze_quiz

__all__ = [
    "AlreadySubmitted",
    "AnswerRefused",
    "AttemptRefused",
    "EmptyBank",
    "NoAttemptsLeft",
    "NotAnswered",
    "NotDrawn",
    "QuizClosed",
    "QuizNotOpenYet",
    "QuizNotPublished",
    "answer_check",
    "correct_mark",
    "freeze_question",
    "freeze_quiz",
    "save_response",
    "start_attempt",
    "submit",
]
