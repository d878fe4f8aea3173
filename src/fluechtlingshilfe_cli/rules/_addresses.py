"""The form of mail and web addresses, and what somebody meant who missed it."""

from __future__ import annotations

import re

_LABEL = r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?"
_HOST = rf"(?:{_LABEL}\.)+(?:[^\W\d_]{{2,63}}|xn--[a-z0-9-]{{2,59}})"
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_MAIL = re.compile(rf"{_LOCAL}@{_HOST}\Z")
_SITE = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][^\s<>\"\\]*)?\Z", re.IGNORECASE)

_AT = re.compile(r"\s*[\[({<]\s*(?:at|ät|@)\s*[\])}>]\s*|\s+(?:at|ät)\s+", re.IGNORECASE)
_DOT = re.compile(r"\s*[\[({<]\s*(?:dot|punkt)\s*[\])}>]\s*|\s+(?:dot|punkt)\s+", re.IGNORECASE)
_SCHEME = re.compile(r"(?:h[tps]{2,5}\s*[:;]?\s*/+\s*)", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):(?![0-9])", re.IGNORECASE)
_LONGEST = 254


def is_mail(text: str) -> bool:
    """Whether a text has the form of a mail address; domains with umlauts count."""
    return len(text) <= _LONGEST and _MAIL.match(text) is not None


def mended_mail(text: str) -> tuple[str | None, str]:
    """The address that was probably meant, None when unsure, and advice that names no value."""
    parts = [part for part in re.split(r"[,;\s]+|\boder\b|\bund\b", text) if part]
    if len(parts) > 1 and all(map(is_mail, parts)):
        return None, "Hier stehen mehrere Adressen. Bitte nur eine eintragen, am besten das Funktionspostfach."
    right = _DOT.sub(".", _AT.sub("@", text.strip()))
    right = re.sub(r"^mailto:\s*", "", right, flags=re.IGNORECASE).strip("<>.,; ")
    right = re.sub(r"@+", "@", re.sub(r"\s+", "", right)).replace(",", ".")
    right = re.sub(r"\.{2,}", ".", right).replace("@.", "@").replace(".@", "@")
    if right != text and is_mail(right):
        return right, "Bitte Leerzeichen, Klammern und Satzzeichen entfernen; das Zeichen @ steht genau einmal darin."
    if "@" not in right:
        return None, "Es fehlt das Zeichen @, zum Beispiel info@cafe-ankommen.de."
    if re.search(r"[^\x00-\x7f]", right.partition("@")[0]):
        return None, "Vor dem @ stehen keine Umlaute; meist heißt es ae, oe, ue oder ss."
    return None, "Bitte die Adresse prüfen, zum Beispiel info@cafe-ankommen.de."


def is_site(text: str) -> bool:
    """Whether a text is the full address of a page; hosts with umlauts count."""
    return _SITE.match(text) is not None


def mended_site(text: str) -> tuple[str | None, str]:
    """The address that was probably meant, None when unsure, and advice that names no value."""
    if is_mail(re.sub(r"^(?:mailto:|https?://)", "", text.strip(), flags=re.IGNORECASE)):
        return None, "Das ist eine E-Mail-Adresse; sie gehört in das Feld »email«."
    right = re.sub(r"\s+", "", text.strip().rstrip(".,;"))
    if found := _SCHEME.match(right):
        secure = "s" if "s" in found[0].casefold() else ""
        right = f"http{secure}://{right[found.end() :].lstrip(':/')}"
    elif _OTHER_SCHEME.match(right):
        return None, "Möglich sind nur Adressen, die mit https:// oder http:// beginnen."
    else:
        right = f"https://{right.lstrip('/')}"
    if right != text and is_site(right) and " " not in text.strip():
        return right, "Bitte vollständig schreiben, beginnend mit https://."
    if re.search(r"\s", text.strip()):
        return None, "In einer Internetadresse stehen keine Leerzeichen; bitte genau eine Adresse eintragen."
    if "@" in text:
        return None, "Zugangsdaten gehören nicht in eine Internetadresse; bitte die öffentliche Adresse eintragen."
    return None, "Bitte die Adresse aus dem Browser übernehmen, zum Beispiel https://cafe-ankommen.de."
