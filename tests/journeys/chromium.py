"""Which Chromium do the journeys use? Without one they skip and say how to install it; in CI they fail."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "Chromium is not installed. Debian: apt install chromium"


def chromium_program() -> str:
    """The path of an installed Chromium."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)
