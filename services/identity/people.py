"""What may be said of a person who gets an account: the rules, and how each is told.

There are no rules of composition for passwords: length is what counts (NIST SP 800-63B, section
3.1.1.2), and that it is not what anybody would try first.
"""

import re
import unicodedata
from dataclasses import dataclass

from services.errors import Fault
from services.identity.passwords import normalised

SHORTEST = 12
LONGEST = 1_000
"""Characters of a password; the longest is so that nobody has us compute for ever."""

EMAIL = re.compile(r"[^@\s<>()\[\],;:\"\\]+@[^@\s.<>()\[\],;:\"\\]+(\.[^@\s.<>()\[\],;:\"\\]+)+")
FIELDS = {"email": 254, "name": 200}

SAID = {
    "EMAIL_INVALID": {
        "sv": "Skriv en e-postadress, till exempel asa@example.org.",
        "en": "Write an e-mail address, such as asa@example.org.",
    },
    "EMAIL_TAKEN": {
        "sv": "Någon annan har redan den e-postadressen här.",
        "en": "Somebody has this e-mail address already.",
    },
    "NAME_INVALID": {
        "sv": "Skriv ett namn på högst 200 tecken.",
        "en": "Write a name of 200 characters at most.",
    },
    "PASSWORD_SHORT": {
        "sv": f"Välj ett lösenord med minst {SHORTEST} tecken, gärna några ord i rad.",
        "en": f"Choose a password of at least {SHORTEST} characters, such as a few words.",
    },
    "PASSWORD_LONG": {
        "sv": f"Välj ett lösenord med högst {LONGEST} tecken.",
        "en": f"Choose a password of at most {LONGEST} characters.",
    },
    "PASSWORD_GUESSABLE": {
        "sv": "Välj ett lösenord som inte är ditt namn eller din e-postadress.",
        "en": "Choose a password that is not your name or your e-mail address.",
    },
}
"""Each fault by its code, in each language."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is, as they write it."""

    email: str
    name: str


def tidied(person: Person) -> Person:
    """Give it as it is kept: composed, and without blanks around it."""
    return Person(*(unicodedata.normalize("NFC", it).strip() for it in (person.email, person.name)))


def email_key(email: str) -> str:
    """Give what an address is found by, however it was capitalised."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


def is_email(text: str) -> bool:
    """Tell whether a text has the form of an address (RFC 5321, less its quoted names)."""
    return len(text) <= FIELDS["email"] and bool(EMAIL.fullmatch(text)) and text.isprintable()


def faults_of(person: Person, locale: str) -> list[Fault]:
    """Tell what of a tidied person cannot be kept."""
    faults = []
    if not is_email(person.email) or not is_email(email_key(person.email)):
        faults.append(fault("EMAIL_INVALID", locale, "email"))
    if not 0 < len(person.name) <= FIELDS["name"] or not person.name.isprintable():
        faults.append(fault("NAME_INVALID", locale, "name"))
    return faults


def password_faults(password: str, person: Person, locale: str) -> list[Fault]:
    """Tell why a password will not do for a person."""
    chosen = normalised(password)
    if len(chosen) < SHORTEST:
        return [fault("PASSWORD_SHORT", locale, "password")]
    if len(chosen) > LONGEST:
        return [fault("PASSWORD_LONG", locale, "password")]
    first = (person.email, person.email.partition("@")[0], person.name)
    if chosen.strip().casefold() in {normalised(it).casefold() for it in first}:
        return [fault("PASSWORD_GUESSABLE", locale, "password")]
    return []


def fault(code: str, locale: str, name: str) -> Fault:
    """Tell a fault of the input called ``name``."""
    return Fault(code, SAID[code][locale], (name,))
