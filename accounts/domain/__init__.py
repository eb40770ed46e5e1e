from accounts.domain.organisation import appoint, end_membership, open_institution, open_unit
from accounts.domain.roles import GROUPS, sync_groups
from accounts.scope import PersonScope, scope

__all__ = [
    "GROUPS",
    "PersonScope",
    "appoint",
    "end_membership",
    "open_institution",
    "open_unit",
    "scope",
    "sync_groups",
]
