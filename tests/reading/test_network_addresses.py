"""Which addresses are asked: what is written, what it resolves to, and what is connected to in the end."""

import shutil
import ssl
import subprocess

import pytest
from tests.server import Reply, serving

from sayso.errors import RefusedAddress, Unreachable
from sayso.reading.network import Limits, Network
from sayso.reading.network_addresses import check_url, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.0.9",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "no address",
        "",
    ],
)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://bote.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//bote.example/a", "without a scheme"),
        ("bote.example/a", "without a scheme"),
        ("", "without a scheme"),
        ("http://bote.example@127.0.0.1/", "user or password"),
        ("http://user:secret@bote.example/", "user or password"),
        ("http://bote.example\\@127.0.0.1/", "signs in the address"),
        ("http://127.0.0.1\t.bote.example/", "signs in the address"),
        ("http://bote.example/\r\nHost: evil", "signs in the address"),
        ("http://bote.example:99999999/", "no port"),
        ("http://bote.example:0/", "no port"),
        ("http://[::1/", "no address"),
        ("https:///a", "names no host"),
        ("http://bote.example/" + "a" * 5000, "more than 4096"),
    ],
)
def test_what_is_no_address_to_fetch(url, words):
    with pytest.raises(RefusedAddress, match=words) as caught:
        check_url(url)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (" HTTPS://Bote.Example/a?b=1#c\n", "https://bote.example/a?b=1"),
        ("http://börse.example/ä b", "http://xn--brse-5qa.example/%C3%A4%20b"),
        ("http://bote.example/100%25", "http://bote.example/100%25"),
        ("http://bote.example/mail@bote.example", "http://bote.example/mail@bote.example"),
    ],
)
def test_addresses_are_written_as_they_are_asked(url, asked):
    assert str(check_url(url)) == asked


# --- what is connected to ------------------------------------------------------------------------------------------


@pytest.fixture
def site():
    with serving() as site:
        site.replies["/"] = Reply(b"secret")
        yield site


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "127.0.0.1.", "[::ffff:127.0.0.1]", "0"],
)
def test_this_machine_is_not_asked_whatever_it_is_called(site, host):
    with pytest.raises((RefusedAddress, Unreachable)):
        Network(limits=Limits(gap=0)).fetch(site.url(host=host))
    assert site.requests == []


def test_the_refusal_says_why_and_what_to_do(site):
    with pytest.raises(
        RefusedAddress, match=r"localhost: its address .* not one of the public internet.*--allow-private"
    ):
        Network().fetch(site.url(host="localhost"))


@pytest.fixture
def outside(monkeypatch):
    """Take this machine's usual address for a public one, so that there is something to be led away from."""
    monkeypatch.setattr("sayso.reading.network_dialing.is_public", lambda address: address == "127.0.0.1")


@pytest.mark.usefixtures("outside")
def test_a_public_page_does_not_lead_into_the_private_network(site):
    site.replies["/out"] = Reply(status=302, headers={"Location": f"http://inside.example:{site.port}/"})
    places = {"outside.example": ["127.0.0.1"], "inside.example": ["127.0.0.2"]}
    network = Network(resolve=lambda host, port: places[host], limits=Limits(gap=0))
    with pytest.raises(RefusedAddress, match=r"inside.example: its address 127.0.0.2"):
        network.fetch(f"http://outside.example:{site.port}/out")
    assert [request.path for request in site.requests] == ["/out"]


@pytest.mark.usefixtures("outside")
def test_a_name_that_changes_its_address_gains_nothing(site):
    """What was checked is what is connected to: a name is resolved once for each connection."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    network = Network(resolve=lambda host, port: next(answers), limits=Limits(gap=0))
    assert network.fetch(f"http://turning.example:{site.port}/").data == b"secret"
    assert site.requests[0].headers["host"] == f"turning.example:{site.port}"
    with pytest.raises(RefusedAddress):
        network.fetch(f"http://turning.example:{site.port}/")


@pytest.mark.usefixtures("outside")
def test_of_several_addresses_only_public_ones_are_tried(site):
    network = Network(resolve=lambda host, port: ["::1", "10.0.0.1", "127.0.0.1"], limits=Limits(gap=0))
    assert network.fetch(f"http://mixed.example:{site.port}/").data == b"secret"


def test_where_one_address_does_not_answer_the_next_is_tried(site):
    network = Network(resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"], allow_private=True)
    assert network.fetch(f"http://two.example:{site.port}/").data == b"secret"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
def test_the_name_is_what_the_certificate_is_checked_for(tmp_path, monkeypatch):
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=bote.example -addext subjectAltName=DNS:bote.example"
    subprocess.run(["openssl", *words.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    names = []
    tls.sni_callback = lambda _socket, name, _context: names.append(name)
    with serving(tls) as site:
        site.replies["/"] = Reply(b"safe")

        def network():
            return Network(resolve=lambda host, port: ["127.0.0.1"], allow_private=True)

        with pytest.raises(Unreachable, match="certificate"):
            network().fetch(f"https://bote.example:{site.port}/")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert network().fetch(f"https://bote.example:{site.port}/").data == b"safe"
        with pytest.raises(Unreachable, match="certificate"):
            network().fetch(f"https://other.example:{site.port}/")
    assert names == ["bote.example", "bote.example", "other.example"]
