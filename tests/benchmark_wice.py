"""
How the rules judge claims of Wikipedia: `python tests/benchmark_wice.py FOLDER [--list KIND]`.

WiCE (Kamoi et al., EMNLP 2023) has sentences of Wikipedia beside the pages that they cite, and
people's judgement of each: supported, partially or not. It is not part of this repository and
nothing here fetches it. Get it by hand, and check out the commit that the figures of the project
were measured on:

    git clone https://github.com/ryokamoi/wice
    git -C wice checkout ddeb6c1

FOLDER is that clone. Of each label the table says how many claims each rule reports, and some rules
together, for `dev`, `test` and both; `other` is `not` and `partially`. Look at the claims of `dev`
when you change a rule (`--list supported`, `--list partially`, `--list not` print those that are
and are not reported), and at the counts alone of `test`, or they soon mean nothing.

The passage of a claim is every sentence that some annotator found to support it, or the whole page
where none did; all of it may be quoted. The source's title and publisher are the page's title.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import comparing
from explainer.meaning.finders import FINDERS

COMMIT = "ddeb6c1"
SPLITS = ("dev", "test")
LABELS = {"not": "not_supported", "partially": "partially_supported", "supported": "supported"}
RULES = {
    "figure": "EVI101",
    "date": "EVI102",
    "name": "EVI103",
    "quotation": "EVI104",
    "speaker": "EVI105",
}
"""The rules of the comparisons; any other comparison is a rule of meaning, by its own name."""
SETS = {"EVI101+102": tuple(RULES)[:2], "EVI101-103": tuple(RULES)[:3], "EVI101-105": tuple(RULES)}
_TITLE = "(meta data) TITLE:"


class Judged(NamedTuple):
    """A claim with its label, and what each of the comparisons reports of it."""

    claim: str
    passage: str
    split: str
    label: str
    lacking: dict[str, list[str]]

    def is_reported(self, kinds: tuple[str, ...] | None) -> bool:
        """Whether one of some comparisons reports it, or any of them all."""
        return any(self.lacking[kind] for kind in kinds or self.lacking)


def main() -> None:
    """Print the table, or the claims of a label."""
    options = _options()
    folder = options.folder / "data" / "entailment_retrieval" / "claim"
    if missing := [split for split in SPLITS if not (folder / f"{split}.jsonl").is_file()]:
        sys.exit(f"{folder} has no {missing[0]}.jsonl; see {__file__}")
    judged = [each for split in SPLITS for each in judge(folder / f"{split}.jsonl")]
    if options.list:
        _list([each for each in judged if each.split == "dev" and each.label == options.list])
    else:
        _table(judged)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("folder", type=Path, help=f"a clone of WiCE at {COMMIT}")
    parser.add_argument("--list", choices=LABELS, help="print the claims of `dev` with this label")
    return parser.parse_args()


def judge(file: Path) -> list[Judged]:
    """The claims of a file, compared with their passages."""
    short = {label: name for name, label in LABELS.items()}
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passage = _passage(row)
        held = comparing.held({**passage, "words": passage["fact"]})
        lacking = comparing.lacking(row["claim"], held)
        differing = comparing.differing(row["claim"], passage)
        lacking |= {kind: differing.get(kind, []) for kind in FINDERS}
        label = short[row["label"]]
        found.append(Judged(row["claim"], passage["fact"], file.stem, label, lacking))
    return found


def _passage(row: dict[str, Any]) -> dict[str, Any]:
    """What a claim cites, as a row of our tables has it."""
    page = row["evidence"]
    marked = sorted(set().union(*row["supporting_sentences"]))
    title = " ".join(each.removeprefix(_TITLE) for each in page if each.startswith(_TITLE)).strip()
    fact = " ".join([page[index] for index in marked] or page)
    return {"fact": fact, "source": {"title": title, "publisher": title}}


def _table(judged: list[Judged]) -> None:
    """Print how many claims of each label each rule, and each set of rules, reports."""
    kinds = list(judged[0].lacking)
    rows: dict[str, tuple[str, ...] | None] = {RULES.get(kind, kind): (kind,) for kind in kinds}
    meaning = tuple(kind for kind in kinds if kind not in RULES)
    rows |= {**SETS, **({"meaning": meaning} if meaning else {}), "all": None}
    for name, splits in (*((split, (split,)) for split in SPLITS), ("both", SPLITS)):
        chosen = [each for each in judged if each.split in splits]
        counts = Counter(each.label for each in chosen)
        counts["other"] = counts["not"] + counts["partially"]
        _line(f"{name}, {len(chosen)} claims", [*LABELS, "other"])
        for row, kinds_of_row in rows.items():
            seen = Counter(each.label for each in chosen if each.is_reported(kinds_of_row))
            seen["other"] = seen["not"] + seen["partially"]
            _line(row, [_share(seen[label], counts[label]) for label in (*LABELS, "other")])


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:6.1%}"


def _line(title: str, cells: list[str]) -> None:
    sys.stdout.write(f"{title:20}" + "".join(f"{cell:>16}" for cell in cells) + "\n")


def _list(judged: list[Judged]) -> None:
    """Print claims beside their passages, each with what is reported of it."""
    for each in judged:
        lacking = {RULES.get(kind, kind): found for kind, found in each.lacking.items() if found}
        sys.stdout.write(f"{lacking or 'nothing'}\n  {each.claim}\n  < {each.passage}\n\n")


if __name__ == "__main__":
    main()
