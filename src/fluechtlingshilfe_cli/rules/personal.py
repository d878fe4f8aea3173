"""Private contacts in public places: mailboxes of persons, and numbers hidden in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..findings import Problem, Severity
from ..folding import fold, key
from ._addresses import is_mail
from ._fields import Fields
from ._rule import rule

if TYPE_CHECKING:
    from ..project import Project
    from ..records import Record

_PUBLIC_MAILS = Fields(lambda kind, field: not kind.private and field.keyword("format") == "email" and field.channels)
_PROSE = Fields(lambda kind, field: not kind.private and field.keyword("freitext"))

_FREEMAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "gmx.de",
        "gmx.net",
        "gmx.com",
        "gmx.at",
        "web.de",
        "t-online.de",
        "freenet.de",
        "yahoo.de",
        "yahoo.com",
        "ymail.com",
        "hotmail.com",
        "hotmail.de",
        "outlook.com",
        "outlook.de",
        "live.de",
        "live.com",
        "msn.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "aol.de",
        "arcor.de",
        "online.de",
        "kabelmail.de",
        "vodafone.de",
        "o2online.de",
        "1und1.de",
        "mail.de",
        "email.de",
        "posteo.de",
        "mailbox.org",
        "protonmail.com",
        "proton.me",
        "magenta.de",
    ]
)
_OFFICE = re.compile(
    r"(?:^|[._+-])(?:info|kontakt|contact|buero|office|post|mail|team|zentrale|verwaltung|sekretariat|service|hallo|hello|"
    r"moin|gruppe|runde|rat|haus|pool|paten|kita|schule|lern|bildung|jugend|frauen|familie|kinder|senior|kirche|pfarr|awo|"
    r"drk|vhs|stadt|amt|kultur|sport|rad|job|arbeit|leitung|vorstand|spende|presse|online|digital|dialog|mobil|naeh|nord|sued)"
    r"|verein|initiative|netzwerk|kreis|treff|cafe|werkstatt|kammer|hilfe|hilft|helfer|fluecht|asyl|migra|integra|willkomm|"
    r"ankomm|ehrenamt|freiwillig|sprachpaten|lotse|begleit|koordin|beratung|sprach|dolmetsch|akademie|gemeinde|diakonie|"
    r"caritas|fahrrad|moebel|kleider|wohnraum|anmeldung|veranstaltung|projekt|garten"
)
_NAME = re.compile(r"(?:[a-z]{3,20}[._][a-z]{3,30}|[a-z][._][a-z]{4,30})\Z")

_MAIL_IN_TEXT = re.compile(
    r"[\w.+-]{1,64}(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_][\w-]*)*\.[^\W\d_]{2,}",
    re.IGNORECASE,
)
_PHONE_IN_TEXT = re.compile(
    r"(?<![\w.,/+-])(?:(?:\+|00)[1-9][0-9]{0,2}|\(?\s?0(?:[2-9]|1[5-7]))(?:[\s/()–-]{0,3}[0-9]){6,13}(?![0-9.,]*[0-9])"
)
_FREE_OF_CHARGE = re.compile(r"(?:\+|00)?(?:49)?[\s/(]*0?[\s/()]*800")


@rule("FH404", "Postfach einer Person", "record", Severity.WARNING)
def personal_mailbox(record: Record, _: Project) -> Iterator[Problem]:
    """Im öffentlichen Kontakt steht das Postfach einer Person, wo ein Funktionspostfach hingehört.

    Wer das Amt abgibt, nimmt das Postfach mit, und gedruckt lässt sich nichts zurückholen. Besser ist eine Adresse, die
    mehrere lesen. Die der Person gehört mit ihrer Einwilligung in den privaten Ordner.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {email: renate.muster@gmx.de}

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontakt: {email: cafe-ankommen@gmx.de}
    """
    for path, text, _field, _section in _PUBLIC_MAILS.of(record):
        if is_mail(text) and _is_personal(text, record):
            yield Problem(
                record.at(*path),
                "Die Adresse sieht nach dem Postfach einer Person aus.",
                "Besser ist ein Funktionspostfach, das mehrere lesen; sonst hilft »ueber: koordinationsstelle«.",
            )


def _is_personal(address: str, record: Record) -> bool:
    local, _, domain = address.casefold().rpartition("@")
    if domain not in _FREEMAIL and not _NAME.match(local):
        return False
    if _OFFICE.search(local):
        return False
    name = key(local)
    own = re.findall(
        r"[a-z]{4,}", fold(" ".join((record.title, record.id, str(record["kurzname"] or ""), _place(record))))
    )
    return not any(word in name for word in own)


def _place(record: Record) -> str:
    address = record["anschrift"]
    return str(address.get("ort", "")) if type(address) is dict else ""


@rule("FH405", "Telefon oder E-Mail im Fließtext", "record", Severity.WARNING)
def contact_in_prose(record: Record, _: Project) -> Iterator[Problem]:
    """In einem Text steht eine Telefonnummer oder E-Mail-Adresse.

    Im Text findet sie beim Aktualisieren niemand wieder, und niemand sieht, ob sie gedruckt werden darf. Sie gehört
    unter »kontakt«; ist sie die einer Person, mit deren Einwilligung in den privaten Ordner.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Offenes Café. Den Fahrdienst erreicht man unter 0171 3920045.

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Offenes Café mit Fahrdienst.
        kontakt: {telefon: "+49 171 3920045"}
    """
    for path, text, field, _section in _PROSE.of(record):
        if type(text) is not str:
            continue
        what, value = contact_in(text)
        if what:
            yield Problem(
                record.at(*path),
                f"In »{field.name}« steht eine {what}: {value}",
                "Bitte nach »kontakt« verschieben; die einer Person gehört in den privaten Ordner.",
                words=value,
            )


def contact_in(text: str) -> tuple[str, str]:
    """What stands in prose, »E-Mail-Adresse« or »Telefonnummer«, and its words; both empty when nothing does."""
    if ("@" in text or "at)" in text or "at]" in text) and (found := _MAIL_IN_TEXT.search(text)):
        return "E-Mail-Adresse", found[0]
    for found in _PHONE_IN_TEXT.finditer(text) if "0" in text or "+" in text else ():
        if not _FREE_OF_CHARGE.match(found[0]):
            return "Telefonnummer", found[0].strip()
    return "", ""
