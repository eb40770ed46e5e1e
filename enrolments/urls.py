from django.urls import path

from enrolments.views import course, lesson, takeaway

app_name = "learn"

urlpatterns = [
    path("", course.my_courses, name="list"),
    path("<slug:course>/", course.home, name="course"),
    path("<slug:course>/enrol/", course.enrol, name="enrol"),
    path("<slug:course>/continue/", course.resume, name="continue"),
    path("<slug:course>/quiz/", course.start_quiz, name="quiz"),
    path("<slug:course>/pretest/", course.start_pretest, name="pretest"),
    path("<slug:course>/<slug:lesson>/", lesson.show, name="lesson"),
    path("<slug:course>/<slug:lesson>/skip/", course.skip, name="skip"),
    path("<slug:course>/<slug:lesson>/checklist/<uuid:block>/", takeaway.checklist, name="checklist"),
    path("<slug:course>/<slug:lesson>/done/", lesson.done, name="done"),
    path("<slug:course>/<slug:lesson>/check/", lesson.check, name="check"),
    path("<slug:course>/<slug:lesson>/place/", lesson.place, name="place"),
]
