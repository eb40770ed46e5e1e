from courses.domain.cards import freeze_card
from courses.domain.outlines import freeze_outline, outlines_paused, refreeze

__all__ = ["freeze_card", "freeze_outline", "outlines_paused", "refreeze"]
