"""
How figures are spelled: numbers, scales, currencies and hedges.

Everything is data. A new spelling is one more word in its table here.
"""

from __future__ import annotations

from fractions import Fraction

from explainer.vocabulary.unit_spellings import POUND, UnitDefinition

# fmt: off
NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}
SCALES = {
    "dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "quadrillion": 10**15, "lakh": 10**5, "crore": 10**7,
}
SCALE_LETTERS = {
    "k": 10**3, "K": 10**3, "mn": 10**6, "mln": 10**6, "m": 10**6, "M": 10**6, "MM": 10**6,
    "bn": 10**9, "bln": 10**9, "b": 10**9, "B": 10**9, "trn": 10**12, "tn": 10**12, "T": 10**12,
}
CHINESE_SCALES = {
    "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "萬": 10**4, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "億": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
    "萬億": 10**12, "兆": 10**12,
}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20,
}
ORDINALS |= {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90,
} | {
    f"{ten}-{nth}": NUMBER_WORDS[ten] + value
    for ten in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    for nth, value in list(ORDINALS.items())[:9]
}
FRACTIONS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20, "fiftieth": 50,
    "hundredth": 100, "thousandth": 1000,
}
QUANTILES = {"tercile": 3, "quartile": 4, "quintile": 5, "decile": 10, "percentile": 100}
MULTIPLES = {
    "twice": Fraction(2), "double": Fraction(2), "doubles": Fraction(2), "doubled": Fraction(2),
    "doubling": Fraction(2), "thrice": Fraction(3), "triple": Fraction(3), "triples": Fraction(3),
    "tripled": Fraction(3), "tripling": Fraction(3), "quadruple": Fraction(4),
    "quadrupled": Fraction(4), "quadrupling": Fraction(4),
}
FOLD_WORDS = {
    f"{word}fold": Fraction(value) for word, value in [*NUMBER_WORDS.items(), ("hundred", 100)]
    if value > 1
}
HALVING_WORDS = ("halve", "halves", "halved", "halving")
CURRENCIES = {
    "USD": ("US$", "U.S.$", "US $", "U.S. $", "USD", "US dollars", "US dollar", "U.S. dollars",
            "American dollars", "美元", "美金"),
    "$": ("$", "dollars", "dollar"),
    "CNY": ("RMB", "CNY", "CN¥", "yuan", "renminbi", "元人民币", "人民币", "元"),
    "JPY": ("JPY", "JP¥", "yen", "日元", "日圓"),
    "¥": ("¥",),
    "EUR": ("€", "EUR", "euros", "euro", "欧元"),
    "GBP": ("£", "GBP", "pounds sterling", "pounds", "pound sterling"),
    "KRW": ("₩", "KRW", "won", "韩元"),
    "INR": ("₹", "INR", "Rs.", "Rs", "rupees", "rupee"),
    "HKD": ("HK$", "HKD", "Hong Kong dollars", "港元"),
    "TWD": ("NT$", "TWD", "Taiwan dollars", "Taiwanese dollars", "新台币"),
    "CAD": ("C$", "CA$", "CAD", "Canadian dollars"),
    "AUD": ("A$", "AU$", "AUD", "Australian dollars"),
    "SGD": ("S$", "SGD", "Singapore dollars"),
    "NZD": ("NZ$", "NZD", "New Zealand dollars"),
    "TRY": ("₺", "lira"), "RUB": ("₽", "roubles", "rubles"), "UAH": ("₴", "hryvnia", "hryvnias"),
    "CHF": ("CHF", "SFr", "Sfr", "Swiss francs", "francs"),
    "SEK": ("SEK", "SKr", "Skr", "kronor", "krona"),
    "NOK": ("NOK", "NKr", "Nkr", "Norwegian kroner", "Norwegian krone"),
    "DKK": ("DKK", "DKr", "Dkr", "Danish kroner", "Danish krone"),
    "kr": ("kroner", "krone", "kr"),
    "PLN": ("PLN", "zloty", "zlotys", "złoty", "złotych"),
    "BRL": ("R$", "BRL", "reais"), "MXN": ("MXN", "Mexican pesos"), "ZAR": ("ZAR", "rand"),
    "ILS": ("₪", "ILS", "shekels"), "THB": ("THB", "baht"), "peso": ("pesos",),
    "CZK": ("CZK", "korunas", "koruna", "Kč"), "HUF": ("HUF", "forints", "forint"),
    "AED": ("AED", "dirhams"), "SAR": ("SAR", "riyals"), "NGN": ("₦", "NGN", "naira"),
    "KES": ("KES", "KSh", "Kenyan shillings"), "TZS": ("TZS", "Tanzanian shillings"),
    "UGX": ("UGX", "Ugandan shillings"), "shilling": ("shillings", "shilling"),
    "GHS": ("GHS", "GH₵", "cedis", "cedi"), "IDR": ("IDR", "rupiah"),
    "MYR": ("MYR", "ringgit"), "VND": ("₫", "VND", "dong"), "PHP": ("₱", "PHP"),
}
CURRENCY_NATIONS = {
    "JPY": "Japanese", "CNY": "Chinese", "KRW": "South Korean", "INR": "Indian", "TRY": "Turkish",
    "RUB": "Russian", "UAH": "Ukrainian", "SEK": "Swedish", "PLN": "Polish", "BRL": "Brazilian",
    "ZAR": "South African", "ILS": "Israeli", "THB": "Thai", "CZK": "Czech", "HUF": "Hungarian",
    "AED": "Emirati", "SAR": "Saudi", "NGN": "Nigerian", "GHS": "Ghanaian", "IDR": "Indonesian",
    "MYR": "Malaysian", "VND": "Vietnamese", "GBP": "British",
}
# fmt: on
CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}

