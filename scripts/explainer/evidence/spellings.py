"""
How figures are spelled: numbers, scales, currencies, units of measure and hedges.

Everything is data. A new spelling is one more word in its table here.
"""

from __future__ import annotations

from fractions import Fraction

# fmt: off
SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}
SCALES = {
    "dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "quadrillion": 10**15,
}
LETTERS = {
    "k": 10**3, "K": 10**3, "mn": 10**6, "mln": 10**6, "m": 10**6, "M": 10**6, "MM": 10**6,
    "bn": 10**9, "bln": 10**9, "b": 10**9, "B": 10**9, "trn": 10**12, "tn": 10**12, "T": 10**12,
}
CHINESE = {
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
    f"{ten}-{nth}": SMALL[ten] + value
    for ten in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    for nth, value in list(ORDINALS.items())[:9]
}
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}
MULTIPLES = {
    "twice": Fraction(2), "double": Fraction(2), "doubles": Fraction(2), "doubled": Fraction(2),
    "doubling": Fraction(2), "thrice": Fraction(3), "triple": Fraction(3), "triples": Fraction(3),
    "tripled": Fraction(3), "tripling": Fraction(3), "quadruple": Fraction(4),
    "quadrupled": Fraction(4), "quadrupling": Fraction(4),
}
FOLD = {
    f"{word}fold": Fraction(value) for word, value in [*SMALL.items(), ("hundred", 100)]
    if value > 1
}
HALVED = ("halve", "halves", "halved", "halving")
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
    "INR": ("₹", "INR", "rupees"),
    "HKD": ("HK$", "HKD", "Hong Kong dollars", "港元"),
    "TWD": ("NT$", "TWD", "Taiwan dollars", "Taiwanese dollars", "新台币"),
    "CAD": ("C$", "CA$", "CAD", "Canadian dollars"),
    "AUD": ("A$", "AU$", "AUD", "Australian dollars"),
    "SGD": ("S$", "SGD", "Singapore dollars"),
    "TRY": ("₺",), "RUB": ("₽", "roubles", "rubles"),
}
PREFIXES = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18,
             "Z": 10**21}
PREFIX_WORDS = {"": 1, "kilo": 10**3, "mega": 10**6, "giga": 10**9, "tera": 10**12,
                 "peta": 10**15, "exa": 10**18, "zetta": 10**21}
# fmt: on
CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


