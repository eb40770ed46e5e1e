"""What is asked about attempts and checks. Nothing returned before marking can carry a key, feedback or rationale."""

from assessments.queries.attempts import (
    AttemptOverview,
    ItemView,
    OverviewItem,
    attempt_overview,
    item_view,
    own_attempt,
)
from assessments.queries.checks import CheckView, check_view, check_views
from assessments.queries.results import ResultItem, ResultOption, ResultView, result_view
from assessments.queries.standing import QuizInfo, QuizStanding, Window, quiz_info, standing, window
from assessments.queries.wordings import Option

__all__ = [
    "AttemptOverview",
    "CheckView",
    "ItemView",
    "Option",
    "OverviewItem",
    "QuizInfo",
    "QuizStanding",
    "ResultItem",
    "ResultOption",
    "ResultView",
    "Window",
    "attempt_overview",
    "check_view",
    "check_views",
    "item_view",
    "own_attempt",
    "quiz_info",
    "result_view",
    "standing",
    "window",
]
