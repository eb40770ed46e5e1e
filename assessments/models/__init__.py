from assessments.models.attempts import Attempt, AttemptItem, AttemptResult, CheckResponse, Mark, Response
from assessments.models.bank import Question, QuestionBank, QuestionKind, Quiz
from assessments.models.versions import QuestionVersion, QuestionWording, QuizVersion, QuizWording

__all__ = [
    "Attempt",
    "AttemptItem",
    "AttemptResult",
    "CheckResponse",
    "Mark",
    "Question",
    "QuestionBank",
    "QuestionKind",
    "QuestionVersion",
    "QuestionWording",
    "Quiz",
    "QuizVersion",
    "QuizWording",
    "Response",
]