def _units() -> dict[str, tuple[str, Fraction]]:
    """Every spelling of a unit of measure, with the base unit and how many of it one is."""
    units: dict[str, tuple[str, Fraction]] = {}

    def add(base: str, factor: Fraction | int, *spellings: str) -> None:
        for spelling in spellings:
            units[spelling] = base, Fraction(factor)

    add("%", 1, "%", "percent", "per cent", "pct", "per-cent", "百分比")
    add("pp", 1, "percentage points", "percentage point", "pp", "pps", "pct points", "个百分点")
    add("pp", 1, "percentage-point", "points of percentage")
    add("pp", Fraction(1, 100), "basis points", "basis point", "bps")
    for (letter, factor), word in zip(PREFIXES.items(), PREFIX_WORDS, strict=True):
        if letter not in {"", "K"}:
            add("FLOPS", factor, f"{letter}FLOPS", f"{letter}FLOPs", f"{letter}FLOP/s")
            add("FLOPS", factor, f"{letter}FLOP", f"{letter}Flops", f"{letter}flops")
            add("FLOPS", factor, f"{word}FLOPS", f"{word}flops", f"{word}flop/s", f"{word}FLOP/s")
            add("OPS", factor, f"{letter}OPS", f"{letter}OP/s")
        if letter:
            for symbol in {letter, letter.lower() if letter == "K" else letter}:
                add("B/s", factor, f"{symbol}B/s", f"{symbol}Bps", f"{symbol}B per second")
                add("B/s", factor, f"{symbol}B a second")
                add("bit/s", factor, f"{symbol}b/s", f"{symbol}bps", f"{symbol}bit/s")
                add("B", factor, f"{symbol}B", f"{symbol}iB")
                add("bit", factor, f"{symbol}b", f"{symbol}bit", f"{symbol}bits")
            add("B/s", factor, f"{word}bytes per second", f"{word}bytes a second")
            add("bit/s", factor, f"{word}bits per second", f"{word}bits a second")
            add("B", factor, f"{word}bytes", f"{word}byte")
            add("bit", factor, f"{word}bits", f"{word}bit")
            add("Hz", factor, f"{letter}Hz", f"{word}hertz")
        add("W", factor, f"{word}watts", f"{word}watt")
        add("Wh", factor, f"{word}watt-hours", f"{word}watt hours")
    for symbol, factor in (("W", 1), ("kW", 10**3), ("KW", 10**3), ("MW", 10**6), ("GW", 10**9)):
        add("W", factor, symbol)
        add("Wh", factor, f"{symbol}h")
    add("W", 10**12, "TW")
    add("B", 1, "bytes", "byte")
    add("bit", 1, "bits", "bit")
    for symbol, words, length in (
        ("nm", ("nanometre", "nanometer"), Fraction(1, 10**9)),
        ("µm", ("micron", "micrometre", "micrometer"), Fraction(1, 10**6)),
        ("mm", ("millimetre", "millimeter"), Fraction(1, 10**3)),
        ("cm", ("centimetre", "centimeter"), Fraction(1, 100)),
        ("km", ("kilometre", "kilometer"), Fraction(10**3)),
        ("", ("metre", "meter"), Fraction(1)),
    ):
        add("m", length, *filter(None, [symbol]), *words, *(f"{word}s" for word in words))
    add("m", Fraction(1, 10**9), "纳米", "奈米")
    add("m2", Fraction(1, 10**6), "mm2", "mm²", "square millimetres", "square millimeters")
    add("°C", 1, "°C", "degrees Celsius", "degrees")
    add("x", 1, "times", "x", "×", "X", "-fold", "fold", "倍")
    for name in ("second", "minute", "hour", "day", "week", "month", "year", "decade"):
        add(name, 1, f"{name}s", name)
    add("day", 1, "天", "日")
    add("hour", 1, "小时")
    return units


UNITS = _units()
MONEY = {spelling: code for code, spellings in CURRENCIES.items() for spelling in spellings}
CURRENCY_CODES = frozenset(CURRENCIES)
LOOSE = {"", *(base for base, _ in UNITS.values())} - {"%", "pp", "x"}
"""Units that a bare number may leave out, or a table's head may hold."""


# fmt: off
HEDGES = {
    "about": ("about", "around", "roughly", "some", "approximately", "approx.", "approx", "circa",
              "ca.", "c.", "close to", "an estimated", "estimated at", "on the order of", "~", "≈",
              "or so", "about the", "in the region of", "nearer", "约", "大约", "近"),
    "nearly": ("nearly", "almost", "just under", "just below", "not quite"),
    "over": ("more than", "over", "above", "exceeding", "exceeded", "exceeds", "upwards of", ">",
             "greater than", "just over", "well over", "topping", "topped", "surpassing", "超过"),
    "least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "≥",
              "as few as", "至少"),
    "under": ("less than", "fewer than", "under", "below", "<", "short of", "不到"),
    "most": ("up to", "at most", "no more than", "not more than", "a maximum of", "as many as",
             "as much as", "≤", "as high as", "多达"),
}
# fmt: on
HEDGE_OF = {spelling: hedge for hedge, spellings in HEDGES.items() for spelling in spellings}
BEHIND = {
    "or more": "least", "or higher": "least", "and above": "least", "at least": "least",
    "or so": "about", "or less": "most", "or fewer": "most", "or lower": "most",
    "at most": "most", "多": "over",
}  # fmt: skip
