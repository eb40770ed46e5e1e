from django.urls import path

from coordination.views import answer_file, desk, enrol, overrides, person, rows

app_name = "coordination"

urlpatterns = [
    path("", desk.show, name="desk"),
    path("enrolments/", rows.show, name="enrolments"),
    path("export/", rows.export, name="export"),
    path("enrol/", enrol.show, name="enrol"),
    path("people/<slug:public_id>/", person.show, name="person"),
    path("people/<slug:public_id>/answers/", answer_file.show, name="answer_file"),
    path("people/<slug:public_id>/quizzes/", overrides.of_person, name="person_overrides"),
    path("units/<str:code>/quizzes/", overrides.of_unit, name="unit_overrides"),
]
