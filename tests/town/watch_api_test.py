#!/usr/bin/env python3
"""`quorate watch` served over its API in the demo town: in the clear on loopback, over TLS, and killed in the midst.

Usage: watch_api_test.py QUORATE [unittest arguments]
"""

import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import unittest

import yaml

import watched_town
from watched_town import SECONDS, WatchedTown, alice_file, setUpModule, tearDownModule, until

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "api"))
from description import hold, hold_event  # noqa: E402

ADDRESS = re.compile(r"the API and its page: (https?)://127\.0\.0\.1:(\d+)/")
HOST = "quorate.test"  # a name that the daemon is told to go by


def alice(name="Alice"):
    return {**yaml.safe_load(alice_file()), "name": name}


class Api:
    """A client of the daemon's API, whose every answer is held against docs/openapi.yaml."""

    def __init__(self, port, token, context=None):
        self.port, self.token, self.context = port, token, context

    def connect(self):
        if self.context is None:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=SECONDS, context=self.context)
        return connection

    def headers(self, more=None):
        return {**({"Authorization": "Bearer " + self.token} if self.token else {}), **(more or {})}

    def ask(self, method, path, body=None, headers=None):
        connection = self.connect()
        try:
            sent = self.headers(headers)
            if body is not None:
                sent["Content-Type"] = "application/json"
                body = json.dumps(body)
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            data = answer.read()
        finally:
            connection.close()
        route = re.sub(r"/\d+", "/{id}", path.split("?")[0])
        route = re.sub(r"^/page/.*", "/page/{name}", route)
        return answer, hold(method, route, answer.status, answer.headers["Content-Type"], data)

    def get(self, path, status=200):
        answer, value = self.ask("GET", path)
        assert answer.status == status, (path, answer.status, value)
        return value


class Follower(threading.Thread):
    """Follows the events from the first one on, and goes on after the last one seen whenever it is cut off."""

    def __init__(self, find_api):
        super().__init__(daemon=True)
        self.find_api = find_api
        self.seen = []
        self.streams = 0
        self.over = threading.Event()
        self.start()

    def run(self):
        while not self.over.is_set():
            try:
                self.follow(self.find_api())
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.05)

    def follow(self, api):
        connection = api.connect()
        try:
            last = str(self.seen[-1]["id"] if self.seen else 0)
            connection.request("GET", "/v1/events", headers=api.headers({"Accept": "text/event-stream", "Last-Event-ID": last}))
            answer = connection.getresponse()
            if answer.status != 200:
                return
            self.streams += 1
            while line := answer.readline():
                if line.startswith(b"data: "):
                    event = json.loads(line[6:])
                    hold_event(event)
                    self.seen.append(event)
        finally:
            connection.close()

    def kinds(self, name=None):
        return [event["kind"] for event in list(self.seen) if name in (None, event["contact_name"])]

    def ids(self):
        return [event["id"] for event in list(self.seen)]


