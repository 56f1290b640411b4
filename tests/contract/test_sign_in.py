"""Tokens, and who they say one is."""

import pytest

since, before = pytest.mark.since, pytest.mark.before

WRONG = [
    {"username": "jonas.lindqvist@example.org", "password": "market-3"},
    {"username": "nobody@example.org", "password": "market-2"},
    {"username": "' OR '1'='1", "password": "market-2"},
    {"username": "jonas.lindqvist@example.org' --", "password": "market-2"},
    {"username": "%", "password": "market-2"},
]
INCOMPLETE = [{}, {"username": "jonas.lindqvist@example.org"}, {"password": "market-2"}]
NEED_A_TOKEN = [("GET", "/me"), ("GET", "/orders"), ("GET", "/orders/1"), ("POST", "/orders/1/cancel")]


def sign_in(anonymous, n):
    """The answer to customer n's sign-in, by the email that /me tells."""
    emails = {1: "amina.haddad@example.org", 2: "jonas.lindqvist@example.org", 3: "siobhan.obrien@example.org"}
    return anonymous.post("/token", data={"username": emails[n], "password": f"market-{n}"})


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def forged(anonymous):
    """What customer 2 can make of two tokens: changed, cut, put together from two; and what is none at all."""
    second, third = (sign_in(anonymous, n).json()["access_token"] for n in (2, 3))
    head, _, signature = second.rpartition(".")
    changed = ("B" if signature[0] == "A" else "A") + signature[1:]
    return [f"{head}.{changed}", f"{head}.", head, f"{third.rpartition('.')[0]}.{signature}", "3", "nonsense", "a.b.c"]


def test_a_right_password_gets_a_bearer_token(anonymous):
    answer = sign_in(anonymous, 2)
    assert answer.status_code == 200
    assert answer.json()["token_type"].lower() == "bearer"
    assert answer.json()["access_token"]


def test_the_token_says_who_one_is(anonymous):
    for n in (1, 2, 3):
        token = sign_in(anonymous, n).json()["access_token"]
        answer = anonymous.get("/me", headers=bearer(token))
        assert answer.json()["id"] == n


def test_customer_1_is_staff_and_the_others_are_customers(staff, client, other):
    assert [one.read("/me")["role"] for one in (staff, client, other)] == ["staff", "customer", "customer"]


def test_names_keep_their_apostrophes_and_accents(other):
    assert other.read("/me")["name"] == "Siobhán O'Brien"


@since(2)
def test_a_wrong_name_or_password_is_401(anonymous):
    for form in WRONG:
        assert anonymous.post("/token", data=form).status_code == 401


@before("test_a_wrong_name_or_password_is_401")
def test_a_wrong_name_or_password_is_200_with_success_false(anonymous):
    for form in WRONG:
        assert anonymous.post("/token", data=form).is_200_with_success_false


@since(2)
def test_a_401_says_that_it_wants_a_bearer_token(anonymous):
    wrong = anonymous.post("/token", data=WRONG[0])
    assert wrong.headers.get("WWW-Authenticate") == "Bearer"
    assert anonymous.get("/me").headers.get("WWW-Authenticate") == "Bearer"


@before("test_a_401_says_that_it_wants_a_bearer_token")
def test_no_header_says_what_is_wanted(anonymous):
    assert "WWW-Authenticate" not in anonymous.post("/token", data=WRONG[0]).headers
    assert "WWW-Authenticate" not in anonymous.get("/me").headers


@since(2)
def test_a_form_without_name_or_password_is_422(anonymous):
    for form in INCOMPLETE:
        assert anonymous.post("/token", data=form).status_code == 422


@before("test_a_form_without_name_or_password_is_422")
def test_a_form_without_name_or_password_is_200_with_success_false(anonymous):
    for form in INCOMPLETE:
        assert anonymous.post("/token", data=form).is_200_with_success_false


@since(2)
def test_no_token_is_401(anonymous):
    for method, path in NEED_A_TOKEN:
        assert anonymous.request(method, path).status_code == 401


@before("test_no_token_is_401")
def test_no_token_is_200_with_success_false(anonymous):
    for method, path in NEED_A_TOKEN:
        assert anonymous.request(method, path).is_200_with_success_false


@since(2)
def test_a_forged_token_is_401(anonymous):
    for token in forged(anonymous):
        answer = anonymous.get("/me", headers=bearer(token))
        assert answer.status_code == 401, f"the token {token!r}"


@before("test_a_forged_token_is_401")
def test_a_forged_token_is_200_with_success_false(anonymous):
    for token in forged(anonymous):
        answer = anonymous.get("/me", headers=bearer(token))
        assert answer.is_200_with_success_false, f"the token {token!r}"
