"""What may happen to quizzes, attempts and checks. Use only these names from outside."""

from assessments.domain.answer_files import hand_in, read_answer_file
from assessments.domain.checks import answer_check
from assessments.domain.errors import (
    AlreadySubmitted,
    AnswerRefused,
    AttemptRefused,
    EmptyBank,
    KeyUsed,
    MarkedMeanwhile,
    NoAttemptsLeft,
    NotAnswered,
    NotDrawn,
    OwnAnswer,
    QuizClosed,
    QuizNotOpenYet,
    QuizNotPublished,
    ReasonMissing,
    StepByStep,
    StepIncomplete,
    StepRefused,
    StepTaken,
    SubmittedByTime,
    TimeUp,
)
from assessments.domain.marking import correct_mark, mark_by_person, submit
from assessments.domain.messages import MOST_BYTES, BadMessage, Message, Unreadable, is_storable, read_message
from assessments.domain.publishing import freeze_question, freeze_quiz
from assessments.domain.receipts import find_by_receipt, receipt_of
from assessments.domain.saving import Change, save_response
from assessments.domain.starting import start_attempt
from assessments.domain.synchronising import Receipt, Synchronised, synchronise

__all__ = [
    "MOST_BYTES",
    "AlreadySubmitted",
    "AnswerRefused",
    "AttemptRefused",
    "BadMessage",
    "Change",
    "EmptyBank",
    "KeyUsed",
    "MarkedMeanwhile",
    "Message",
    "NoAttemptsLeft",
    "NotAnswered",
    "NotDrawn",
    "OwnAnswer",
    "QuizClosed",
    "QuizNotOpenYet",
    "QuizNotPublished",
    "ReasonMissing",
    "Receipt",
    "StepByStep",
    "StepIncomplete",
    "StepRefused",
    "StepTaken",
    "SubmittedByTime",
    "Synchronised",
    "TimeUp",
    "Unreadable",
    "answer_check",
    "correct_mark",
    "find_by_receipt",
    "freeze_question",
    "freeze_quiz",
    "hand_in",
    "is_storable",
    "mark_by_person",
    "read_answer_file",
    "read_message",
    "receipt_of",
    "save_response",
    "start_attempt",
    "submit",
    "synchronise",
]
