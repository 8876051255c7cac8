"""English words that the comparison needs: verbs of saying, function words, titles."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _words("""
    a about after again against all also an and any are as at be been before between but by can
    compared could did do does down for from had has have he her his if in into is it its just may
    more most no not of off on one only or our out over own per said she so some such than that
    the their then there they this to under up us versus was we were what when where which while
    who will with would
""")
"""Function words."""

SPEECH_VERBS = _words("""
    acknowledged acknowledges admits admitted announce announced announces argue argued argues
    assert asserted asserts believes called calls cited cites claim claimed claims concluded
    concludes confirmed confirms declared declares denied denies described describes disclosed
    discloses estimate estimated estimates expected expects explained explains finds forecast
    forecasts found insisted insists judged judges noted notes predicted predicts puts report
    reported reports said say says state stated states suggested suggests tell tells told warn
    warned warns write writes wrote
""")
"""Verbs of saying, in the forms that follow their subject."""

SPEECH_NOUNS = _words("""
    call calls claim claims estimate estimates finds forecast forecasts judges notes puts report
    reports state states warn
""")
"""The verbs of saying that are also nouns."""

IRREGULAR_PAST_TENSES = _words("""
    became began bought broke built came chose cut drew fell gave got grew held kept led left let
    lost made met paid put ran rose saw sent set showed sold spent took went won
""")
"""Past tenses without `-ed`."""

NOT_VERBS = _words("""
    across as controls his its less plus rules sources this
""")
"""Words in `-s` that are not verbs."""

NUMBERED_NOUNS = _words("""
    act annex appendix area article chapter clause directive figure flight group highway line page
    part phase platform regulation resolution route rule section stage table title unit version
    volume
""")
"""Nouns before a number that names one of several: chapter 11."""

OFFICES = _words("""
    chair chief executive founder head minister officer spokesman spokesperson spokeswoman
""")
"""Offices that speak for an organisation: `the bank's chief said`."""

ADVERBS = _words("""
    also had has have itself later now once only still then
""")
"""Adverbs that may come between a speaker and the verb."""

NAME_PARTICLES = _words("""
    a an and as at by de del der du en et for from in la le of on or the to van von with
""")
"""Particles within names, which initials leave out."""

NON_PLURALS = _words("""
    across always as besides chaos has his including its itself less news perhaps plus politics
    sometimes thanks this thus times towards upwards was whereas yes
""")
"""Words in `-s` that are not plurals."""

PERSONAL_TITLES = _words("""
    baron baroness bishop captain chancellor colonel commander commissioner congressman
    congresswoman councillor count countess dame doctor duchess duke general governor inspector
    judge justice king lady lieutenant lord major mayor prince princess professor queen senator
    sergeant sir
""")
"""Titles before a person's name, which are not part of it."""

KINDS_OF_PLACE = _words("""
    airport avenue base bay beach borough bridge canal canton castle cathedral channel church city
    coast commune county creek desert district division fjord forest gulf harbour harbor hill hills
    island islands lake mount mountain mountains municipality ocean parish park peninsula plaza port
    prefecture province range region republic river road sea shire square state station strait
    street suburb territory town township valley village ward
""")
"""Kinds of places, which a text may add to the name of one: the Aare, the river Aare."""

KINDS_OF_BODY = _words("""
    academy agency airline airlines airways army association award awards band board bureau center
    centre championship championships club college commission committee company conference
    corporation council court cup department federation festival foundation gallery group hall
    hospital hotel institute institution league library medal ministry museum navy network office
    orchestra organisation organization party press prize program programme project railway regiment
    school seminary society stadium studio studios team theater theatre tournament trust union
    university
""")
"""Kinds of bodies and events, which a text may add in the same way."""

KINDS_OF_WORK = _words("""
    act album anthem article ballet bill biography book campaign chapter classic column comedy
    dissertation documentary drama editorial episode essay exhibition film game hit initiative
    journal lecture magazine memoir movie musical newspaper novel opera painting pamphlet paper plan
    play podcast poem preprint program programme project record report review sculpture season
    sequel series show single song story strategy study survey symphony talk thesis thriller
""")
"""Kinds of works; the title of one in quotation marks is not a quotation."""

AUTHOR_NOUNS = _words("""
    academics analysts authors biologists chemists correspondents doctors economists engineers
    experts geographers geologists historians investigators journalists lawyers mathematicians
    physicians physicists professors psychologists reporters researchers reviewers scholars
    scientists sociologists statisticians surgeons writers
""")
"""Nouns for the authors of a source."""
