"""What may one input cost? The bounds of ingest, each with its reason, in one table.

>>> INPUT_BYTES == 64 * 2**20
True
"""

from __future__ import annotations

INPUT_BYTES = 64 * 2**20
"""Bytes of one input. The longest saved transcript is under 2 MB; what is larger is a dump."""

DEPTH = 255
"""Nesting of HTML elements: libxml2 drops what lies deeper than 255, and all after it, silently."""

TEXT_NODE = 10_000_000
"""Characters of one text node: libxml2 drops a node of this size, and all after it, silently."""

ATTRIBUTES = 2_000
"""Attributes of one tag. Each new one is compared with all before it: 200,000 cost 40 seconds."""

TAGS = 1_000_000
"""Tags of one page. A tree of a million elements takes over 1 GiB in Python."""

SECONDS = 30
"""Seconds (processor and clock) to read one input; a page takes 0.1."""

MEMORY = 2**30
"""Bytes of address space of a reading process."""

OPEN_FILES = 64
"""File descriptors of a reading process: its pipes, and modules or tables read on first use."""

INPUTS_PER_CHILD = 1_000
"""Inputs after which a reading process is replaced, so that leaks in parsers stay small."""

SNIFF = 4_096
"""Bytes looked at to tell a picture from a page."""

LOST = 0.05
"""Share of the visible letters that may be missing after parsing (whitespace, odd comments)."""
