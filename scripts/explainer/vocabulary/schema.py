"""The fields of `docs/vocabulary.yml`."""

from explainer.yaml_schema import Field

UNIT_FIELDS = (
    Field(
        "unit",
        "text",
        "What is counted in the end: a unit of yours, or a general one such as `m`, `g` or `l`.",
        "m",
        "1",
        required=True,
    ),
    Field(
        "spellings",
        "list",
        "How it is written behind a number. Letter case counts. None may be a general unit's.",
        "[furlong, furlongs]",
        "km",
        required=True,
    ),
    Field(
        "factor",
        "factor",
        "How many of `unit` one of these is, as a number or a fraction; 1 where it is left out.",
        "201.168",
        "about 200",
    ),
    Field(
        "prefixes",
        "yes or no",
        "`yes` where it is also written with `k`, `M`, `G` … before capitals, and with `kilo`, "
        "`mega`, `giga` … before small letters.",
        "yes",
        "kilo",
    ),
)

VOCABULARY_FIELDS = (
    Field(
        "same",
        "groups",
        "Names that mean the same, one group a line, the usual one first. Plurals, possessives, "
        "letter case, initials, countries and their peoples need no line.",
        "- [Ambleford Council, the Guildhall]",
        "- Ambleford Council",
    ),
    Field(
        "common",
        "list",
        "Words in capitals that name nothing in particular, and need no evidence.",
        "[ICU, MRI]",
        "[Ambleford]",
    ),
    Field(
        "units",
        "list",
        "Units of measure that the general ones lack.",
        "- {unit: m, factor: 201.168, spellings: [furlong, furlongs]}",
        "furlongs",
        fields=UNIT_FIELDS,
    ),
    Field(
        "counted",
        "list",
        "What 2048 counts, and is no year, where it stands before one of these. Plurals that end "
        "in `s` need no line.",
        "[livestock, aircraft]",
        "[in 2048]",
    ),
    Field(
        "ordinary",
        "list",
        "Words that are no names where they open a sentence, and so have a capital there.",
        "[restenosis]",
        "[Ambleford]",
    ),
    Field(
        "ours",
        "list",
        "Names of who makes the site and of what it is made with: a sentence labelled `about` may "
        "have them, beside the words of `site_name`.",
        "[Bridge Watch, GitHub]",
        "[Ambleford Council]",
    ),
)
