"""The competencies courses teach, in words; the framework is a proposal of the training."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

NAMES = {
    "K1": _("Law and concepts"),
    "K2": _("Detect and screen"),
    "K3": _("Talk and listen"),
    "K4": _("Refer and protect"),
    "K5": _("Cooperate"),
    "K6": _("Record and data"),
    "K7": _("Engage the public"),
    "K8": _("Ethics and wellbeing"),
}


def name_of(code: str) -> str:
    """`K1 · Law and concepts`; a code without a name stands alone."""
    return f"{code} · {NAMES[code]}" if code in NAMES else code


def split(written: str) -> tuple[str, ...]:
    """Codes as a course has them, with commas between them."""
    return tuple(code.strip() for code in written.split(",") if code.strip())


def known(courses: Iterable[tuple[str, ...]]) -> list[str]:
    """The competencies that are taught, once each, in their order."""
    return sorted({code for codes in courses for code in codes})
