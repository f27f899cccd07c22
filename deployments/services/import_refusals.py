"""Which rows about requests does an import refuse before it looks at what they would change? Tells of no other."""

from dataclasses import dataclass

from deployments.loaders.importing import restricted_processes, restricted_references
from deployments.services.references import reference_fault
from roster.importing.differences import Refusal
from roster.importing.records import RequestRecord

KEPT_APART = Refusal(
    "request.kept-apart", "This reference cannot be imported. Give the row another, or ask the head of unit."
)
PROCESS_KEPT_APART = Refusal(
    "request.kept-apart", "This process cannot be imported. Leave it out of the row, or ask the head of unit."
)


@dataclass(frozen=True, slots=True)
class KeptApart:
    """References and names of processes that an import neither tells of nor touches, whoever imports."""

    references: frozenset[str]
    processes: frozenset[str]

    def refusal_of(self, record: RequestRecord) -> Refusal | None:
        if record.ref in self.references:
            return KEPT_APART
        if record.process in self.processes:
            return PROCESS_KEPT_APART
        fault = reference_fault(record.ref)
        return Refusal("request.reference", fault) if fault else None


def load_kept_apart() -> KeptApart:
    return KeptApart(restricted_references(), restricted_processes())
