from courses.domain.outlines import freeze_outline, outlines_paused, refreeze

__all__ = ["freeze_outline", "outlines_paused", "refreeze"]
