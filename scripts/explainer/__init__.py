"""
Publish explainers in which every sentence carries its evidence, and prove it on every build.

The package in reading order; each module imports only from those above it:

- `model`: the nouns. Frozen values, no input or output.
- `citations`: the grammar of citations. Nothing else parses it.
- `sources`: `docs/sources/*.yml` to `Source`, with the schema that checks and documents them.
- `rules`: what must hold. One file a family, one decorated function a rule.
- `markdown`: the Python-Markdown extension: citations, reference lists, blocks.
- `settings`: `mkdocs.yml` to what the checks need of it.
- `pages`: `docs/**/*.md` to `Page`: every sentence and citation with its line and column.
- `site`: built HTML to `Document`: every link and every anchor.
- `report`: problems to text, JSON and GitHub annotations. One file a format.
- `cli`: the commands.
"""
