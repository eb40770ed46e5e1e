from dataclasses import dataclass

MARK = b"<script>window.__ran='x'</script><?php system($_GET[0]);?>"


@dataclass(frozen=True)
class Hostile:
    """A file. `door` is picture, document, questions, po or redirects; `what` names it in reports."""

    door: str
    family: str
    what: str
    name: str
    data: bytes
    cleaned: bool = False
