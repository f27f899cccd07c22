"""What is a language called, by its ISO 639 code? "ar" is Arabic; a code that nobody knows stays as it is."""

from functools import lru_cache

import pycountry


@lru_cache(maxsize=512)
def language_said(code: str) -> str:
    found = pycountry.languages.get(alpha_2=code) if len(code) == 2 else pycountry.languages.get(alpha_3=code)
    return str(found.name).split(" (")[0] if found is not None else code
