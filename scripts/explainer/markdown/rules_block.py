"""The block `rules`: every rule with its explanation, message, hint and examples."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.util import AtomicString

from explainer.markdown.block_base import GeneratedBlock
from explainer.markdown.source_html import code_spans

if TYPE_CHECKING:
    from explainer.rules import Rule


class RulesBlock(GeneratedBlock):
    """All rules, by family, from their decorators and docstrings."""

    NAME = "rules"

    def render_html(self, block: ET.Element) -> None:
        """Render a heading and a description for each rule."""
        # Most pages are rendered without this block, so the rules are imported when it is used.
        from explainer.rules import FAMILIES, all_rules  # noqa: PLC0415

        for letters, title in FAMILIES.items():
            self.add_heading(block, "h2", f"{letters}: {title}", letters)
            for rule in all_rules():
                if rule.code.startswith(letters):
                    heading = self.add_heading(block, "h3", f"{rule.code} ", rule.name)
                    ET.SubElement(heading, "code").text = AtomicString(rule.name)
                    ET.SubElement(block, "div").text = self.stash_html(self._rule(rule))

    def _rule(self, rule: Rule) -> str:
        translate = self.context.translations.translate
        html = [f"<p>{code_spans(text)}</p>" for text in rule.explanation.split("\n\n")]
        for message in rule.messages.values():
            for name, text in zip(("message", "hint"), message.readable, strict=True):
                html.append(f"<p>{escape(translate('rule', name))} <code>{escape(text)}</code></p>")
        for example in rule.examples:
            title = translate("rule", "good" if example.good else "bad")
            where = f" ({example.path})" if example.path else ""
            html.append(
                f"<p>{escape(title + where)}</p><pre><code>{escape(example.text)}</code></pre>"
            )
        return "".join(html)
