"""What every page of the desk reads from the request first: whose desk it is, and which list is meant."""

from django.http import Http404, HttpRequest

from accounts.models import Role
from accounts.policies import role_required
from accounts.scope import PersonScope, scope
from coordination.queries import Filters, UnknownFilter, read_filters

coordinators_only = role_required(Role.COORDINATOR, Role.ADMINISTRATOR)


def asked_for(request: HttpRequest) -> tuple[PersonScope, Filters]:
    """The scope of the person and the filters in the address; a unit outside the scope is a page that does not exist."""
    mine = scope(request.user)
    try:
        return mine, read_filters(request.GET, mine)
    except UnknownFilter as unknown:
        raise Http404 from unknown
