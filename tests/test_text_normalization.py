"""Each form of a text ignores what its comparison may ignore, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explainer import text_normalization
from explainer.claims import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = [
    (text_normalization.single_spaced, " a\u00a0\n b ", "a b"),
    (text_normalization.caseless, " Straße\tAB", "strasse ab"),
    (text_normalization.plain_characters, "a\u00a0b\u2014c\u2019s \uff12\n", "a b\u2013c's 2 "),
    (text_normalization.plain_characters, "co\u00adoperate", "co-operate"),
    (text_normalization.fingerprint_form, "“A”  ‘b’ c\u2014d\u00ade ﬁ", "\"A\" 'b' c-de fi"),
    (text_normalization.quotation_form, " “The  end”, he - she / it. ", "the end, he-she/it"),
    (text_normalization.quotation_form, "…and rose", "and rose"),
    (text_normalization.unaccented, "É\u200bcole  Zürich", "ecole zurich"),
    (text_normalization.bare_words, "It’s 1\u200d0, “so”\u00ad-called!", "it s 10 so called"),
]


@pytest.mark.parametrize(("form", "given", "expected"), FORMS)
def test_form(form: Callable[[str], str], given: str, expected: str) -> None:
    """A text in its normalised form."""
    assert form(given) == expected


def test_fingerprint() -> None:
    """Fingerprints stay what they are in the files of projects."""
    assert fingerprint("“It’s  warm”\u2014so \u00adthey say.") == "2daef997f7d35db3"
