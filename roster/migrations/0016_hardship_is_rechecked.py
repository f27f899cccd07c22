"""A new hardship class of a place has everybody looked at again; the figure about classes may be 0."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("roster", "0015_reasons_with_codes"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="place",
            name="recheck_all_changed",
        ),
        migrations.RemoveConstraint(
            model_name="figure",
            name="figure_makes_sense",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="place",
            trigger=pgtrigger.compiler.Trigger(
                name="recheck_all_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF EXISTS (SELECT id, code, country_id, timezone, latitude, longitude, hardship_class FROM new_rows EXCEPT SELECT id, code, country_id, timezone, latitude, longitude, hardship_class FROM old_rows) THEN\n    PERFORM pg_advisory_xact_lock(72);\n    INSERT INTO roster_rulesversion AS rules (id, number) VALUES (1, 1)\n        ON CONFLICT (id) DO UPDATE SET number = rules.number + 1;\n    UPDATE roster_readinessstate SET next_check_at = to_timestamp(0)\n     WHERE id IN (SELECT id FROM roster_readinessstate ORDER BY id FOR UPDATE);\nEND IF;\nRETURN NULL;\n",
                    hash="3bb69063dfc15d7801bbf2e68bcd99ed51f1707a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_recheck_all_changed_76405",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="roster_place",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value__gte", 0),
                    ("value__lte", 9999),
                    models.Q(
                        ("value__gt", 0),
                        ("code__in", ("passport_months", "rest_days", "unstated_medical_class")),
                        _connector="OR",
                    ),
                ),
                name="figure_makes_sense",
            ),
        ),
    ]
