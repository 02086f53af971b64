"""Do all stores keep the promises written in archive.store? One table of sentences for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings

from archive.document import Passage, Stored, digest
from archive.errors import Busy, NotFound, StaleWriter, Unstorable
from archive.store import Change, Provenance, Run
from archive.store.seal import sha256

from .samples import (
    AWKWARD,
    NOON,
    RECIPE,
    add,
    added,
    altered,
    body,
    dated,
    document,
    documents,
    provenance,
)

UNKNOWN = "0" * 64


def committed(store, *put) -> list[tuple[str, int]]:
    """Adds documents and commits."""
    with store.writer() as writer:
        results = add(writer, *put)
        writer.commit()
    return results


def test_an_empty_store_is_empty(store):
    assert store.seq() == 0
    assert (store.ids(), store.changes(0), store.latest(), store.runs()) == ((), (), (), ())
    assert store.many(("office-en-1",)) == {}
    assert set(store.counts().values()) == {0}
    assert list(store.counts()) == ["documents", "versions", "blobs", "accounts", "removed"]
    assert list(store.verify(full=True)) == []


def test_what_was_put_comes_back(store):
    put = document()
    assert committed(store, put) == [("added", 1)]
    stored = store.get(put.id)
    assert stored == store.get(put.id, 1) == store.many((put.id, "other"))[put.id]
    assert stored.document == put
    assert stored.versions == stored.version.number == 1
    assert (stored.version.document, stored.version.recipe) == (put.id, RECIPE)
    assert (stored.version.seen, stored.version.digest) == (NOON, digest(put))
    assert store.versions(put.id) == (stored.version,)
    assert store.blob(stored.version.raw) == body(f"{put.id} {put.passages}")


def test_nothing_is_seen_before_commit_and_dropped_without_it(store):
    with store.writer() as writer:
        run = writer.begin(NOON)
        raw = writer.keep(b"bytes", provenance())
        writer.put(document(), raw, RECIPE, NOON)
        writer.account(added(run, "page.html", raw))
        assert store.seq() == 0
        assert store.ids() == store.runs() == store.accounts("added") == ()
        with pytest.raises(NotFound):
            store.blob(raw)
    assert set(store.counts().values()) == {0}
    assert list(store.verify()) == []


def test_a_job_that_raises_leaves_what_it_committed(store):
    def job():
        with store.writer() as writer:
            add(writer, document("office-en-1"))
            writer.commit()
            add(writer, document("office-en-2"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        job()
    assert store.ids() == ("office-en-1",)
    assert committed(store, document("office-en-2")) == [("added", 1)]


def test_the_errors_of_a_job_are_its_own(store):
    with pytest.raises(FileNotFoundError), store.writer():
        raise FileNotFoundError("a page the job could not find")


def test_the_same_text_again_is_unchanged(store):
    committed(store, document())
    with store.writer() as writer:
        raw = writer.keep(b"other bytes, same text", provenance())
        outcome, version = writer.put(document(), raw, "reading-2", NOON + timedelta(1))
        assert (outcome, version) == ("unchanged", store.get("office-en-1").version)
        writer.commit()
    assert store.seq() == store.counts()["versions"] == 1


def test_flags_and_resolved_people_do_not_make_a_version(store):
    committed(store, document())
    assert committed(store, document(flags=("doubt: The date is odd.",))) == [("unchanged", 1)]


def test_a_page_that_changes_back_makes_three_versions(store):
    first, second = document(text="A"), document(text="B")
    assert committed(store, first, second, first) == [("added", 1), ("updated", 2), ("updated", 3)]
    versions = store.versions(first.id)
    assert [version.number for version in versions] == [1, 2, 3]
    assert versions[0].digest == versions[2].digest != versions[1].digest
    assert store.get(first.id, 2).document == second
    assert store.get(first.id) == Stored(first, versions[2], 3)
    assert store.get(first.id, 1).versions == 3
    assert [change.version for change in store.changes(0)] == [1, 2, 3]


def test_removed_is_gone_but_not_lost(store):
    put = document()
    committed(store, put)
    with store.writer() as writer:
        assert writer.newest(put.id) == 1
        writer.remove(put.id, "withdrawn by the office")
        assert writer.newest(put.id) is None
        writer.commit()
    with pytest.raises(NotFound):
        store.get(put.id)
    assert (store.ids(), store.latest(), store.many((put.id,))) == ((), (), {})
    assert store.get(put.id, 1).document == put
    assert len(store.versions(put.id)) == 1
    assert store.blob(store.versions(put.id)[0].raw)
    assert (store.counts()["documents"], store.counts()["removed"]) == (0, 1)
    assert [(c.seq, c.document, c.version) for c in store.changes(0)] == [
        (1, put.id, 1),
        (2, put.id, None),
    ]
    assert list(store.verify(full=True)) == []


def test_removed_and_added_again_is_a_new_version(store):
    put = document()
    committed(store, put)
    with store.writer() as writer:
        writer.remove(put.id, "by mistake")
        assert add(writer, put) == [("added", 2)]
        writer.commit()
    assert store.get(put.id).version.number == 2
    assert (store.counts()["documents"], store.counts()["removed"]) == (1, 0)
    assert [change.version for change in store.changes(0)] == [1, None, 2]
    assert list(store.verify(full=True)) == []


def test_only_what_is_there_can_be_removed(store):
    with store.writer() as writer:
        with pytest.raises(NotFound):
            writer.remove("office-en-1", "never was")
        add(writer, document())
        writer.remove("office-en-1", "was")
        with pytest.raises(NotFound):
            writer.remove("office-en-1", "was once")
        writer.commit()
    assert store.seq() == 2


def test_changes_are_numbered_without_gaps_and_chained(store):
    committed(store, *(document(f"office-en-{n}") for n in range(5)))
    changes = store.changes(0)
    assert [change.seq for change in changes] == [1, 2, 3, 4, 5]
    assert store.changes(2, 2) == changes[2:4]
    assert store.changes(5) == ()
    assert store.seq() == 5
    assert len({change.digest for change in changes}) == 5


def test_the_same_additions_give_the_same_chain_in_every_store(store):
    """Worked out once and pinned: a chain must mean the same for ever."""
    committed(store, document(), document(text="Друзья, коллеги."))
    with store.writer() as writer:
        writer.remove("office-en-1", "withdrawn")
        writer.commit()
    assert store.changes(2) == (Change(3, "office-en-1", None, PINNED),)


PINNED = "26c78f1c25b1b29bec2f1a11909579037fdd5e15289062ad6530d637ed450f74"


@pytest.mark.parametrize(
    ("after", "limit", "expected"),
    [
        ("", 1000, ("A-1", "a", "a-1", "a-10", "a-2", "b")),
        ("", 2, ("A-1", "a")),
        ("a", 2, ("a-1", "a-10")),
        ("a-100", 9, ("a-2", "b")),
        ("b", 9, ()),
    ],
)
def test_ids_stand_in_code_point_order(store, after, limit, expected):
    committed(store, *(document(id) for id in ("a-2", "b", "a", "A-1", "a-10", "a-1")))
    assert store.ids(after, limit) == expected


def test_what_was_there_after_each_change(store):
    first, second = document("b"), document("a")
    committed(store, first)
    committed(store, altered(first, "Second."), second)
    with store.writer() as writer:
        writer.remove("b", "by mistake")
        writer.commit()
    committed(store, altered(first, "Third."), document("c"))
    then = [store.ids(at=seq) for seq in range(store.seq() + 2)]
    told = [store.many(("c", "a", "b", "d"), at=seq) for seq in range(store.seq() + 2)]
    assert [tuple(sorted(stored)) for stored in told] == then
    assert [(s.version.number, s.versions) for t in told if (s := t.get("b"))] == [
        *((number, number) for number in (1, 2, 2, 3, 3, 3)),
    ]
    assert told[1]["b"] == replace(store.get("b", 1), versions=1)
    assert list(told[-1]) == ["c", "a", "b"]
    assert told[-1] == store.many(("c", "a", "b", "d"))
    grown = [(), ("b",), ("b",), ("a", "b"), ("a",), ("a", "b"), ("a", "b", "c"), ("a", "b", "c")]
    assert then == grown
    assert (store.ids("a", 1, at=3), store.ids("b", 9, at=5), store.ids("a")) == (
        ("b",),
        (),
        ("b", "c"),
    )


def test_latest_stands_by_date_undated_last(store):
    put = (
        dated("undated", None),
        dated("year", "2024"),
        dated("month", "2024-05"),
        dated("day", "2024-05-17"),
        dated("morning", "2024-05-17", "09:45"),
        dated("old", "1999-12-31"),
    )
    committed(store, *put)
    assert [s.document.id for s in store.latest()] == [
        "morning", "day", "month", "year", "old", "undated",
    ]  # fmt: skip
    assert [s.document.id for s in store.latest(2)] == ["morning", "day"]


def test_latest_follows_the_newest_version(store):
    committed(store, dated("a", "2024-05-17"), dated("b", "2024-05-16"), dated("b", "2024-05-18"))
    assert [s.document.id for s in store.latest()] == ["b", "a"]


def test_many_gives_the_newest_in_the_order_asked(store):
    put = [document(f"office-en-{n}") for n in range(3)]
    committed(store, *put, altered(put[0], "corrected"))
    found = store.many(("office-en-2", "office-en-0", "nowhere", "office-en-2"))
    assert list(found) == ["office-en-2", "office-en-0"]
    assert found["office-en-0"] == store.get("office-en-0")
    assert store.many(()) == {}


def test_more_ids_than_a_database_takes_at_once(store):
    committed(store, document("office-en-7"))
    assert list(store.many(tuple(f"office-en-{n}" for n in range(2000)))) == ["office-en-7"]


def test_bytes_are_kept_once_and_say_whence_they_came_first(store):
    first = Provenance(
        "день/page.html", "https://office.example/1", NOON, {"content-type": "text/html"}
    )
    with store.writer() as writer:
        raw = writer.keep(b"\x00\xff bytes \r\n", first)
        assert writer.keep(b"\x00\xff bytes \r\n", provenance("again.html")) == raw
        writer.commit()
    assert store.blob(raw) == b"\x00\xff bytes \r\n"
    assert store.provenance(raw) == first
    assert store.counts()["blobs"] == 1
    with store.writer() as writer:
        assert writer.keep(b"\x00\xff bytes \r\n", provenance("later.html")) == raw
        writer.commit()
    assert store.provenance(raw) == first


def test_moments_are_kept_in_utc(store):
    moscow = datetime(2024, 5, 17, 15, 0, tzinfo=timezone(timedelta(hours=3)))
    with store.writer() as writer:
        raw = writer.keep(b"bytes", Provenance("page.html", None, moscow))
        _, version = writer.put(document(), raw, RECIPE, moscow)
        writer.commit()
    assert store.get("office-en-1").version.seen == NOON == version.seen
    assert store.get("office-en-1").version.seen.utcoffset() == timedelta(0)
    assert store.provenance(raw).fetched.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.get("nowhere"),
        lambda store: store.get("office-en-1", 2),
        lambda store: store.get("office-en-1", 0),
        lambda store: store.get("nowhere", 1),
        lambda store: store.get("no\x00where"),
        lambda store: store.get("\ud800"),
        lambda store: store.versions("nowhere"),
        lambda store: store.versions("no\x00where"),
        lambda store: store.blob(UNKNOWN),
        lambda store: store.blob("../../catalogue.sqlite"),
        lambda store: store.blob("\x00"),
        lambda store: store.provenance(UNKNOWN),
    ],
)
def test_what_is_not_there_is_not_found(store, ask):
    committed(store, document())
    with pytest.raises(NotFound):
        ask(store)


def test_a_version_needs_its_bytes(store):
    with store.writer() as writer:
        with pytest.raises(NotFound):
            writer.put(document(), UNKNOWN, RECIPE, NOON)
        run = writer.begin(NOON)
        with pytest.raises(NotFound):
            writer.account(added(run, "page.html", UNKNOWN))
        assert add(writer, document()) == [("added", 1)]
        writer.commit()
    assert store.counts() == {
        "documents": 1, "versions": 1, "blobs": 1, "accounts": 0, "removed": 0,
    }  # fmt: skip


def test_accounts_of_the_same_bytes_under_the_same_recipe(store):
    with store.writer() as writer:
        run = writer.begin(NOON)
        raw = writer.keep(b"bytes", provenance())
        first = added(run, "a.html", raw, document="office-en-1", version=1)
        second = added(run, "b.html", raw, "duplicate", reasons=("same: Как a.html.",))
        for account in (first, second, replace(first, recipe="reading-0")):
            writer.account(account)
        assert writer.accounts_of(raw, RECIPE) == (first, second)
        writer.commit()
        assert writer.accounts_of(raw, RECIPE) == (first, second)
        assert writer.accounts_of(UNKNOWN, RECIPE) == writer.accounts_of(raw, "other") == ()
    assert store.accounts("duplicate") == (second,)
    assert store.counts()["accounts"] == 3


def test_the_last_account_stands_but_unchanged_only_counts(store):
    with store.writer() as writer:
        run = writer.begin(NOON)
        raw = writer.keep(b"bytes", provenance())
        flagged = added(run, "a.html", raw, "flagged", reasons=("doubt: A doubt.",))
        for account in (
            added(run, "a.html", raw, "quarantined"),
            flagged,
            added(run, "a.html", raw, "unchanged"),
            added(run, "b.html", raw, "unchanged"),
        ):
            writer.account(account)
        writer.end(run, NOON)
    assert store.accounts("quarantined") == ()
    assert store.accounts("flagged") == (flagged,)
    assert [account.input for account in store.accounts("unchanged")] == ["b.html"]
    assert store.runs()[0].counts == {"flagged": 1, "quarantined": 1, "unchanged": 2}


def test_an_input_that_was_never_kept_has_an_account_too(store):
    with store.writer() as writer:
        run = writer.begin(NOON)
        for reason in ("size: Too large.", "size: Still too large."):
            writer.account(added(run, "huge.html", None, "rejected", reasons=(reason,)))
        writer.commit()
    (account,) = store.accounts("rejected")
    assert (account.raw, account.reasons) == (None, ("size: Still too large.",))


def test_accounts_come_newest_first(store):
    with store.writer() as writer:
        run = writer.begin(NOON)
        for name in ("a", "b", "c", "a"):
            writer.account(added(run, name, None, "skipped"))
        writer.commit()
    assert [account.input for account in store.accounts("skipped")] == ["a", "c", "b"]
    assert [account.input for account in store.accounts("skipped", limit=1)] == ["a"]


def test_runs_are_numbered_counted_and_closed(store):
    later = NOON + timedelta(minutes=5)
    with store.writer() as writer:
        first = writer.begin(NOON)
        writer.account(added(first, "a", None, "skipped"))
        writer.commit()
        writer.account(added(first, "b", None, "skipped"))
        writer.account(added(first, "c", None, "rejected"))
        writer.end(first, later)
        second = writer.begin(later)
        writer.commit()
    assert (first, second) == (1, 2)
    assert store.runs() == (
        Run(2, later, None, {}),
        Run(1, NOON, later, {"skipped": 2, "rejected": 1}),
    )
    assert store.runs(1) == store.runs()[:1]
    with store.writer() as writer:
        with pytest.raises(NotFound):
            writer.end(9, NOON)
        with pytest.raises(NotFound):
            writer.account(added(9, "a", None, "skipped"))


def test_end_commits(store):
    with store.writer() as writer:
        run = writer.begin(NOON)
        add(writer, document())
        writer.end(run, NOON)
    assert store.ids() == ("office-en-1",)


def test_commit_gives_the_seq(store):
    with store.writer() as writer:
        assert writer.commit() == 0
        add(writer, document("office-en-1"), document("office-en-2"))
        assert writer.commit() == 2 == store.seq()
        assert writer.commit() == 2


def test_the_second_writer_waits_or_leaves(store):
    with store.writer():
        with pytest.raises(Busy), store.writer(wait=0.0):
            pytest.fail("two writers")
        with pytest.raises(Busy), store.writer(wait=0.2):
            pytest.fail("two writers")
    with store.writer(wait=0.0) as writer:
        add(writer, document())
        writer.commit()
    assert store.seq() == 1


def test_a_writer_that_was_left_takes_nothing_more(store):
    with store.writer() as writer:
        run = writer.begin(NOON)
        writer.commit()
    for act in (
        lambda: writer.begin(NOON),
        lambda: writer.keep(b"bytes", provenance()),
        lambda: writer.accounts_of(UNKNOWN, RECIPE),
        lambda: writer.newest("office-en-1"),
        lambda: writer.put(document(), UNKNOWN, RECIPE, NOON),
        lambda: writer.remove("office-en-1", "late"),
        lambda: writer.account(added(run, "late", None, "skipped")),
        writer.commit,
        lambda: writer.end(run, NOON),
    ):
        with pytest.raises(StaleWriter):
            act()


BAD = ("a\x00b", "\ud800", "b\udfff")


@pytest.mark.parametrize("bad", BAD)
def test_text_that_cannot_be_kept_is_refused_before_writing(store, bad):
    good = document()
    raw = sha256(b"kept")
    passages = (Passage(1, "note", "x"), Passage(2, "note", bad))
    refused = (
        lambda w: w.put(document(bad), raw, RECIPE, NOON),
        lambda w: w.put(replace(good, title=bad), raw, RECIPE, NOON),
        lambda w: w.put(replace(good, sections=("News", bad)), raw, RECIPE, NOON),
        lambda w: w.put(replace(good, passages=passages), raw, RECIPE, NOON),
        lambda w: w.put(good, raw, bad, NOON),
        lambda w: w.keep(b"bytes", provenance(bad)),
        lambda w: w.keep(b"bytes", Provenance("a", bad, NOON)),
        lambda w: w.keep(b"bytes", Provenance("a", None, NOON, {"server": bad})),
        lambda w: w.account(added(run, bad, None, "skipped")),
        lambda w: w.account(added(run, "a", None, "skipped", reasons=(bad,))),
        lambda w: w.remove(good.id, bad),
    )
    with store.writer() as writer:
        run = writer.begin(NOON)
        assert writer.keep(b"kept", provenance()) == raw
        for act in refused:
            with pytest.raises(Unstorable) as told:
                act(writer)
            assert "U+" in str(told.value)
        writer.put(good, raw, RECIPE, NOON)
        writer.commit()
    assert store.ids() == (good.id,)
    assert (store.counts()["blobs"], store.counts()["accounts"]) == (1, 0)
    assert list(store.verify(full=True)) == []


def test_awkward_text_comes_back_verbatim(store):
    put = document(text=AWKWARD, title=AWKWARD, flags=(AWKWARD,), place=AWKWARD)
    committed(store, put)
    assert store.get(put.id).document == put
    assert list(store.verify(full=True)) == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(put=documents)
def test_any_document_comes_back_verbatim(store, put):
    put = replace(put, id=f"{put.id}-{store.seq()}")
    with store.writer() as writer:
        raw = writer.keep(put.id.encode(), provenance())
        _, version = writer.put(put, raw, RECIPE, NOON)
        writer.commit()
    assert store.get(put.id) == Stored(put, version, 1)
    assert version.digest == digest(put)


def test_a_naive_time_is_refused(store):
    with store.writer() as writer, pytest.raises(ValueError, match="zone"):
        writer.begin(datetime(2024, 5, 17))
    assert store.runs() == ()


def test_a_large_document(store):
    put = document(text="Слово " * 200_000)
    committed(store, put)
    assert store.get(put.id).document == put


def test_utc_is_utc(store):
    with store.writer() as writer:
        writer.end(writer.begin(NOON), NOON)
    assert store.runs()[0].began.tzinfo == UTC
