"""
Publish explainers in which every sentence carries its evidence, and prove it on every build.

The package in reading order; each module imports only from those above it:

- `model`: the nouns. Frozen values, no input or output.
- `line_index`: the lines of a text, to give many places in it.
- `atomic`: files written whole or not at all.
- `staging`: a folder made beside another, which it replaces in one step.
- `software`: the installed software as one digest.
- `inputs`: what a computation has read, so that its result can be kept until some of that changes.
- `unsaved`: files as an editor has them: texts that are not saved, laid over those on disk.
- `files`: files read whole: regular ones, up to a size.
- `charset_detection`: the character set of bytes that come without one.
- `text_normalization`: texts normalised for comparison.
- `parallel`: a function applied to many items in several processes.
- `cache`: what checks keep from run to run, in the user's cache folder.
- `opaque_text`: the spans of Markdown that are not prose: code, raw HTML, links, URLs.
- `citations`: the grammar of citations. Nothing else parses it.
- `markdown_limits`: what of a page would take Python-Markdown too long, told before.
- `yaml_schema`: YAML that people maintain, checked against fields that document themselves.
- `mutation_results`: the recorded detection rates of `explainer mutate`, as a file.
- `vocabulary`: `docs/vocabulary.yml`, and how figures and units are spelled.
- `sources`: `docs/sources/*.yml` to `Source`.
- `claims`: `docs/claims/*.md` to `Claim`, and `docs/article.yml` to `Article`.
- `reviews`: `docs/reviews.yml`: who has read which sentence beside what it cites.
- `data`: `docs/timeline.yml` and the like: rows that cite, which a block puts on a page.
- `evidence`: what a sentence states and what a passage holds: figures, dates, names, quotations.
- `meaning`: whether a sentence denies, reverses, widens or explains what a passage says.
- `rules`: what must hold. One decorated function a rule, grouped in families.
- `trace`: what each sentence was compared with, for writers, and how often rules can judge.
- `markdown`: the Python-Markdown extension: citations, reference lists, blocks.
- `config`: `mkdocs.yml` and `zensical.toml` as files: their values, and where our options stand.
- `settings`: `mkdocs.yml` to what the checks need of it.
- `theme`: the package's templates and style sheets, and what a project has of them.
- `pages`: `docs/**/*.md` to `Page`: every sentence and citation with its line and column.
- `misplaced`: files that were meant to be the sources and claims that citations do not find.
- `project`: all of a project in one value.
- `open_pages`: the pages of a project that is open in an editor, read again where they changed.
- `workspace`: a project that is open in an editor: which problems each file has now.
- `page_reviews`: how many sentences of a page people have read, for the built page.
- `baseline`: the problems that a project began with, as a file.
- `fixes`: changes of a project's files that cannot be wrong.
- `bibliography`: BibTeX, CSL-JSON, RIS, saved pages and PDFs to sources, and sources to these.
- `site`: a folder of built HTML to `Site`: its links, resolved as a browser does.
- `linkcheck`: the link check of a built site, with a cache of the last result.
- `postbuild`: what is done to a built site: files for machines, lighter pages, a policy.
- `web`: external links: alive, dead, moved, archived, or without the cited words.
- `report`: problems to text, JSON, GitHub annotations, SARIF and JUnit. One module a format.
- `external_links`: the options and steps of the commands that check external links.
- `article`: an article's text: its parts, and what `docs/article.yml` knows of its sentences.
- `scaffold`: an article to a new project, from templates.
- `todo`: what is left to do in a project, by page.
- `project_diff`: what a change does to the evidence: a project before and after it.
- `mcp_tools`: the tools for programs that write, and the MCP server that offers them.
- `review_queue`: the sentences that people read beside what they cite, the riskiest first.
- `mutation`: one mistake at a time, to see whether the rules notice.
- `editor`: what an editor asks of an open project, and the language server that answers it.
- `preview`: problems where they stand, while a site is served.
- `cli`: the commands.
"""

__version__ = "0.2.0"
