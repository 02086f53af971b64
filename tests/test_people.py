"""Which person does a label stand for? Only ever the one it can be."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from archive.analysis import tokenize
from archive.document import Speaker
from archive.errors import ArchiveError
from archive.people import People, read

AUTHORITY = """
[[person]]
id = "vera-zorina"
names = [
  {language = "ru", text = "Вера Зорина"},
  {language = "ru", text = "В.Зорина", kind = "short"},
  {language = "en", text = "Vera Zorina"},
  {language = "zh", text = "薇拉·佐林娜"},
]
offices = [{title = {ru = "Мэр", en = "Mayor"}, from = "2021-03"}]

[[person]]
id = "petr-lesnoy-minister"
names = [{language = "ru", text = "Пётр Лесной"}, {language = "en", text = "Pyotr Lesnoy"}]
offices = [{title = {ru = "Министр", en = "Minister"}, from = "2018", to = "2022-06-30"}]

[[person]]
id = "petr-lesnoy-rector"
names = [{language = "ru", text = "Пётр Лесной"}, {language = "en", text = "Pyotr Lesnoy"}]
offices = [{title = {ru = "Ректор", en = "Rector"}, from = "2020"}]
"""


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> People:
    path = tmp_path_factory.mktemp("people") / "people.toml"
    path.write_text(AUTHORITY, "utf8")
    return read(path)


@pytest.mark.parametrize(
    ("name", "office", "day", "person"),
    [
        ("Вера Зорина", None, None, "vera-zorina"),
        ("В.Зорина", None, None, "vera-zorina"),
        ("В. Зорина", None, None, "vera-zorina"),
        ("ВЕРА\u00a0ЗОРИНА", None, None, "vera-zorina"),
        ("薇拉·佐林娜", "市长", None, "vera-zorina"),
        ("Вера", None, None, None),
        ("Вера Зорина-Лунёва", None, None, None),
        # Two people of one name: the date decides where it can, then the office, else nobody.
        ("Пётр Лесной", None, date(2019, 5, 1), "petr-lesnoy-minister"),
        ("Петр Лесной", None, date(2023, 5, 1), "petr-lesnoy-rector"),
        ("Пётр Лесной", None, date(2021, 5, 1), None),
        ("Пётр Лесной", "Ректор университета", date(2021, 5, 1), "petr-lesnoy-rector"),
        ("Pyotr Lesnoy", "Minister", date(2021, 5, 1), "petr-lesnoy-minister"),
        ("Пётр Лесной", None, None, None),
        ("Пётр Лесной", None, date(2017, 1, 1), None),
    ],
)
def test_a_label_is_only_the_one_it_can_be(people, name, office, day, person) -> None:
    assert people.person(Speaker(name, name, office), day) == person


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Слово предоставляется Вере Зориной.", ("vera-zorina",)),
        ("Vera Zorina’s visit", ("vera-zorina",)),
        ("会见薇拉·佐林娜市长", ("vera-zorina",)),
        ("Зорина Вера", ()),
        ("Вера и Зорина", ()),
        ("о Петре Лесном", ()),  # two people: nobody is named
    ],
)
def test_mentions_in_any_form_and_script(people, text, ids) -> None:
    assert people.mentioned(tokenize(text)) == ids


def test_a_name_is_given_in_the_language_asked_for(people) -> None:
    person = people.get("vera-zorina")
    assert [person.name(language) for language in ("zh", "ru", "en", "fr")] == [
        "薇拉·佐林娜",
        "Вера Зорина",
        "Vera Zorina",
        "Вера Зорина",
    ]


PERSON = """[[person]]
id = "vera-zorina"
names = [{language = "ru", text = "Вера Зорина"}]
offices = [{title = {ru = "Мэр"}, from = "2021-03", to = ""}]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[person]]", "[[person]", "Expected"),
        ("[[person]]", "[person]", "no list of tables"),
        ('id = "vera-zorina"', "id = 1", "1 is no id"),
        ("vera-zorina", "vera zorina", "'vera zorina' is no id"),
        ("[{language", PERSON + "[{language", "cannot be read"),
        ('"ru", text', '"de", text', "person vera-zorina: Вера Зорина: 'de' is no language"),
        ("Вера Зорина", " ", "person vera-zorina: a name without text"),
        ('[{language = "ru", text = "Вера Зорина"}]', "[]", "person vera-zorina: without a name"),
        ('Зорина"}', 'Зорина", kind = "nick"}', "person vera-zorina: Вера Зорина: 'nick' is no"),
        ("2021-03", "2024-13", 'person vera-zorina: from = "2024-13" is no date'),
        ('to = ""', 'to = "зло"', 'person vera-zorina: to = "зло" is no date'),
        ('to = ""', 'to = "2020"', "ends before it begins"),
        ('{ru = "Мэр"}', '{de = "Mayor"}', "person vera-zorina: 'de' is no language of titles"),
        ("", PERSON, "person vera-zorina: there are"),
    ],
)
def test_a_slip_is_said_with_the_person(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "people.toml"
    path.write_text(PERSON, "utf8")
    assert read(path).get("vera-zorina")
    path.write_text(PERSON.replace(old, new) if old else PERSON + new, "utf8")
    with pytest.raises(ArchiveError, match=re.escape(said)):
        read(path)


def test_an_empty_file_is_nobody_and_a_missing_one_is_said(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    with pytest.raises(ArchiveError, match="missing"):
        read(path)
    path.touch()
    assert read(path) == People()
