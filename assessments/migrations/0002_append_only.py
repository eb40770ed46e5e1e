from django.db import migrations

from common.db import AppendOnlyTable


class Migration(migrations.Migration):
    """Facts cannot be changed or deleted, whoever asks."""

    dependencies = [("assessments", "0001_initial")]

    operations = [
        AppendOnlyTable("QuestionVersion"),
        AppendOnlyTable("QuestionWording"),
        AppendOnlyTable("QuizVersion"),
        AppendOnlyTable("QuizWording"),
        AppendOnlyTable("AttemptItem"),
        AppendOnlyTable("Response"),
        AppendOnlyTable("Mark"),
        AppendOnlyTable("AttemptResult"),
        AppendOnlyTable("CheckResponse"),
        AppendOnlyTable("QuizOverride"),
        AppendOnlyTable("AnswerFile"),
    ]
