"""What people write in the cells of a list, understood: times, dates, numbers, addresses, languages, persons.

Pure functions from a text to `Understood`: the values that are certain, in the form records hold them, and the rest
word for word. Nothing is guessed and nothing raises; what is doubtful stays in the rest.
"""

from __future__ import annotations

from .addresses import Address, addresses
from .appointments import Appointment, dates
from .hours import opening_hours
from .languages import languages
from .mails import emails, urls
from .markup import plain
from .persons import Named, persons
from .phones import Phone, phones
from .understood import Understood

__all__ = [
    "Address",
    "Appointment",
    "Named",
    "Phone",
    "Understood",
    "addresses",
    "dates",
    "emails",
    "languages",
    "opening_hours",
    "persons",
    "phones",
    "plain",
    "urls",
]
