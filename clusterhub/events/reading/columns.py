"""Which column of a table, or which key of a flat list, means what: headings in eight languages."""

import re

from clusterhub.clock.months import fold

# English, German, French, Spanish, Italian, Polish, Dutch, Portuguese.
HEADINGS = {
    "key": "id|key|uid|guid|code|nr|no|number|nummer|kennung|numero|identifiant|codigo|codice|numer",
    "title": "title|name|session|talk|session title|talk title|summary|subject|topic|titel|vortrag|"
    "beitrag|thema|titre|intitule|sujet|titulo|sesion|tema|titolo|sessione|tytul|temat|sesja|"
    "onderwerp|sessie|sessao|assunto",
    "subtitle": "subtitle|untertitel|sous titre|subtitulo|sottotitolo|podtytul|ondertitel",
    "plain_text": "description (plain)",
    "people_lines": "people (name | part | role | organisation)",
    "abstract": "abstract|teaser|kurzfassung|resume|resumen|riassunto|sommario|streszczenie|"
    "samenvatting|resumo",
    "text": "description|text|details|content|beschreibung|inhalt|descripcion|descrizione|opis|"
    "omschrijving|beschrijving|descricao|contenu|contenido|contenuto|tresc|inhoud|conteudo",
    "date": "date|start date|datum|fecha|data|dia|giorno|dzien|dag|starts on|startdatum|"
    "date de debut|fecha de inicio|data inizio|data rozpoczecia|data de inicio|begindatum",
    "day": "day|tag|jour|conference day|konferenztag",
    "start": "start|starts|from|begin|begins|start time|starts at|time|beginn|von|anfang|uhrzeit|"
    "zeit|debut|de|heure|heure de debut|inicio|desde|hora|hora de inicio|inizio|dalle|ora|"
    "poczatek|od|godzina|aanvang|van|tijd|starttijd|startzeit|das",
    "end_date": "end date|ends on|enddatum|date de fin|fecha de fin|data fine|data zakonczenia|"
    "einddatum|data de fim",
    "end": "end|ends|until|to|end time|ends at|finish|ende|bis|endzeit|fin|a|heure de fin|hasta|"
    "hora de fin|fine|alle|koniec|do|einde|tot|eindtijd|fim|ate|termino",
    "duration": "duration|length|minutes|dauer|lange|duree|duracion|durata|czas trwania|duur|duracao",
    "room": "room|location|venue|place|hall|stage|raum|saal|ort|salle|lieu|sala|lugar|luogo|aula|"
    "miejsce|zaal|locatie|plaats|local|buhne|scena",
    "track": "track|stream|strand|category|themenstrang|reihe|parcours|filiere|itinerario|percorso|"
    "sciezka|kategorie|categorie|categoria|kategoria|spoor|trilha",
    "format": "format|type|kind|session type|art|formato|tipo|typ|soort|rodzaj",
    "language": "language|lang|sprache|langue|idioma|lingua|jezyk|taal",
    "people": "speakers|speaker|presenter|presenters|people|persons|person|referent|referenten|"
    "referentinnen|vortragende|redner|orateur|orateurs|intervenant|intervenants|intervenante|"
    "ponente|ponentes|orador|oradores|relatore|relatori|prelegent|prelegenci|mowca|mowcy|spreker|"
    "sprekers|palestrante|palestrantes",
    "moderators": "moderator|moderators|chair|host|moderation|moderateur|moderatrice|moderador|"
    "moderadores|moderatore|moderatori|moderatorzy|voorzitter",
    "organisation": "affiliation|organisation|organization|company|institution|organisme|entreprise|"
    "organizacion|empresa|organizzazione|azienda|organizacja|firma|organisatie|bedrijf|organizacao",
    "links": "url|link|links|website|file url|web|adresse|enlace|collegamento|lien|odnosnik|ligacao",
    "zone": "time zone|timezone|tz|zeitzone|fuseau horaire|zona horaria|fuso orario|"
    "strefa czasowa|tijdzone|fuso horario",
    "cancelled": "cancelled|canceled|abgesagt|annule|cancelado|annullato|odwolane|geannuleerd",
}  # fmt: skip
_BY_HEADING = {
    word: name
    for name, words in HEADINGS.items()
    for word in (words.split("|") if " | " not in words else [words])
}
_SIGNS = re.compile(r"[\s_\-/:*.]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Of two columns with one meaning the first of these is taken.
_BETTER = {
    "uid",
    "guid",
    "title",
    "titel",
    "description",
    "start",
    "starts at",
    "ends at",
    "speakers",
    "id",
}


def heading_key(heading):
    """ "Start_Time", "startTime" and "START TIME" are one heading."""
    words = _CAMEL.sub(" ", str(heading)[:80])
    return _SIGNS.sub(" ", fold(words).replace("ł", "l")).strip()


def columns_of(headings):
    """({meaning: number of the column}, the headings that mean nothing here)."""
    found, chosen, unknown = {}, {}, []
    for at, heading in enumerate(headings):
        key = heading_key(heading)
        meaning = _BY_HEADING.get(key)
        if meaning is None:
            unknown += [str(heading)] * bool(key)
        elif meaning not in found or (key in _BETTER and chosen[meaning] not in _BETTER):
            found[meaning], chosen[meaning] = at, key
    return found, unknown
