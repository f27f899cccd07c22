"""Work that may take minutes waits in a queue of its own: nothing that the board rests on ever stands behind it."""

import pytest
from celery import current_app

from config.running.product import worker_commands
from roster.services.importing.runs import APPLY_TASK, READ_TASK

LONG = {READ_TASK, APPLY_TASK, "roster.renew_holidays", "roster.forget_what_is_old"}
SHORT = {"roster.sweep", "roster.end_lapsed_holds", "roster.recheck", "roster.read_waiting_imports"}


def queue_of(task: str) -> str:
    return str(current_app.amqp.router.route({}, task)["queue"].name)


@pytest.mark.parametrize("task", sorted(LONG))
def test_long_work_goes_to_the_long_queue(task: str) -> None:
    assert queue_of(task) == "long"


@pytest.mark.parametrize("task", sorted(SHORT))
def test_what_keeps_the_board_true_goes_to_the_other(task: str) -> None:
    assert queue_of(task) == "celery"


def test_every_task_is_one_or_the_other_and_each_queue_has_one_worker() -> None:
    current_app.loader.import_default_modules()
    ours = {name for name in current_app.tasks if name.startswith(("roster.", "deployments."))}
    assert ours == LONG | SHORT

    queues = [command[command.index("--queues") + 1] for command in worker_commands().values()]
    assert sorted(queues) == ["celery", "long"]
