from django.db import migrations

from common.db import AppendOnlyTable


class Migration(migrations.Migration):
    """Facts cannot be changed or deleted, whoever asks."""

    dependencies = [("enrolments", "0001_initial")]

    operations = [
        AppendOnlyTable("EnrolmentEvent"),
        AppendOnlyTable("ActivityCompletion"),
        AppendOnlyTable("LessonCredit"),
    ]
