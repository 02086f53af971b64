"""Following: a reader of feeds polls for ten weeks, and gets every new item exactly once, whatever
is read again, corrected, removed, added late or indexed anew meanwhile."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from archive.catalogue import Archive
from archive.config import Config
from archive.document import Passage, Speaker, Voice
from archive.feeds import PER_PAGE
from archive.opening import create_archive, memory_archive, open_archive
from archive.store import Provenance
from tests.web.samples import PEOPLE, document, documents, printed
from web import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
SPEAKER = Speaker("Мэр Речного города Иван Лесной", "Иван Лесной", "Мэр Речного города")


def release(number: int, about: str, year: int = 2026, more: str = ""):
    """A release about something, dated in some year."""
    text = f"Сообщение номер {number}: {about}.{more}"
    passages = (Passage(1, "speech", text, Voice(SPEAKER)), Passage(2, "narration", "Конец."))
    return document(
        f"press-{number}", "ru", f"Сообщение {number}", passages, published=printed(f"{year}-01-05")
    )


class Press:
    """An archive that is added to as time goes by."""

    def __init__(self, folder) -> None:
        create_archive(Config(folder))
        self.folder = folder
        self.now = START

    def put(self, *documents) -> None:
        """Takes documents in, one commit and one step of the index."""
        archive = open_archive(self.folder, write=True)
        with archive.store.writer() as writer:
            for one in documents:
                raw = writer.keep(repr(one).encode(), Provenance(one.id, one.url, self.now))
                writer.put(one, raw, "by hand", self.now)
            writer.commit()
            archive.index.follow(archive.store, archive.people)
        archive.close()

    def remove(self, id: str) -> None:
        """Takes one out."""
        archive = open_archive(self.folder, write=True)
        with archive.store.writer() as writer:
            writer.remove(id, "asked for")
            writer.commit()
            archive.index.follow(archive.store, archive.people)
        archive.close()

    def index_anew(self) -> None:
        """Builds the index from nothing."""
        archive = open_archive(self.folder, write=True)
        with archive.store.writer():
            archive.index.rebuild(archive.store, archive.people)
        archive.close()


class Follower:
    """A reader of feeds: asks only for what has changed, goes on to the next page while it meets
    entries it does not know, and shows an entry when its id or its date is new to it."""

    def __init__(self, client, address: str) -> None:
        self.client = client
        self.address = address
        self.etag: str | None = None
        self.shown: list[str] = []
        self.known: set[tuple[str, str]] = set()
        self.unchanged = 0

    def poll(self) -> None:
        """One visit."""
        address: str | None = self.address
        headers = {"If-None-Match": self.etag} if self.etag else {}
        while address:
            answer = self.client.get(address, headers=headers)
            headers = {}
            if answer.status_code == 304:
                self.unchanged += 1
                return
            assert answer.status_code == 200
            if address == self.address:
                self.etag = answer.headers["ETag"]
            feed = feedparser.parse(answer.data)
            assert not feed.bozo, feed.get("bozo_exception")
            new = [e for e in feed.entries if (e.id, e.updated) not in self.known]
            self.known |= {(entry.id, entry.updated) for entry in new}
            self.shown += [entry.title for entry in new]
            following = [link.href for link in feed.feed.links if link.rel == "next"]
            address = relative(following[0]) if following and new else None


def relative(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def test_ten_weeks(tmp_path):
    chance = random.Random(10)
    press = Press(tmp_path / "archive")
    press.put(*(release(n, "мост" if n % 2 else "порт") for n in range(1, 9)))
    client = create_app(open_archive(press.folder)).test_client()
    address = "/ru/search.atom?q=мост"
    followers = [Follower(client, address) for _ in range(2)]
    changes = Follower(client, "/ru/changes.atom")
    present = {n: release(n, "мост" if n % 2 else "порт") for n in range(1, 9)}
    awaited = {present[n].title for n in present if n % 2}
    corrected, number = [], 9
    for week in range(10):
        for day in range(0, 7, 2):
            press.now = START + timedelta(weeks=week, days=day)
            fresh = [
                # every third is an old release that is added late
                release(n, "мост" if n % 2 else "порт", chance.choice((1999, 2026, 2031)))
                for n in range(number, number + (70 if (week, day) == (4, 2) else 1))
            ]
            number += len(fresh)
            again = [present[n] for n in chance.sample(sorted(present), 3)]
            press.put(*again, *fresh)
            present |= {int(one.id.rpartition("-")[2]): one for one in fresh}
            awaited |= {one.title for one in fresh if "мост" in one.passages[0].text}
            followers[0].poll()
        wrong = chance.choice(sorted(present))
        present[wrong] = release(
            wrong, "мост" if wrong % 2 else "порт", 2026, f" Исправлено: {week}."
        )
        press.put(present[wrong])
        corrected.append(present[wrong].title)
        if week % 3 == 1:
            lost = chance.choice(sorted(present))
            press.remove(f"press-{lost}")
            followers[0].poll()
            press.put(present[lost])
            corrected.append(present[lost].title)
        if week % 4 == 2:
            press.index_anew()
        followers[0].poll()
        changes.poll()
        if week in (0, 9):  # the other one is away for eight weeks
            followers[1].poll()
    for follower in followers:
        assert len(follower.shown) == len(set(follower.shown))
        assert set(follower.shown) == awaited
    assert followers[0].unchanged > 10
    assert sorted(changes.shown) == sorted(corrected)
    assert len(awaited) > PER_PAGE


def test_reading_the_same_again_changes_nothing(tmp_path):
    press = Press(tmp_path / "archive")
    press.put(release(1, "мост"))
    client = create_app(open_archive(press.folder)).test_client()
    first = client.get("/ru/search.atom?q=мост")
    press.now += timedelta(weeks=3)
    press.put(release(1, "мост"))
    press.index_anew()
    etag = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/ru/search.atom?q=мост", headers=etag).status_code == 304
    press.put(release(2, "мост", year=1999))
    fresh = client.get("/ru/search.atom?q=мост", headers=etag)
    assert [e.title for e in feedparser.parse(fresh.data).entries] == ["Сообщение 2", "Сообщение 1"]


def test_a_date_alone_is_not_trusted(tmp_path):
    """In one second more may come than a date can tell apart."""
    press = Press(tmp_path / "archive")
    press.put(release(1, "мост"))
    client = create_app(open_archive(press.folder)).test_client()
    since = {"If-Modified-Since": client.get("/ru/search.atom?q=мост").headers["Last-Modified"]}
    press.put(release(2, "мост"))
    answer = client.get("/ru/search.atom?q=мост", headers=since)
    assert len(feedparser.parse(answer.data).entries) == 2


# --- what stands in a feed ----------------------------------------------------------------------


@pytest.fixture
def feed(client):
    return lambda address: feedparser.parse(client.get(address).data)


def test_an_entry_shows_the_words_and_whose_they_are(client, feed):
    [entry] = feed("/ru/search.atom?q=добрососедство").entries
    assert entry.link.endswith("/ru/d/kremlin-ru-101?q=добрососедство#p8") or "%D0" in entry.link
    assert entry.link.endswith("#p8")
    said = entry.content[0].value
    assert "<strong>Добрососедство</strong> измеряется не словами, а делами." in said
    assert "Фан Даочуань" in said
    assert "Чэнь Гуанмин" in said
    assert entry.author == "Фан Даочуань"
    [address] = {a.split('"')[0] for a in said.split('href="')[1:]}
    assert client.get(relative(address)).status_code == 200
    assert "Добрососедство измеряется" in client.get(relative(address)).get_data(as_text=True)


@pytest.mark.parametrize(
    "address",
    [
        "/en/search.atom", "/zh/search.atom?q=大桥&lang=zh", "/ru/search.atom?source=agency",
        "/ru/people/ivan-lesnoy.atom", "/zh/people/fang-daochuan.atom", "/en/changes.atom",
        "/ru/search.atom?q=zzzzz",
    ],
)  # fmt: skip
def test_feeds_are_whole(client, address):
    """What RFC 4287 asks of a feed and of each entry is there, once."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.data)
    for parent in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            [found] = parent.findall(f"{ATOM}{name}")
            assert found.text
        assert parent.findall(f"{ATOM}author")
        rels = [link.get("rel") for link in parent.findall(f"{ATOM}link")]
        assert rels.count("alternate") == 1
    [self] = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert client.get(relative(self.get("href"))).data == answer.data
    ids = [entry.find(f"{ATOM}id").text for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


def test_a_persons_feed_has_their_words_in_other_mouths(feed):
    [entry] = feed("/ru/people/fang-daochuan.atom").entries
    assert entry.title == "Открытие речного форума двух городов"
    assert "Участникам форума мой сердечный привет." in entry.content[0].value


def test_an_entry_has_the_same_id_in_every_feed(feed):
    ids = {
        entry.id
        for address in ("/ru/search.atom?q=мост", "/zh/people/ivan-lesnoy.atom", "/en/search.atom")
        for entry in feed(address).entries
        if entry.title == "Открытие речного форума двух городов"
    }
    assert len(ids) == 1


def test_pages_follow_one_another_without_a_gap(client):
    seen, address = [], "/en/search.atom"
    for _ in range(5):
        page = feedparser.parse(client.get(address).data)
        seen += [entry.id for entry in page.entries]
        following = [link.href for link in page.feed.links if link.rel == "next"]
        if not following:
            break
        address = relative(following[0])
    assert len(seen) == len(set(seen)) == len(documents())


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/search.atom?before=0", 400),
        ("/en/search.atom?before=x", 400),
        ("/en/search.atom?before=5&before=6", 400),
        ("/en/search.atom?speker=a", 400),
        ("/en/people/nobody.atom", 404),
        ("/en/search.atom?before=1", 200),
        ("/en/search.atom?before=99999999", 200),
    ],
)
def test_what_cannot_be_followed(client, address, status):
    assert client.get(address).status_code == status