CURRENCY_CODES = frozenset(CURRENCIES)
CURRENCY_SPELLINGS = {
    spelling: UnitDefinition(code)
    for code, spellings in CURRENCIES.items()
    for spelling in spellings
}
# Swedish kronor are kronor.
CURRENCY_SPELLINGS |= {
    f"{nation} {word}": UnitDefinition(code)
    for code, nation in CURRENCY_NATIONS.items()
    for word in CURRENCIES[code]
    if word.islower() and word.isalpha()
}
CURRENCY_SPELLINGS["pounds"] = UnitDefinition("GBP", also=(UnitDefinition("g", POUND),))
# Of 40 candidates 23 won.
CURRENCY_SPELLINGS["won"] = UnitDefinition("KRW", also=(UnitDefinition(""),))
# Whose shillings they are a text says once.
CURRENCY_SPELLINGS["shillings"] = CURRENCY_SPELLINGS["shilling"] = UnitDefinition(
    "shilling", also=tuple(map(UnitDefinition, ("KES", "TZS", "UGX")))
)
CURRENCY_SPELLINGS["pence"] = CURRENCY_SPELLINGS["penny"] = UnitDefinition("GBP", Fraction(1, 100))
CURRENCY_SPELLINGS["cents"] = CURRENCY_SPELLINGS["cent"] = UnitDefinition(
    "$", Fraction(1, 100), also=(UnitDefinition("EUR", Fraction(1, 100)),)
)
NEVER_OMITTED_UNITS = CURRENCY_CODES | {
    "%",
    "pp",
    "x",
    "times",
    "ordinal",
    "part",
    "clock",
    "score",
    "quantity",
}
"""What a figure counts that a bare number never stands for."""

# fmt: off
HEDGES = {
    "about": ("about", "around", "roughly", "some", "approximately", "approx.", "approx", "circa",
              "ca.", "c.", "close to", "an estimated", "estimated at", "on the order of", "~", "≈",
              "or so", "about the", "in the region of", "nearer", "something like",
              "more or less", "give or take", "约", "大约", "近"),
    "nearly": ("nearly", "almost", "just under", "just below", "not quite", "shy of",
               "approaching", "close on", "just short of", "a shade under"),
    "over": ("more than", "over", "above", "exceeding", "exceeded", "exceeds", "upwards of", ">",
             "greater than", "longer than", "higher than", "older than", "taller than",
             "heavier than", "outside the top", "upward of", "just over", "well over", "topping",
             "topped", "surpassing", "in excess of", "north of", "超过"),
    "least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "≥",
              "as few as", "as little as", "at or above", "at or over", "至少"),
    "under": ("less than", "fewer than", "under", "below", "<", "short of", "shorter than",
              "lower than", "younger than", "lighter than", "不到"),
    "most": ("up to", "at most", "no more than", "not more than", "a maximum of", "as many as",
             "as much as", "≤", "as high as", "at or below", "at or under", "多达"),
}
# fmt: on
HEDGE_BY_SPELLING = {
    spelling: hedge for hedge, spellings in HEDGES.items() for spelling in spellings
}
TRAILING_HEDGES = {
    "or more": "least", "or higher": "least", "and above": "least", "at least": "least",
    "or so": "about", "or less": "most", "or fewer": "most", "or lower": "most",
    "at most": "most", "多": "over",
}  # fmt: skip
