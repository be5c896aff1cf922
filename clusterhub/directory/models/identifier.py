from django.db import models


class Identifier(models.Model):
    """What another register calls this organisation: `pic`, `vat`, `register`, `source:<name>`."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(max_length=30)
    value = models.CharField(max_length=80)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"], name="an_identifier_means_one_organisation"
            )
        ]

    def __str__(self):
        return f"{self.scheme} {self.value}"
