"""The payment gateway, asked as the app asks it: over HTTP."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from workshop.gateway import Gateway, GatewayControl

BODY = {"amountCents": 1250, "reference": "order-17"}


@pytest.fixture(scope="module")
def running() -> Iterator[Gateway]:
    with Gateway() as gateway:
        yield gateway


@pytest.fixture
def gateway(running: Gateway) -> Gateway:
    running.reset()
    return running


@pytest.fixture
def http(gateway: Gateway) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=gateway.url, trust_env=False, timeout=5) as client:
        yield client


def test_a_charge_is_answered_and_counted(gateway: Gateway, http: httpx.Client) -> None:
    answer = http.post("/charges", json=BODY)

    assert answer.status_code == 201
    assert answer.json() == {"id": "ch_1", **BODY}
    assert gateway.charges() == [{"id": "ch_1", **BODY}]
    assert gateway.calls() == 1


def test_one_connection_serves_many_requests(http: httpx.Client) -> None:
    ids = [http.post("/charges", json=BODY).json()["id"] for _ in range(3)]
    assert ids == ["ch_1", "ch_2", "ch_3"]


def test_the_same_key_is_charged_once(gateway: Gateway, http: httpx.Client) -> None:
    answers = [http.post("/charges", json=BODY, headers={"Idempotency-Key": "k"}) for _ in range(2)]

    assert answers[0].json() == answers[1].json()
    assert (len(gateway.charges()), gateway.calls()) == (1, 2)


def test_a_key_with_another_body_is_refused(gateway: Gateway, http: httpx.Client) -> None:
    http.post("/charges", json=BODY, headers={"Idempotency-Key": "k"})
    answer = http.post("/charges", json={**BODY, "amountCents": 1}, headers={"Idempotency-Key": "k"})

    assert answer.status_code == 422
    assert len(gateway.charges()) == 1


@pytest.mark.parametrize("body", ["", "[]", '{"amountCents": "1250", "reference": "r"}', '{"amountCents": 0}'])
def test_a_body_that_is_no_charge_is_422_and_takes_no_money(gateway: Gateway, http: httpx.Client, body: str) -> None:
    assert http.post("/charges", content=body).status_code == 422
    assert (gateway.charges(), gateway.calls()) == ([], 1)


def test_an_unknown_path_is_404(http: httpx.Client) -> None:
    assert http.get("/charges").status_code == 404


def test_what_is_not_http_is_answered_and_closed(gateway: Gateway) -> None:
    port = httpx.URL(gateway.url).port
    with socket.create_connection(("127.0.0.1", port or 0), timeout=5) as sock:
        sock.sendall(b"hello\r\n\r\n")
        assert sock.recv(100).startswith(b"HTTP/1.1 400")


def test_unavailable_names_the_time_to_wait(gateway: Gateway, http: httpx.Client) -> None:
    gateway.script([{"fault": "unavailable", "retryAfter": 7}])
    answer = http.post("/charges", json=BODY)

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")
    assert gateway.charges() == []


def test_declined_is_402(gateway: Gateway, http: httpx.Client) -> None:
    gateway.script(["declined"])
    assert http.post("/charges", json=BODY).status_code == 402
    assert gateway.charges() == []


def test_the_script_is_one_step_a_call_and_then_all_is_well(gateway: Gateway, http: httpx.Client) -> None:
    gateway.script(["declined", "ok", "unavailable"])
    assert [http.post("/charges", json=BODY).status_code for _ in range(5)] == [402, 201, 503, 201, 201]


def test_reset_breaks_the_connection_by_rst(gateway: Gateway, http: httpx.Client) -> None:
    gateway.script(["reset"])
    with pytest.raises(httpx.ReadError) as caught:
        http.post("/charges", json=BODY)

    cause: BaseException | None = caught.value
    while cause is not None and not isinstance(cause, ConnectionResetError):
        cause = cause.__cause__ or cause.__context__
    assert isinstance(cause, ConnectionResetError)
    assert gateway.charges() == []


def test_a_lost_answer_is_charged(gateway: Gateway, http: httpx.Client) -> None:
    gateway.script(["lost_answer"])
    with pytest.raises(httpx.RemoteProtocolError):
        http.post("/charges", json=BODY, headers={"Idempotency-Key": "k"})
    assert len(gateway.charges()) == 1

    again = http.post("/charges", json=BODY, headers={"Idempotency-Key": "k"})
    assert (again.status_code, again.json()["id"]) == (201, "ch_1")
    assert len(gateway.charges()) == 1


def test_slow_is_charged_in_the_end(gateway: Gateway, http: httpx.Client) -> None:
    gateway.script([{"fault": "slow", "seconds": 0.05}])
    assert http.post("/charges", json=BODY).status_code == 201


def test_hang_gives_no_answer_and_no_charge(gateway: Gateway, http: httpx.Client) -> None:
    gateway.script(["hang"])
    with pytest.raises(httpx.ReadTimeout):
        http.post("/charges", json=BODY, timeout=0.1)

    gateway.reset()
    assert gateway.charges() == []
    assert http.post("/charges", json=BODY).json()["id"] == "ch_1"


def test_a_hang_can_end_by_itself(gateway: Gateway, http: httpx.Client) -> None:
    gateway.script([{"fault": "hang", "seconds": 0.05}])
    with pytest.raises(httpx.RemoteProtocolError):
        http.post("/charges", json=BODY)
    assert gateway.charges() == []


def test_a_step_that_does_not_exist_is_named(gateway: Gateway) -> None:
    with pytest.raises(ValueError, match="'hang'"):
        gateway.script(["hangs"])
    with pytest.raises(ValueError, match="retryafter"):
        gateway.script([{"fault": "ok", "retryafter": 1}])


def test_a_hold_lets_all_go_when_all_have_come(gateway: Gateway, http: httpx.Client) -> None:
    gateway.hold(2)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(http.post, "/charges", json=BODY)
        assert gateway.wait_held(1) == 1
        assert not first.done()
        assert gateway.charges() == []
        second = pool.submit(http.post, "/charges", json=BODY)
        assert {first.result(5).status_code, second.result(5).status_code} == {201}
    assert gateway.wait_held(2) == 2
    assert len(gateway.charges()) == 2


def test_calls_after_the_hold_are_not_held(gateway: Gateway, http: httpx.Client) -> None:
    gateway.hold(1)
    assert [http.post("/charges", json=BODY).status_code for _ in range(2)] == [201, 201]


def test_release_lets_the_held_calls_go(gateway: Gateway, http: httpx.Client) -> None:
    gateway.hold(2)
    with ThreadPoolExecutor() as pool:
        held = pool.submit(http.post, "/charges", json=BODY)
        gateway.wait_held(1)
        gateway.release()
        assert held.result(5).status_code == 201
    assert http.post("/charges", json=BODY).status_code == 201


def test_a_held_call_meets_its_fault_afterwards(gateway: Gateway, http: httpx.Client) -> None:
    gateway.hold(2)
    gateway.script(["declined"])
    with ThreadPoolExecutor() as pool:
        held = pool.submit(http.post, "/charges", json=BODY)
        gateway.wait_held(1)
        gateway.release()
        assert held.result(5).status_code == 402


def test_waiting_for_a_call_that_does_not_come_ends(gateway: Gateway) -> None:
    gateway.hold(1)
    assert gateway.wait_held(1, seconds=0.05) == 0


def test_reset_ends_held_calls_uncharged(gateway: Gateway, http: httpx.Client) -> None:
    gateway.hold(2)
    with ThreadPoolExecutor() as pool:
        held = pool.submit(http.post, "/charges", json=BODY)
        gateway.wait_held(1)
        gateway.reset()
        with pytest.raises(httpx.ReadError):
            held.result(5)
    assert (gateway.charges(), gateway.calls()) == ([], 0)
    assert http.post("/charges", json=BODY).status_code == 201


def test_a_caller_that_has_gone_does_not_disturb(gateway: Gateway, http: httpx.Client) -> None:
    gateway.script([{"fault": "slow", "seconds": 0.1}])
    with pytest.raises(httpx.ReadTimeout):
        http.post("/charges", json=BODY, timeout=0.02)
    assert http.post("/charges", json=BODY).status_code == 201


def test_close_ends_the_thread_and_hung_calls() -> None:
    before = set(threading.enumerate())
    gateway = Gateway()
    assert {thread.name for thread in set(threading.enumerate()) - before} == {"payment-gateway"}
    gateway.script(["hang"])
    gateway.hold(2)
    with ThreadPoolExecutor() as pool, httpx.Client(base_url=gateway.url, trust_env=False) as http:
        call = pool.submit(http.post, "/charges", json=BODY)
        gateway.wait_held(1)
        gateway.close()
        with pytest.raises(httpx.TransportError):
            call.result(5)
    assert "payment-gateway" not in {thread.name for thread in set(threading.enumerate()) - before}
    with pytest.raises(httpx.ConnectError):
        httpx.get(gateway.url, trust_env=False)
    gateway.close()  # twice does no harm


def test_proxy_variables_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Gateway() as gateway:
        assert gateway.charges() == []


def test_as_a_process_it_prints_its_address_and_is_controlled_over_http() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop.gateway"], stdout=subprocess.PIPE, encoding="utf-8", stderr=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        with GatewayControl(process.stdout.readline().strip()) as control:
            control.script(["declined"])
            assert httpx.post(f"{control.url}/charges", json=BODY, trust_env=False).status_code == 402
            assert control.calls() == 1
    finally:
        process.terminate()
        process.communicate()
