"""Which e-mail address and which telephone number does a cell hold?

A number without its country code is never completed from elsewhere, except a cell in which Excel dropped the plus and
whose digits begin with the code of the base's country.
"""

from __future__ import annotations

import re

import phonenumbers

from roster.importing.faults import Fault, Told
from roster.importing.text import clean, is_blank

_ADDRESS = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[a-z]{2,}$")
_ADDRESSES = re.compile(r"[^@\s,;<>()\"/|]+@[^@\s,;<>()\"/|]+")
_TRUNK_ZERO = re.compile(r"\(0\)")
_PUNCTUATION = re.compile(r"[\s().\-–/]+")
_EXTENSION = re.compile(r"(?:ext\.?|extension|poste|x)\s*\d+$", re.IGNORECASE)


def read_email(value: str | None) -> Told[str | None]:
    """One address in small letters, without "mailto:" and brackets."""
    if value is None or is_blank(value):
        return Told(None, Fault("email.missing", "No e-mail address: an offer cannot be sent."))
    found = [address.lower().removeprefix("mailto:").strip(".") for address in _ADDRESSES.findall(clean(value))]
    good = list(dict.fromkeys(address for address in found if _ADDRESS.match(address) and ".." not in address))
    if len(good) > 1:
        why = "Several addresses in one cell: which one gets the offers?"
        return Told(None, Fault("email.several", why, proposed={"one_of": good}))
    if len(good) == 1 and len(found) == 1 and _nothing_else(value, good[0]):
        return Told(good[0])
    why = "Not readable as an e-mail address: an offer cannot be sent."
    return Told(None, Fault("email.malformed", why, proposed=_mended(value, good)))


def _mended(value: str, good: list[str]) -> str | None:
    """The address that was probably meant, to propose: "x (at) y.org", "x @ y.org"."""
    joined = re.sub(r"\s*(?:[(\[<{]at[)\]>}]|\sat\s|@)\s*", "@", clean(value).lower().removeprefix("mailto:"))
    joined = re.sub(r"\s*(?:[(\[{]dot[)\]}]|\sdot\s)\s*", ".", joined)
    return joined if _ADDRESS.match(joined) and ".." not in joined else good[0] if good else None


def _nothing_else(value: str, address: str) -> bool:
    """A name before <address> is fine; anything else around it may belong to it."""
    rest = clean(value).lower().replace("mailto:", "").replace(address, "")
    return rest.strip(" .") == "" or rest.strip().endswith("<>")


def read_phone(value: str | int | float | None, country: str | None) -> Told[str | None]:
    """The number in international form, "+" and digits. `country` is the base's."""
    if value is None or (isinstance(value, str) and is_blank(value)):
        return Told(None)
    if not isinstance(value, str):
        return _bare_digits(str(int(value)), country)
    text = _TRUNK_ZERO.sub("", clean(value)).lower().removeprefix("tel:").strip()
    digits = _PUNCTUATION.sub("", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("+") and digits[1:].isdecimal():
        return Told(digits) if 6 <= len(digits) - 1 <= 15 else Told(None, _MALFORMED)
    if digits.isdecimal():
        return _bare_digits(digits, country)
    if _EXTENSION.search(text) or len(re.findall(r"\+|\b00", text)) > 1:
        return Told(None, Fault("phone.several", "More than one number, or an extension: which is the one to call?"))
    return Told(None, _MALFORMED)


_MALFORMED = Fault("phone.malformed", "Not readable as a telephone number.")


def _bare_digits(digits: str, country: str | None) -> Told[str | None]:
    code = phonenumbers.country_code_for_region(country) if country else 0
    proposed = f"+{digits}"
    if code and digits.startswith(str(code)) and 8 <= len(digits) <= 15:
        why = "Stored as a number: the + was lost; the country code fits the base city."
        return Told(proposed, Fault("phone.number-cell", why, action="note", proposed=proposed))
    why = "A number without a country code; nothing here says which one belongs to it."
    return Told(None, Fault("phone.no-country-code", why))
