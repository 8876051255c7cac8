"""Every rule is documented, and what its documentation shows is true."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

import pytest
import yaml

import projects
import webbing
from explainer import rules
from explainer.model import ExternalLinks, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explainer.rules import Example, Rule

NOAA = """\
type: report
title: State of the Climate
publisher: NOAA
issued: 2024-01
URL: https://example.org/noaa
tier: research
origin: noaa
accessed: 2999-11-24
passages:
  - slug: sea
    fact: The sea has warmed.
  - slug: land
    fact: The satellites show that the land has warmed.
"""
DIGEST = """\
type: webpage
title: The climate in brief
publisher: Weather in Brief
issued: 2024-02
URL: https://example.org/digest
tier: syndication-or-blog
origin: ipcc
accessed: 2999-11-24
reliance: pointer
seen: digest
relays: the IPCC
passages:
  - slug: hotter
    fact: The air has warmed and become much hotter.
    words: got much hotter
"""
REEF = """\
type: webpage
title: Reef notes
publisher: Reef Watch
issued: 2024-02
URL: https://example.org/reef
tier: trade-press
origin: reef
accessed: 2999-11-24
passages:
  - slug: calm
    fact: The bleaching did not reach the northern reefs.
  - slug: cover
    fact: Coral cover in the south fell in the storm of 2024.
  - slug: hope
    fact: The reefs may recover by 2030.
  - slug: warden
    fact: A warden said that boats had damaged the coral.
  - slug: divers
    fact: Some divers saw bleached coral near the harbour.
  - slug: depth
    fact: Deep corals grow more slowly than shallow ones.
