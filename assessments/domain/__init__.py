"""What may happen to quizzes, attempts and checks. Use only these names from outside."""

from assessments.domain.answer_files import hand_in, read_answer_file
from assessments.domain.checks import answer_check
from assessments.domain.closing import close_overdue
from assessments.domain.errors import (
    AlreadySubmitted,
    AnswerFinal,
    AnswerRefused,
    AttemptRefused,
    CodeNeeded,
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
    TooSoon,
    WrongCode,
)
from assessments.domain.marking import correct_mark, mark_by_person, submit
from assessments.domain.messages import MOST_BYTES, BadMessage, Message, Unreadable, is_storable, read_message
from assessments.domain.overlaps import shared_questions
from assessments.domain.overrides import OverrideRefused, grant_override, withdraw_override
from assessments.domain.preparing import forget_old_draws, prepare_draw, quizzes_to_prepare
from assessments.domain.publishing import freeze_question, freeze_quiz
from assessments.domain.receipts import find_by_receipt, receipt_of
from assessments.domain.saving import Change, keep_change, save_response
from assessments.domain.starting import start_attempt
from assessments.domain.synchronising import Receipt, Synchronised, synchronise

__all__ = [
    "MOST_BYTES",
    "AlreadySubmitted",
    "AnswerFinal",
    "AnswerRefused",
    "AttemptRefused",
    "BadMessage",
    "Change",
    "CodeNeeded",
    "EmptyBank",
    "KeyUsed",
    "MarkedMeanwhile",
    "Message",
    "NoAttemptsLeft",
    "NotAnswered",
    "NotDrawn",
    "OverrideRefused",
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
    "TooSoon",
    "Unreadable",
    "WrongCode",
    "answer_check",
    "close_overdue",
    "correct_mark",
    "find_by_receipt",
    "forget_old_draws",
    "freeze_question",
    "freeze_quiz",
    "grant_override",
    "hand_in",
    "is_storable",
    "keep_change",
    "mark_by_person",
    "prepare_draw",
    "quizzes_to_prepare",
    "read_answer_file",
    "read_message",
    "receipt_of",
    "save_response",
    "shared_questions",
    "start_attempt",
    "submit",
    "synchronise",
    "withdraw_override",
]
