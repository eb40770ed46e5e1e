from django.db import models


class SourceLoad(models.Model):
    """What `load_course` last wrote into one object, so that a trainer's later change is noticed and not overwritten.

    `kind` and `key` name the object in the source (`lesson`, `c1/l3`); `digest` is the SHA-256 of the content as
    written. `names` are those the source gives to blocks, by their ids: no name can be read from an id, and an export
    gives it back.
    """

    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    names = models.JSONField(default=dict)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="source_load_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
