"""The index keeps up with the store: never behind for long, never wrong, rebuilt by itself."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive import commands, health, index
from archive.catalogue import Archive
from archive.config import Config
from archive.document import Document, PartialDate, Passage, Speaker, Voice
from archive.errors import ArchiveError, EngineBusy, EngineUnavailable, NotFound
from archive.opening import create_archive, memory_archive, open_archive
from archive.search import SearchRequest
from archive.store import Provenance, Writer
from tests.engine.conftest import no_more_than

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
MAYOR = Voice(Speaker("Мэр Вера Зорина", "Вера Зорина", "Мэр"))
GUEST = Voice(Speaker("Лю Фан", "Лю Фан"), channel="interpreted")
COMMANDS = {command.name: command for command in commands.COMMANDS}
READ_OUT = Voice(GUEST.speaker, Speaker("Чэнь Го", "Чэнь Го"), "read-out", "interpreted")


def document(id: str, *passages: tuple[str, Voice | None], title: str = "Встреча") -> Document:
    return Document(
        id=id,
        url=f"http://sample.example/{id}",
        source="sample",
        kind="transcript",
        language="ru",
        title=title,
        summary=None,
        published=PartialDate("2024-05-17", "printed", "17 мая 2024 года"),
        occurred=None,
        place="Благовещенск",
        status="final",
        passages=tuple(
            Passage(number, "speech" if voice else "narration", text, voice)
            for number, (text, voice) in enumerate(passages, 1)
        ),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    create_archive(Config(tmp_path / "archive"))
    opened = open_archive(tmp_path / "archive", write=True)
    yield opened
    opened.close()


def given(writer: Writer, each: Document) -> None:
    raw = writer.keep(repr(each).encode(), Provenance(each.id, each.url, NOW))
    writer.put(each, raw, "by hand", NOW)


def put(archive: Archive, *documents: Document, follow: bool = True) -> None:
    with archive.store.writer() as writer:
        for each in documents:
            given(writer, each)
        writer.commit()
        if follow:
            archive.index.follow(archive.store, archive.people)


def found(archive: Archive, text: str, **options) -> list[str]:
    return [hit.id for hit in archive.search(SearchRequest(text, **options)).hits]


def segments(archive: Archive) -> list[Path]:
    return [*archive.index._folder.glob("gen-*/*.arrays")]


def test_an_index_not_built_yet_is_no_empty_answer(archive: Archive) -> None:
    put(archive, document("a-1", ("Мост открыт.", None)), follow=False)
    with pytest.raises(EngineUnavailable):
        found(archive, "мост")


def test_it_follows_what_is_added_changed_and_removed(archive: Archive) -> None:
    put(archive, document("a-1", ("Мост открыт.", None)), document("a-2", ("Мосты закрыты.", None)))
    assert sorted(found(archive, "мост")) == ["a-1", "a-2"]
    put(archive, document("a-1", ("Паром отменён.", None)))
    assert found(archive, "мост") == ["a-2"]
    assert found(archive, "парома") == ["a-1"]
    with archive.store.writer() as writer:
        writer.remove("a-1", "asked for by the source")
        writer.commit()
        archive.index.follow(archive.store, archive.people)
    assert found(archive, "паром") == []
    assert [*health.problems(archive, full=True)] == []


@pytest.mark.parametrize("batch", [1, 3])
def test_a_job_of_several_commits_leaves_one_segment(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    """And one that only changes or removes leaves nothing dead in it."""
    monkeypatch.setattr(index, "BATCH", batch)
    put(archive, document("a-0", ("Мост открыт.", MAYOR)))
    put(archive, *(document(f"a-{n}", (f"Мост {n} открыт.", MAYOR)) for n in range(1, 8)))
    assert len(segments(archive)) == 1
    put(archive, document("a-3", ("Паром отменён.", None)))
    (changed,) = segments(archive)
    with archive.store.writer() as writer:
        writer.remove("a-5", "asked for by the source")
        writer.commit()
        archive.index.follow(archive.store, archive.people)
    (removed,) = segments(archive)
    assert removed != changed
    assert len(found(archive, "мост")) == 6
    assert [*health.problems(archive, full=True)] == []


@pytest.mark.parametrize(("bulk", "batch"), [(1, 1), (3, 2), (100, 3), (100, 100)])
def test_an_index_made_anew_is_what_the_followed_one_was(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, bulk: int, batch: int
) -> None:
    """However many changes a commit takes: one document was changed since, and one is gone."""
    monkeypatch.setattr(index, "BULK", bulk)
    monkeypatch.setattr(index, "BATCH", batch)
    put(archive, *(document(f"a-{n}", (f"Мост {n} открыт.", MAYOR)) for n in range(7)))
    put(archive, document("a-3", ("Паром отменён.", None)))
    with archive.store.writer() as writer:
        writer.remove("a-5", "asked for by the source")
        writer.commit()
        archive.index.follow(archive.store, archive.people)
        followed, told = archive.index.engine().state(), []
        archive.index.rebuild(archive.store, archive.people, told.append)
    assert archive.index.engine().state() == followed
    assert sorted(found(archive, "мост")) == ["a-0", "a-1", "a-2", "a-4", "a-6"]
    assert found(archive, "парома") == ["a-3"]
    assert max(told) <= batch
    assert [*health.problems(archive, full=True)] == []


def test_what_must_fit_together_is_asked_of_one_state(archive: Archive) -> None:
    """Though the index goes on, and is then made anew in another folder and the old one deleted."""
    put(archive, document("a-1", ("Мост открыт.", None)))
    now = archive.as_of_now()
    assert found(now, "мост") == ["a-1"]
    put(archive, document("a-2", ("Мосты закрыты.", None)))
    with archive.store.writer():
        archive.index.rebuild(archive.store, archive.people)
    assert found(now, "мост") == ["a-1"]
    assert now.overview().documents == 1
    assert [one.documents for one in now.completions(SearchRequest("мос"))] == [1]
    later = archive.as_of_now()
    assert sorted(found(later, "мост")) == ["a-1", "a-2"]
    assert later.overview().documents == 2


def test_half_way_through_a_job_the_index_is_of_a_state_there_was(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of documents that the same job changes again, or removes, later on."""
    monkeypatch.setattr(index, "BATCH", 2)
    put(archive, document("b-1", ("Дорога.", None)))
    with archive.store.writer() as writer:
        for text in ("Мост открыт.", "Паром отменён.", "Мост закрыт."):
            for number in range(3):
                given(writer, document(f"a-{number}", (text, MAYOR)))
        writer.remove("a-1", "asked for by the source")
        writer.commit()
        seen = {}

        def look(_: int) -> None:
            seq = archive.index.reader().state().seq
            there = archive.store.many(("a-0", "a-1", "a-2"), at=seq)
            wanted = [id for id, one in there.items() if "Мост" in one.document.passages[0].text]
            seen[seq] = archive.ids_of(SearchRequest("мост"), 99) == set(wanted)

        archive.index.follow(archive.store, archive.people, look)
    assert seen == dict.fromkeys((3, 5, 7, 9, 11), True)


