from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_requests_and_processes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="apiclient",
            name="client_scopes_are_known",
        ),
        migrations.AddConstraint(
            model_name="apiclient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "scopes__contained_by",
                        [
                            "vocabulary:read",
                            "availability",
                            "feasibility",
                            "people:read",
                            "calendar:read",
                            "calendar:write",
                            "engagements:read",
                            "requests:read",
                            "requests:write",
                        ],
                    )
                ),
                name="client_scopes_are_known",
            ),
        ),
    ]
