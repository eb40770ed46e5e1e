from assessments.models.attempts import Attempt, AttemptItem, AttemptResult, CheckResponse, Mark, Response
from assessments.models.bank import QuestionBank, QuestionCategory
from assessments.models.imports import QuestionImport
from assessments.models.question import Bloom, Difficulty, Question, QuestionKind, Scheme
from assessments.models.quiz import Quiz
from assessments.models.terms import AnswerFile, PreparedDraw, QuizOverride
from assessments.models.versions import QuestionVersion, QuestionWording, QuizVersion, QuizWording

__all__ = [
    "AnswerFile",
    "Attempt",
    "AttemptItem",
    "AttemptResult",
    "Bloom",
    "CheckResponse",
    "Difficulty",
    "Mark",
    "PreparedDraw",
    "Question",
    "QuestionBank",
    "QuestionCategory",
    "QuestionImport",
    "QuestionKind",
    "QuestionVersion",
    "QuestionWording",
    "Quiz",
    "QuizOverride",
    "QuizVersion",
    "QuizWording",
    "Response",
    "Scheme",
]
