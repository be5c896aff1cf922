"""Which column of somebody's table is which field: names in many languages, and the lists that the
Commission publishes. Pure."""

from typing import NamedTuple

from clusterhub.directory.names import fold

HEADER_WITHIN = 10
_ALIASES = {
    "id": "page clusterhub_id",
    "their_id": "id",
    "name": "name names organisation organization organisation_name organization_name company company_name cluster cluster_name denomination bezeichnung firma unternehmen nom denominazione nome nombre razon_social denominacion nazwa nazev nazov naziv ime nimi nimetus pavadinimas nosaukums nev megnevezes navn namn naam denumire isem ainm onomasia eponymia epōnymia onoma naimenovanie nazva ad adi unvan",
    "local_name": "local_name native_name name_in_own_language",
    "acronym": "acronym short_name shortname abbreviation kurzname sigle sigla siglas acronimo akronym skrot zkratka kurzel",
    "other_names": "other_names also_known_as",
    "former_names": "former_names",
    "kind": "kind type organisation_type activity_type activitytype art typ rodzaj druh tipo genre",
    "country": "country country_iso country_code countrycode land pays paese pais kraj zeme krajina drzava zemlja maa riik salis valsts orszag tara pajjiz tir chora darzhava kraina ulke",
    "city": "city town place ort stadt ville commune citta comune ciudad localidad municipio cidade miasto mesto obec grad mjesto kaupunki linn miestas pilseta varos by stad plaats oras belt cathair poli polis misto sehir",
    "postcode": "postcode post_code zip zip_code postal_code plz postleitzahl code_postal cap codigo_postal kod_pocztowy psc postinumero",
    "street": "street address adresse strasse rue via calle direccion indirizzo ulica adresa adres",
    "nuts": "nuts nuts_code nutscode nuts3 nuts3_2024 nuts_3",
    "latitude": "latitude lat", "longitude": "longitude lon lng long",
    "geolocation": "geolocation coordinates",
    "website": "website web site url homepage www webseite internet organizationurl organisationurl site_web sito sito_web sitio_web pagina_web strona strona_www stranka",
    "english_website": "english_website website_en",
    "description": "description beschreibung descripcion descrizione opis popis profile objective",
    "founded_year": "founded_year founded year_founded foundation_year grundungsjahr annee_de_creation",
    "staff_fte": "staff_fte fte staff employees mitarbeiter",
    "ecosystems": "ecosystems ecosystem industrial_ecosystems sector branche secteur settore sektor",
    "nace": "nace nace_code nace_codes", "technologies": "technologies technology",
    "languages": "languages language",
    "joined_on": "joined_on joined member_since mitglied_seit",
    "source": "source", "source_id": "source_id", "pic": "pic organisationid organizationid",
    "identifiers": "identifiers", "located_by": "located_by", "parent": "parent",
    "s3_priorities": "s3_priorities", "emerging_industries": "emerging_industries",
    "support_types": "support_types", "serves": "serves", "interest_countries": "interest_countries",
    "services": "services", "strategy": "strategy", "specialisation": "specialisation",
    "strand": "strand", "source_notes": "source_notes", "links": "links",
    "facilities": "facilities", "major_players": "major_players", "title": "title",
    "labels": "labels", "counts": "counts", "programmes": "programmes",
    "state": "state",
    "vat": "vat vatnumber vat_number", "sme": "sme kmu pme pmi pyme msp",
    "email": "email e_mail mail", "phone": "phone telephone telefon tel",
}  # fmt: skip
ALIASES = {
    alias.replace("_", " "): column for column, words in _ALIASES.items() for alias in words.split()
}
_ENDS = ("total", "totals", "sum", "summe", "gesamt", "somme", "totale", "suma", "razem", "celkem")


class Columns(NamedTuple):
    """What each column is, the number of the header's row, and what was left out, in codes."""

    fields: tuple  # A field or "" for each column.
    row_number: int
    notes: tuple  # (code, heading)


def column_of(heading):
    key = fold(heading)
    return ALIASES.get(key) or ALIASES.get(key.replace(" ", ""), "")


def columns_of(rows):
    """The header among the first rows: the one that most headings know; None without a name."""
    for naming in ("name", "title"):  # A list of projects has titles.
        best, most = None, 0
        for row in rows[:HEADER_WITHIN]:
            known = {column_of(cell) for cell in row.cells} - {""}
            if naming in known and len(known) > most:
                best, most = row, len(known)
        if best is not None:
            return _read(best, naming)
    return None


def _read(row, naming):
    fields, notes = [], []
    for heading in row.cells:
        field = column_of(heading)
        field = "name" if field == naming else "" if field == "title" else field
        if not heading.strip():
            notes.append(("empty-heading", ""))
        elif not field:
            notes.append(("unknown-heading", heading))
        elif field in fields:
            notes.append(("heading-twice", heading))
            field = ""
        fields.append(field)
    return Columns(tuple(fields), row.number, tuple(notes))


def values_of(columns, cells):
    """The filled fields of a row."""
    pairs = zip(columns.fields, cells, strict=False)
    return {field: cell for field, cell in pairs if field and cell}


def is_no_row(cells):
    """An empty row, or one that sums up: "Total;5"."""
    filled = [cell for cell in cells if cell.strip()]
    return not filled or (len(filled) <= 2 and fold(filled[0]) in _ENDS)
