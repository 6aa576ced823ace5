"""Who may ask: this machine alone, or who has a token; forms from these pages alone; not too much, not too often."""

import json
import stat

import pytest
from tests.web.conftest import client_of, given_claims, key_of
from tests.web.shelf import Shelf

from sayso.errors import LedgerError, UsageError
from sayso.interfaces.api_access import Keys, Tokens
from sayso.interfaces.api_app import Setting
from sayso.interfaces.api_errors import TooMany
from sayso.interfaces.api_guard import Limits, Rate
from sayso.interfaces.web import correcting_pages, reading_pages, routes


@pytest.fixture
def tokens(tmp_path):
    return Tokens(tmp_path / "settings" / "tokens.json")


@pytest.fixture
def guarded(tokens, book):
    with client_of(book, Setting(tokens), base_url="https://news.example") as client:
        yield client


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


# --- tokens ----------------------------------------------------------------------------------------------------------


def test_a_token_is_kept_as_a_hash_in_a_file_of_its_owner(tokens, tmp_path):
    token = tokens.add("desk", "editor")
    file = tmp_path / "settings" / "tokens.json"
    assert token not in file.read_text("utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert tokens.holder_of(token).name == "desk"
    assert tokens.holder_of(token + "x") is None
    assert list(file.parent.iterdir()) == [file]


def test_a_name_has_one_token_until_it_is_taken_away(tokens):
    token = tokens.add("desk", "reader")
    with pytest.raises(UsageError, match="has a token already"):
        tokens.add("desk", "editor")
    tokens.remove("desk")
    assert tokens.holder_of(token) is None
    with pytest.raises(UsageError, match="nobody called"):
        tokens.remove("desk")
    with pytest.raises(UsageError, match="name"):
        tokens.add(" \n", "reader")


def test_a_damaged_file_of_tokens_lets_nobody_in(tokens, tmp_path):
    token = tokens.add("desk", "reader")
    (tmp_path / "settings" / "tokens.json").write_text("[{]", encoding="utf-8")
    with pytest.raises(LedgerError, match="cannot be read"):
        tokens.holder_of(token)


def test_sessions_and_form_keys_cannot_be_made_up():
    keys, others = Keys(), Keys()
    assert keys.name_in("anything") is None
    assert keys.fits("seed", keys.form_key("seed"))
    for seed, key in (("seed", others.form_key("seed")), ("other", keys.form_key("seed")), (None, ""), ("", "")):
        assert not keys.fits(seed, key)


# --- who is answered -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.example", ""])
def test_on_this_machine_no_foreign_name_is_answered(client, host):
    assert client.get("/api/claims", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:8765", "[::1]:8765"])
def test_on_this_machine_its_own_names_are_answered(client, host):
    assert client.get("/api/claims", headers={"host": host}).status_code == 200


def test_elsewhere_nobody_is_answered_without_a_token(guarded):
    answer = guarded.get("/api/claims")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "needs_token")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert guarded.get("/api/claims", headers=bearer("wrong")).status_code == 401
    assert guarded.get("/openapi.json").status_code == 401
    page = guarded.get("/claims/c1")
    assert (page.status_code, page.headers["location"]) == (303, "/login?then=%2Fclaims%2Fc1")
    health = guarded.get("/api/health").json()
    assert (health["status"], health["reports"]) == ("ok", None)


def test_a_reader_looks_and_an_editor_adds(guarded, tokens):
    reader, editor = bearer(tokens.add("r", "reader")), bearer(tokens.add("e", "editor"))
    report = {"text": "Paris hat den Kauf bestätigt."}
    assert guarded.get("/api/claims", headers=reader).status_code == 200
    refused = guarded.post("/api/reports", json=report, headers=reader)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_allowed")
    assert guarded.post("/api/reports", json=report, headers=editor).status_code == 201


def test_a_session_begins_with_a_token_and_ends_with_it(guarded, tokens):
    token = tokens.add("desk", "reader")
    wrong = guarded.post("/login", data={"key": key_of(guarded, "/login"), "token": "no"})
    assert wrong.status_code == 403
    answer = guarded.post("/login", data={"key": key_of(guarded, "/login"), "token": token, "then": "/claims"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims")
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("sayso_session"))
    assert all(word in cookie for word in ("HttpOnly", "Secure", "SameSite=strict"))
    assert token not in cookie
    assert guarded.get("/claims").status_code == 200
    tokens.remove("desk")
    assert guarded.get("/claims").status_code == 303


def test_who_logs_in_is_led_to_no_other_site(guarded, tokens):
    token = tokens.add("desk", "reader")
    for then in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/\r\nX: y"):
        answer = guarded.post("/login", data={"key": key_of(guarded, "/login"), "token": token, "then": then})
        assert answer.headers["location"] == "/"


def test_tokens_cannot_be_tried_without_end(guarded):
    key = key_of(guarded, "/login")
    tries = [guarded.post("/login", data={"key": key, "token": "no"}).status_code for _ in range(11)]
    assert tries == [403] * 10 + [429]


# --- forms and changes -----------------------------------------------------------------------------------------------


FORMS = ["/read", "/examples", "/settings", "/login", "/login/end", "/correct", "/merge", "/split", "/undo"]


def test_these_are_all_forms_there_are():
    posts = [
        route.path
        for room in (routes, reading_pages, correcting_pages)
        for route in room.router.routes
        if "POST" in route.methods
    ]
    assert sorted(posts) == sorted(FORMS)


@pytest.mark.parametrize("path", FORMS)
def test_no_form_is_taken_without_its_key(client, path):
    fields = {"text": "Paris hat den Kauf bestätigt.", "token": "x", "lang": "de", "number": "1"}
    fields |= {"report": "given name", "statement": "s1", "claim": "c1", "other": "c2"}
    assert client.post(path, data=fields).status_code == 422
    assert client.post(path, data={**fields, "key": "0" * 64}).status_code == 403
    key = key_of(client)
    client.cookies.clear()
    assert client.post(path, data={**fields, "key": key}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_no_change_is_made_for_another_sites_page(client, headers):
    assert client.post("/api/reports", json={"text": "Ja."}, headers=headers).status_code == 403
    key = key_of(client)
    assert client.post("/read", data={"key": key, "text": "Ja."}, headers=headers).status_code == 403
    assert client.get("/api/health").json()["reports"] == 3


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_the_api_takes_json_alone(client, kind):
    answer = client.post("/api/reports", content=b'{"text": "Ja."}', headers={"content-type": kind})
    assert answer.status_code in {415, 422}
    assert client.get("/api/health").json()["reports"] == 3


# --- how much and how often ------------------------------------------------------------------------------------------


def test_a_request_that_is_too_long_is_refused(empty):
    long = "x" * 2_000_000
    answer = empty.post("/api/reports", json={"text": long})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    page = empty.post("/read", data={"key": key_of(empty), "text": long})
    assert (page.status_code, "1,000,000" in page.text) == (413, True)


def test_a_request_that_hides_its_length_is_refused_too(empty):
    pieces = (b"x" * 100_000 for _ in range(20))
    assert empty.post("/api/reports", content=pieces, headers={"content-type": "application/json"}).status_code == 413


def test_reading_is_limited_for_each_client():
    with client_of(Shelf(given_claims), Setting(limits=Limits(readings=2))) as client:
        answers = [client.post("/api/reports", json={"text": f"Paris schwieg {n}."}) for n in range(3)]
        assert [answer.status_code for answer in answers] == [201, 201, 429]
        assert answers[2].json()["error"]["code"] == "too_many"
        assert 1 <= int(answers[2].headers["retry-after"]) <= 30
        assert client.get("/api/claims").status_code == 200


def test_a_rate_fills_up_again_and_knows_clients_apart():
    now = [0.0]
    rate = Rate(2, 60, clock=lambda: now[0])
    rate.take("a"), rate.take("a"), rate.take("b")
    with pytest.raises(TooMany) as refused:
        rate.take("a")
    assert refused.value.seconds == pytest.approx(30)
    now[0] = 30
    rate.take("a")
    with pytest.raises(TooMany):
        rate.take("a")


def test_every_answer_forbids_scripts_and_styles_from_elsewhere(client):
    for path in ("/", "/api/claims", "/nothing", "/static/sayso.css", "/claims/c1"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_the_files_of_tokens_are_json(tokens, tmp_path):
    tokens.add("desk", "reader")
    (row,) = json.loads((tmp_path / "settings" / "tokens.json").read_text("utf-8"))
    assert sorted(row) == ["made", "name", "role", "sha256"]
