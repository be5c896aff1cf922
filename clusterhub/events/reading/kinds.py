"""Words for kinds of sessions and for languages, as files print them."""

import re

from clusterhub.clock.months import fold

_FORMATS = {
    "plenary": "plenary keynote keynotes opening closing plenum pleniere plenaria plenario "
    "plenarna plenair eroffnung abschluss",
    "fireside_chat": "fireside_chat fireside kamingesprach",
    "panel": "panel panels discussion podium debate podiumsdiskussion table_ronde tavola_rotonda "
    "mesa_redonda panel_discussion panel_debate round_table roundtable debat dyskusja debatte",
    "parallel": "parallel parallel_session breakout breakout_session parallelsitzung",
    "workshop": "workshop workshops training tutorial hands-on hands_on course atelier taller "
    "laboratorio warsztat warsztaty werkwinkel schulung formation oficina seminar",
    "exhibition": "exhibition expo ausstellung exposition esposizione exposicion wystawa "
    "tentoonstelling exposicao poster posters demo demos",
    "site_visit": "site_visit visit excursion besichtigung visite visita wizyta bezoek exkursion "
    "company_visit tour",
    "meetings": "meetings meeting b2b matchmaking brokerage one-to-one treffen rencontres incontri "
    "reuniones spotkania reunioes ontmoetingen networking",
    "break": "break coffee lunch breakfast dinner pause mittagspause kaffeepause pausa przerwa "
    "pauze coffee_break lunch_break dejeuner pranzo almuerzo almoco pausa_cafe intervalo descanso",
}
_BY_WORD = {word: name for name, words in _FORMATS.items() for word in words.split()}
_LANGUAGES = {
    "en": "english englisch anglais inglese ingles angielski engels",
    "de": "german deutsch allemand tedesco aleman niemiecki duits alemao",
    "fr": "french franzosisch francais francese frances francuski frans",
    "es": "spanish spanisch espagnol spagnolo espanol hiszpanski spaans espanhol",
    "it": "italian italienisch italien italiano wloski italiaans",
    "pl": "polish polnisch polonais polacco polaco polski pools",
    "nl": "dutch niederlandisch neerlandais olandese neerlandes holenderski nederlands holandes",
    "pt": "portuguese portugiesisch portugais portoghese portugues portugalski portugees",
}
_LANGUAGE_BY_WORD = {word: code for code, words in _LANGUAGES.items() for word in words.split()}
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?", re.IGNORECASE)


def format_named(words):
    """The name of a session's format, or None for a word that nobody here knows."""
    key = fold(words).strip().replace(" ", "_")
    if key in _FORMATS:
        return key
    return _BY_WORD.get(key) or _BY_WORD.get(key.rstrip("s"))


def language_named(words):
    if known := _LANGUAGE_BY_WORD.get(fold(words).strip()):
        return known
    code = words.strip().replace("_", "-")
    return code.lower()[:8] if _CODE.fullmatch(code) and len(code) <= 8 else None