def test_what_is_found_is_shown_where_it_was_found(archive: Archive) -> None:
    """Though a newer version is there already, of which the index does not know yet."""
    put(archive, document("a-1", ("Погода.", None), ("Мост открыт.", MAYOR)))
    newer = document("a-1", ("Вступление.", None), ("Погода.", MAYOR), ("Мост закрыт.", MAYOR))
    put(archive, newer, follow=False)
    for asked, shown in ((archive, "Мост открыт."), (archive.as_of_now(), "Мост открыт.")):
        (hit,) = asked.search(SearchRequest("мост")).hits
        assert [(p.text, p.marks) for p in hit.passages] == [(shown, ((0, 4),))]
        (among,) = asked.among(SearchRequest("мост"), ("a-1",)).values()
        assert among.passages == hit.passages
    put(archive)
    (hit,) = archive.search(SearchRequest("мост")).hits
    assert [p.text for p in hit.passages] == ["Мост закрыт."]


def test_an_index_behind_is_checked_against_what_there_was(archive: Archive) -> None:
    """That it is behind is said, not that it lacks what it cannot have yet."""
    put(archive, document("a-1", ("Мост.", None)), document("a-2", ("Мост.", None)))
    put(archive, document("a-3", ("Мост.", None)), follow=False)
    assert [problem.sentence for problem in health.problems(archive)] == [
        "at change 2, the catalogue at 3"
    ]


