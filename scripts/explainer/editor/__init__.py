"""
What an editor asks of a project that is open in it.

Each module answers one question, from a `Workspace` and a position, without knowing any protocol;
lines and columns count from 1, as in `Place`.

- `edits`: positions in texts, and changes of files, as values.
- `file_kinds`: what kind of file a path is, and which fields it may have.
- `names`: where keys, passages, claims and labels stand.
- `yaml_position` and `fields`: which field of a YAML file a position is in.
- `documentation`: what is shown of a source, a passage, a claim or a field.
- `completion`: what may be written at a position.
- `hover`: what is known of what stands there.
- `navigation`: where it is defined, and everywhere that it is cited.
- `rename`: a new name for it, in all files.
- `fixes`: what mends a problem, with `likely_passages`, `vocabulary_edits` and `waiver_edits`.
- `json_schemas`: the fields of all files, for editors that know JSON Schema.
- `server`: the language server, which alone needs `pygls`.
"""
