"""The block `timeline`: the events of `docs/timeline.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from explainer.data import TIMELINE
from explainer.markdown.data import DataBlock

if TYPE_CHECKING:
    from explainer.schema import Record


class TimelineBlock(DataBlock):
    """Every event, in the order of their dates."""

    NAME = "timeline"
    DATA = TIMELINE

    def fill(self, block: ET.Element, record: Record) -> None:
        """Write the events."""
        events = ET.SubElement(block, "ol")
        for event in record.records("events"):
            if event.values.keys() >= {"date", "category", "event"}:
                ET.SubElement(events, "li").text = event.values["event"]
