"""
Changes of a project's files that cannot be wrong, for a person to look at and to apply.

- `near_misses`: whether a name is a slip of another one.
- `replacements`: from problems to changes of a name: a key, a passage, a field, a label.
- `field_order`: the fields of a file in the order of their schema, with every value as it was.
- `planner`: the files of a project before and after all of these.
"""

from explainer.fixes.planner import FileFix, plan_fixes

__all__ = ["FileFix", "plan_fixes"]
