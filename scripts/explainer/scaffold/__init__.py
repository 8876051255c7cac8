"""An article to a new project: its pages, the stubs of its claims, and all that a site needs."""

from explainer.scaffold.project_plan import Plan, plan_project
from explainer.scaffold.writer import ScaffoldError, write_project

__all__ = ["Plan", "ScaffoldError", "plan_project", "write_project"]
