"""The fields of `docs/vocabulary.yml`."""

from explainer.yaml_schema import Field

UNIT_FIELDS = (
    Field(
        "unit",
        "text",
        guidance="What is counted in the end: a unit of yours, or a general one such as `m`, `g` or"
        " `l`.",
        good="m",
        bad="1",
        required=True,
    ),
    Field(
        "spellings",
        "list",
        guidance="How it is written behind a number. Letter case counts. None may be a general"
        " unit's.",
        good="[furlong, furlongs]",
        bad="km",
        required=True,
    ),
    Field(
        "factor",
        "factor",
        guidance="How many of `unit` one of these is, as a number or a fraction; 1 where it is left"
        " out.",
        good="201.168",
        bad="about 200",
    ),
    Field(
        "prefixes",
        "yes or no",
        guidance="`yes` where it is also written with `k`, `M`, `G` … before capitals, and with"
        " `kilo`, `mega`, `giga` … before words and symbols of several letters.",
        good="yes",
        bad="kilo",
    ),
)

GLOSS_FIELDS = (
    Field(
        "name",
        "text",
        guidance="The name, as passages have it.",
        good="Ambleford Council",
        bad="the council",
        required=True,
    ),
    Field(
        "known",
        "list",
        guidance="What may stand beside it: its country, a first name, a full name, a town.",
        good="[Denmark, Copenhagen]",
        bad="Denmark",
        required=True,
    ),
)

VOCABULARY_FIELDS = (
    Field(
        "same",
        "groups",
        guidance="Names that mean the same, one group a line, the usual one first. Plurals,"
        " possessives, letter case, initials, countries and their peoples need no line.",
        good="- [Ambleford Council, the Guildhall]",
        bad="- Ambleford Council",
    ),
    Field(
        "common",
        "list",
        guidance="Words in capitals that name nothing in particular, and need no evidence.",
        good="[ICU, MRI]",
        bad="[Ambleford]",
    ),
    Field(
        "units",
        "list",
        guidance="Units of measure that the general ones lack.",
        good="- {unit: m, factor: 201.168, spellings: [furlong, furlongs]}",
        bad="furlongs",
        fields=UNIT_FIELDS,
    ),
    Field(
        "counted",
        "list",
        guidance="What 2048 counts, and is no year, where it stands before one of these. Plurals"
        " that end in `s` need no line.",
        good="[livestock, aircraft]",
        bad="[in 2048]",
    ),
    Field(
        "ordinary",
        "list",
        guidance="Words that are no names where they open a sentence, and so have a capital there.",
        good="[restenosis]",
        bad="[Ambleford]",
    ),
    Field(
        "ours",
        "list",
        guidance="Names of who makes the site and of what it is made with: a sentence labelled"
        " `about` may have them, beside the words of `site_name`.",
        good="[Bridge Watch, GitHub]",
        bad="[Ambleford Council]",
    ),
    Field(
        "contraries",
        "groups",
        guidance="Words or short phrases that say the contrary of each other on your subject, two a"
        " line, in small letters. Their regular forms need no line, nor do common pairs such as"
        " `rise` and `fall`.",
        good="- [moor, cast off]",
        bad="- [moor]",
    ),
    Field(
        "glosses",
        "list",
        guidance='What readers know of a name, so that it needs no evidence beside that name: "the'
        ' Danish council", "Nora Quist". A country stands for its people as well.',
        good="- {name: Quist, known: [Nora, Denmark]}",
        bad="- Quist is Danish",
        fields=GLOSS_FIELDS,
    ),
    Field(
        "apart",
        "groups",
        guidance="Nouns that count different things, one group a line: 40 of the one are not 40 of"
        " another. Plurals need no line.",
        good="- [cylinder, engine, train]",
        bad="- [lorry, truck]",
    ),
    Field(
        "search",
        "groups",
        guidance="Words or short phrases that readers type for one another, one group a line: the"
        " search finds each by the others. Names in `same` need no line here.",
        good="- [closure, shut, closed]",
        bad="- closure",
    ),
)
