"""Objects for tests, made through the verbs of the product wherever one exists."""

from tests.factories.people import InstitutionFactory, UnitFactory, UserFactory, coordinator_of, officer_in

__all__ = ["InstitutionFactory", "UnitFactory", "UserFactory", "coordinator_of", "officer_in"]
