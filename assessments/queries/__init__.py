"""What is asked about attempts and checks. Nothing returned before marking can carry a key, feedback or rationale."""

from assessments.queries.attempts import (
    AttemptOverview,
    AttemptState,
    ItemView,
    OverviewItem,
    attempt_overview,
    attempt_state,
    item_view,
    item_views,
    own_attempt,
)
from assessments.queries.checks import CheckView, check_view, check_views, judge_openly
from assessments.queries.labels import Labelled, LabelScore, label_scores
from assessments.queries.results import ResultItem, ResultView, item_feedback, result_view
from assessments.queries.standing import QuizInfo, QuizStanding, Try, quiz_info, standing
from assessments.queries.terms import Terms, override_for, terms

__all__ = [
    "AttemptOverview",
    "AttemptState",
    "CheckView",
    "ItemView",
    "LabelScore",
    "Labelled",
    "OverviewItem",
    "QuizInfo",
    "QuizStanding",
    "ResultItem",
    "ResultView",
    "Terms",
    "Try",
    "attempt_overview",
    "attempt_state",
    "check_view",
    "check_views",
    "item_feedback",
    "item_view",
    "item_views",
    "judge_openly",
    "label_scores",
    "override_for",
    "own_attempt",
    "quiz_info",
    "result_view",
    "standing",
    "terms",
]
