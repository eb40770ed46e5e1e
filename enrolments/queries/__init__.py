"""What is asked about enrolments: whose, how far, what next."""

from enrolments.queries.enrolments import (
    CONTEXT,
    PRETEST,
    READ,
    STATES,
    context_key,
    newest_enrolment,
    pretest_key,
    state_expression,
)
from enrolments.queries.home import CourseHome, course_home
from enrolments.queries.pretest import Pretest, known_lessons, pretest_of, pretest_quiz
from enrolments.queries.progress import (
    CourseProgress,
    Facts,
    LessonProgress,
    activities_of,
    course_progress,
    facts_of,
    lesson_progress,
    my_enrolments,
    one_lesson,
    open_activities,
    quiz_standing,
)

__all__ = [
    "CONTEXT",
    "PRETEST",
    "READ",
    "STATES",
    "CourseHome",
    "CourseProgress",
    "Facts",
    "LessonProgress",
    "Pretest",
    "activities_of",
    "context_key",
    "course_home",
    "course_progress",
    "facts_of",
    "known_lessons",
    "lesson_progress",
    "my_enrolments",
    "newest_enrolment",
    "one_lesson",
    "open_activities",
    "pretest_key",
    "pretest_of",
    "pretest_quiz",
    "quiz_standing",
    "state_expression",
]