def test_a_broken_index_is_said_and_mended_by_the_next_job(archive: Archive) -> None:
    put(archive, document("a-1", ("Мост открыт.", None)))
    for generation in archive.index._folder.glob("gen-*"):
        shutil.rmtree(generation)
    reader = open_archive(archive.index._folder.parent)
    with pytest.raises(EngineUnavailable):
        found(reader, "мост")
    assert health.status(reader).trouble
    put(archive, document("a-2", ("Мосты закрыты.", None)))
    assert sorted(found(reader, "мост")) == ["a-1", "a-2"]
    reader.close()


def test_an_index_made_anew_again_and_again_never_stops_answering(archive: Archive) -> None:
    put(archive, document("a-1", ("Мост открыт.", None)))
    reader, ended = open_archive(archive.index._folder.parent), threading.Event()

    def ask() -> set[int]:
        seen = set()
        while not ended.is_set():
            seen.add(reader.count(SearchRequest("мост")))
        return seen

    with ThreadPoolExecutor(3) as pool:
        asking = [pool.submit(ask) for _ in range(3)]
        try:
            with archive.store.writer():
                for _ in range(40):
                    archive.index.rebuild(archive.store, archive.people)
        finally:
            ended.set()
        assert [one.result() for one in asking] == [{1}] * 3
    reader.close()


def test_a_disk_without_room_is_no_reason_to_make_the_index_anew(archive: Archive) -> None:
    """It answers as it did, and the next job goes on; nothing is left of a making cut short."""
    put(archive, document("a-1", ("Мост открыт.", None)))
    put(archive, document("a-2", ("Мост закрыт.", None)), follow=False)
    folder = archive.index._folder
    (folder / "gen-2").mkdir()
    with archive.store.writer(), no_more_than(100), pytest.raises(EngineBusy):
        archive.index.follow(archive.store, archive.people)
    assert found(archive, "мост") == ["a-1"]
    put(archive)
    assert sorted(found(archive, "мост")) == ["a-1", "a-2"]
    assert [path.name for path in folder.glob("gen-*")] == ["gen-1"]


def test_a_mended_authority_file_rebuilds_the_index(archive: Archive) -> None:
    put(archive, document("a-1", ("Добрый день!", MAYOR)))
    folder = archive.index._folder.parent
    (folder / "people.toml").write_text(
        '[[person]]\nid = "vera-zorina"\n'
        'names = [{language = "ru", text = "Вера Зорина"},'
        ' {language = "zh", text = "薇拉·佐林娜"}]\n',
        "utf8",
    )
    again = open_archive(folder, write=True)
    with again.store.writer():
        again.index.follow(again.store, again.people)
    assert found(again, "speaker:薇拉·佐林娜") == ["a-1"]
    assert again.get("a-1").document.passages[0].voice.speaker.person == "vera-zorina"
    again.close()
    # A reader that was open all along knows them too, and never stopped answering.
    assert found(archive, "speaker:薇拉·佐林娜") == ["a-1"]
    assert archive.label("speaker", "vera-zorina", "zh") == "薇拉·佐林娜"


def test_a_changed_authority_file_is_told_until_the_next_job(archive: Archive) -> None:
    put(archive, document("a-1", ("Добрый день!", MAYOR)))
    assert health.status(archive).by_hand is None
    folder = archive.index._folder.parent
    (folder / "people.toml").write_text(
        '[[person]]\nid = "vera-zorina"\nnames = [{language = "ru", text = "Вера Зорина"}]\n',
        "utf8",
    )
    assert health.status(archive).by_hand == "changed"
    again = open_archive(folder, write=True)
    with again.store.writer():
        again.index.follow(again.store, again.people)
    assert health.status(again).by_hand is None
    again.close()


def test_a_broken_authority_file_stops_only_those_who_write(archive: Archive) -> None:
    put(archive, document("a-1", ("Мост открыт.", None)))
    folder = archive.index._folder.parent
    (folder / "people.toml").write_text("[[person]\nid =", "utf8")
    reader = open_archive(folder)
    assert found(reader, "мост") == ["a-1"]
    assert reader.get("a-1").document.title == "Встреча"
    assert health.status(reader).by_hand == "broken"
    assert "authority file" in reader.trouble_by_hand
    reader.close()
    with pytest.raises(ArchiveError, match=r"authority file cannot be read.*mend it first"):
        open_archive(folder, write=True)
    (folder / "people.toml").unlink()
    with pytest.raises(ArchiveError, match=r"people.toml is missing.*mend it first"):
        open_archive(folder, write=True)
    (folder / "people.toml").touch()
    open_archive(folder, write=True).close()


