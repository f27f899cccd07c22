"""What does the product answer to a small world written down in a file? Scenarios in, verdicts and a team out.

`run` takes the mapping that a scenario file holds and returns the documented object; `ScenarioError` says where and
why a scenario cannot be run. Reading the file itself is the command's business, and no database is needed.
"""

from deployments.drilling.running import Drill, drill, run
from roster.drilling import ScenarioError

__all__ = ["Drill", "ScenarioError", "drill", "run"]
