"""What does the engine say about a small world written down in a file? Scenarios in, verdicts out; no database.

`run` takes the mapping that a scenario file holds and returns the documented object; `ScenarioError` says where and
why a scenario cannot be run. Reading the file itself is the command's business.
"""

from roster.drilling.reading import ScenarioError
from roster.drilling.running import Drill, drill, run

__all__ = ["Drill", "ScenarioError", "drill", "run"]
