"""Does beat know the whole clock, and load nothing else for it?"""

import json
import os
import subprocess
import sys

import pytest

from config.celery import CLOCK_ONLY, app

LOADED = """
import json, sys
from config.celery import app
app.loader.import_default_modules()
rooms = {name.partition(".")[0] for name in sys.modules} & {"accounts", "deployments", "roster"}
print(json.dumps([sorted(app.conf.beat_schedule), sorted(rooms)]))
"""


@pytest.mark.parametrize(
    ("said", "rooms"), [({CLOCK_ONLY: "1"}, []), ({}, ["accounts", "deployments", "roster"])], ids=["beat", "others"]
)
def test_beat_alone_has_every_entry_of_the_clock_and_no_room_in_memory(said: dict[str, str], rooms: list[str]) -> None:
    told = subprocess.run([sys.executable, "-c", LOADED], env=os.environ | said, capture_output=True, check=True)

    assert json.loads(told.stdout) == [sorted(app.conf.beat_schedule), rooms]
