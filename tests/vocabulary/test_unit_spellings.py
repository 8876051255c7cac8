"""What the spellings of units mean."""

from __future__ import annotations

from fractions import Fraction

import pytest

from explainer.vocabulary import unit_spellings
from explainer.vocabulary.unit_spellings import UNITS, UnitDefinition

MADE = unit_spellings._units()  # noqa: SLF001  (UNITS is made once, when the module is loaded)


@pytest.fixture(name="units", scope="module")
def _units() -> dict[str, UnitDefinition]:
    return unit_spellings._units()  # noqa: SLF001  (as above)


def test_all(units: dict[str, UnitDefinition]) -> None:
    """The units that are used are those that the tables make."""
    assert units == UNITS == MADE


@pytest.mark.parametrize(
    ("base", "factor", "spellings"),
    [
        ("g", "1000", "kg|kilogram|kilograms|kilos"),
        ("g", "1/1000000", "µg|μg|microgram|ug"),
        ("J", "3600000", "kWh|KWh|kilowatt-hour|kilowatt hour|kilowatt-hours"),
        ("W", "1000", "kW|KW|kilowatts"),
        ("m2", "1000000", "km²|km^2|km2|square kilometres|square kilometers|sq km"),
        ("l", "1000", "m³|m^3|m3|cubic metres|cubic meters"),
        ("l", "1000000000000", "km³|cubic kilometres"),
        ("l", "2048383/125000000", "in³|in^3|cubic inches"),
        ("l", "55306341/1953125", "ft³|ft3|cubic feet"),
        ("m2", "40468564224/15625", "mi²|mi^2|square miles"),
        ("m2", "145161/1562500", "square feet|sq ft|ft²|ft2"),
        ("B", "1000000000", "GB|GiB|gigabytes|gigabyte"),
        ("B", "1000", "kB|KB|kiB|KiB|kilobyte"),
        ("bit", "1000", "kb|Kb|kbit|Kbits|kilobits"),
        ("bit/s", "1000000", "Mb/s|Mbps|Mbit/s|megabits per second|megabits a second"),
        ("B/s", "1000000000000", "TB/s|TBps|TB per second|TB a second|terabytes per second"),
        ("B", "1", "bytes|byte"),
        ("bit", "1", "bits|bit"),
        ("°C", "1", "°C|ºC|℃|degrees Celsius"),
        ("second", "3600", "hours|hr"),
        ("month", "120", "decade|decades"),
        ("pp", "1/100", "basis points|bps"),
        ("m/s", "5/18", "km per hour|kilometres an hour"),
        ("J", "4184", "kilocalorie|kilocalories"),
    ],
)
def test_plain(units: dict[str, UnitDefinition], base: str, factor: str, spellings: str) -> None:
    """However it is spelled, a unit is so many of its base."""
    for spelling in spellings.split("|"):
        assert units[spelling] == UnitDefinition(base, Fraction(factor)), spelling


@pytest.mark.parametrize("spelling", ["in2", "in3", "mi2", "mi3", "km4", "hKB", "square foots"])
def test_no_unit(units: dict[str, UnitDefinition], spelling: str) -> None:
    """What may be something else is no unit, nor what nobody writes."""
    assert spelling not in units


@pytest.mark.parametrize(
    ("spellings", "meant"),
    [
        ("ton|tons", ["g 1000000", "g 45359237/50", "g 635029318/625"]),
        ("gallon|gallons", ["l 473176473/125000000", "l 454609/100000"]),
        ("quart|quarts", ["l 473176473/500000000", "l 454609/400000"]),
        ("pint|pints", ["l 473176473/1000000000", "l 454609/800000"]),
        ("calories", ["J 4184", "J 523/125"]),
        ("pound", ["g 45359237/100000", "GBP 1"]),
        ("m", ["m 1", " 1000000"]),
        ("°F|ºF|degrees F", ["°C 5/9 from -160/9", "°C 5/9"]),
        ("K|kelvin|kelvins", ["°C 1 from -5463/20", "°C 1"]),
        ("°|degree|degrees", ["°C 1", "°C 5/9 from -160/9", "°C 5/9"]),
    ],
)
def test_several(units: dict[str, UnitDefinition], spellings: str, meant: list[str]) -> None:
    """Some spellings mean one of several units."""
    for spelling in spellings.split("|"):
        each = units[spelling]
        assert [
            f"{it.base} {it.factor}" + (f" from {it.offset}" if it.offset else "")
            for it in (each, *each.also)
        ] == meant
