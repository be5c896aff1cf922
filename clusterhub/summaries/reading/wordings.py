"""The usual headings of a summary in other languages: German, French, Spanish, Italian, Polish.

Whole headings are compared folded, so without accents, case and punctuation; the words of `NEWS`
and `FUNDING` are looked for inside a heading, and those of `CHAIR` stand before people.
"""

from clusterhub.summaries.reading.words import fold

_AGENDA = {
    "de": "Tagesordnung; Agenda der Sitzung; Agenda der Veranstaltung; Programm; Ablauf; "
    "Programmablauf; Tagesordnung der Sitzung; Programm der Veranstaltung",
    "fr": "Ordre du jour; Ordre du jour de la réunion; Programme de la réunion; L'ordre du jour; "
    "Déroulé; Déroulement",
    "es": "Orden del día; Agenda de la reunión; Agenda del encuentro; Programa; "
    "Programa de la jornada; Agenda de la sesión",
    "it": "Ordine del giorno; Agenda dell'incontro; Agenda della riunione; Programma; "
    "Programma dell'incontro; Programma della giornata",
    "pl": "Porządek obrad; Agenda spotkania; Program; Program spotkania; Porządek spotkania; "
    "Harmonogram",
}
_KEY_MESSAGES = {
    "de": "Kernaussagen; Kernbotschaften; Wichtigste Botschaften; Die wichtigsten Botschaften; "
    "Wichtigste Erkenntnisse; Die wichtigsten Erkenntnisse; Wichtigste Ergebnisse; "
    "Auf einen Blick; Das Wichtigste in Kürze; In Kürze; Schlüsselbotschaften",
    "fr": "Messages clés; Messages-clés; Les messages clés; Points clés; Les points clés; "
    "À retenir; Ce qu'il faut retenir; L'essentiel; En bref; Principaux messages; "
    "Principales conclusions; Principaux enseignements",
    "es": "Mensajes clave; Mensajes principales; Principales mensajes; Ideas clave; "
    "Ideas principales; Puntos clave; Conclusiones principales; Principales conclusiones; "
    "En resumen; De un vistazo; Lo más importante",
    "it": "Messaggi chiave; Messaggi principali; I messaggi chiave; Principali messaggi; "
    "Punti chiave; Punti principali; In sintesi; In breve; Principali conclusioni; "
    "Conclusioni principali; A colpo d'occhio",
    "pl": "Najważniejsze wnioski; Kluczowe wnioski; Główne wnioski; Kluczowe przesłania; "
    "Najważniejsze przesłania; Główne przesłania; W skrócie; Najważniejsze informacje; "
    "Kluczowe informacje",
}
_FAMILIAR = {
    "de": "Neues von der Plattform; Neuigkeiten von der Plattform; Podiumsdiskussion; "
    "Paneldiskussion; Fördermöglichkeiten; Finanzierungsmöglichkeiten; Fragen und Antworten; "
    "Schlusswort; Nächste Schritte; Begrüßung; Begrüßung und Einführung; Fazit; Ausblick",
    "fr": "Actualités de la plateforme; Nouvelles de la plateforme; Table ronde; "
    "Opportunités de financement; Possibilités de financement; Appels ouverts; "
    "Questions et réponses; Mot de la fin; Prochaines étapes; Accueil; Accueil et introduction",
    "es": "Noticias de la plataforma; Novedades de la plataforma; Mesa redonda; "
    "Oportunidades de financiación; Convocatorias abiertas; Preguntas y respuestas; "
    "Palabras de clausura; Próximos pasos; Bienvenida; Bienvenida e introducción; Conclusiones",
    "it": "Notizie dalla piattaforma; Novità dalla piattaforma; Tavola rotonda; "
    "Opportunità di finanziamento; Bandi aperti; Domande e risposte; Chiusura dei lavori; "
    "Prossimi passi; Benvenuto; Saluti e introduzione; Conclusioni",
    "pl": "Wiadomości z platformy; Aktualności z platformy; Nowości z platformy; "
    "Debata panelowa; Dyskusja panelowa; Możliwości finansowania; Otwarte nabory; "
    "Pytania i odpowiedzi; Zakończenie; Kolejne kroki; Następne kroki; Powitanie; Wnioski",
}
_KIND = {
    "de": "Zusammenfassung; Kurzbericht; Zusammenfassung der Veranstaltung",
    "fr": "Résumé; Compte rendu; Compte-rendu; Synthèse; Résumé de la réunion",
    "es": "Resumen; Resumen de la reunión; Síntesis; Resumen del encuentro",
    "it": "Sintesi; Riassunto; Resoconto; Sintesi dell'incontro",
    "pl": "Podsumowanie; Streszczenie; Podsumowanie spotkania",
}
# Parts of words or regular expressions, looked for at the beginning of a word.
NEWS = (
    "neuigkeiten|neues (?:von|aus)|nachrichten|aktuelles|meldungen|ankündigungen|"
    "actualités?|nouvelles (?:de|du)|annonces|noticias|novedades|anuncios|"
    "notizie|novità|annunci|aktualności|wiadomości|nowości|ogłoszenia"
)
FUNDING = (
    r"förder\w+|finanzierung\w*|ausschreibungen|aufrufe|financements?|appels? (?:à|a) \w+|"
    r"appels ouverts|subventions|financiación|convocatorias?|ayudas|subvenciones|"
    r"finanziament\w+|bandi|bando|finansowani\w+|nabory|dotacj\w+|konkursy"
)
CHAIR = (
    r"moderator(?:in)?|leitung|modération|modérat(?:eurs?|rices?)|animation|animée? par|modérée? par|"
    r"moderación|moderador(?:a|es|as)?|modera(?:do|da)? por|modera|"
    r"moderazione|moderator[ei]|moderatric[ei]|moderato da|"
    r"moderacja|moderatorka|moderatorzy|prowadz(?:enie|ący|ąca|ący)"
)
SPEAKERS = (
    r"referent(?:en|in|innen)?|redner(?:in|innen)?|vortragende|sprecher(?:in|innen)?|"
    r"intervenante?s?|orateurs?|oratrices?|ponentes?|oradore?s?|"
    r"relator[ei]|relatric[ei]|prelegen(?:t|tka|ci)|mówcy|paneliści|panelistas?"
)
DEADLINE = (
    r"bewerbungsschluss|einreichfrist(?:en)?|frist(?:en)?|einsendeschluss|"
    r"date limite|échéances?|clôture|fecha límite|plazos?|cierre|"
    r"scadenz[ae]|entro il|termin(?:y|u)?(?: składania)?"
)
OF_A_DATE = (
    "uhr von bis vom um am le la les du de des au à heure heures el las los del a hora horas il "
    "dalle alle ore dal al dnia od do godz godzina godziny w online brüssel bruxelles bruselas "
    "brukseli czasu ortszeit heure-de-bruxelles"
)


def _folded(table):
    return frozenset(fold(words) for each in table.values() for words in each.split(";"))


AGENDAS, KEY_MESSAGES, FAMILIAR, KINDS = map(_folded, (_AGENDA, _KEY_MESSAGES, _FAMILIAR, _KIND))
