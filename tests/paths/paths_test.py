#!/usr/bin/env python3
"""`quorate check` over other paths: through proxies, which are then all that it connects to, and from several vantage
points, to which one site shows different things.

Usage: paths_test.py QUORATE [unittest arguments]
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

SERVERS = pathlib.Path(__file__).resolve().parents[1] / "servers"
sys.path.insert(0, str(SERVERS))
from web import Page, Web, free_ports  # noqa: E402

QUORATE = ""
SECONDS = 60  # for one command; the sanitizer builds are slow
HOSTS = ("alice.example", "alice.net", "alice.org")
CLOAKED = "alice.org"  # shows its proof to HERE alone
HERE, THERE = "127.0.0.1", "127.0.0.2"
SUBJECT = "mimi://im.example/u/alice"


def quorate(*arguments):
    return subprocess.run([QUORATE, *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS, check=True).stdout


def setUpModule():
    global directory, root, web, targets
    directory = tempfile.TemporaryDirectory(prefix="quorate-paths.")
    root = pathlib.Path(directory.name)
    targets = [f"https://{host}/" for host in HOSTS]
    quorate("key", "new", "--out", root / "alice.key")
    accounts = [word for target in targets for word in ("--account", target)]
    (root / "alice.jws").write_text(quorate("sign", "--key", root / "alice.key", "--subject", SUBJECT, *accounts))
    pages = [Page(0, host, ".well-known/cross-signature", root / "alice.jws", HERE if host == CLOAKED else "")
             for host in HOSTS]
    web = Web(directory.name, pages)
    web.__enter__()


def tearDownModule():
    web.__exit__()
    directory.cleanup()


def check(*arguments, config="", before=(), environment=None):
    file = root / "settings.yaml"
    file.write_text(config or "{}")
    return subprocess.run([*map(str, before), QUORATE, "--config", file, "check", *targets, "--ca-file", web.ca_file,
                           *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS, env=environment)


def accounts_of(ran):
    return {account["account"]: account for account in json.loads(ran.stdout)["accounts"]}


def vantages(*lines):
    return "vantages:\n" + "".join(f"- {{{line}}}\n" for line in lines)


class VantagePoints(unittest.TestCase):
    HERE_AND_THERE = (f"name: here, address: {HERE}", f"name: there, address: {THERE}")

    def look(self, *arguments, config):
        return check(*arguments, "--connect-to", web.address(0), config=config)

    def test_alone_it_sees_what_it_is_shown(self):
        accounts = accounts_of(self.look("--json", config=""))
        self.assertEqual({account["outcome"] for account in accounts.values()}, {"proven"})

    def test_a_site_that_shows_two_things_counts_for_nothing_and_is_reported(self):
        config = vantages(*self.HERE_AND_THERE)
        accounts = accounts_of(self.look("--json", config=config))
        cloaked = accounts.pop(f"https://{CLOAKED}/")
        self.assertEqual((cloaked["outcome"], cloaked["reason"]), ("refuted", "differs between vantage points"))
        self.assertIn("differs between vantage points", cloaked["flags"])
        self.assertIn("here: 1 proof; there: no proof", cloaked["detail"])
        self.assertEqual({(account["outcome"], tuple(account["flags"])) for account in accounts.values()}, {("proven", ())})
        self.assertEqual(json.loads(self.look("--json", config=config).stdout)["vantage_points"], ["here", "there"])
        text = re.sub(r"\s+", " ", self.look(config=config).stdout)
        self.assertIn("differs between vantage points", text)
        self.assertIn("here: 1 proof; there: no proof", text)
        self.assertIn("Every page was asked from here and there.", text)

    def test_one_of_three_is_outvoted_and_reported(self):
        ran = self.look("--json", config=vantages("name: plain", *self.HERE_AND_THERE))
        cloaked = accounts_of(ran)[f"https://{CLOAKED}/"]
        self.assertEqual(cloaked["outcome"], "proven")
        self.assertEqual(cloaked["flags"], ["differs between vantage points"])
        self.assertEqual(json.loads(ran.stdout)["verdict"], json.loads(self.look("--json", config="").stdout)["verdict"])

    def test_a_proxy_does_not_stand_beside_one_address_for_all(self):
        ran = self.look(config=vantages("name: tor, proxy: \"socks5h://127.0.0.1:9050\""))
        self.assertEqual(ran.returncode, 2)
        self.assertIn("tor", ran.stderr)

    def test_a_record_of_it_says_the_same(self):
        config = vantages(*self.HERE_AND_THERE)
        live = self.look("--json", "--record", root / "paths.warc.gz", config=config)
        again = subprocess.run([QUORATE, "check", *targets, "--json", "--replay", root / "paths.warc.gz"],
                               capture_output=True, text=True, timeout=SECONDS)
        reports = [json.loads(ran.stdout) for ran in (live, again)]
        for report in reports:
            del report["run"]
        self.assertEqual(*reports)

    def test_two_that_look_the_same_way_are_refused(self):
        for other in ("name: here, address: 127.0.0.9", f"name: other, address: {HERE}"):
            ran = self.look(config=vantages(self.HERE_AND_THERE[0], other))
            self.assertEqual(ran.returncode, 2)
            self.assertIn("vantage point", ran.stderr)


class Proxies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.socks, cls.http = free_ports(2)
        cls.log = root / "proxies.log"
        with open(cls.log, "w", encoding="utf-8") as log:
            cls.server = subprocess.Popen([sys.executable, "-B", SERVERS / "proxies.py", str(web.ports[0]), str(cls.socks),
                                           str(cls.http)], stdout=log)
        time.sleep(0.5)

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait(SECONDS)

    def test_all_goes_through_the_proxy_which_looks_the_names_up(self):
        wrong = {name: "http://127.0.0.1:1" for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")}
        for scheme, port in (("socks5h", self.socks), ("http", self.http)):
            with self.subTest(scheme=scheme):
                asked = len(self.log.read_text().splitlines())
                trace = root / "trace"
                ran = check("--json", "--name-servers", "--proxy", f"{scheme}://127.0.0.1:{port}", environment={**os.environ, **wrong},
                            before=["strace", "-f", "-e", "trace=connect,sendto", "-o", trace])
                self.assertEqual({account["outcome"] for account in accounts_of(ran).values()}, {"proven"}, ran.stderr)
                connected = set(re.findall(r"sin6?_port=htons\((\d+)\)", trace.read_text()))
                self.assertEqual(connected, {str(port)})
                names = {line.split()[-1] for line in self.log.read_text().splitlines()[asked:]}
                self.assertEqual(names, {f"{host}:443" for host in HOSTS})

    def test_a_proxy_as_the_only_vantage_point_carries_robots_txt_too(self):
        trace, asked = root / "trace", len(self.log.read_text().splitlines())
        config = vantages(f'name: tor, proxy: "socks5h://127.0.0.1:{self.socks}"')
        ran = check("--json", "--manners", "crawl", config=config,
                    before=["strace", "-f", "-e", "trace=connect,sendto", "-o", trace])
        self.assertEqual({account["outcome"] for account in accounts_of(ran).values()}, {"proven"}, ran.stderr)
        self.assertEqual(set(re.findall(r"sin6?_port=htons\((\d+)\)", trace.read_text())), {str(self.socks)})
        names = {line.split()[-1] for line in self.log.read_text().splitlines()[asked:]}
        self.assertEqual(names, {f"{host}:443" for host in HOSTS})

    def test_secrets_of_tls_are_written_nowhere_whatever_the_environment_says(self):
        secrets = root / "secrets"
        ran = check("--json", "--connect-to", web.address(0), environment={**os.environ, "SSLKEYLOGFILE": str(secrets)})
        self.assertEqual({account["outcome"] for account in accounts_of(ran).values()}, {"proven"})
        self.assertFalse(secrets.exists())

    def test_the_proxies_of_the_environment_are_not_used(self):
        dead = {name: "http://127.0.0.1:1" for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")}
        ran = check("--json", "--connect-to", web.address(0), environment={**os.environ, **dead})
        self.assertEqual({account["outcome"] for account in accounts_of(ran).values()}, {"proven"})

    def test_what_is_no_proxy_is_refused(self):
        for proxy in ("socks5://127.0.0.1:9050", "socks5h://tor.example:9050", "http://user@127.0.0.1:1", "127.0.0.1:9050"):
            self.assertEqual(check("--proxy", proxy).returncode, 2, proxy)


if __name__ == "__main__":
    QUORATE = sys.argv.pop(1)
    unittest.main()
