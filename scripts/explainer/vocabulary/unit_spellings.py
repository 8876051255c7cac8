"""
How units of measure are spelled, and what each spelling means.

Everything is data. A new unit is one more row in its table here.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

# fmt: off
PREFIXES = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18,
             "Z": 10**21}
PREFIX_WORDS = {"": 1, "kilo": 10**3, "mega": 10**6, "giga": 10**9, "tera": 10**12,
                 "peta": 10**15, "exa": 10**18, "zetta": 10**21}
# fmt: on


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
)
POUND = Fraction("453.59237")


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
            add(
                base, factor, *(word[:2] + dots.format(symbol) for dots in (" {}", ". {}", ". {}."))
            )
            for each in words:
                plural = many.get(each, f"{each}s")
                for written in (word, word[:2], f"{word[:2]}."):
                    add(base, factor, f"{written} {each}", f"{written} {plural}")
                add(base, factor, f"{word}-{each}")
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
            also=(UnitDefinition("g", 2000 * POUND), UnitDefinition("g", 2240 * POUND)),
        )
    for spelling, gallons in (("gallon", 1), ("quart", 4), ("pint", 8)):
        american, imperial = Fraction("3.785411784") / gallons, Fraction("4.54609") / gallons
        for each in (spelling, f"{spelling}s"):
            units[each] = UnitDefinition("l", american, also=(UnitDefinition("l", imperial),))
    units["calories"] = UnitDefinition(
        "J", Fraction(4184), also=(UnitDefinition("J", Fraction(4184, 1000)),)
    )
    units["pound"] = UnitDefinition("g", POUND, also=(UnitDefinition("GBP"),))
    units["m"] = UnitDefinition("m", also=(UnitDefinition("", Fraction(10**6)),))
    return units


UNITS = _units()
UNITS_AFTER_SPACE = frozenset({"K", "m", "s", "min", "V", "stone", "bar", "mi"})
"""Units that a number never touches: 5m may be five million, and the 1990s are no seconds."""
