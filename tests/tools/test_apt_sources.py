"""The backports entry comes from the mirror that the machine already uses, in the notation it uses."""

from __future__ import annotations

import pytest

from apt_sources import Entry, derive_backports, has_suite, read_entries

CONTAINER = """\
Types: deb
# made by the image builder
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""

EMBEDDED_KEY = """\
types: deb deb-src
uris: https://intern.example/debian/ https://zweit.example/debian/
suites: bookworm
components: main contrib
architectures: amd64
signed-by:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBF
 -----END PGP PUBLIC KEY BLOCK-----
"""

ONE_LINE = """\
# deb cdrom:[Debian GNU/Linux 12 _Bookworm_]/ bookworm main
deb cdrom:[Debian GNU/Linux 12 _Bookworm_]/ bookworm main
deb-src http://mirror.example/debian bookworm main
deb [ arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg ] http://mirror.example/debian bookworm main contrib  # base
deb http://mirror.example/debian bookworm-updates main
"""  # noqa: E501


def derived(files: dict[str, str]) -> str:
    new = derive_backports(files, "bookworm", "halplan-backports")
    assert new is not None
    return new.text


def test_a_stanza_becomes_a_stanza_with_the_same_mirror_and_keyring() -> None:
    new = derive_backports({"debian.sources": CONTAINER}, "bookworm", "halplan-backports")
    assert new is not None
    assert new.name == "halplan-backports.sources"
    assert new.text == (
        "Types: deb\n"
        "URIs: http://mirror.example/debian\n"
        "Suites: bookworm-backports\n"
        "Components: main\n"
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"
    )


def test_several_addresses_options_and_an_embedded_key_are_taken_over() -> None:
    text = derived({"intern.sources": EMBEDDED_KEY})
    assert "URIs: https://intern.example/debian/ https://zweit.example/debian/\n" in text
    assert "Types: deb\n" in text
    assert "Components: main\n" in text
    assert "architectures: amd64\n" in text
    assert text.endswith(
        "signed-by:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----\n"
    )
    (entry,) = read_entries("x.sources", text)
    assert entry.suites == ("bookworm-backports",)


def test_a_line_becomes_a_line_with_its_options() -> None:
    new = derive_backports({"sources.list": ONE_LINE}, "bookworm", "halplan-backports")
    assert new is not None
    assert new.name == "halplan-backports.list"
    assert new.text == (
        "deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] "
        "http://mirror.example/debian bookworm-backports main\n"
    )


def test_a_line_without_options_stays_without() -> None:
    assert derived({"sources.list": "deb http://mirror.example/debian bookworm main\n"}) == (
        "deb http://mirror.example/debian bookworm-backports main\n"
    )


def test_debians_own_mirror_is_preferred_to_a_third_party_with_the_same_suite_name() -> None:
    third_party = "deb [signed-by=/etc/apt/keyrings/other.gpg] https://other.example/debian bookworm main\n"
    assert "mirror.example" in derived({"a-other.list": third_party, "debian.sources": CONTAINER})
    assert "mirror.example" in derived({"a-other.list": third_party, "sources.list": ONE_LINE})


def test_a_disabled_stanza_is_no_source() -> None:
    assert derive_backports({"debian.sources": "Enabled: no\n" + CONTAINER.split("\n\n")[0]}, "bookworm", "x") is None


def test_other_releases_sources_and_flat_repositories_are_no_base() -> None:
    files = {
        "a.list": "deb http://mirror.example/debian trixie main\ndeb-src http://mirror.example/debian bookworm main\n",
        "b.list": "deb http://flat.example/packages ./\n",
        "c.sources": "Types: deb\nURIs: http://flat.example\nSuites: nodistro\nComponents: main\n",
    }
    assert derive_backports(files, "bookworm", "x") is None


def test_no_sources_give_no_entry() -> None:
    assert derive_backports({}, "bookworm", "x") is None
    assert derive_backports({"debian.sources": "# nothing here\n", "sources.list": "\n"}, "bookworm", "x") is None


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"debian.sources": CONTAINER}, False),
        ({"debian.sources": CONTAINER.replace("bookworm-updates", "bookworm-updates bookworm-backports")}, True),
        ({"sources.list": "deb http://mirror.example/debian bookworm-backports main\n"}, True),
        ({"sources.list": "# deb http://mirror.example/debian bookworm-backports main\n"}, False),
        ({"sources.list": "deb-src http://mirror.example/debian bookworm-backports main\n"}, False),
    ],
)
def test_an_existing_backports_entry_is_seen(files: dict[str, str], expected: bool) -> None:
    assert has_suite(files, "bookworm-backports") is expected


def test_comments_inside_a_stanza_do_not_split_it() -> None:
    assert read_entries("debian.sources", CONTAINER)[0] == Entry(
        ("deb",),
        ("http://mirror.example/debian",),
        ("bookworm", "bookworm-updates"),
        ("main",),
        {"Signed-By": "/usr/share/keyrings/debian-archive-keyring.gpg"},
    )