def test_names_once_known_stay_while_the_authority_file_is_gone(archive: Archive) -> None:
    folder = archive.index._folder.parent
    (folder / "people.toml").write_text(
        '[[person]]\nid = "vera-zorina"\nnames = [{language = "ru", text = "Вера Зорина"}]\n',
        "utf8",
    )
    assert archive.people.get("vera-zorina")
    (folder / "people.toml").unlink()
    assert archive.people.get("vera-zorina")
    told = health.status(archive)
    assert told.by_hand == "broken"
    assert "missing" in told.trouble_by_hand


def test_a_broken_authority_file_is_said_on_stderr(archive: Archive) -> None:
    put(archive, document("a-1", ("Мост открыт.", None)))
    folder = archive.index._folder.parent
    (folder / "people.toml").write_text("[[person]\nid =", "utf8")
    for words in (["search", "мост"], ["show", "a-1"], ["status"]):
        done = CliRunner().invoke(COMMANDS[words[0]], [*words[1:], "--archive", str(folder)])
        assert done.exit_code == 0, words
        assert "authority file cannot be read" in done.stderr
    done = CliRunner().invoke(COMMANDS["index"], ["--archive", str(folder)])
    assert "mend it first" in str(done.exception)


def test_an_index_of_other_documents_is_not_answered_from(archive: Archive, tmp_path: Path) -> None:
    """Two archives whose changes are as many: only the digest of the last one tells them apart."""
    put(archive, document("a-1", ("Мост открыт.", None)))
    create_archive(Config(tmp_path / "other"))
    other = open_archive(tmp_path / "other", write=True)
    put(other, document("b-1", ("Паром отменён.", None)))
    folder = archive.index._folder
    shutil.rmtree(folder)
    shutil.copytree(other.index._folder, folder)
    other.close()
    reader = open_archive(folder.parent)
    with pytest.raises(EngineUnavailable, match="another catalogue"):
        found(reader, "паром")
    put(archive, document("a-2", ("Мосты закрыты.", None)))
    assert sorted(found(reader, "мост")) == ["a-1", "a-2"]
    reader.close()


def test_nobody_is_found_by_words_of_the_editor_or_of_another_voice() -> None:
    archive = memory_archive(
        [
            document(
                "a-1",
                ("Встречаем гостей.", MAYOR),
                ("Благодарю за приём.", GUEST),
                ("Желаю успехов.", READ_OUT),
                title="Ярмарка в Харбине",
            )
        ]
    )
    assert found(archive, "ярмарка") == ["a-1"]
    assert found(archive, "ярмарка speaker:Зорина") == []
    assert found(archive, "гости speaker:Зорина") == ["a-1"]
    assert found(archive, "приём speaker:Зорина") == []
    assert found(archive, "успехи speaker:Лю") == ["a-1"]
    assert found(archive, "успехи author:Чэнь") == ["a-1"]
    assert found(archive, "приём author:Чэнь") == []
    assert found(archive, "успехи author:Лю") == []


def test_a_place_is_one_value_however_its_spaces_are_set() -> None:
    places = ("Москва, Кремль", "Москва,\u00a0Кремль")
    written = [document(f"a-{n}", ("Встреча.", None)) for n in range(2)]
    archive = memory_archive(replace(d, place=p) for d, p in zip(written, places, strict=True))
    [place] = [f for f in archive.search(SearchRequest()).facets if f.name == "place"]
    assert [(value.value, value.documents) for value in place.values] == [("Москва, Кремль", 2)]
    assert archive.get("a-1").document.place == places[1]


def test_the_whole_result_is_streamed_once_each(archive: Archive) -> None:
    documents = [document(f"a-{n:04}", (f"Мост номер {n}.", None)) for n in range(1200)]
    put(archive, *documents)
    streamed = [*archive.found_ids(SearchRequest("мост"))]
    assert sorted(streamed) == [each.id for each in documents]
    assert [stored.document.id for stored in archive.every()] == [each.id for each in documents]


def test_what_is_not_there_is_not_found(archive: Archive) -> None:
    with pytest.raises(NotFound):
        archive.get("a-1")
