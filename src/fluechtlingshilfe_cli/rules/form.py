"""What reader and schema find themselves: the texts `fh explain` shows, with examples that the tests run."""

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

UNKNOWN_FIELD = form(
    "FH102",
    "Unbekanntes Feld",
    """
    Dieses Feld gibt es hier nicht. Meist ist der Name vertippt, oder das Feld gehört in einen anderen Abschnitt.

    Welche Felder es gibt und was hineingehört, zeigt »fh explain initiative«. Für eigene Angaben, die kein Feld haben,
    gibt es eigene Felder: Ihr Name beginnt mit »x_«.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        lieblingsfarbe: blau

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        x_lieblingsfarbe: blau
    """,
)

MISSING = form(
    "FH103",
    "Angabe fehlt",
    """
    Eine Angabe, die jeder Eintrag dieser Art braucht, fehlt oder ist leer.

    Solange ein Eintrag ein Entwurf oder im Aufbau ist, ist das nur eine Warnung: Setzen Sie »status: entwurf«, wenn
    Sie die Angabe später nachtragen wollen. Ein leeres Feld und ein Feld mit ~ zählen als fehlend.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung:

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Offenes Café für Geflüchtete und Nachbarn.
    """,
)

WRONG_TYPE = form(
    "FH104",
    "Wert von anderer Art",
    """
    Das Feld erwartet etwas anderes: eine Zahl statt Worten, eine Liste statt eines Textes, true oder false statt
    »ja« oder »nein«, einen Abschnitt mit eigenen Feldern statt einer einzelnen Angabe.

    Kurze Listen stehen in eckigen Klammern, lange mit Strichen untereinander.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        sprachen: de, ar, uk

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        sprachen: [de, ar, uk]
    """,
)

UNKNOWN_WORD = form(
    "FH105",
    "Unbekanntes Wort",
    """
    Das Feld kennt nur die Wörter einer Liste, damit sich Einträge suchen, zählen und übersetzen lassen.

    Alle Wörter mit Erklärung zeigt zum Beispiel »fh explain status«. Fehlt ein Wort, das Sie brauchen, lässt sich die
    Liste in »vocabularies/« erweitern.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        status: aktive

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        status: aktiv
    """,
)

DATE = form(
    "FH106",
    "Datum nicht lesbar",
    """
    Ein Datum steht als Jahr-Monat-Tag, Tag und Uhrzeit mit einem T dazwischen: "2026-03-14" und "2026-03-14T18:00".

    So lässt es sich sortieren, und niemand verwechselt Tag und Monat. Im Verzeichnis steht es wieder wie gewohnt.
    Tage, die es nicht gibt, zum Beispiel der 31. Februar, fallen hier auch auf.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: 14.03.2026

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        geprueft_am: "2026-03-14"
    """,
)

PATTERN = form(
    "FH107",
    "Wert hat eine andere Form",
    """
    Der Wert hat nicht die Form, die das Feld erwartet: Eine Postleitzahl hat fünf Ziffern, ein Gemeindeschlüssel acht,
    eine Uhrzeit steht als 17:00.

    Führende Nullen gehören dazu; Tabellenprogramme lassen sie gern weg.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        anschrift:
          strasse: Am Markt 3
          plz: 1067
          ort: Dresden
          oeffentlich: true

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        anschrift:
          strasse: Am Markt 3
          plz: "01067"
          ort: Dresden
          oeffentlich: true
    """,
)

TOO_LONG = form(
    "FH108",
    "Text zu lang",
    """
    Der Text ist länger, als im gedruckten Verzeichnis Platz ist.

    Die Kurzbeschreibung hat höchstens 280 Zeichen. Ausführlicher darf es im Feld »beschreibung« werden.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: >-
          Offenes Café für Geflüchtete und Nachbarn. Offenes Café für Geflüchtete und Nachbarn.
          Offenes Café für Geflüchtete und Nachbarn. Offenes Café für Geflüchtete und Nachbarn.
          Offenes Café für Geflüchtete und Nachbarn. Offenes Café für Geflüchtete und Nachbarn.
          Offenes Café für Geflüchtete und Nachbarn. Offenes Café für Geflüchtete und Nachbarn.

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        kurzbeschreibung: Offenes Café für Geflüchtete und Nachbarn.
    """,
)

OUT_OF_RANGE = form(
    "FH109",
    "Zahl außerhalb des Möglichen",
    """
    Die Zahl ist größer oder kleiner, als sie an dieser Stelle sein kann; meist fehlt eine Ziffer oder es ist eine zu
    viel.

    Unbekannt ist nicht null: Wissen Sie die Zahl nicht, lassen Sie das Feld weg.

    Schlecht:

        # data/initiatives/cafe-ankommen.yaml
        gruendungsjahr: 15

    Gut:

        # data/initiatives/cafe-ankommen.yaml
        gruendungsjahr: 2015
    """,
)

LIST_LENGTH = form(
    "FH110",
    "Liste mit zu vielen oder doppelten Einträgen",
    """
    In einer Liste steht ein Eintrag zweimal, oder sie hat mehr Einträge, als vorgesehen sind.

    Die mitgelieferten Felder begrenzen keine Liste; die Meldung kommt von einem Feld, das Ihr Register selbst
    beschreibt. Löschen Sie den doppelten Eintrag, oder behalten Sie die wichtigsten.
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
    "Kein Datensatz",
    """
    Ein Datensatz besteht aus Feldern (»name: Wert«), die am linken Rand beginnen. In dieser Datei steht stattdessen
    eine Liste oder nur Text.

    Jeder Datensatz bekommt seine eigene Datei.

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

TOO_MUCH = form(
    "FH121",
    "Datei zu groß oder zu tief verschachtelt",
    """
    Ein Datensatz ist eine Seite, kein Buch: höchstens 1 MB und höchstens 20 Stufen.

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

SECOND = form(
    "FH122",
    "Zweiter Datensatz in derselben Datei",
    """
    Drei Striche am Zeilenanfang beginnen einen weiteren Datensatz. Hier hat jeder Datensatz seine eigene Datei, deren
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

NOT_OPENED = form(
    "FH130",
    "Datei lässt sich nicht öffnen",
    """
    Die Datei ist da, aber nicht lesbar: Die Rechte fehlen, oder ein anderes Programm hält sie fest.

    Schließen Sie die Datei in anderen Programmen und prüfen Sie, ob Sie sie im Editor öffnen können.
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
