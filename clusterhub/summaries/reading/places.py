"""Countries, continents and towns of Europe that a text names, as it spells them.

Country names follow the European Union's style guide, with the other names that are in use. The
towns are the capitals and the places where clusters of the series met or are at home.
"""

import re

COUNTRIES = """Albania|Andorra|Armenia|Austria|Azerbaijan|Belarus|Belgium|Bosnia and Herzegovina
Bulgaria|Croatia|Cyprus|Czechia|Czech Republic|Denmark|Estonia|Faroe Islands|Finland|France|Georgia
Germany|Greece|Hungary|Iceland|Ireland|Italy|Kosovo|Latvia|Liechtenstein|Lithuania|Luxembourg|Malta
Moldova|Republic of Moldova|Monaco|Montenegro|Netherlands|North Macedonia|Norway|Poland|Portugal
Romania|San Marino|Serbia|Slovakia|Slovak Republic|Slovenia|Spain|Sweden|Switzerland|Türkiye|Turkey
Ukraine|United Kingdom|UK|Great Britain|Scotland|Wales|Northern Ireland|Vatican City
Algeria|Argentina|Australia|Brazil|Canada|Chile|China|Colombia|Egypt|India|Indonesia|Israel|Japan
Jordan|Kazakhstan|Kenya|Lebanon|Malaysia|Mexico|Morocco|New Zealand|Nigeria|Peru|Philippines|Russia
Rwanda|Saudi Arabia|Senegal|Singapore|South Africa|South Korea|Republic of Korea|Korea|Taiwan
Thailand|Tunisia|United Arab Emirates|United States|United States of America|USA|Uruguay|Vietnam
Africa|Asia|Latin America|North America|South America|Western Balkans"""
TOWNS = """Aachen|Aalborg|Aarhus|Amsterdam|Antwerp|Athens|Barcelona|Bari|Basel|Belgrade|Bergamo|Bergen
Berlin|Bern|Bilbao|Bologna|Bordeaux|Braga|Brașov|Brasov|Bratislava|Bremen|Brno|Bruges|Brussels
Bucharest|Budapest|Burgas|Cagliari|Charleroi|Chișinău|Chisinau|Cluj|Cluj-Napoca|Coimbra|Cologne
Copenhagen|Córdoba|Cork|Debrecen|Dortmund|Dresden|Dublin|Düsseldorf|Edinburgh|Eindhoven|Espoo|Florence
Frankfurt|Gdańsk|Gdansk|Geneva|Genoa|Ghent|Glasgow|Gothenburg|Granada|Graz|Grenoble|Groningen|Győr
Hamburg|Hannover|Hanover|Helsinki|Heraklion|Iași|Iasi|Innsbruck|Istanbul|Izmir|Karlsruhe|Katowice
Kaunas|Kielce|Klagenfurt|Košice|Kosice|Kraków|Krakow|Kyiv|Larnaca|Leipzig|León|Leuven|Liège|Lille
Limassol|Linz|Lisbon|Ljubljana|Łódź|Lodz|London|Lublin|Luxembourg City|Lviv|Lyon|Madrid|Málaga|Malaga
Malmö|Manchester|Maribor|Marseille|Milan|Minsk|Modena|Mons|Mostar|Munich|Murcia|Namur|Nantes|Naples
Nicosia|Nitra|Novi Sad|Nuremberg|Odense|Oslo|Osijek|Ostend|Ostrava|Oulu|Oviedo|Padua|Palermo|Palma
Pamplona|Paris|Patras|Plovdiv|Plzeň|Podgorica|Porto|Poznań|Poznan|Prague|Pristina|Reykjavik|Riga
Rijeka|Rome|Rotterdam|Rzeszów|Salzburg|Santander|Sarajevo|Seville|Sibiu|Skopje|Sofia|Stavanger
Stockholm|Strasbourg|Stuttgart|Tallinn|Tampere|Tartu|Tbilisi|Thessaloniki|The Hague|Tilburg|Timișoara
Timisoara|Tirana|Toulouse|Trento|Trieste|Trondheim|Turin|Turku|Uppsala|Utrecht|Vaduz|Valencia
Valladolid|Valletta|Varaždin|Varna|Vienna|Vigo|Vilnius|Warsaw|Wrocław|Wroclaw|Yerevan|Zagreb|Zaragoza
Žilina|Zürich|Zurich"""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
TIME_OF = re.compile(r"\bBrussels (?:local )?time\b")  # A zone, not a place.


def _by_first_word(text):
    names = {}
    for name in re.split(r"[|\n]", text):
        names.setdefault(WORD.findall(name)[0], []).append(tuple(WORD.findall(name)))
    return {first: sorted(each, key=len, reverse=True) for first, each in names.items()}


NAMES = _by_first_word(f"{COUNTRIES}\n{TOWNS}")


def find_places(text):
    """The places in the order in which the text names them, each once."""
    words = [(found[0], found.end()) for found in WORD.finditer(TIME_OF.sub(" ", text))]
    places, skip = {}, 0
    for index, (word, _) in enumerate(words):
        if skip:
            skip -= 1
            continue
        for part in _parts(word):
            name = _name_at(words, index, part)
            if name:
                places.setdefault(" ".join(name))
                skip = max(0, len(name) - 1)
    return list(places)


def _parts(word):
    """ "EU-Japan" names Japan, "Cluj-Napoca" itself."""
    return [word] if word in NAMES or "-" not in word else word.split("-")


def _name_at(words, index, first):
    for name in NAMES.get(first, ()):
        following = tuple(word for word, _ in words[index + 1 : index + len(name)])
        if following == name[1:]:
            return name
    return None
