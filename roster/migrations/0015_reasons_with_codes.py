"""A change of level keeps the code of each reason, so that nobody's right to read it hangs on how it is worded.

Sentences kept without codes are one reason: with the code of an engagement where their words told of one, else without.
"""

from django.db import migrations, models

TO_REASONS = r"""
UPDATE roster_levelchange
   SET reasons = jsonb_build_array(jsonb_build_object(
           'code',
           CASE WHEN why ~ '(Booked:|Rest:|Rest has to be|Rest does not|Busy |Bookings that may be released)'
                THEN 'booked' ELSE '' END,
           'text',
           replace(why, 'Membership ends Wed 24 Oct 1945 00:00 UTC, before the return.',
                   'The membership is not active.')
           || CASE WHEN length(why) >= 400 THEN '…' ELSE '' END))
 WHERE why NOT IN ('', 'In time, nothing to decide.')
"""
TO_WORDS = """
UPDATE roster_levelchange
   SET why = coalesce(
           left((SELECT string_agg(reason ->> 'text', ' ') FROM jsonb_array_elements(reasons) AS reason), 400),
           'In time, nothing to decide.')
"""


class Migration(migrations.Migration):
    dependencies = [("roster", "0014_hardship_classes")]

    operations = [
        migrations.AddConstraint(
            model_name="clearance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("requirement", "medical"), _negated=True),
                    ("variant__in", ["", "H", "A", "B", "C", "D", "E"]),
                    _connector="OR",
                ),
                name="medical_is_for_a_known_hardship_class",
            ),
        ),
        migrations.AddField(
            model_name="levelchange",
            name="reasons",
            field=models.JSONField(default=list),
        ),
        migrations.RunSQL(TO_REASONS, TO_WORDS),
        migrations.AlterField(
            model_name="levelchange",
            name="why",
            field=models.CharField(blank=True, default="", max_length=400),
        ),
        migrations.RemoveField(model_name="levelchange", name="why"),
    ]
