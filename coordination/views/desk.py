"""The desk: a table of the units below, every number a link to the list behind it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.policies import PersonRequest
from accounts.scope import PersonScope
from coordination.forms import FilterForm
from coordination.queries import DeskRow, Filters, Numbers, Place, desk, state_labels, trail_of
from coordination.queries.desk import COLUMNS
from coordination.views.asking import coordinators_only, filters_of


@coordinators_only
def show(request: PersonRequest, scope: PersonScope) -> HttpResponse:
    asked = filters_of(request, scope)
    table = desk(scope=scope, unit=asked.unit, course=asked.course)
    here = Filters(unit=table.unit, course=asked.course)
    context = {
        "desk": table,
        "here": here,
        "columns": column_labels(),
        "rows": [_line(row, here) for row in table.rows],
        "total": _cells(table.total, here),
        "form": FilterForm(scope=scope, filters=here, only=("course",)),
        "enrolled": table.total.enrolments,
        "trail": trail(table.unit, scope, here),
    }
    return render(request, "coordination/desk.html", context)


def column_labels() -> list[str]:
    labels = state_labels()
    return [_("people posted"), *(str(labels[state]) for state in COLUMNS[1:])]


def _line(row: DeskRow, here: Filters) -> dict[str, Any]:
    there = Filters(unit=row.unit, direct=row.direct, course=here.course)
    return {"unit": row.unit, "direct": row.direct, "url": there.query(), "cells": _cells(row.numbers, there)}


def _cells(numbers: Numbers, there: Filters) -> list[dict[str, Any]]:
    address = reverse("coordination:enrolments")
    return [{"state": state, "number": numbers[state], "url": address + there.query(state=state)} for state in COLUMNS]


def trail(unit: Place | None, scope: PersonScope, here: Filters) -> list[dict[str, Any]]:
    """Force → province → unit; units above the scope are named but lead nowhere."""
    units = trail_of(unit) if unit else []
    inside = [each.is_below(scope.unit_paths) for each in units]
    return [
        {"unit": each, "url": here.query(unit=each.code) if open_ and each != unit else ""}
        for each, open_ in zip(units, inside, strict=True)
    ]
