"""What are themes, languages, countries and regions called? Titles by code, handed in; a code without one names itself.

Translates nothing and looks nothing up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Names:
    themes: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)

    def theme(self, code: str) -> str:
        return self.themes.get(code) or code

    def language(self, code: str) -> str:
        return self.languages.get(code) or code

    def country(self, code: str) -> str:
        return self.countries.get(code) or code

    def region(self, code: str) -> str:
        return self.regions.get(code) or code


BY_CODE = Names()
"""Every code names itself."""


def joined(words: Sequence[str], conjunction: str) -> str:
    """ "a, b or c"."""
    return f" {conjunction} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
