"""An attempt at a quiz with a drill in it."""

import pytest

from tests.factories import UserFactory
from tests.factories.assessments import begin
from tests.factories.drills import drill_quiz


@pytest.fixture
def attempt():
    return begin(UserFactory(), drill_quiz())