def hostile() -> Archive:
    """A document whose text no XML can carry as it is."""
    text = "a\x0bb < & ]]> \r c\ufffe \u202e d"
    one = document("bad-1", "en", f"T {text}", (Passage(1, "narration", text),), url="javascript:1")
    return memory_archive([one], PEOPLE)


def test_what_xml_cannot_carry_is_named():
    answer = create_app(hostile()).test_client().get("/en/search.atom")
    [entry] = ElementTree.fromstring(answer.data).findall(f"{ATOM}entry")
    said = "".join(entry.find(f"{ATOM}content").itertext())
    assert "a[U+000B]b < & ]]> \r c[U+FFFE] \u202e d" in said
    assert [a.get("rel") for a in entry.findall(f"{ATOM}link")] == ["alternate"]


def test_pages_say_where_their_feed_is(client):
    page = client.get("/ru/search?q=мост&sort=new&page=2&per_page=5").get_data(as_text=True)
    assert '/ru/search.atom?q=%D0%BC%D0%BE%D1%81%D1%82"' in page
    assert 'type="application/atom+xml"' in page
    assert "/ru/changes.atom" in client.get("/ru/").get_data(as_text=True)
    person = client.get("/zh/people/ivan-lesnoy").get_data(as_text=True)
    assert "/zh/people/ivan-lesnoy.atom" in person
