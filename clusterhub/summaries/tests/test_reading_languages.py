import pytest

from clusterhub.summaries.reading import read_summary

pytestmark = pytest.mark.pure

TALK = """\
Puertos, porti, porty

{kind}

EU Clusters Talks
6 {month} 2024, 8:30 – 9:45 CET

{agenda}

{chair}: Ola Próba

1. {news}
Ewa Wzór, Director, Klaster Próbny
2. {panel}
Ana Muestra, Director, Campione
3. {funding}

{messages}

- Uno.

1. {news}

- A; B

2. {panel}

C.

3. {funding}

- D; {deadline}: 12 {next_month} 2024
- E
"""
WORDS = [
    {
        "kind": "Resumen", "month": "marzo", "next_month": "abril", "agenda": "Orden del día",
        "chair": "Moderadora", "news": "Novedades", "panel": "Mesa redonda",
        "funding": "Oportunidades de financiación", "messages": "Mensajes clave",
        "deadline": "fecha límite",
    },
    {
        "kind": "Sintesi", "month": "marzo", "next_month": "aprile", "agenda": "Ordine del giorno:",
        "chair": "Moderatrice", "news": "Notizie dalla piattaforma", "panel": "Tavola rotonda",
        "funding": "Bandi aperti", "messages": "Messaggi chiave", "deadline": "scadenza",
    },
    {
        "kind": "Podsumowanie", "month": "marca", "next_month": "kwietnia",
        "agenda": "PORZĄDEK OBRAD", "chair": "Prowadząca", "news": "Aktualności",
        "panel": "Debata panelowa", "funding": "Możliwości finansowania",
        "messages": "Najwazniejsze wnioski", "deadline": "termin składania",
    },
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS, ids=["spanish", "italian", "polish"])
def test_the_usual_headings_are_known(words):
    record = read_summary(TALK.format(**words).encode())

    assert record["title"] == "Puertos, porti, porty"
    assert [person["name"] for person in record["moderators"]] == ["Ola Próba"]
    assert [item["title"] for item in record["agenda"]] == [
        words["news"], words["panel"], words["funding"],
    ]  # fmt: skip
    assert record["key_messages"] == ["Uno."]
    assert [section["text"] for section in record["sections"]][1] == "C."
    assert [item["text"] for item in record["news"]] == ["A; B"]
    assert [item["deadlines"] for item in record["funding"]] == [["2024-04-12"]]
    assert [item["text"] for item in record["pointers"]] == ["E"]


@pytest.mark.parametrize("sentence", ["Programa.", "We spoke of förderung and Bandiera.", "Podium"])
def test_words_in_a_text_are_no_headings(sentence):
    text = TALK.format(**WORDS[0]).replace("C.", f"C.\n\n{sentence}")

    record = read_summary(text.encode())

    assert record["sections"][1]["text"] == f"C.\n\n{sentence}"
