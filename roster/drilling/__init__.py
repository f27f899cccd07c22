"""What does the engine say about the people of a small world written down in a file? No database.

One chapter of a scenario: places, the call, people, and what is expected of them. The whole file, seats and team rules
included, is read and run by the room that knows teams; `ScenarioError` says where and why a scenario cannot be run.
"""

from roster.drilling.reading import ScenarioError

__all__ = ["ScenarioError"]
