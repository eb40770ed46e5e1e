"""What the editing roles may do in Wagtail's admin, and the workflow between them.

Groups carry rights, memberships of units carry people into groups (`accounts.domain.sync_groups`). Nobody but a
superuser meets
Wagtail's user editor: who may edit users there can make anyone a superuser.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from accounts.domain import GROUPS
from accounts.models import Role
from assessments.models import Question, QuestionBank, Quiz
from courses.models import CataloguePage, FieldCard, GlossaryTerm, LegalSource

WORKFLOW, STOCK = "İnceleme", "Moderators approval"
REVIEWED = (Question, Quiz, LegalSource, GlossaryTerm, FieldCard)  # snippets that go through the workflow
LEARNT = (*REVIEWED, QuestionBank)

# Role → what it may do to pages of the catalogue, to snippets, to images and documents (sound, video, captions).
PAGES: dict[str, tuple[str, ...]] = {
    Role.TRAINER: ("add", "change"),
    Role.REVIEWER: ("change", "publish", "lock", "unlock"),
    Role.TRANSLATOR: ("change",),
    Role.ADMINISTRATOR: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
}
SNIPPETS: dict[str, tuple[str, ...]] = {
    Role.TRAINER: ("add", "change"),
    Role.REVIEWER: ("change", "publish", "lock", "unlock"),
    Role.TRANSLATOR: ("change",),
    Role.ADMINISTRATOR: ("add", "change", "delete", "publish", "lock", "unlock"),
}
FILES: dict[str, tuple[str, ...]] = {
    Role.TRAINER: ("add", "choose"),
    Role.REVIEWER: ("choose",),
    Role.TRANSLATOR: ("add", "choose"),
    Role.ADMINISTRATOR: ("add", "change", "choose", "delete"),
}
MARKS_ANSWERS = (Role.TRAINER, Role.ADMINISTRATOR)  # the marking queue of the assessments room
SUBMITS_TRANSLATIONS = (Role.TRANSLATOR, Role.ADMINISTRATOR)


def prepare_groups() -> None:
    """Give each editing group exactly its rights; run again after roles or catalogues changed."""
    for role, name in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(_model_permissions(role))
        _set_page_permissions(group, role)
        for model in (Image, Document):
            _set_file_permissions(group, role, model)


def _model_permissions(role: str) -> Iterable[Permission]:
    wanted = models.Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for model in LEARNT:
        codenames = [f"{action}_{model._meta.model_name}" for action in SNIPPETS[role]]
        wanted |= models.Q(content_type=ContentType.objects.get_for_model(model), codename__in=codenames)
    if role in SUBMITS_TRANSLATIONS:
        wanted |= models.Q(content_type__app_label="wagtail_localize", codename="submit_translation")
    if role in MARKS_ANSWERS:
        wanted |= models.Q(content_type__app_label="assessments", codename="add_mark")
    return Permission.objects.filter(wanted)


def _set_page_permissions(group: Group, role: str) -> None:
    permissions = Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(Page),
        codename__in=[f"{action}_page" for action in PAGES[role]],
    )
    wanted = {(catalogue.pk, permission.pk) for catalogue in CataloguePage.objects.all() for permission in permissions}
    wanted |= _translator_publishes(role)
    present = {(each.page_id, each.permission_id): each for each in GroupPagePermission.objects.filter(group=group)}
    for key, each in present.items():
        if key not in wanted:
            each.delete()
    for page, permission in wanted - set(present):
        GroupPagePermission.objects.create(group=group, page_id=page, permission_id=permission)


def _translator_publishes(role: str) -> set[tuple[int, int]]:
    """A translation has no draft in wagtail-localize: its strings are saved as they are typed and the page is
    published from
    them. So translators publish in every language but the one courses are written in.
    """
    if role != Role.TRANSLATOR:
        return set()
    publish = Permission.objects.get(content_type=ContentType.objects.get_for_model(Page), codename="publish_page")
    others = CataloguePage.objects.exclude(locale=Locale.get_default())
    return {(catalogue.pk, publish.pk) for catalogue in others}


def _set_file_permissions(group: Group, role: str, model: type[Image] | type[Document]) -> None:
    content_type = ContentType.objects.get_for_model(model)
    permissions = Permission.objects.filter(
        content_type=content_type, codename__in=[f"{action}_{model._meta.model_name}" for action in FILES[role]]
    )
    root = Collection.get_first_root_node()
    present = GroupCollectionPermission.objects.filter(group=group, permission__content_type=content_type)
    present.exclude(collection=root, permission__in=permissions).delete()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def prepare_workflow() -> Workflow:
    """One review by one group, for the catalogue and everything in it and for the snippets; Wagtail's own workflow is
    retired."""
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    task, _created = GroupApprovalTask.objects.get_or_create(name=WORKFLOW)
    task.groups.set([Group.objects.get(name=GROUPS[Role.REVIEWER]), Group.objects.get(name=GROUPS[Role.ADMINISTRATOR])])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for catalogue in CataloguePage.objects.all():
        WorkflowPage.objects.update_or_create(page=catalogue.page_ptr, defaults={"workflow": workflow})
    for model in REVIEWED:
        WorkflowContentType.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
    _retire_defaults(workflow, task)
    return workflow


def _retire_defaults(workflow: Workflow, task: Task) -> None:
    WorkflowPage.objects.filter(page__depth=1).exclude(workflow=workflow).delete()
    stock, step = Workflow.objects.filter(name=STOCK), Task.objects.filter(name=STOCK).exclude(pk=task.pk)
    stock.filter(workflow_states=None).delete()  # a review that ran is kept: its history names the workflow
    stock.update(active=False)
    step.filter(task_states=None, workflow_tasks=None).delete()
    step.update(active=False)
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
