"""A stage in a process of its own, over a small course: requests, database, SQL, reset, crash, the end."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest
from small_stages import MAIN, small_course, write

from workshop import course, stages
from workshop.gateway import Gateway
from workshop.stages import NoAnswer, StageClient, StageError, launch, servers
from workshop.stages.launch_directly import DirectLauncher


@pytest.fixture(scope="module", autouse=True)
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small course, in a folder whose name has blanks and letters beyond ASCII."""
    solutions, data = small_course(tmp_path_factory.mktemp("můj kurz"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(course, "SOLUTIONS", solutions)
        patch.setattr(course, "DATA", data)
        patch.setenv("SETTING", "the learner's own")
        patch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
        yield solutions


@pytest.fixture(scope="module")
def running(small: Path) -> Iterator[StageClient]:
    with stages.client(1, processes=2) as client:
        yield client


@pytest.fixture
def client(running: StageClient) -> StageClient:
    running.reset()
    return running


class TestIdentity:
    def test_a_client_is_customer_2(self, client: StageClient) -> None:
        assert client.get("/me").json()["me"] == "Bearer customer-2"
        assert client.headers == {"Authorization": "Bearer customer-2"}

    def test_others_are_further_clients_of_the_same_servers(self, client: StageClient) -> None:
        assert client.as_customer(3).get("/me").json()["me"] == "Bearer customer-3"
        assert client.as_staff().get("/me").json()["me"] == "Bearer customer-1"
        assert client.anonymous().get("/me").json()["me"] is None
        assert client.as_customer(3).database == client.database

    def test_a_header_of_the_request_counts(self, client: StageClient) -> None:
        answer = client.get("/me", headers={"X-More": "more", "Authorization": "Bearer forged"}).json()
        assert (answer["me"], answer["more"]) == ("Bearer forged", "more")

    def test_a_customer_who_does_not_exist(self, client: StageClient) -> None:
        with pytest.raises(StageError, match="no customer 99"):
            client.as_customer(99)

    def test_a_stage_that_gives_no_token_is_named(self, small: Path, tmp_path: Path) -> None:
        wrong = MAIN.replace('{"access_token": f"customer-{number}"}', '{"success": False}')
        with stages.client(1, front=[write(tmp_path / "answer", {"market/main.py": wrong})]) as client:
            assert client.anonymous().get("/me").status_code == 200
            with pytest.raises(StageError, match="Customer 2 could not sign in at /token: 200"):
                client.get("/me")


class TestProcesses:
    def test_two_servers_share_one_database(self, client: StageClient) -> None:
        pids = {client.on(i).get("/me").json()["pid"] for i in range(2)}
        assert len(pids) == 2
        assert [client.on(i).url for i in range(2)] == client.urls
        client.on(0).delete("/products")
        assert client.on(1).get("/products").json() == []

    def test_there_is_no_third(self, client: StageClient) -> None:
        with pytest.raises(IndexError):
            client.on(2)

    def test_their_environment_is_not_the_learners(self, client: StageClient) -> None:
        environment = client.get("/environment").json()
        assert "SETTING" not in environment
        assert "ALL_PROXY" not in environment
        assert environment["PAYMENT_URL"] == client.gateway.url
        assert environment["DATABASE_URL"] == f"sqlite+aiosqlite:///{client.database}"

    def test_what_they_print_is_in_the_log(self, client: StageClient) -> None:
        client.on(1).get("/print", params={"text": "hello žába"})
        client.on(1).get("/print", params={"text": "x" * 5000})
        assert "hello žába\n" in client.log()
        assert "x" * 5000 in client.log()


class TestOutcomes:
    def test_no_answer_in_time(self, client: StageClient) -> None:
        answer = client.get("/sleep", timeout=0.05)
        assert isinstance(answer, NoAnswer)
        assert (answer.status_code, answer.reason, answer.text, dict(answer.headers)) == (None, "timeout", "", {})
        with pytest.raises(AssertionError, match="no answer within the time limit"):
            answer.json()

    def test_nobody_there(self, client: StageClient) -> None:
        client.kill(1)
        assert repr(client.on(1).get("/me")) == "<NoAnswer: refused>"
        assert client.on(0).get("/me").status_code == 200

    def test_a_broken_connection(self, client: StageClient) -> None:
        client.gateway.hold(2)
        with ThreadPoolExecutor() as pool:
            answer = pool.submit(client.post, "/pay")
            client.gateway.wait_held(1)
            client.kill()
            assert repr(answer.result(5)) == "<NoAnswer: broken>"


class TestDatabase:
    def test_rows_are_dicts(self, client: StageClient) -> None:
        assert client.rows("SELECT id, name FROM products WHERE id = ?", 2) == [{"id": 2, "name": "Žito"}]

    def test_rows_cannot_change_anything(self, client: StageClient) -> None:
        with pytest.raises(Exception, match="readonly"):
            client.rows("DELETE FROM products")

    def test_after_a_crash_only_what_was_committed_is_there(self, client: StageClient) -> None:
        client.gateway.hold(2)
        with ThreadPoolExecutor() as pool:
            pool.submit(client.get, "/half")
            client.gateway.wait_held(1)
            client.kill()
        # The crash left a journal: the file alone holds half a transaction.
        assert client.database.with_name(f"{client.database.name}-journal").exists()
        assert client.rows("SELECT note FROM products ORDER BY id") == [{"note": None}, {"note": "fresh"}]


class TestStatements:
    def test_sync_and_async_engines_are_seen_alike(self, client: StageClient) -> None:
        client.get("/products")
        client.delete("/products")
        assert [one.sql for one in client.statements()] == [
            "SELECT id FROM products WHERE id > ?",
            "DELETE FROM products",
        ]
        assert client.statements()[0].parameters == [0]

    def test_clear(self, client: StageClient) -> None:
        client.get("/products")
        client.clear_statements()
        assert client.statements() == []

    def test_of_both_processes_in_their_order(self, client: StageClient) -> None:
        for process in (1, 0, 1):
            client.on(process).get("/products") if process else client.on(process).delete("/products")
        assert [one.sql[:6] for one in client.statements()] == ["SELECT", "DELETE", "SELECT"]

    def test_count_is_of_the_block_and_leaves_out_the_sign_in(self, client: StageClient) -> None:
        client.get("/products")
        client.restart()
        with client.as_customer(3).count() as seen:
            client.as_customer(3).get("/products")
            client.as_customer(3).get("/products")
        client.get("/products")
        assert len(seen) == 2
        assert str(seen.statements).splitlines() == [
            "2 SQL statements, 1 different",
            "    2 x  SELECT id FROM products WHERE id > ?",
        ]
        assert "<td>2</td>" in seen._repr_html_()
        assert "id &gt; ?" in seen._repr_html_()

    def test_they_are_there_while_the_event_loop_is_blocked(self, client: StageClient) -> None:
        client.get("/products")
        client.gateway.script(["hang"])
        assert repr(client.post("/pay", timeout=0.2)) == "<NoAnswer: timeout>"
        assert repr(client.get("/me", timeout=0.1)) == "<NoAnswer: timeout>"
        assert len(client.statements()) == 1


class TestReset:
    def test_everything_is_as_at_the_start_without_a_new_import(self, client: StageClient) -> None:
        before = client.get("/life").json()
        client.delete("/products")
        client.post("/pay")
        assert (client.rows("SELECT * FROM products"), len(client.gateway.charges())) == ([], 1)

        client.reset()
        after = client.get("/life").json()
        assert after == {**before, "starts": before["starts"] + 1}
        assert client.get("/products").json() == [1, 2]
        assert client.gateway.charges() == []
        assert [one.sql for one in client.statements()] == ["SELECT id FROM products WHERE id > ?"]

    def test_ends_requests_that_run(self, client: StageClient) -> None:
        client.get("/sleep", timeout=0.05)
        starts = client.get("/life").json()["starts"]
        client.reset()
        assert client.get("/life").json()["starts"] == starts + 1

    def test_ends_a_call_that_hangs_at_the_gateway(self, client: StageClient) -> None:
        client.gateway.script(["hang"])
        client.post("/pay", timeout=0.05)
        client.reset()
        assert client.get("/products").json() == [1, 2]

    def test_replaces_a_process_that_is_blocked(self, client: StageClient, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(servers, "LEAVE_SECONDS", 0.2)
        client.get("/block", timeout=0.05)
        client.reset()
        assert client.get("/life").json()["starts"] == 1

    def test_brings_killed_processes_back(self, client: StageClient) -> None:
        client.kill(0)
        client.kill(1)
        client.reset()
        assert [client.on(i).get("/products").status_code for i in range(2)] == [200, 200]


class TestCrash:
    def test_restart_keeps_the_database_and_forgets_the_rest(self, client: StageClient) -> None:
        client.delete("/products")
        client.kill()
        client.restart()
        assert client.get("/products").json() == []
        assert client.get("/life").json()["starts"] == 1
        assert client.get("/me").json()["me"] == "Bearer customer-2"

    def test_a_dead_process_has_no_statements(self, client: StageClient) -> None:
        client.get("/products")
        client.kill()
        assert client.statements() == []


class TestStart:
    def test_settings_answers_in_front_and_a_gateway_that_runs_already(self, tmp_path: Path) -> None:
        front = write(tmp_path / "answer", {"market/main.py": MAIN.replace('"setting"', '"answer"')})
        with Gateway() as gateway:
            with stages.client(2, front=[front], settings={"SETTING": "mine"}, gateway=gateway) as client:
                assert client.get("/life").json()["answer"] == "mine"
                assert client.gateway is gateway
                client.post("/pay")
                assert len(gateway.charges()) == 1
            # It is not the client's own, so it goes on.
            assert httpx.post(f"{gateway.url}/charges", json={}, trust_env=False).status_code == 422

    @pytest.mark.parametrize(
        ("main", "said"),
        [
            ("import os\nfrom market.nothing import x\n", r"line 2(.|\n)*No module named 'market\.nothing'"),
            ("def app(:\n", r"main\.py\"?, line 1(.|\n)*SyntaxError"),
            ("raise SystemExit(3)\n", "SystemExit: 3"),
            ("import os\nprint('last words')\nos._exit(4)\n", r"ended on its own(.|\n)*last words"),
            ("x = 1\n", "defines no `app`"),
            (
                MAIN.replace('print("lifespan entered")', 'raise OSError("no disk")'),
                r"start-up \(lifespan\)(.|\n)*no disk",
            ),
        ],
    )
    def test_what_fails_is_shown(self, tmp_path: Path, main: str, said: str) -> None:
        front = write(tmp_path / "answer", {"market/main.py": main})
        with pytest.raises(StageError, match=said) as caught:
            stages.client(1, front=[front])
        assert "serve.py" not in str(caught.value)

    def test_an_import_that_does_not_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(launch, "START_SECONDS", 1.5)
        front = write(tmp_path / "answer", {"market/main.py": "while True: pass\n"})
        with pytest.raises(StageError, match=r"did not start within 1\.5 s"):
            stages.client(1, front=[front])

    def test_a_foreign_market_is_named(self, tmp_path: Path) -> None:
        front = write(tmp_path / "answer", {"market.py": "x = 1"})
        with pytest.raises(StageError, match=r"stands in the way: .*market\.py"):
            stages.client(1, front=[front])

    def test_a_folder_that_cannot_stand_in_the_path(self, tmp_path: Path) -> None:
        with pytest.raises(StageError, match="separates the entries of PYTHONPATH"):
            stages.client(1, front=[tmp_path / "a:b"])

    def test_without_fork(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(servers, "LAUNCHER", DirectLauncher)
        with stages.client(1) as client:
            client.delete("/products")
            client.kill()
            assert repr(client.get("/me")) == "<NoAnswer: refused>"
            client.restart()
            assert client.get("/products").json() == []
            assert "lifespan entered" in client.log()


OPEN = """
import sys
from pathlib import Path
from workshop import course, stages
course.SOLUTIONS, course.DATA = Path(sys.argv[1]), Path(sys.argv[2])
client = stages.client(1)
client.get("/sleep", timeout=0.05)
print(client.database.parent, flush=True)
sys.stdin.readline()
"""


class TestEnd:
    def test_close_ends_all_and_removes_its_files(self) -> None:
        before = set(psutil.Process().children(recursive=True))
        threads = set(threading.enumerate())
        client = stages.client(1, processes=2)
        started = set(psutil.Process().children(recursive=True)) - before
        assert len(started) == 3
        client.gateway.script(["hang"])
        client.post("/pay", timeout=0.05)
        client.close()
        assert psutil.wait_procs(started, timeout=10)[1] == []
        assert not client.database.parent.exists()
        for thread in set(threading.enumerate()) - threads:
            thread.join(5)
        assert set(threading.enumerate()) <= threads
        client.close()  # twice does no harm

    def test_a_parent_that_is_killed_leaves_nothing(self, small: Path) -> None:
        parent = subprocess.Popen(
            [sys.executable, "-c", OPEN, str(small), str(course.DATA)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert parent.stdout is not None
        folder = Path(parent.stdout.readline().strip())
        started = psutil.Process(parent.pid).children(recursive=True)
        assert len(started) == 2
        parent.kill()
        parent.communicate()
        assert psutil.wait_procs(started, timeout=10)[1] == []
        assert not folder.exists()
