"""The fields of a comparison, `docs/comparisons/<name>.yml`."""

from __future__ import annotations

from explainer.data.data_file import AS_OF_FIELD
from explainer.yaml_schema import Field

STATUS_FIELDS = (
    Field(
        "slug",
        "slug",
        guidance="A short name, by which things say that they have it.",
        good="in-service",
        bad="In service (2025)",
        required=True,
    ),
    Field(
        "title", "text", guidance="What readers see.", good="in service", bad="s1", required=True
    ),
    Field(
        "planned",
        "yes or no",
        guidance="`yes` where what has it is only planned: its figures are drawn hollow.",
        good="yes",
        bad="soon",
    ),
)
MEASURE_FIELDS = (
    Field(
        "title",
        "text",
        guidance="What is measured, in words that no other measure has.",
        good="Capacity",
        bad="number 3",
        required=True,
    ),
    Field(
        "unit",
        "text",
        guidance="Its unit, as figures are written with it; it may hold spaces and signs.",
        good="€/MWh",
        bad="expensive",
        required=True,
    ),
    Field(
        "better",
        "one of",
        guidance="Whether more of it is better for those who compare, or less; left out where"
        " neither is.",
        good="less",
        bad="low",
        choices=("more", "less"),
    ),
    Field(
        "means",
        "text",
        guidance="What it says about a thing, in one sentence with its citation or label.",
        good="How many cars it carries at most. [@definition]",
        bad="see above",
    ),
)
FIGURE_FIELDS = (
    Field(
        "figure",
        "measured",
        guidance="A number, or two of them for a range, the unit of a measure, what else has to be"
        " said of it, and its citation.",
        good="1,204 people in high season [@key#passage]",
        bad="about 2k",
        required=True,
    ),
    Field(
        "measure",
        "text",
        guidance="The title of its measure, where several have its unit.",
        good="Capacity",
        bad="the second one",
    ),
    Field(
        "planned",
        "yes or no",
        guidance="`yes` where it was a plan for a thing that is there by now.",
        good="yes",
        bad="soon",
    ),
    Field(
        "basis",
        "text",
        guidance="The figure that it is derived from, cited; the derived one then wears"
        " `[@analysis]`.",
        good="From 5,120 kg in all [@key#passage]",
        bad="our estimate",
    ),
    Field(
        "divided_by",
        "number",
        guidance="What the figure in `basis` is divided by to give it, rounded as it is written.",
        good="16",
        bad="sixteen",
    ),
    Field(
        "multiplied_by",
        "number",
        guidance="What the figure in `basis` is multiplied by to give it, rounded as it is"
        " written.",
        good="0.45",
        bad="a half",
    ),
)
THING_FIELDS = (
    Field(
        "series",
        "text",
        guidance="What is written before its name and passages may leave out.",
        good="MV",
        bad="MV Nordlys",
    ),
    Field(
        "name",
        "text",
        guidance="Its name, as passages give it.",
        good="Nordlys",
        bad="new one",
        required=True,
    ),
    Field(
        "group",
        "text",
        guidance="What it belongs to, such as who makes or runs it; all things have one, or none"
        " has.",
        good="Northern Lines",
        bad="a company",
    ),
    Field(
        "status",
        "text",
        guidance="How far it has come: the slug of one of the file's own statuses.",
        good="in-service",
        bad="soon",
    ),
    Field(
        "date",
        "text",
        guidance="When it came or is to come, or by when it was there, with its citation.",
        good="by 2026 [@key#passage]",
        bad="soon",
    ),
    Field(
        "figures",
        "list",
        guidance="Its figures, each with its citation; of one measure as many as sources give.",
        good="- figure: 128 cars [@key#passage]",
        bad="see the data sheet",
        required=True,
        fields=FIGURE_FIELDS,
    ),
)
COMPARISON_FIELDS = (
    Field(
        "title",
        "text",
        guidance="The title of the table.",
        good="The two ferries",
        bad="Table",
        required=True,
    ),
    AS_OF_FIELD,
    Field(
        "note",
        "text",
        guidance="What a reader has to know of all of it, with its citation or label.",
        good="A dash stands where we found no figure. [@about]",
        bad="n/a",
    ),
    Field(
        "thing",
        "text",
        guidance="The word for one of the things, as a heading.",
        good="Ferry",
        bad="ferries!",
    ),
    Field(
        "group",
        "text",
        guidance="The word for what groups them, as a heading.",
        good="Operator",
        bad="grouping",
    ),
    Field(
        "statuses",
        "list",
        guidance="How far a thing can have come.",
        good="- {slug: ordered, title: ordered, planned: yes}",
        bad="old, new",
        fields=STATUS_FIELDS,
    ),
    Field(
        "measures",
        "list",
        guidance="What is measured; each is one part of the chart and one column of the table.",
        good="- {title: Capacity, unit: cars, better: more}",
        bad="capacity, speed",
        required=True,
        fields=MEASURE_FIELDS,
    ),
    Field(
        "things",
        "list",
        guidance="What is compared, in the order of the table.",
        good="- {name: Nordlys, group: Northern Lines, status: ordered, figures: [...]}",
        bad="all of them",
        required=True,
        fields=THING_FIELDS,
    ),
)
