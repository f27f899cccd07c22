"""In which order does the list of processes stand?"""

import pytest

from tests.accounts.cast import signed_in
from tests.builders import make_process, make_reader

pytestmark = pytest.mark.django_db


def test_processes_stand_by_name_however_they_were_entered() -> None:
    for name in ("Zambezi talks", "Amber talks", "Mara talks"):
        make_process(name)
    page = signed_in(make_reader()).get("/processes/").content.decode()
    places = [page.index(name) for name in ("Amber talks", "Mara talks", "Zambezi talks")]
    assert places == sorted(places)
