"""
How figures are spelled: numbers, scales, currencies, units of measure and hedges.

Everything is data. A new spelling is one more word in its table here.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

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
    "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
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
PREFIXES = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18,
             "Z": 10**21}
PREFIX_WORDS = {"": 1, "kilo": 10**3, "mega": 10**6, "giga": 10**9, "tera": 10**12,
                 "peta": 10**15, "exa": 10**18, "zetta": 10**21}
# fmt: on
CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


class UnitDefinition(NamedTuple):
    """
    What a spelling of a unit means: one is `factor` of `base`, with nought of it at `offset`.

    `also` is what else it may mean: a pound is a weight as well, and `m` stands for a million.
    """

    base: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    also: tuple[UnitDefinition, ...] = ()


_SMALL_PREFIXES = (
    ("n", "nano", Fraction(1, 10**9)), ("µ", "micro", Fraction(1, 10**6)),
    ("m", "milli", Fraction(1, 10**3)), ("c", "centi", Fraction(1, 100)),
    ("d", "deci", Fraction(1, 10)),
)  # fmt: skip
_LARGE_PREFIXES = (
    ("h", "hecto", Fraction(100)), ("k", "kilo", Fraction(10**3)),
    ("M", "mega", Fraction(10**6)), ("G", "giga", Fraction(10**9)),
    ("T", "tera", Fraction(10**12)), ("P", "peta", Fraction(10**15)),
    ("E", "exa", Fraction(10**18)),
)  # fmt: skip
_METRIC = {
    symbol: (word, factor)
    for symbol, word, factor in (*_SMALL_PREFIXES, ("", "", Fraction(1)), *_LARGE_PREFIXES)
}

# The base, how many of it one is, its symbols, its words, and the prefixes that both are used with.
_WITH_PREFIXES: tuple[tuple[str, Fraction, tuple[str, ...], tuple[str, ...], str], ...] = (
    ("g", Fraction(1), ("g",), ("gram", "gramme"), "n µ m - k M G T P"),
    ("g", Fraction(10**6), ("t",), ("tonne", "metric ton"), "- k M G"),
    ("l", Fraction(1), ("l", "L"), ("litre", "liter"), "µ m c d - h"),
    ("m", Fraction(1), ("m",), ("metre", "meter"), "n µ m c d - k"),
    ("W", Fraction(1), ("W",), ("watt",), "n µ m - k M G T"),
    ("J", Fraction(3600), ("Wh",), ("watt-hour", "watt hour"), "m - k M G T P"),
    ("J", Fraction(1), ("J",), ("joule",), "m - k M G T P E"),
    ("J", Fraction(4184, 1000), (), ("calorie",), "k"),
    ("Pa", Fraction(1), ("Pa",), ("pascal",), "- h k M G"),
    ("Pa", Fraction(10**5), ("bar",), (), "m -"),
    ("Hz", Fraction(1), ("Hz",), ("hertz",), "- k M G T"),
    ("V", Fraction(1), ("V",), ("volt",), "m - k M"),
    ("N", Fraction(1), (), ("newton",), "- k M"),
    ("Sv", Fraction(1), ("Sv",), ("sievert",), "n µ m -"),
    ("Gy", Fraction(1), ("Gy",), (), "m -"),
    ("Bq", Fraction(1), ("Bq",), ("becquerel",), "m - k M G T P"),
    ("mol", Fraction(1), ("mol",), ("mole",), "n µ m -"),
    ("second", Fraction(1), ("s",), ("second",), "n µ m"),
)

# The base, how many of it one is, and how that is written.
_ALONE: tuple[tuple[str, Fraction | int, str], ...] = (
    ("g", Fraction("28.349523125"), "ounces ounce oz"),
    ("g", Fraction("453.59237"), "lb lbs"),
    ("g", Fraction("6350.29318"), "stone"),
    ("g", 1000, "kilos kilo kgs"),
    ("g", Fraction(1, 10**6), "mcg ug"),
    ("g", Fraction("200") / 1000, "carats carat"),
    ("l", Fraction("158.987294928"), "barrels barrel bbl"),
    ("l", Fraction(1, 1000), "cc"),
    ("l", 10**12, "bcm"),
    ("l", 10**9, "mcm"),
    ("bushel", 1, "bushels bushel"),
    ("m", Fraction(1, 10**6), "microns micron"),
    ("m", Fraction("1609.344"), "miles mile mi"),
    ("m", Fraction("0.9144"), "yards yard yd yds"),
    ("m", Fraction("0.3048"), "feet foot ft"),
    ("m", Fraction("0.0254"), "inches inch"),
    ("m2", 10**4, "hectares hectare ha"),
    ("m2", Fraction("4046.8564224"), "acres acre"),
    ("m/s", 1, "m/s"),
    ("m/s", 1000, "km/s"),
    ("m/s", Fraction(1000, 3600), "km/h kph kmh kmph"),
    ("m/s", Fraction("1609.344") / 3600, "mph"),
    ("m/s", Fraction(1852, 3600), "knots knot kn"),
    ("Pa", Fraction("133.322387415"), "mmHg torr"),
    ("Pa", 100, "millibars millibar"),
    ("Pa", Fraction("6894.757293168"), "psi"),
    ("Pa", 101325, "atmospheres"),
    ("J", 4184, "kcal Calories"),
    ("J", Fraction("1055.05585262"), "BTU BTUs Btu"),
    ("W", Fraction("745.699872"), "horsepower hp"),
    ("dB", 1, "dB decibels decibel dBA"),
    ("IU", 1, "IU"),
    ("ppm", 1, "ppm"),
    ("ppm", Fraction(1, 1000), "ppb"),
    ("ppm", Fraction(1, 10**6), "ppt"),
    ("second", Fraction(1, 1000), "msec"),
    ("second", 1, "seconds second secs sec s"),
    ("second", 60, "minutes minute mins min"),
    ("second", 3600, "hours hour hrs hr h"),
    ("second", 86400, "days day 天 日"),
    ("second", 7 * 86400, "weeks week wks wk"),
    ("second", 14 * 86400, "fortnights fortnight"),
    ("second", 3600, "小时"),
    ("month", 1, "months month"),
    ("month", 12, "years year yrs yr"),
    ("month", 120, "decades decade"),
    ("month", 1200, "centuries century"),
    ("month", 12000, "millennia millennium"),
    ("m", Fraction(1, 10**9), "纳米 奈米"),
    ("x", 1, "times x × X -fold fold 倍"),
    ("%", 1, "% percent pct per-cent 百分比"),
    ("pp", 1, "pp pps 个百分点 percentage-point"),
    ("pp", Fraction(1, 100), "bps"),
)

# The same, for spellings of several words, with bars between them.
_SEVERAL: tuple[tuple[str, Fraction | int, str], ...] = (
    ("%", 1, "per cent"),
    ("pp", 1, "percentage points|percentage point|pct points|points of percentage"),
    ("pp", Fraction(1, 100), "basis points|basis point"),
    ("ppm", 1, "parts per million"),
    ("ppm", Fraction(1, 1000), "parts per billion"),
    ("ppm", Fraction(1, 10**6), "parts per trillion"),
    ("m", 1852, "nautical miles|nautical mile"),
    ("m/s", 1, "metres per second|meters per second|metres a second|meters a second"),
    ("m/s", Fraction(1000, 3600), "kilometres per hour|kilometers per hour|kilometres an hour"),
    ("m/s", Fraction(1000, 3600), "kilometers an hour|km per hour|km an hour"),
    ("m/s", Fraction("1609.344") / 3600, "miles per hour|miles an hour"),
    ("Pa", Fraction("133.322387415"), "mm Hg|millimetres of mercury|millimeters of mercury"),
    ("l", Fraction("29.5735295625") / 1000, "fluid ounces|fluid ounce|fl oz"),
    ("IU", 1, "international units"),
    ("m2", 10**6, "sq km"),
    ("m2", 1, "sq m"),
    ("m2", Fraction("2589988.110336"), "sq mi"),
    ("m2", Fraction("0.09290304"), "sq ft"),
)
_POUND = Fraction("453.59237")


def _units() -> dict[str, UnitDefinition]:  # noqa: C901, PLR0912  (one table after the other)
    """Every spelling of a unit of measure, and what it means."""
    units: dict[str, UnitDefinition] = {}

    def add(base: str, factor: Fraction | int, *spellings: str) -> None:
        for spelling in spellings:
            units[spelling] = UnitDefinition(base, Fraction(factor))

    for base, factor, symbols, words, prefixes in _WITH_PREFIXES:
        for short in prefixes.replace("-", "").split() + [""] * ("-" in prefixes.split()):
            long, by = _METRIC[short]
            for prefix in {"µ": "µμ"}.get(short, short) or [""]:
                add(base, factor * by, *(prefix + symbol for symbol in symbols))
            for word in words:
                add(base, factor * by, f"{long}{word}", f"{long}{word}s")
    for base, one, spellings in _ALONE:
        add(base, one, *spellings.split())
    for base, one, spellings in _SEVERAL:
        add(base, one, *spellings.split("|"))
    for letter, word, factor in _LARGE_PREFIXES[1:]:
        for symbol in {letter, letter.upper()}:
            add("B/s", factor, f"{symbol}B/s", f"{symbol}Bps", f"{symbol}B per second")
            add("B/s", factor, f"{symbol}B a second")
            add("bit/s", factor, f"{symbol}b/s", f"{symbol}bps", f"{symbol}bit/s")
            add("B", factor, f"{symbol}B", f"{symbol}iB")
            add("bit", factor, f"{symbol}b", f"{symbol}bit", f"{symbol}bits")
        add("B/s", factor, f"{word}bytes per second", f"{word}bytes a second")
        add("bit/s", factor, f"{word}bits per second", f"{word}bits a second")
        add("B", factor, f"{word}bytes", f"{word}byte")
        add("bit", factor, f"{word}bits", f"{word}bit")
    add("B", 1, "bytes", "byte")
    add("bit", 1, "bits", "bit")
    add("W", 1000, "KW")
    add("J", 3_600_000, "KWh", "kilowatt-hour", "kilowatt hour")
    lengths = {
        "mm": ("millimetre", "millimeter"), "cm": ("centimetre", "centimeter"),
        "m": ("metre", "meter"), "km": ("kilometre", "kilometer"), "mi": ("mile",),
        "ft": ("foot",), "in": ("inch",), "yd": ("yard",),
    }  # fmt: skip
    many = {"foot": "feet", "inch": "inches"}
    for symbol, words in lengths.items():
        length = units[words[0]].factor
        for power, word, base, per in ((2, "square", "m2", 1), (3, "cubic", "l", 1000)):
            factor = length**power * per
            add(base, factor, f"{symbol}{'²³'[power - 2]}", f"{symbol}^{power}")
            if symbol not in {"in", "mi"}:
                add(base, factor, f"{symbol}{power}")
            for each in words:
                add(base, factor, f"{word} {each}", f"{word} {many.get(each, f'{each}s')}")
    degree = Fraction(5, 9)
    for spelling in ("°C", "ºC", "℃", "degrees Celsius", "degrees centigrade", "degrees C"):
        add("°C", 1, spelling)
    for spelling in ("°F", "ºF", "℉", "degrees Fahrenheit", "degrees F"):
        # By so many degrees something has warmed, or so many there are.
        units[spelling] = UnitDefinition(
            "°C", degree, -32 * degree, (UnitDefinition("°C", degree),)
        )
    for spelling in ("K", "kelvin", "kelvins"):
        units[spelling] = UnitDefinition(
            "°C", Fraction(1), Fraction("-273.15"), (UnitDefinition("°C"),)
        )
    for spelling in ("degrees", "degree", "°"):
        units[spelling] = UnitDefinition(
            "°C",
            Fraction(1),
            Fraction(0),
            (UnitDefinition("°C", degree, -32 * degree), UnitDefinition("°C", degree)),
        )
    # Of these there are several, and a text seldom says which.
    for spelling in ("tons", "ton"):
        units[spelling] = UnitDefinition(
            "g",
            Fraction(10**6),
            also=(UnitDefinition("g", 2000 * _POUND), UnitDefinition("g", 2240 * _POUND)),
        )
    for spelling, gallons in (("gallon", 1), ("quart", 4), ("pint", 8)):
        american, imperial = Fraction("3.785411784") / gallons, Fraction("4.54609") / gallons
        for each in (spelling, f"{spelling}s"):
            units[each] = UnitDefinition("l", american, also=(UnitDefinition("l", imperial),))
    units["calories"] = UnitDefinition(
        "J", Fraction(4184), also=(UnitDefinition("J", Fraction(4184, 1000)),)
    )
    units["m"] = UnitDefinition("m", also=(UnitDefinition("", Fraction(10**6)),))
    return units


UNITS = _units()
UNITS_AFTER_SPACE = frozenset({"K", "m", "s", "min", "V", "stone", "bar", "mi"})
"""Units that a number never touches: 5m may be five million, and the 1990s are no seconds."""

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
CURRENCY_SPELLINGS["pounds"] = UnitDefinition("GBP", also=(UnitDefinition("g", _POUND),))
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
UNITS["pound"] = UnitDefinition("g", _POUND, also=(UnitDefinition("GBP"),))
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
              "as few as", "as little as", "至少"),
    "under": ("less than", "fewer than", "under", "below", "<", "short of", "shorter than",
              "lower than", "younger than", "lighter than", "不到"),
    "most": ("up to", "at most", "no more than", "not more than", "a maximum of", "as many as",
             "as much as", "≤", "as high as", "多达"),
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
