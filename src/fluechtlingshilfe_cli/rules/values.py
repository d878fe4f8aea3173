"""What the schema finds in the values of a record: the texts `fh explain` shows, with examples that the tests run."""

from __future__ import annotations

from ._rule import form

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

    Die mitgelieferten Felder begrenzen keine Liste; der Befund kommt von einem Feld, das Ihr Register selbst
    beschreibt. Löschen Sie den doppelten Eintrag, oder behalten Sie die wichtigsten.
    """,
)
