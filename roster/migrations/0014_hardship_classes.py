"""Places get a hardship class, and what medical clearances said of theirs in free words becomes a class.

A word that is no class cannot be trusted to be one: it goes, the clearance then says none, and the history keeps it.
"""

import re

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CLASSES = ["H", "A", "B", "C", "D", "E"]
CHOICES = [(each, each) for each in CLASSES]
SAID = re.compile(
    r"(?:hardship )?(?:class|category|classe|cat[ée]gorie)?\s*([habcde])(?=$|[\s]*[,;:.(])", re.IGNORECASE
)
HELP = "Of a vaccination: against what. Of a medical clearance: up to which hardship class it counts."


def say_the_class(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    clearances = apps.get_model("roster", "Clearance").objects.filter(requirement_id="medical")
    for key, variant in clearances.exclude(variant__in=["", *CLASSES]).values_list("pk", "variant"):
        found = SAID.match(variant.strip())
        clearances.filter(pk=key).update(variant=found[1].upper() if found else "")


class Migration(migrations.Migration):
    dependencies = [("roster", "0013_stamp_of_rules")]

    operations = [
        migrations.AddField(
            model_name="place",
            name="hardship_class",
            field=models.CharField(
                blank=True,
                choices=CHOICES,
                default="",
                help_text=(
                    "H is the least hardship, E the most. Empty: not classified; any medical clearance counts here."
                ),
                max_length=1,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("hardship_class__in", ["", *CLASSES])), name="place_has_a_known_hardship_class"
            ),
        ),
        migrations.AlterField(
            model_name="clearance",
            name="variant",
            field=models.CharField(blank=True, help_text=HELP, max_length=40),
        ),
        migrations.AlterField(
            model_name="clearanceevent",
            name="variant",
            field=models.CharField(blank=True, help_text=HELP, max_length=40),
        ),
        migrations.RunPython(say_the_class, migrations.RunPython.noop),
    ]
