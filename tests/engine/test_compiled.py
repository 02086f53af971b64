"""Does machine code that was kept damaged keep the engine from starting?"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ASKED = """
from archive.engine import Entry, EntryTurn, Question
from archive.engine.whoosh import WhooshEngine
engine = WhooshEngine(None, fingerprint="", writable=True)
engine.update([Entry("a", (9, 9), (EntryTurn(0, {}, {"source": ("s",)}),))], seq=1)
print(engine.search(Question(facets=("source",))))
"""


def asked(folder: Path) -> str:
    """What a program says that has the engine in this folder."""
    command = [sys.executable, "-c", ASKED]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_damaged_machine_code_is_made_anew(tmp_path: Path) -> None:
    """A cut of power leaves empty files, a disk zeros: what was kept is thrown away then."""
    shutil.copytree(
        ROOT / "archive", tmp_path / "archive", ignore=shutil.ignore_patterns("__pycache__")
    )
    said = asked(tmp_path)
    assert "documents=1" in said
    (kept,) = (tmp_path / "archive/engine/whoosh/__pycache__").glob("loops-*")
    for name, damage in (
        ("sets.picked-*.nbc", lambda whole: b""),
        ("sets.sound-*.nbi", lambda whole: b""),
        ("first.foremost-*.nbc", lambda whole: whole[: len(whole) // 2]),
        ("facets.profiled-*.nbc", lambda whole: whole[:512] + bytes(len(whole) - 512)),
    ):
        (file,) = kept.rglob(name)
        file.write_bytes(damage(file.read_bytes()))
    assert asked(tmp_path) == said
    damaged = [*kept.rglob("sets.picked-*"), *kept.rglob("first.foremost-*")]
    assert not damaged
    assert asked(tmp_path) == said
    assert len([*kept.rglob("sets.picked-*")]) == 2
