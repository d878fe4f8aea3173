"""The commands of `fh`: one module each, loaded when called. This table is all that `fh --help` needs.

A command module has a function of the command's name (a trailing underscore where Python owns the word). Its
signature is the command line, its docstring the help: sentences first, then »Beispiele:« with indented lines.
"""

from __future__ import annotations

SECTIONS: dict[str, dict[str, str]] = {
    "Anfangen": {
        "start": "Zeigt, wie es um das Register steht und was jetzt hilft; auch »fh« allein.",
        "init": "Legt ein neues Register für einen Kreis an.",
        "doctor": "Sieht nach, ob Ordner, Einstellungen und Sicherung in Ordnung sind.",
    },
    "Eintragen und ändern": {
        "new": "Legt einen neuen Eintrag an und fragt nach den Angaben.",
        "edit": "Öffnet einen Eintrag im Editor und prüft ihn danach.",
        "set": "Ändert Angaben eines Eintrags.",
        "add": "Fügt einer Liste eines Eintrags etwas hinzu.",
        "remove": "Entfernt eine Angabe oder etwas aus einer Liste.",
        "translate": "Zeigt, was übersetzt ist, und trägt Übersetzungen ein.",
        "rename": "Gibt einem Eintrag eine andere Kennung, mit allen Verweisen.",
        "end": "Beendet einen Eintrag und sagt, wer ihn noch nennt.",
        "fmt": "Bringt Einträge in einheitliche Form.",
    },
    "Listen übernehmen": {
        "import": "Übernimmt Einträge aus Listen, Kalendern und Arbeitsmappen.",
        "export": "Gibt Einträge als Tabelle, Daten oder Arbeitsmappe heraus.",
    },
    "Prüfen": {
        "validate": "Prüft das Register und sagt zu jedem Befund den nächsten Schritt.",
        "explain": "Erklärt einen Befund, ein Feld oder eine Wortliste.",
    },
    "Aktuell halten": {
        "due": "Zeigt, bei wem nachzufragen ist, und warum.",
        "letter": "Schreibt Mails und Briefe an Fällige. Verschickt nichts.",
        "answer": "Nimmt eine Antwort auf: stimmt so, geändert, gibt es nicht mehr.",
        "confirm": "Vermerkt, dass die Angaben stimmen.",
        "complaint": "Vermerkt, dass etwas nicht stimmt, und verbirgt den Kontakt.",
    },
    "Fragen beantworten": {
        "search": "Sucht in allem; beantwortet »Wer hilft mit Fahrrädern in Gülzow?«.",
        "list": "Listet Einträge einer Art, nach beliebigen Feldern ausgewählt.",
        "show": "Zeigt einen Eintrag vollständig.",
        "enquiry": "Zählt eine Frage am Telefon, beantwortet oder nicht.",
    },
    "Berichten und drucken": {
        "report": "Macht Berichte: Kennzahlen, Zusagen, Schulungen, Bedarf und mehr.",
        "handover": "Macht zwei Seiten für die Vertretung: Fristen, Offenes, Termine.",
        "directory": "Macht das Verzeichnis der Angebote, fürs Netz und zum Drucken.",
    },
    "Zusammen arbeiten": {
        "save": "Hält die Arbeit des Tages im Verlauf fest.",
        "undo": "Nimmt die letzte Änderung zurück.",
        "log": "Erzählt, was sich an einem Eintrag wann geändert hat.",
        "diff": "Zeigt, was sich seit einem Tag oder dem Speichern geändert hat.",
        "ci": "Prüft eine vorgeschlagene Änderung auf GitHub, GitLab, anderswo.",
    },
    "Einrichten": {
        "migrate": "Stellt alle Dateien auf ein neues Format um, wenn es eines gibt.",
        "schema": "Schreibt die Feldbeschreibungen für den Editor.",
        "completion": "Richtet das Vervollständigen mit der Tabulatortaste ein.",
    },
}

COMMANDS: dict[str, str] = {name: text for section in SECTIONS.values() for name, text in section.items()}