"""
WARMING = """\
---
title: The air has warmed.
verdict: partly-supported
holds: The air has warmed. [@ipcc#warming]
beyond: The sea is not meant. [@analysis]
as_of: 2026-11-24
review_after: 2999-11-24
evidence:
  - {cite: ipcc#warming, stance: supports, why: It measured it.}
changes: [{date: 2026-11-24, what: First published., verdict: partly-supported}]
---
The air has warmed. [@ipcc#warming]
"""
PAUSE = """\
---
title: The air has cooled since 1998.
verdict: contradicted
as_of: 2026-11-24
review_after: 2999-11-24
evidence:
  - {cite: ipcc#warming, stance: contradicts, why: It measured the opposite.}
changes: [{date: 2026-11-24, what: First published., verdict: contradicted}]
---
The air has warmed. [@ipcc#warming]
"""
# What the examples take for granted.
GRANTED = {
    **projects.BASE,
    "mkdocs.yml": projects.MKDOCS.replace("[expl", "[attr_list, expl"),
    "docs/sources/ipcc.yml": f"{projects.IPCC}accessed: 2999-11-24\n",
    "docs/sources/noaa.yml": NOAA,
    "docs/sources/digest.yml": DIGEST,
    "docs/sources/reef.yml": REEF,
    "docs/claims/warming.md": WARMING,
    "docs/claims/pause.md": PAUSE,
    "docs/sea.md": "# Sea\n\nThe sea has warmed. [@noaa#sea]\nSo has the land. [@noaa#land]\n\n"
    "It did not. [@reef#calm]\nIt fell. [@reef#cover]\nIt may. [@reef#hope]\n"
    "He said so. [@reef#warden]\nSome did. [@reef#divers]\nThey do. [@reef#depth]\n\n"
    "The air has warmed. [@ipcc#warming; @digest#hotter]\n",
    "docs/claims/index.md": (
        "# Claims\n\nThe air has warmed. [@claims/warming]\n"
        "Some say that it has cooled since 1998. [@claims/pause]\n"
    ),
}
# What there is to ignore.
PLANS = {"docs/plans.md": "---\ndescription: Our plans.\n---\n# Plans\n\nIt warms.\n"}
SITE = {
    "mkdocs.yml": "site_name: Heat\ntheme: mkdocs\nmarkdown_extensions: [explainer.markdown]\n",
    "docs/heat.md": "# Heat\n\n## Weather\n\nIt warmed. [@ipcc#warming]\n",
    "docs/thermometer.png": "",
    "docs/_redirects": "/weather  /heat/\n",
}
# What hosts out there answer, and what an earlier run found of them.
ANSWERS = {
    "web.test/gone": 404,
    "web.test/refused": 403,
    "web.test/moved": {"status": 301, "headers": {"Location": "/report"}},
    "web.test/for-now": {"status": 302, "headers": {"Location": "/report"}},
    "web.test/report": "<h2 id=warming>Warming</h2><p>In our time, the air has warmed.",
}
STATE = "http://web.test/gone: {since: 2020-11-24T05:00:00Z, last: 2020-11-24T05:00:00Z}\n"
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{'good' if example.good else 'bad'}")
    for rule in rules.all_rules()
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(
    rule: Rule, example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule reports its bad examples and accepts its good ones."""
    path = example.path or "docs/page.md"
    files = {**GRANTED, path: example.text}
    if rule.subject is ExternalLinks:
        projects.write(tmp_path, {**files, **SITE, "state.yml": STATE})
        projects.build(tmp_path)
        with webbing.served(monkeypatch, ANSWERS):
            asked = ("--web", "--state=state.yml", f"--select={rule.code}")
            result = projects.run(tmp_path, "links", "site", *asked)
    elif rule.subject is Site or rule.name == "remap-unused":
        projects.write(tmp_path, {**GRANTED, **SITE, path: example.text})
        projects.build(tmp_path)
        # A rule about settings is not selected alone.
        selected = f"LNK,{rule.code}" if rule.code.startswith("TXT") else rule.code
        result = projects.run(tmp_path, "links", "site", f"--select={selected}")
    else:
        about_runs = rule.code.startswith("TXT")
        if rule.code.startswith("REV"):
            projects.write(tmp_path, GRANTED)
            projects.review_all(tmp_path)
        projects.write(tmp_path, {**files, **PLANS} if about_runs else files)
        # A rule about waivers has something to say only where the waived rule runs.
        selected = f"CIT,SRC,{rule.code}" if about_runs else rule.code
        baseline = [f"--baseline={path}"] if path == "baseline.yml" else []
        result = projects.run(tmp_path, "check", f"--select={selected}", *baseline)

    assert (rule.code in result.output) is not example.good, result.output
    if not example.good:
        assert any(re.search(each, result.output) for each in _patterns(rule)), result.output


def _patterns(rule: Rule) -> Iterator[str]:
    """Patterns for the declared messages of a rule, each with its hint and any values."""
    for message in rule.messages.values():
        yield "(?s:.*)".join(
            _pattern(part) for part in (f": {rule.code} {message.text}\n", message.hint)
        )


def _pattern(template: str) -> str:
    parts = string.Formatter().parse(template)
    return "".join(re.escape(text) + (r"[^\n]*" if name else "") for text, name, _, _ in parts)


def test_readable() -> None:
    """The page of rules has the names of values in place of these, and no optional suggestion."""
    message = rules.Message("{a!r} is no {b_c}{or_d}", "cite [@{a}#{b_c}] or {a!r}{e}; see `x`{f}")

    assert message.readable == ("'<a>' is no <b_c>", "cite [@<a>#<b_c>] or '<a>'; see `x`")


def test_granted(tmp_path: Path) -> None:
    """What the examples are added to keeps to every rule, those that run on request too."""
    projects.write(tmp_path, GRANTED)
    projects.review_all(tmp_path)
    families = ",".join(sorted(set(rules.FAMILIES) - {"LNK", "WEB"}))
    result = projects.run(tmp_path, "check", f"--select={families}")

    assert result.output.startswith("No problem in 5 pages")


@pytest.mark.parametrize("rule", rules.all_rules(), ids=lambda rule: rule.name)
def test_documented(rule: Rule) -> None:
    """A rule has a bad and a good example, an explanation, a message and a hint."""
    assert {example.good for example in rule.examples} == {True, False}
    assert rule.summary.endswith(".")
    assert all(text and hint for text, hint in rule.messages.values())
    assert not any(
        re.fullmatch(r"\{\w+\}", text) for each in rule.messages.values() for text in each
    )
    assert "```" not in rule.explanation


@pytest.mark.parametrize("rule", rules.all_rules(), ids=lambda rule: rule.name)
def test_explained(rule: Rule, tmp_path: Path) -> None:
    """`explainer explain` knows a rule by its code and by its name; `explainer rules` lists it."""
    by_code = projects.run(tmp_path, "explain", rule.code.lower())

    assert by_code.output == projects.run(tmp_path, "explain", rule.name).output
    assert rule.summary.split()[0] in by_code.output
    assert f"{rule.code}  {rule.name}" in projects.run(tmp_path, "rules").output


def test_unknown_rule(tmp_path: Path) -> None:
    """A rule that does not exist is refused, with the one that was probably meant."""
    explained = projects.run(tmp_path, "explain", "unknown-sauce")
    selected = projects.run(tmp_path, "check", "--select=CIT,unknown-sauce")

    for result in (explained, selected):
        assert result.exit_code == 2
        assert result.output == (
            "error: there is no rule 'unknown-sauce'; did you mean 'unknown-source'?\n"
        )


def test_selection(tmp_path: Path) -> None:
    """Only the selected rules run, by code, name or family."""
    projects.write(tmp_path, {**projects.BASE, "docs/page.md": "It warmed. [@nope]\n\nSo.\n"})

    def codes(selected: str) -> set[str]:
        result = projects.run(tmp_path, "check", "--select", selected, "--format=json")
        return {problem["code"] for problem in yaml.safe_load(result.output)["problems"]}

    assert codes("CIT") == {"CIT101", "CIT102"}
    assert codes("unknown-source") == {"CIT102"}
    assert codes("CIT101,SRC") == {"CIT101"}


@pytest.mark.parametrize(
    ("selected", "code", "runs"),
    [
        ("EVI", "EVI110", False),
        ("+EVI", "EVI110", False),
        ("EVI,passage-cited-often", "EVI110", True),
        ("EVI110", "EVI110", True),
        ("AGE", "AGE101", True),
    ],
)
def test_on_request(selected: str, code: str, runs: bool) -> None:  # noqa: FBT001
    """A family leaves out its rules on request, unless it has no others."""
    assert (code in {rule.code for rule in rules.registry.choose([selected])}) is runs


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--select=-CIT101"], {"CIT102", "SRC104"}),
        (["--select=-CIT"], {"SRC104"}),
        (["--select=-CIT,+CIT101"], {"CIT101", "SRC104"}),
        (["--select=CIT,-CIT101"], {"CIT102"}),
        (["--select=-sentence-without-citation, +AGE"], {"CIT102", "SRC104", "AGE102"}),
        (["--select=CIT101", "--select=+unknown-source"], {"CIT101", "CIT102"}),
        (["--ignore=CIT101"], {"CIT102", "SRC104"}),
        (["--ignore=cit102,SRC"], {"CIT101"}),
        (["--select=CIT", "--ignore=CIT101", "--ignore=SRC"], {"CIT102"}),
    ],
)
def test_added_and_taken_away(tmp_path: Path, options: list[str], expected: set[str]) -> None:
    """Rules are added to those of a plain run, and taken away, in the order that is given."""
    unused = projects.IPCC.replace("example.org/ipcc", "example.org/spare")
    files = {"docs/page.md": "It warmed. [@nope]\n\nSo.\n", "docs/sources/spare.yml": unused}
    projects.write(tmp_path, {**projects.BASE, **files})

    result = projects.run(tmp_path, "check", "--today=2999-01-01", "--format=json", *options)

    found = {problem["code"] for problem in yaml.safe_load(result.output)["problems"]}
    assert expected == found


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--ignore=CIT110"], "there is no rule 'CIT110'; did you mean 'CIT10"),
        (["--select=-unknown-sauce"], "there is no rule 'unknown-sauce'; did you mean"),
        (["--select=+"], "there is no rule ''"),
        (["--select="], "--select names no rule"),
        (["--ignore= ,"], "--ignore names no rule"),
        (["--select=CIT", "--ignore=CIT"], "no rule is left to run"),
        (["--select=CIT,-CIT"], "no rule is left to run"),
    ],
)
@pytest.mark.parametrize("command", ["check", "links"])
def test_refused(tmp_path: Path, command: str, options: list[str], error: str) -> None:
    """A rule that there is not is refused wherever it is named, and so is a run without any."""
    projects.write(tmp_path, {**projects.BASE, "site/index.html": "<p>a"})
    where = ["site"] if command == "links" else []

    result = projects.run(tmp_path, command, *where, *options)

    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {error}")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["check", "--select=LNK"], "these rules look at a built site: give them to `explainer l"),
        (["check", "--select=WEB101,LNK101,TXT101"], "these rules look at a built site: give"),
        (["check", "--select=TXT101,TXT107"], "these rules are about the problems of others"),
        (["links", "site", "--select=CIT,AGE"], "these rules look at pages and sources: give"),
        (["links", "site", "--select=TXT105"], "these rules are about the problems of others"),
        (["links", "site", "--select=WEB"], "these rules ask the web: give --web as well"),
    ],
)
def test_idle(tmp_path: Path, arguments: list[str], error: str) -> None:
    """Where no rule of a selection looks at anything, nothing was checked: that is no pass."""
    projects.write(tmp_path, {**projects.BASE, "site/index.html": "<p>a"})

    result = projects.run(tmp_path, *arguments)

    assert result.exit_code == 2, result.output
    assert result.stderr.startswith(f"error: {error}")


@pytest.mark.parametrize("rule", ["TXT103", "TXT105", "TXT106"])
def test_alone(tmp_path: Path, rule: str) -> None:
    """What is wrong with a waiver or the settings by itself is found by its rule alone."""
    ignore = "[{rules: NO101, reason: So.}, {rules: CIT101, pages: no.md}]"
    settings = (
        f"site_name: a\nmarkdown_extensions:\n  - explainer.markdown:\n      ignore: {ignore}\n"
    )
    page = "# A\n\nHello. [@about] <!-- allow no-such-rule: why -->\n"
    projects.write(tmp_path, {"mkdocs.yml": settings, "docs/index.md": page})

    result = projects.run(tmp_path, "check", f"--select={rule}")

    assert f": {rule} " in result.output
    assert "\n1 problem in 1 page, " in result.output


def test_links_taken_away(tmp_path: Path) -> None:
    """What `links` runs can be taken away from, too."""
    page = "<title>a</title><main><a href=nowhere>x</a><img src=nothing.png alt=a></main>"
    projects.write(tmp_path, {**projects.BASE, "site/index.html": page})

    def codes(*options: str) -> set[str]:
        result = projects.run(tmp_path, "links", "site", "--format=json", *options)
        return {problem["code"] for problem in yaml.safe_load(result.output)["problems"]}

    assert codes() == {"LNK101", "LNK103"}
    assert codes("--ignore=LNK103") == {"LNK101"}
    assert codes("--select=-LNK101") == {"LNK103"}
    assert codes("--select=LNK,-LNK101") == {"LNK103"}
    assert projects.run(tmp_path, "links", "site", "--ignore=LNK").exit_code == 2


def test_code_of_another_rule() -> None:
    """Two rules cannot have the same code."""
    taken, other = rules.all_rules()[:2]
    with pytest.raises(ValueError, match=f"^{taken.code} is the code of the rule '{taken.name}'$"):
        rules.rule(taken.code, message="m", hint="h")(other.function)
