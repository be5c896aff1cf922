"""Names of months and weekdays as they stand in printed dates, for the Union's languages but Irish.

Pure module; a table and two look-ups. The forms are those that follow a day's number (genitive
where the language has one) and the plain ones, checked against the Unicode CLDR. Abbreviations are
kept to those that are no common word of another language. Polish "listopada" is November and
Croatian "listopada" October: the table keeps the Polish meaning.
"""

import unicodedata

MONTHS = {
    1: "january jan januar jänner jaenner janvier janv enero ene gennaio gen janeiro januari "
    "stycznia styczeń ledna leden januára január siječnja siječanj ianuarie jaanuar janvāris "
    "janvārī sausio sausis jannar tammikuuta tammikuu ιανουαρίου ιανουάριος януари",
    2: "february feb februar feber février févr fevr febrero febbraio fevereiro februari lutego "
    "luty února únor februára február veljače veljača februarie veebruar februāris februārī "
    "vasario vasaris frar helmikuuta helmikuu φεβρουαρίου φεβρουάριος февруари",
    3: "march mar märz maerz mär mars marzo março maart mrt marca marzec března březen marec "
    "ožujka ožujak március martie marts märts martā kovo kovas marzu maaliskuuta maaliskuu "
    "μαρτίου μάρτιος март",
    4: "april apr avril avr abril aprile kwietnia kwiecień dubna duben apríla apríl travnja "
    "travanj április aprilie aprill aprīlis aprīlī balandžio balandis huhtikuuta huhtikuu "
    "απριλίου απρίλιος април",
    5: "may mai mayo maggio mag maio mei maja maj května květen mája máj svibnja svibanj május "
    "maijs maijā gegužės gegužė mejju toukokuuta toukokuu μαΐου μάιος май",
    6: "june jun juni juin junio giugno giu junho czerwca czerwiec června červen júna jún lipnja "
    "lipanj június iunie juuni jūnijs jūnijā birželio birželis junija junij ġunju kesäkuuta "
    "kesäkuu ιουνίου ιούνιος юни",
    7: "july jul juli juillet juil julio luglio lug julho lipca lipiec července červenec júla júl "
    "srpnja srpanj július iulie juuli jūlijs jūlijā liepos liepa julija julij lulju heinäkuuta "
    "heinäkuu ιουλίου ιούλιος юли",
    8: "august aug août aout agosto ago augustus sierpnia sierpień srpna srpen augusta augusti "
    "kolovoza kolovoz augusztus augusts augustā rugpjūčio rugpjūtis avgusta avgust awwissu "
    "elokuuta elokuu αυγούστου αύγουστος август",
    9: "september sept sep septembre septiembre settembre setembro września wrzesień září "
    "septembra rujna rujan szeptember szept septembrie septembris septembrī rugsėjo rugsėjis "
    "settembru syyskuuta syyskuu σεπτεμβρίου σεπτέμβριος септември",
    10: "october oct oktober okt octobre octubre ottobre ott outubro października październik "
    "října říjen októbra október octombrie oktoober oktobris oktobrī spalio spalis oktobra "
    "ottubru lokakuuta lokakuu οκτωβρίου οκτώβριος октомври",
    11: "november nov novembre noviembre novembro listopada listopad listopadu novembra studenoga "
    "studenog studeni noiembrie novembris novembrī lapkričio lapkritis novembru marraskuuta "
    "marraskuu νοεμβρίου νοέμβριος ноември",
    12: "december dec dezember dez décembre déc diciembre dic dicembre dezembro grudnia grudzień "
    "prosince prosinec decembra prosinca prosinac decembrie detsember decembris decembrī gruodžio "
    "gruodis diċembru desember joulukuuta joulukuu δεκεμβρίου δεκέμβριος декември",
}

# Monday is 0, as in date.weekday().
WEEKDAYS = {
    0: "monday mon montag lundi lunes lunedì segunda-feira maandag poniedziałek pondělí pondelok "
    "ponedeljek ponedjeljak hétfő luni mandag måndag maanantai maanantaina esmaspäev pirmdiena "
    "pirmadienis понеделник δευτέρα",
    1: "tuesday tue tues dienstag mardi martes martedì terça-feira dinsdag wtorek úterý utorok "
    "torek utorak kedd marți tirsdag tisdag tiistai tiistaina teisipäev otrdiena antradienis "
    "вторник τρίτη",
    2: "wednesday wed mittwoch mercredi miércoles mercoledì quarta-feira woensdag środa středa "
    "streda sreda srijeda szerda miercuri onsdag keskiviikko keskiviikkona kolmapäev trešdiena "
    "trečiadienis сряда τετάρτη",
    3: "thursday thu thur thurs donnerstag jeudi jueves giovedì quinta-feira donderdag czwartek "
    "čtvrtek štvrtok četrtek četvrtak csütörtök joi torsdag torstai torstaina neljapäev "
    "ceturtdiena ketvirtadienis четвъртък πέμπτη",
    4: "friday fri freitag vendredi viernes venerdì sexta-feira vrijdag piątek pátek piatok petek "
    "petak péntek vineri fredag perjantai perjantaina reede piektdiena penktadienis петък "
    "παρασκευή",
    5: "saturday sat samstag sonnabend samedi sábado sabato zaterdag sobota subota szombat sâmbătă "
    "lørdag lördag lauantai lauantaina laupäev sestdiena šeštadienis събота σάββατο",
    6: "sunday sun sonntag dimanche domingo domenica zondag niedziela neděle nedeľa nedelja "
    "vasárnap duminică søndag söndag sunnuntai sunnuntaina pühapäev svētdiena sekmadienis "
    "неделя κυριακή",
}

# Also ordinary words: without a year they count as months only when capitalised.
ALSO_WORDS = frozenset({"may", "march", "mar", "mars", "gen", "mag", "ott", "sept", "dic", "ago"})


def fold(word):
    """Lower case, without accents, so that "AOÛT", "août" and "aout" are one word."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).rstrip(".")


def month_number(word):
    """1 to 12, or None when the word is no month's name."""
    return _MONTH_NUMBERS.get(fold(word))


def weekday_number(word):
    """0 (Monday) to 6, or None when the word is no weekday's name."""
    return _WEEKDAY_NUMBERS.get(fold(word))


def _numbers(table):
    return {fold(word): number for number, words in table.items() for word in words.split()}


_MONTH_NUMBERS = _numbers(MONTHS)
_WEEKDAY_NUMBERS = _numbers(WEEKDAYS)
