from accounts.models.membership import Membership, Role
from accounts.models.organisation import Agency, Institution, Unit
from accounts.models.user import User

__all__ = ["Agency", "Institution", "Membership", "Role", "Unit", "User"]
