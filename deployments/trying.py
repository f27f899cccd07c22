"""What would be asked with one thing changed? Applies a change to a question, for its answer to be shown.

Only what belongs to the question can be tried: its seats, its rules, its window. What would have to happen to somebody
(a renewed course, a release) is told in the change itself.
"""

from deployments.teams.facts import Change


def can_be_tried(change: Change) -> bool:
    return False
