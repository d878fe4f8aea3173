"""What the reader finds in how a record is written: the texts `fh explain` shows, with examples that the tests run."""

from __future__ import annotations

from ._rule import form

UNREADABLE = form(
    "FH101",
    "Zeile nicht lesbar",
    """
    Eine Zeile ist weder ein Feld (»name: Wert«) noch ein Listenpunkt (»- Wert«) noch erkennbar die Fortsetzung eines
    Textes.

    Meist fehlt der Doppelpunkt nach dem Feldnamen. Längere Texte dürfen in der nächsten Zeile weitergehen, wenn diese
    zwei Leerzeichen weiter eingerückt ist.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        name Café Ankommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
    """,
)

TAB = form(
    "FH111",
    "Tabulator am Zeilenanfang",
    """
    Die Zeile ist mit der Tabulatortaste eingerückt. Wie weit ein Tabulator reicht, sieht jedes Programm anders;
    deshalb zählen hier nur Leerzeichen, zwei je Stufe.

    Die meisten Editoren können Tabulatoren beim Tippen durch Leerzeichen ersetzen.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        name: Café Ankommen
        kontakt:
        \ttelefon: "+49 40 66969123"

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontakt:
          telefon: "+49 40 66969123"
    """,
)

QUOTES = form(
    "FH112",
    "Anführungszeichen oder Klammer nicht geschlossen",
    """
    Ein Text beginnt mit einem Anführungszeichen, aber das schließende fehlt oder steht zu früh. Dasselbe gilt für
    eckige und geschweifte Klammern.

    Im Inneren eines Textes sind »so« und „so“ immer möglich und stören nicht.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        name: "Café Ankommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: "Café Ankommen"
    """,
)

COLON = form(
    "FH113",
    "Doppelpunkt oder Strich im Text",
    """
    Ein Doppelpunkt mit Leerzeichen trennt Feldname und Wert, ein Strich mit Leerzeichen beginnt einen Listenpunkt.
    Kommen sie im Text selbst vor, braucht der Text Anführungszeichen.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        name: Café Ankommen: der Treffpunkt

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: "Café Ankommen: der Treffpunkt"
    """,
)

INDENT = form(
    "FH114",
    "Zeile falsch eingerückt",
    """
    Was zusammengehört, beginnt untereinander in derselben Spalte; was in einen Abschnitt gehört, steht zwei
    Leerzeichen weiter rechts.

    Die gemeldete Zeile passt zu keiner der Zeilen darüber. Manchmal ist auch die Zeile davor verrutscht.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        kontakt:
          telefon: "+49 40 66969123"
         email: info@cafe.example

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kontakt:
          telefon: "+49 40 66969123"
          email: info@cafe.example
    """,
)

GLUED = form(
    "FH115",
    "Leerzeichen nach Strich oder Doppelpunkt fehlt",
    """
    Nach dem Strich eines Listenpunkts und nach dem Doppelpunkt eines Feldes steht ein Leerzeichen.

    »fh validate --fix« ergänzt es.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        name:Café Ankommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Ankommen
    """,
)

TWICE = form(
    "FH116",
    "Feld steht zweimal da",
    """
    Dasselbe Feld steht zweimal im selben Abschnitt. Welche Angabe gilt, kann das Werkzeug nicht wissen.

    Vergleichen Sie beide und löschen Sie eine. Mehrere Werte gehören in eine Liste, wenn das Feld eine erlaubt.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        name: Café Ankommen
        name: Café Willkommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: Café Willkommen
    """,
)

REFERENCE_SIGN = form(
    "FH120",
    "Text beginnt mit &, * oder !",
    """
    Diese Zeichen haben am Anfang eines Wertes eine eigene Bedeutung, die ein Register nicht braucht. Gehört das
    Zeichen zum Text, setzen Sie den Text in Anführungszeichen.

    »fh validate --fix« ergänzt sie.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        name: *Café* Ankommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: "*Café* Ankommen"
    """,
)

SECOND = form(
    "FH122",
    "Zweiter Eintrag in derselben Datei",
    """
    Drei Striche am Zeilenanfang beginnen einen weiteren Eintrag. Hier hat jeder Eintrag seine eigene Datei, deren
    Name seine Kennung ist.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        ---
        status: aktiv

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        status: aktiv
    """,
)

RESERVED_SIGN = form(
    "FH123",
    "Text beginnt mit einem besonderen Zeichen",
    """
    Ein Text darf nicht mit @, %, >, |, einer Klammer oder einem Gravis-Zeichen beginnen, wenn er nicht in
    Anführungszeichen steht: Am Anfang haben diese Zeichen eine eigene Bedeutung.

    »fh validate --fix« ergänzt die Anführungszeichen.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml roh
        status: aktiv
        name: @ankommen

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        name: "@ankommen"
    """,
)