class Served(WatchedTown):
    more = ""  # further lines of the section `api`

    def setUp(self):
        super().setUp()
        (self.folder / "limits.yaml").write_text("domain_interval_ms: 0\nreuse_seconds: 0\napi_burst: 100000\napi_interval_ms: 0\n")
        self.follower = None

    def tearDown(self):
        if self.follower:
            self.follower.over.set()
        super().tearDown()

    def watch_file(self):
        text = super().watch_file().replace("contacts: [alice.yaml]\n", "").replace("-c, 'cat", f"-c, 'ls -l /proc/self/fd >> \"{self.folder}/open.log\"; cat")
        return text + f'api:\n  listen: ["127.0.0.1:0"]\n  tokens: api.tokens\n{self.more}'

    def make_token(self, scope, name):
        token = self.run_command("token", "new", "--scope", scope, "--name", name).strip()
        self.assertRegex(token, r"^qrt_[A-Za-z0-9_-]{43}$")
        self.assertNotIn(token[4:], (self.folder / "api.tokens").read_text())
        return token

    def port(self):
        return int(ADDRESS.findall((self.folder / "said.log").read_text())[-1][1])

    def serve(self):
        """Starts the daemon, and gives the port once the API answers."""
        file = self.folder / "said.log"
        before = len(ADDRESS.findall(file.read_text())) if file.exists() else 0
        self.start()
        until(lambda: self.daemon.poll() is not None or len(ADDRESS.findall(file.read_text())) > before)
        self.assertIsNone(self.daemon.poll(), file.read_text())
        return self.port()

    def check_config(self, status):
        ran = subprocess.run([watched_town.QUORATE, "watch", "--check-config", "--config", self.config], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        return ran.stderr


def sent(port, data):
    """What a request sent as bytes is answered with; empty where the connection is only closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as wire:
        wire.sendall(data)
        got = b""
        try:
            while piece := wire.recv(65536):
                got += piece
        except OSError:
            pass
    return got


class InTheClear(Served):
    def test_from_adding_to_accepting(self):
        self.assertIn("quorate token new", self.check_config(2))  # it says how to make the first token
        token = self.make_token("admin", "alice")
        reader = self.make_token("read", "reader")
        self.check_config(0)
        port = self.serve()
        api, anybody = Api(port, token), Api(port, None)

        anybody.get("/healthz")
        until(lambda: anybody.ask("GET", "/readyz")[0].status == 200)
        page, html = anybody.ask("GET", "/")
        self.assertIn("<!doctype html>", html.lower())
        self.assertTrue(page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';"))
        self.assertEqual(page.headers["X-Frame-Options"], "DENY")
        anybody.get("/page/app.js")
        anybody.get("/v1/contacts", 401)
        Api(port, token + "x").get("/v1/contacts", 401)
        self.assertEqual(Api(port, reader).ask("POST", "/v1/contacts", alice())[0].status, 403)
        self.assertIn(b" 421 ", sent(port, b"GET /v1/status HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        self.assertEqual(api.get("/v1/contacts")["contacts"], [])

        self.follower = Follower(lambda: Api(self.port(), token))
        until(lambda: self.follower.streams > 0)
        answer, added = api.ask("POST", "/v1/contacts", alice())
        self.assertEqual(answer.status, 201, added)
        one = answer.headers["Location"]
        self.assertEqual(api.ask("POST", "/v1/contacts", alice())[0].status, 400)  # the name is taken
        until(lambda: "quorum reached" in self.follower.kinds("Alice"))
        contact = until(lambda: (lambda now: now["pending"] and now)(api.get(one)))
        self.assertEqual(contact["answer"]["verdict"], "confirmed")
        self.assertIsNone(contact["pin"])  # nothing is pinned by silence
        for what in ("report", "explanation", "graph", "graph.svg", "timeline", "decisions"):
            api.get(f"{one}/{what}")

        key = contact["pending"]["what"]["would_be"]["key"]["id"]
        accept = {"decision": "accept", "revision": contact["revision"], "key": key}
        self.assertEqual(Api(port, reader).ask("POST", one + "/decision", accept)[0].status, 403)
        for wrong, status in (({"key": key[:-1]}, 400), ({"revision": contact["revision"] - 1}, 409)):
            answer, problem = api.ask("POST", one + "/decision", {**accept, **wrong})
            self.assertEqual(answer.status, status, problem)
        del accept["key"]
        self.assertEqual(api.ask("POST", one + "/decision", accept)[0].status, 400)
        self.assertIsNone(api.get(one)["pin"])
        answer, accepted = api.ask("POST", one + "/decision", {**accept, "key": key})
        self.assertEqual(answer.status, 200, accepted)
        self.assertEqual(accepted["pin"]["key"]["id"], key)
        self.assertIsNone(accepted["pending"])
        until(lambda: "accepted" in self.follower.kinds("Alice"))
        self.assertEqual(api.get(one + "/decisions")["decisions"][0]["by"], "alice")
        self.assertEqual(self.shown()["pinned"], key)  # as the command sees it

        answer, check = api.ask("POST", "/v1/checks", {key: value for key, value in alice().items() if key != "name"})
        self.assertEqual(answer.status, 202, check)
        path = answer.headers["Location"]
        done = until(lambda: (lambda now: now["state"] == "done" and now)(api.get(path)))
        self.assertEqual(done["report"]["verdict"], "confirmed")
        self.assertEqual(len(api.get("/v1/contacts")["contacts"]), 1)  # nothing of it is stored

        looks = self.shown()["looks"]
        self.assertEqual(api.ask("PATCH", one, {"watching": "paused"})[1]["watching"], "paused")
        self.run_command("contact", "resume", "Alice")
        self.assertEqual(api.get(one)["watching"], "active")
        until(lambda: {"paused", "watched again"} <= set(self.follower.kinds("Alice")))
        self.assertEqual(api.ask("POST", one + "/check", {})[0].status, 202)
        until(lambda: self.shown()["looks"] > looks)
        metrics = api.get("/metrics")
        self.assertGreaterEqual(int(re.search(r"^quorate_looks_total (\d+)", metrics, re.M)[1]), 2)
        self.assertIn('quorate_sink_waiting_events{sink="hook"}', metrics)
        if shutil.which("promtool"):
            ran = subprocess.run(["promtool", "check", "metrics"], input=metrics, capture_output=True, text=True, timeout=SECONDS, check=False)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))

        # A reload: the port stays, the tokens are read again, who follows the events goes on.
        self.assertEqual(api.ask("DELETE", one)[0].status, 204)
        until(lambda: "contact removed" in self.follower.kinds())
        self.run_command("token", "revoke", "reader")
        late = self.make_token("read", "late")
        Api(port, late).get("/v1/status", 401)
        streams = self.follower.streams
        self.daemon.send_signal(signal.SIGHUP)
        until(lambda: Api(port, late).ask("GET", "/v1/status")[0].status == 200)
        Api(port, reader).get("/v1/status", 401)
        self.assertEqual(self.port(), port)
        until(lambda: self.follower.streams > streams)
        self.assertEqual(api.ask("POST", "/v1/contacts", alice("Alice again"))[0].status, 201)
        until(lambda: "quorum reached" in self.follower.kinds("Alice again"))
        # A wrong file changes nothing.
        (self.folder / "api.tokens").write_text("nonsense\n")
        self.daemon.send_signal(signal.SIGHUP)
        until(lambda: "not reloaded: " in (self.folder / "said.log").read_text())
        api.get("/v1/status")

        with socket.create_connection(("127.0.0.1", port)):  # a connection that rests, and the open stream, hinder nobody
            self.stop()
        self.assertEqual(self.follower.ids(), list(range(1, len(self.follower.ids()) + 1)))
        self.assertNotIn(token[4:], (self.folder / "said.log").read_text())
        self.assertNotIn("socket:", (self.folder / "open.log").read_text())  # no connection is handed to a command

    def test_reloads_refuse_nobody(self):
        """SIGHUP again and again while requests come: each is answered, and no signal ends the daemon."""
        token = self.make_token("admin", "alice")
        api = Api(self.serve(), token)
        self.assertEqual(api.ask("POST", "/v1/contacts", alice())[0].status, 201)
        answered, failed, over = [], [], threading.Event()

        def ask_for_ever():
            while not over.is_set():
                try:
                    answered.append(api.get("/healthz"))
                except (OSError, http.client.HTTPException) as error:
                    failed.append(repr(error))

        threads = [threading.Thread(target=ask_for_ever, daemon=True) for _ in range(2)]
        for thread in threads:
            thread.start()
        for number in range(20):
            count = len(answered)
            self.daemon.send_signal(signal.SIGHUP)
            if number % 3 == 0:  # the others come while one is under way
                until(lambda: len(answered) > count + 1)
            self.assertIsNone(self.daemon.poll())
        until(lambda: (self.folder / "said.log").read_text().count("reloading") >= 5)
        over.set()
        for thread in threads:
            thread.join(SECONDS)
        self.assertEqual(failed, [])
        self.daemon.send_signal(signal.SIGHUP)  # and one just before the end
        self.stop()

    def test_many_due_and_one_asked_for(self):
        """A check that is asked for ahead of its turn is not done a second time when that comes."""
        token = self.make_token("admin", "alice")
        self.config.write_text(self.config.read_text().replace("starts_per_second: 100", "starts_per_second: 1"))
        names = [f"Alice {number}" for number in range(5)]
        for name in names:
            file = self.folder / f"{name}.yaml"
            file.write_text(yaml.safe_dump(alice(name)))
            self.run_command("contact", "add", file)
            self.run_command("contact", "check", name)
        api = Api(self.serve(), token)
        last = until(lambda: [each for each in api.get("/v1/contacts")["contacts"] if each["name"] == names[-1]])[0]
        self.assertEqual(api.ask("POST", f"/v1/contacts/{last['id']}/check", {})[0].status, 202)
        until(lambda: all(each["last_check"] for each in api.get("/v1/contacts")["contacts"]))
        time.sleep(2)
        self.assertEqual([each["answer"]["looks"] for each in api.get("/v1/contacts")["contacts"]], [1] * len(names))
        self.stop()

    def test_page(self):
        node = shutil.which("node")
        if not node:
            self.skipTest("node is not installed")
        token = self.make_token("admin", "alice")
        port = self.serve()
        api = Api(port, token)
        one = api.ask("POST", "/v1/contacts", alice())[0].headers["Location"]
        pending = until(lambda: api.get(one)["pending"])
        pictures = [os.environ["QUORATE_PICTURES"]] if "QUORATE_PICTURES" in os.environ else []
        ran = subprocess.run([node, TESTS / "page" / "daemon_test.mjs", f"http://127.0.0.1:{port}", token, "Alice", *pictures], capture_output=True, text=True, timeout=3 * SECONDS, check=False)
        if ran.returncode == 77:
            self.skipTest(ran.stdout)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        key = pending["what"]["would_be"]["key"]["id"]
        self.assertIn(f"accepted {key};", ran.stdout)  # the button sent the key that the page showed
        self.assertEqual(api.get(one)["pin"]["key"]["id"], key)
        print(f"page of the daemon: {ran.stdout.strip()}")
        self.stop()


class OverTls(Served):
    more = f"  tls: {{certificate: api.pem, key: api.key}}\n  names: [{HOST}]\n"

    def setUp(self):
        super().setUp()

        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True, timeout=SECONDS)

        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        openssl("req", "-new", "-x509", *key, "-days", "2", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test")
        openssl("req", "-new", *key, "-keyout", "api.key", "-out", "api.csr", "-subj", f"/CN={HOST}")
        (self.folder / "api.ext").write_text(f"subjectAltName=DNS:{HOST},IP:127.0.0.1\n")
        openssl("x509", "-req", "-in", "api.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2", "-out", "api.pem", "-extfile", "api.ext")

    def test_over_tls_and_not_in_the_clear(self):
        token = self.make_token("admin", "alice")
        port = self.serve()
        self.assertIn("https://127.0.0.1:", (self.folder / "said.log").read_text())
        context = ssl.create_default_context(cafile=self.folder / "ca.pem")
        api = Api(port, token, context)
        page, html = api.ask("GET", "/")
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        self.follower = Follower(lambda: api)
        self.assertEqual(api.ask("POST", "/v1/contacts", alice())[0].status, 201)
        until(lambda: "quorum reached" in self.follower.kinds("Alice"))
        self.assertEqual(api.ask("GET", "/v1/status", headers={"Host": HOST})[0].status, 200)
        self.assertEqual(api.ask("GET", "/v1/status", headers={"Host": HOST, "Origin": f"https://{HOST}"})[0].status, 200)
        self.assertEqual(api.ask("GET", "/v1/events", headers={"Host": HOST})[0].status, 200)

        with self.assertRaises(ssl.SSLCertVerificationError):
            Api(port, token, ssl.create_default_context()).ask("GET", "/healthz")
        plain = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        self.assertNotIn(b"HTTP/1.1", sent(port, plain))
        old = ssl.create_default_context(cafile=self.folder / "ca.pem")
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        old.set_ciphers("ALL:@SECLEVEL=0")
        with self.assertRaises(OSError):
            Api(port, token, old).ask("GET", "/healthz")
        api.get("/healthz")
        self.stop()

    def test_elsewhere_only_with_certificate_and_token(self):
        whole = self.config.read_text()
        far = whole.replace("127.0.0.1:0", "0.0.0.0:0")
        self.config.write_text(far.replace("  tls: {certificate: api.pem, key: api.key}\n", ""))
        self.run_command_for_token()
        self.assertRegex(self.check_config(2), r"watch\.yaml:\d+:.*other machines.*certificate")
        self.config.write_text(far)
        self.check_config(0)
        self.run_command("token", "revoke", "alice")
        self.assertIn("there is no token", self.check_config(2))
        self.config.write_text(whole)  # on loopback alone that is all right
        self.check_config(0)
        (self.folder / "api.pem").write_text("nonsense")
        self.assertIn("api.pem", self.check_config(2))
        shutil.copy(self.folder / "ca.pem", self.folder / "api.pem")
        self.assertIn("api.key", self.check_config(2))  # the key of another certificate

    def run_command_for_token(self):
        """The watch file is not right at that moment, so the tokens file is named itself."""
        ran = subprocess.run([watched_town.QUORATE, "token", "new", "--scope", "admin", "--name", "alice", "--tokens", self.folder / "api.tokens"], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(ran.returncode, 0, ran.stderr)


class Killed(Served):
    def test_nothing_acknowledged_is_lost(self):
        """kill -9 of the daemon while contacts are added and accepted, again and again."""
        dice = random.Random(5)
        token = self.make_token("admin", "alice")
        api = Api(self.serve(), token)
        self.follower = Follower(lambda: Api(self.port(), token))
        added, accepted, rounds = {}, {}, 5
        over = threading.Event()

        def quietly(work):
            """Nothing where the daemon went away before it answered."""
            try:
                return work(Api(self.port(), token))
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
                return None

        def add_for_ever():
            number = 0
            while not over.is_set():
                name = f"Alice {number}"
                number += 1
                got = quietly(lambda now: now.ask("POST", "/v1/contacts", alice(name)))
                if got and got[0].status == 201:
                    added[name] = got[1]["id"]
                over.wait(0.15)

        def accept_for_ever():
            while not over.is_set():
                page = quietly(lambda now: now.get("/v1/contacts?show=pending"))
                for each in (page or {"contacts": []})["contacts"]:
                    contact = quietly(lambda now: now.get(f"/v1/contacts/{each['id']}"))
                    if not contact or not contact["pending"]:
                        continue
                    key = contact["pending"]["what"]["would_be"]["key"]["id"]
                    decision = {"decision": "accept", "revision": contact["revision"], "key": key}
                    got = quietly(lambda now: now.ask("POST", f"/v1/contacts/{each['id']}/decision", decision))
                    if got and got[0].status == 200:
                        accepted[each["id"]] = key
                over.wait(0.05)

        threads = [threading.Thread(target=work, daemon=True) for work in (add_for_ever, accept_for_ever)]
        for thread in threads:
            thread.start()
        for _ in range(rounds):
            count, decided = len(added), len(accepted)
            until(lambda: len(added) > count and len(accepted) > decided)
            time.sleep(dice.random() * 0.3)
            self.daemon.kill()
            self.daemon.wait()
            self.said.close()
            self.serve()
        over.set()
        for thread in threads:
            thread.join(SECONDS)
        api = Api(self.port(), token)
        until(lambda: api.ask("GET", "/readyz")[0].status == 200)

        stored = {}
        after = 0
        while after is not None:
            page = api.get(f"/v1/contacts?after={after}&limit=10")
            for each in page["contacts"]:
                self.assertNotIn(each["name"], stored)
                stored[each["name"]] = each["id"]
            after = page["next"]
        for name, number in added.items():
            self.assertEqual(stored.get(name), number, "a contact that was acknowledged is there")
        for number, key in accepted.items():
            self.assertEqual(api.get(f"/v1/contacts/{number}")["pin"]["key"]["id"], key, "an accept that was acknowledged stands")
        until(lambda: all(each["last_check"] for each in api.get("/v1/contacts?limit=1000")["contacts"]))
        last = api.get("/v1/status")["last_event"]
        until(lambda: self.follower.ids() and self.follower.ids()[-1] >= last)
        self.assertEqual(self.follower.ids(), list(range(1, len(self.follower.ids()) + 1)))  # none lost, none twice
        for number in accepted:
            decisions = [event for event in self.follower.seen if event["contact"] == number and event["kind"] == "accepted"]
            self.assertEqual(len(decisions), 1)
        until(lambda: sorted(self.receiver.events())[-1:] >= [last])
        self.assertEqual(sorted(self.receiver.events()), list(range(1, len(self.receiver.events()) + 1)))
        self.stop()
        subprocess.run([watched_town.QUORATE, "log", "verify", "--store", self.folder / "store.sqlite"], check=True, capture_output=True, timeout=SECONDS)
        print(f"killed {rounds} times: {len(added)} contacts and {len(accepted)} accepts acknowledged, all there; {len(self.follower.seen)} events in {self.follower.streams} streams, none lost, none twice")


if __name__ == "__main__":
    watched_town.QUORATE = sys.argv.pop(1)
    unittest.main()
