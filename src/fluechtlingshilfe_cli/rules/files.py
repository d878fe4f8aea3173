"""What is wrong with a file as such: the texts `fh explain` shows, with examples that the tests run."""

from __future__ import annotations

from ._rule import form

LETTERS = form(
    "FH117",
    "Falsche Kodierung oder unsichtbare Zeichen",
    """
    Die Datei ist nicht als UTF-8 gespeichert, oder sie enthält unsichtbare Zeichen, die beim Kopieren aus anderen
    Programmen mitkommen.

    Kodierung: Im Editor »Speichern unter« wählen und UTF-8 einstellen. Unsichtbare Zeichen: an der gezeigten Stelle
    löschen und mit der Tastatur neu eintippen. Im Beispiel steht nach dem Doppelpunkt ein geschütztes Leerzeichen.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        name:\u00a0Café Ankommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
    """,
)

EMPTY = form(
    "FH118",
    "Datei ist leer",
    """
    In der Datei steht nichts, oder nur Zeilen mit #, die das Werkzeug nicht liest.

    Füllen Sie sie aus oder löschen Sie sie. Ein ausgefülltes Muster legt »fh new« an.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
    """,
)

NO_RECORD = form(
    "FH119",
    "Kein Eintrag",
    """
    Ein Eintrag besteht aus Feldern (»name: Wert«), die am linken Rand beginnen. In dieser Datei steht stattdessen
    eine Liste oder nur Text.

    Jeder Eintrag bekommt seine eigene Datei.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        - status: aktiv
        - name: Café Ankommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        status: aktiv
        name: Café Ankommen
    """,
)

TOO_MUCH = form(
    "FH121",
    "Datei zu groß oder zu tief verschachtelt",
    """
    Ein Eintrag ist eine Seite, kein Buch: höchstens 1 MB und höchstens 20 Stufen.

    Wahrscheinlich ist eine andere Datei in den Ordner geraten, oder es stehen zu viele Klammern oder Striche
    hintereinander.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        sprachen: [[[[[[[[[[[[[[[[[[[[[[[[[de]]]]]]]]]]]]]]]]]]]]]]]]]

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        sprachen: [de]
    """,
)

NOT_OPENED = form(
    "FH130",
    "Datei lässt sich nicht öffnen",
    """
    Die Datei ist da, aber nicht lesbar: Die Rechte fehlen, oder ein anderes Programm hält sie fest.

    Schließen Sie die Datei in anderen Programmen und prüfen Sie, ob Sie sie im Editor öffnen können.
    """,
)

FORMAT = form(
    "FH124",
    "Format passt nicht zum Werkzeug",
    """
    Das Register ist in einem anderen Datenformat geschrieben, als diese Version von fh es schreibt.

    Ist das Format älter, stellt »fh migrate« alle Dateien um; vorher zeigt »fh migrate --diff« jede Zeile. Ist es
    neuer, wurde das Register schon mit einer neueren Version bearbeitet: Dann erneuern Sie bitte fh.

    Schlecht:

        # fh.yaml
        format: 99

    Gut:

        # fh.yaml
        format: 1
    """,
)

FILE_NAME = form(
    "FH202",
    "Dateiname ist keine Kennung",
    """
    Der Dateiname ohne ».yaml« ist die Kennung des Eintrags. Sie steht in Verweisen, Adressen und QR-Codes und besteht
    deshalb nur aus kleinen Buchstaben a–z, Ziffern und einzelnen Bindestrichen.

    Benennen Sie die Datei um; ü wird ue, ß wird ss. Später ändert sich eine Kennung nicht mehr, auch wenn die
    Initiative ihren Namen ändert.

    Schlecht:

        # data/initiatives/Café Ankommen.yaml
        name: Café Ankommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
    """,
)

STRAY = form(
    "FH206",
    "Datei in einem unbekannten Ordner",
    """
    Neben den Ordnern der Einträge liegt ein weiterer Ordner oder eine einzelne Datei. Was dort steht, liest niemand:
    Es wird nicht geprüft und erscheint in keinem Verzeichnis.

    Meist ist der Name des Ordners vertippt. Verschieben Sie die Dateien in den richtigen Ordner.

    Schlecht:

        # data/initiativen-neu/cafe-ankommen.yaml roh
        status: aktiv
        name: Café Ankommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
    """,
)

NUMBERS = form(
    "FH211",
    "Nummernliste des Verzeichnisses stimmt nicht",
    """
    In editions/nummern.csv steht, welcher Eintrag im gedruckten Verzeichnis welche Nummer hat. Eine Nummer bleibt für
    immer bei ihrem Eintrag, auch wenn er umbenannt oder beendet wird, und wird nie ein zweites Mal vergeben.

    Die Liste schreibt das Werkzeug: bei der Freigabe einer Ausgabe und bei »fh rename«. Ist sie von Hand geändert
    worden, holen Sie den gespeicherten Stand zurück: »fh diff« zeigt, was anders ist, »fh undo« nimmt es zurück.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
        # editions/nummern.csv roh
        Nummer;Eintrag;Vorher;Ausgabe;Vergeben am
        3;initiative/cafe-ankommen;;2027;2027-07-01

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
        # editions/nummern.csv roh
        Nummer;Eintrag;Vorher;Ausgabe;Vergeben am
        1;initiative/cafe-ankommen;;2027;2027-07-01
    """,
)
