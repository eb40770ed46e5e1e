"""Files that nobody should send, made here: none is taken from elsewhere, none works against anything but a test.

Each says at which door it knocks and what has to become of it: `refused`, or `cleaned` where a good picture carries
something that must not survive.
"""

from tests.security.hostile.bundles import archives
from tests.security.hostile.made import Hostile
from tests.security.hostile.papers import documents, recordings
from tests.security.hostile.pictures import carriers, pictures
from tests.security.hostile.writing import answers, tables, translations

MAKERS = (pictures, carriers, documents, recordings, archives, tables, translations, answers)


def hostile() -> list[Hostile]:
    found = [each for make in MAKERS for each in make()]
    names = [(each.door, each.what) for each in found]
    assert len(set(names)) == len(names), [name for name in names if names.count(name) > 1]
    return found


__all__ = ["Hostile", "hostile"]
