"""The list behind every number, and the same list as a file."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.policies import PersonRequest
from accounts.scope import PersonScope
from common import audit
from coordination.exports import export_csv, file_name, filter_words
from coordination.forms import FilterForm
from coordination.queries import Filters, Page, Row, courses, enrolment_rows, state_labels
from coordination.views.asking import coordinators_only, filters_of

# As enrolments/state_tag.html colours them.
TONES = {"completed": "ok", "failed": "bad", "overdue": "bad", "in_progress": "info", "none": "warn"}


@require_GET
@coordinators_only
def show(request: PersonRequest, scope: PersonScope) -> HttpResponse:
    filters = filters_of(request, scope)
    rows = enrolment_rows(scope=scope, filters=filters)
    page = rows.page(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    counted = rows.counted()
    context = {
        "filters": filters,
        "of_people": filters.of_people,
        "form": FilterForm(scope=scope, filters=filters),
        "chips": chips(filters),
        "count": counted.number,
        "moment": counted.moment,
        "rows": worded(page.rows),
        "desk_url": reverse("coordination:desk") + Filters(unit=filters.unit, course=filters.course).query(),
        "pages": page_links(page, filters),
    }
    return render(request, "coordination/enrolments.html", context)


@require_GET
@coordinators_only
def export(request: PersonRequest, scope: PersonScope) -> StreamingHttpResponse:
    """The rows of the list as CSV, streamed; who took which list, and how long it was, is noted before it begins."""
    filters = filters_of(request, scope)
    rows = enrolment_rows(scope=scope, filters=filters)
    audit.record(
        actor=request.user,
        action="coordination.export",
        target="enrolments",
        filters=filters.params(),
        rows=rows.count(),
    )
    response = StreamingHttpResponse(export_csv(rows, by=request.user), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(timezone.localtime())}"'
    return response


def chips(filters: Filters) -> list[dict[str, str]]:
    """What is filtered, each with the address of the list without it; without the unit, its `direct` goes too."""
    return [
        {"label": label, "url": filters.query(name, *(["direct"] if name == "unit" else []))}
        for name, label in filter_words(filters)
    ]


def page_links(page: Page, filters: Filters) -> dict[str, str]:
    """Addresses of the first, the previous and the next page; empty where there is none."""
    return {
        "first": filters.query() if page.before else "",
        "previous": filters.query(before=page.before) if page.before else "",
        "next": filters.query(after=page.after) if page.after else "",
    }


def worded(rows: list[Row]) -> list[dict[str, Any]]:
    """Rows with what the page says about them, looked up once a page and not once a row."""
    titles = {code: str(course) for code, course in courses().items()}
    labels = {state: str(label) for state, label in state_labels().items()}
    return [
        {
            "row": row,
            "course": titles.get(row.course_code, row.course_code),
            "label": labels.get(row.state, ""),
            "tone": TONES.get(row.state, "neutral"),
            "progress": progress_words(row),
        }
        for row in rows
    ]


def progress_words(row: Row) -> str:
    words = ngettext("%(done)s of %(total)s lesson", "%(done)s of %(total)s lessons", row.total)
    return words % {"done": row.done, "total": row.total} if row.total else ""
