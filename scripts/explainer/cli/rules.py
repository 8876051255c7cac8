"""`explainer rules` and `explain`: what is checked."""

from __future__ import annotations

import click

from explainer.cli.common import fail
from explainer.model import CannotCheckError


@click.command("rules")
def rules_command() -> None:
    """List the rules."""
    from explainer.rules import all_rules

    width = max(len(rule.name) for rule in all_rules())
    for rule in all_rules():
        click.echo(f"{rule.code}  {rule.name:<{width}}  {rule.summary}")


@click.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """Explain a rule, given by its code or its name."""
    from explainer.rules import find

    try:
        rule = find(code)
    except CannotCheckError as error:
        fail(error)
    lines = [f"{rule.code} {rule.name}", "", rule.explanation]
    for message in rule.messages.values():
        text, hint = message.readable
        lines += ["", f"Message: {text}", f"Hint: {hint}"]
    for example in rule.examples:
        state = "It accepts" if example.good else "It reports"
        lines += ["", f"{state}, in {example.path}:" if example.path else f"{state}:", ""]
        lines += [f"    {line}".rstrip() for line in example.text.splitlines()]
    click.echo("\n".join(lines))
