"""One mail as a draft: a file that Outlook and Thunderbird open for sending. No clock, no random id: same bytes."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from .contents import Letter, Writing, one_line

_SUBJECT = "Betreff:"


def mail(letter: Letter, writing: Writing) -> bytes:
    """The draft (RFC 5322, CRLF, UTF-8). Date and sender's mailbox are set by the program that sends it."""
    message = EmailMessage(policy=SMTP)
    first, _, text = letter.mail.partition("\n")
    subject = first.removeprefix(_SUBJECT).strip() if first.startswith(_SUBJECT) else letter.subject
    if own := str(writing.contact.get("email") or ""):
        message["From"] = Address(one_line(writing.sender), addr_spec=_ascii(own))
    message["To"] = Address(_name(letter), addr_spec=_ascii(letter.to.email))
    message["Subject"] = " ".join(subject.split())
    # Outlook opens a draft with this line for writing instead of reading.
    message["X-Unsent"] = "1"
    body = text if first.startswith(_SUBJECT) else letter.mail
    message.set_content(body.strip() + "\n", cte="quoted-printable")
    return message.as_bytes()


def _name(letter: Letter) -> str:
    return one_line(str(letter.to.person["name"]) if letter.to.person else letter.title)


def _ascii(address: str) -> str:
    """The address as every mail program takes it: a domain with umlauts in its other form."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"
