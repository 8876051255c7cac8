"""
Who says what about one question, `docs/positions/<name>.yml`.

Each position is a party's statement with its date, the interest that the party has in the matter,
and how directly its words are known. The sides of the file are the possible answers, in the order
in which they stand below each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.data.data_file import (
    AS_OF_FIELD,
    COLOUR_FIELD,
    DataFile,
    choice_faults,
    choices,
    no_choice,
    repetitions,
    slugs_of,
)
from explainer.data.figure_syntax import without_citations
from explainer.model import Invalid
from explainer.yaml_schema import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.yaml_schema import Record

MOST_SIDES = 6
"""How many sides there can be; there are as many shapes to tell them apart."""

COLUMNS = ("who", "interest", "side", "date", "says", "how")
"""The fields of a position that are columns of the table or of the file."""

COLUMN_FIELDS = (
    Field(
        "field",
        "one of",
        guidance="The field of positions that it shows.",
        good="how",
        bad="column 3",
        required=True,
        choices=COLUMNS,
    ),
    Field(
        "title",
        "text",
        guidance="What readers see above it.",
        good="Who wrote it down",
        bad="how",
        required=True,
    ),
)

SIDE_FIELDS = (
    Field(
        "slug",
        "slug",
        guidance="A short name, by which positions say that they are on it.",
        good="no-repair",
        bad="No repair needed",
        required=True,
    ),
    Field(
        "title",
        "text",
        guidance="The answer, in a few words.",
        good="It needs no repair",
        bad="no",
        required=True,
    ),
    COLOUR_FIELD,
)

POSITION_FIELDS = (
    Field(
        "who",
        "text",
        guidance="Who says it, by name or as the source describes them.",
        good="The county's engineer",
        bad="experts",
        required=True,
    ),
    Field(
        "interest",
        "text",
        guidance="What they stand to gain or lose, or that none is known.",
        good="would pay for the repair",
        bad="biased",
    ),
    Field(
        "side",
        "text",
        guidance="Which answer it is: the slug of one of the file's own sides.",
        good="no-repair",
        bad="against",
        required=True,
    ),
    Field(
        "date",
        "date",
        guidance="When they said it, as precisely as the evidence says: a year, a month or a day.",
        good="2025-08-14",
        bad="last summer",
    ),
    Field(
        "says",
        "text",
        guidance="What they say, in a sentence or two of yours that keep their hedges, with"
        " citations.",
        good="The bearing may last another year, she says. [@key#passage]",
        bad="see there",
        required=True,
    ),
    Field(
        "how",
        "text",
        guidance="How directly their words are known.",
        good="her own report",
        bad="online",
    ),
    Field(
        "relayed",
        "yes or no",
        guidance="`yes` where it is known only through others: its mark is hollow.",
        good="yes",
        bad="partly",
    ),
)

POSITIONS_FIELDS = (
    Field(
        "title",
        "text",
        guidance="The title of the table.",
        good="Who says what about the bearing",
        bad="Table",
        required=True,
    ),
    Field(
        "question",
        "text",
        guidance="What they answer, as a question.",
        good="Does the bearing need a repair?",
        bad="The bearing",
        required=True,
    ),
    AS_OF_FIELD,
    Field(
        "note",
        "text",
        guidance="What a reader has to know of all of it, with its citation or label.",
        good="Two of them quote the same letter. [@about]",
        bad="n/a",
    ),
    Field(
        "columns",
        "list",
        guidance="Words of yours above columns, where the usual ones do not fit.",
        good="- {field: how, title: Who wrote it down}",
        bad="how, who",
        fields=COLUMN_FIELDS,
    ),
    Field(
        "sides",
        "list",
        guidance=f"The answers, {MOST_SIDES} at most, in the order in which they stand below each"
        " other.",
        good="- {slug: no-repair, title: It needs no repair}",
        bad="yes, no",
        required=True,
        fields=SIDE_FIELDS,
    ),
    Field(
        "positions",
        "list",
        guidance="Who says what, in the order in which it is listed on each side.",
        good="- {who: The engineer, side: no-repair, says: It holds. [@key#passage]}",
        bad="all of them",
        required=True,
        fields=POSITION_FIELDS,
    ),
)


class Side(NamedTuple):
    """An answer: its title, and its number and colour, which its mark has."""

    title: str
    number: int
    colour: str


class Party(NamedTuple):
    """Somebody's position; `who`, `interest`, `says` and `how` are Markdown, `side` is a number."""

    who: str
    side: int
    says: str
    interest: str = ""
    date: str = ""
    how: str = ""
    relayed: bool = False

    @property
    def name(self) -> str:
        """Who it is, without citations."""
        return without_citations(self.who)


class Positions(NamedTuple):
    """A file of positions; what does not keep to the schema is left out."""

    sides: tuple[Side, ...]
    parties: tuple[Party, ...]
    titles: dict[str, str]

    def on(self, side: Side) -> list[Party]:
        """Who is on a side, in the order of the file."""
        return [party for party in self.parties if party.side == side.number]


def read_positions(record: Record) -> Positions:
    """The sides and the positions of a file."""
    listed = choices(record.records("sides"))
    sides = [
        Side(choice.title, number, choice.colour) for number, choice in enumerate(listed.values())
    ]
    slugs = list(listed)
    parties = [
        Party(
            who=values["who"],
            side=slugs.index(values["side"]),
            says=values["says"],
            interest=values.get("interest", ""),
            date=values.get("date", ""),
            how=values.get("how", ""),
            relayed=values.get("relayed") == "yes",
        )
        for each in record.records("positions")
        if {"who", "side", "says"} <= (values := each.values).keys() and values["side"] in slugs
    ]
    columns = (each.values for each in record.records("columns"))
    titles = {it["field"]: it["title"] for it in columns if it.keys() >= {"field", "title"}}
    return Positions(tuple(sides), tuple(parties), titles)


def positions_faults(record: Record) -> Iterator[Invalid]:
    """What is wrong with sides and positions whose fields, each by itself, are right."""
    question = record.values.get("question")
    if question is not None and not question.rstrip().endswith(("?", "？", "؟", "\u037e")):
        message = "'question' is none: it does not end in a question mark"
        yield Invalid(record.places["question"], message, "ask what the sides are answers to")
    for name in ("sides", "positions"):
        if name in record.lists and not record.lists[name] and name in record.places:
            yield Invalid(record.places[name], f"{name!r} is empty", "list at least one")
    yield from choice_faults(record, "sides", MOST_SIDES, "tell them apart")
    yield from repetitions(record, "columns", "field")
    slugs = slugs_of(record, "sides")
    for position in record.records("positions"):
        side = position.values.get("side")
        # Without any sides, it is these that are missing.
        if side is not None and slugs and side not in slugs:
            yield no_choice(position, "side", slugs, "sides")


POSITIONS = DataFile(
    "positions",
    POSITIONS_FIELDS,
    stated=("note", "date", "who", "interest", "says", "how"),
    faults=positions_faults,
    folder="positions",
)
"""Who says what, as many files as a site wants."""
