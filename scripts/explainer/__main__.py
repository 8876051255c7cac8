"""`python -m explainer` is the same as `explainer`."""

from explainer.cli import main

main(prog_name="explainer")
