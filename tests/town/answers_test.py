#!/usr/bin/env python3
"""What `quorate check` answers in the demo town, from the outside: exit codes, verdicts, and one account at a time.

Usage: answers_test.py QUORATE [unittest arguments]
"""

import datetime
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile
import unittest

TOWN = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "town"
QUORATE = ""
SECONDS = 60  # for one command; the sanitizer builds are slow

ALICE = {
    "site": "https://alice.example/",
    "im": "mimi://im.example/u/alice",
    "forge": "https://code.example/alice",
    "social": "https://social.example/@alice",
    "pictures": "https://pictures.example/alice",
    "network": "https://network.example/in/alice",
    "dating": "https://dating.example/p/alice",
}
FORUM = "https://forum.example/u/alice"


def setUpModule():
    global directory, town
    directory = tempfile.TemporaryDirectory(prefix="quorate-town.")
    subprocess.run([TOWN / "town", "start", "--quorate", QUORATE, "--dir", directory.name], check=True, timeout=SECONDS)
    lines = (pathlib.Path(directory.name) / "town.env").read_text().splitlines()
    town = dict("".join(shlex.split(line)).split("=", 1) for line in lines)


def tearDownModule():
    subprocess.run([TOWN / "town", "stop", "--dir", directory.name], check=True, timeout=SECONDS)
    directory.cleanup()


def kid(name):
    return (pathlib.Path(directory.name) / "keys" / f"{name}.kid").read_text().strip()


def run_check(*arguments):
    return subprocess.run([QUORATE, "check", *arguments], capture_output=True, text=True, timeout=SECONDS)


def options(state):
    return ["--ca-file", town["TOWN_CA_FILE"], "--connect-to", town[state]]


class Answer:
    """The parsed report of one check."""

    def __init__(self, *targets, state="TOWN_ALL_UP"):
        ran = run_check(*targets, "--json", *options(state))
        if not ran.stdout:
            raise AssertionError(f"no report, exit code {ran.returncode}: {ran.stderr}")
        self.exit_code = ran.returncode
        self.report = json.loads(ran.stdout)
        self.verdict = self.report["verdict"]
        self.numbers = self.report["numbers"]
        self.accounts = {account["account"]: account for account in self.report["accounts"]}

    def outcome(self, account):
        return self.accounts[account]["outcome"]

    def proven_for(self, account):
        return {speaker["id"] for speaker in self.accounts[account]["proven_for"]}

    def anchored(self):
        return {uri for uri, account in self.accounts.items() if account["standing"] == "anchored"}


def check_contact(letter, state="TOWN_ALL_UP"):
    return Answer(f"{town['TOWN_CONTACTS']}/{letter}.yaml", state=state)


class Contacts(unittest.TestCase):
    def test_a_seven_accounts_are_confirmed(self):
        answer = check_contact("a")
        self.assertEqual((answer.exit_code, answer.verdict), (0, "confirmed"))
        self.assertEqual([answer.numbers[name] for name in ("groups", "threshold", "weight")], [7, 5, 7])
        self.assertEqual(answer.report["key"]["id"], kid("alice"))
        self.assertEqual(answer.anchored(), set(ALICE.values()))
        for account in ALICE.values():
            self.assertEqual(answer.proven_for(account), {kid("alice")}, account)
        self.assertEqual(answer.report["speaks_for"], {"subject": ALICE["im"], "state": "proven"})

    def test_b_six_of_seven_are_confirmed_and_the_outage_is_named(self):
        answer = check_contact("b", "TOWN_FORGE_DOWN")
        self.assertEqual((answer.exit_code, answer.verdict), (0, "confirmed"))
        self.assertEqual([answer.numbers[name] for name in ("weight", "low", "high")], [6, 6, 7])
        self.assertEqual(answer.outcome(ALICE["forge"]), "unknown")
        self.assertIn("code.example", answer.report["sentence"])

    def test_c_two_unreachable_accounts_leave_it_undecided(self):
        answer = check_contact("c", "TOWN_TWO_DOWN")
        self.assertEqual((answer.exit_code, answer.verdict), (3, "undecided"))
        self.assertEqual([answer.numbers[name] for name in ("threshold", "low", "high")], [3, 2, 4])
        for name in ("forge", "pictures"):
            self.assertEqual(answer.outcome(ALICE[name]), "unknown")
            self.assertIn(ALICE[name].split("/")[2], answer.report["sentence"])

    def test_c_is_confirmed_when_they_answer(self):
        answer = check_contact("c")
        self.assertEqual((answer.exit_code, answer.verdict), (0, "confirmed"))

    def test_d_a_rival_makes_it_contested(self):
        answer = check_contact("d")
        self.assertEqual((answer.exit_code, answer.verdict), (1, "contested"))
        self.assertEqual(answer.report["key"]["id"], kid("alice"))
        self.assertEqual([(rival["id"], rival["weight"]) for rival in answer.report["rivals"]], [(kid("mallory"), 1)])
        self.assertEqual(answer.proven_for(FORUM), {kid("mallory")})

    def test_the_report_for_people_names_the_verdict_and_the_outage(self):
        ran = run_check(f"{town['TOWN_CONTACTS']}/b.yaml", *options("TOWN_FORGE_DOWN"))
        self.assertEqual(ran.returncode, 0)
        self.assertIn("confirmed", ran.stdout.lower())
        self.assertIn("code.example", ran.stdout)

    def test_the_villains_key_is_not_confirmed(self):
        answer = Answer(f"{town['TOWN_CONTACTS']}/a.yaml", "--key", kid("mallory"))
        self.assertEqual(answer.exit_code, 1)
        self.assertEqual(answer.numbers["weight"], 0)

    def test_without_the_towns_ca_nothing_is_known(self):
        ran = run_check(f"{town['TOWN_CONTACTS']}/a.yaml", "--json", "--connect-to", town["TOWN_ALL_UP"])
        report = json.loads(ran.stdout)
        self.assertEqual((ran.returncode, report["verdict"]), (3, "undecided"))
        self.assertEqual({account["outcome"] for account in report["accounts"]}, {"unknown"})


class ManyContacts(unittest.TestCase):
    def reports(self, *arguments):
        contacts = [f"{town['TOWN_CONTACTS']}/{letter}.yaml" for letter in "adca"]
        ran = run_check(*contacts, "--json", *arguments, *options("TOWN_ALL_UP"))
        reports = [json.loads(line) for line in ran.stdout.splitlines()]
        for report in reports:
            del report["run"]
        return ran.returncode, reports

    def limits(self, text):
        folder = pathlib.Path(directory.name)
        (folder / "limits.yaml").write_text(text)
        (folder / "settings.yaml").write_text("limits: limits.yaml\n")
        return ["--config", str(folder / "settings.yaml")]

    def test_checked_at_once_they_are_told_in_their_order_and_as_if_alone(self):
        status, reports = self.reports()
        self.assertEqual(status, 1)
        self.assertEqual([report["verdict"] for report in reports], ["confirmed", "contested", "confirmed", "confirmed"])
        alone = check_contact("d").report
        del alone["run"]
        self.assertEqual({**reports[1], "now": None}, {**alone, "now": None})

    def test_one_at_a_time_they_say_the_same(self):
        at_once = self.reports("--now", "2100000000")
        self.assertEqual(at_once, self.reports("--now", "2100000000", *self.limits("contacts_in_flight: 1\n")))

    def test_a_crawl_keeps_the_interval_within_a_domain(self):
        contacts = [f"https://code.example/{name}" for name in ("alice", "bob", "nobody")]
        slow = self.limits("domain_interval_ms: 1500\n")
        for manners, least, most in (("check", 0, 3), ("crawl", 3, SECONDS)):
            with self.subTest(manners=manners):
                ran = run_check(*contacts, "--json", "--manners", manners, *slow, *options("TOWN_ALL_UP"))
                taken = json.loads(ran.stdout)["run"]["elapsed_ms"] / 1000
                self.assertGreaterEqual(taken, least)
                self.assertLess(taken, most)


class Policies(unittest.TestCase):
    def policy(self, text):
        file = pathlib.Path(directory.name) / "policy.yaml"
        file.write_text(text)
        return ["--policy", str(file)]

    def test_each_service_of_the_town_has_an_operator_of_its_own(self):
        groups = {group["name"] for group in check_contact("a").report["groups"]}
        self.assertEqual(groups, {"alice.example", "im.example", "Town Forge", "Town Social", "Town Pictures",
                                  "Town Network", "Town Dating"})

    def test_merged_services_count_once(self):
        merged = self.policy("merge: [[town-forge, town-social, pictures.example]]")
        answer = Answer(f"{town['TOWN_CONTACTS']}/a.yaml", *merged)
        self.assertEqual([answer.numbers[name] for name in ("groups", "weight")], [5, 5])
        self.assertEqual(answer.verdict, "confirmed")
        self.assertIn("merged by the policy", answer.accounts[ALICE["forge"]]["ties"])

    def test_a_required_account_that_is_down_leaves_it_undecided(self):
        required = self.policy(f"required: [{ALICE['forge']}]")
        self.assertEqual(Answer(f"{town['TOWN_CONTACTS']}/b.yaml", *required).verdict, "confirmed")
        answer = Answer(f"{town['TOWN_CONTACTS']}/b.yaml", *required, state="TOWN_FORGE_DOWN")
        self.assertEqual((answer.exit_code, answer.verdict), (3, "undecided"))
        self.assertEqual(answer.report["missing"], [ALICE["forge"]])

    def test_statements_that_are_too_old_do_not_count(self):
        young = self.policy("max_age: 1")
        contact = f"{town['TOWN_CONTACTS']}/a.yaml"
        now = Answer(contact).report["now"]
        self.assertEqual(Answer(contact, *young, "--now", now).verdict, "confirmed")
        later = (datetime.datetime.fromisoformat(now[:-1]) + datetime.timedelta(days=2)).isoformat() + "Z"
        self.assertEqual(Answer(contact, "--now", later).verdict, "confirmed")
        answer = Answer(contact, *young, "--now", later)
        self.assertEqual((answer.exit_code, answer.verdict, answer.numbers["weight"]), (1, "insufficient", 0))
        self.assertEqual(answer.accounts[ALICE["site"]]["flags"], ["too old"])

    def test_policy_check_says_what_a_policy_comes_to(self):
        file = self.policy("hostile: 2\nmerge: [[town-forge, alice.example]]")[1]
        contact = f"{town['TOWN_CONTACTS']}/a.yaml"
        ran = subprocess.run([QUORATE, "policy", "check", file, "--contact", contact], capture_output=True, text=True,
                             timeout=SECONDS)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("n = 6 groups, f = 2 of them may be hostile, t = 5 must agree.", ran.stdout)
        broken = self.policy("hostile: 0")[1]
        ran = subprocess.run([QUORATE, "policy", "check", broken], capture_output=True, text=True, timeout=SECONDS)
        self.assertEqual(ran.returncode, 2)
        self.assertIn("policy.yaml:1:10:", ran.stderr)


class SingleAccounts(unittest.TestCase):
    def test_one_service_alone_never_confirms_anything(self):
        for account in (*ALICE.values(), FORUM):
            with self.subTest(account=account):
                self.assertEqual(Answer(account).exit_code, 1)

    def test_a_statement_proves_its_account_alone(self):
        for name in ("site", "im", "social", "network"):
            with self.subTest(account=name):
                self.assertEqual(Answer(ALICE[name]).proven_for(ALICE[name]), {kid("alice")})

    def test_a_badge_alone_needs_a_statement(self):
        for name in ("forge", "pictures", "dating"):
            with self.subTest(account=name):
                account = Answer(ALICE[name]).accounts[ALICE[name]]
                self.assertEqual((account["outcome"], account["reason"]), ("unknown", "no statement"))

    def test_the_forum_shows_the_rival_alone(self):
        self.assertEqual(Answer(FORUM).proven_for(FORUM), {kid("mallory")})

    def test_baits_outside_the_owners_region_prove_nothing(self):
        answer = Answer(*ALICE.values(), FORUM)
        for account in ALICE.values():
            self.assertEqual(answer.proven_for(account), {kid("alice")}, account)
            self.assertEqual(answer.accounts[account]["conflicted_for"], [], account)

    def test_a_badge_in_a_readme_is_no_proof_of_the_profile(self):
        answer = Answer("https://code.example/bob", "https://social.example/@bob")
        self.assertEqual(answer.outcome("https://code.example/bob"), "absent")
        self.assertEqual(answer.proven_for("https://social.example/@bob"), {kid("bob")})

    def test_a_profile_that_is_not_there_is_absent(self):
        self.assertEqual(Answer("https://code.example/nobody").outcome("https://code.example/nobody"), "absent")

    def test_a_sign_in_wall_is_unknown(self):
        account = Answer("https://network.example/in/bob").accounts["https://network.example/in/bob"]
        self.assertEqual((account["outcome"], account["reason"]), ("unknown", "page not understood"))


class Histories(unittest.TestCase):
    """Several looks at contact a, one history file."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="quorate-history.")
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "a.history"
        self.start = datetime.datetime.now(datetime.timezone.utc)

    def arguments(self, day):
        now = self.start + datetime.timedelta(days=day)
        return [f"{town['TOWN_CONTACTS']}/a.yaml", "--history", str(self.file), "--now", now.strftime("%Y-%m-%dT%H:%M:%SZ")]

    def look(self, *more, day=0, state="TOWN_ALL_UP"):
        return Answer(*self.arguments(day), *more, state=state)

    def page(self, name, text):
        """Puts another text at her own site or her messenger's provider until the test ends."""
        path = {"site": "alice.example/.well-known/cross-signature", "im": "im.example/.well-known/cross-signatures/u/alice"}
        file = pathlib.Path(directory.name) / "www" / path[name]
        self.addCleanup(file.write_text, file.read_text())
        file.write_text(text)

    def events(self, answer):
        return [event["event"] for event in answer.report["history"]["events"]]

    def test_without_the_option_there_is_no_history(self):
        self.assertIsNone(check_contact("a").report["history"])

    def test_the_first_look_makes_the_file_for_its_owner_alone(self):
        answer = self.look()
        self.assertIsNone(answer.report["history"]["last_look"])
        self.assertEqual(self.events(answer), ["quorum reached"])
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        self.assertEqual(json.loads(self.file.read_text())["schema"], "quorate.history/1")

    def test_a_proof_that_was_removed_and_an_outage_are_told_apart(self):
        self.look()
        self.page("site", "# moved\n")
        answer = self.look(day=3, state="TOWN_FORGE_DOWN")
        history = answer.report["history"]
        self.assertEqual((answer.exit_code, answer.verdict, answer.report["flags"]), (0, "confirmed", ["regressed"]))
        self.assertEqual(self.events(answer), ["proof removed", "regressed"])
        self.assertEqual([account["account"] for account in history["vanished"]], [ALICE["site"]])
        self.assertEqual([account["account"] for account in history["unseen"]], [ALICE["forge"]])
        self.assertEqual(history["quorum_looks"], 2)
        self.assertEqual(history["quorum_since"], history["first_look"])

    def test_the_report_for_people_says_what_changed(self):
        self.look()
        self.page("site", "# moved\n")
        ran = run_check(*self.arguments(3), *options("TOWN_ALL_UP"))
        self.assertEqual(ran.returncode, 0)
        for words in ("Since last time (", "https://alice.example/ does not prove key", "The quorum has held", "Gone: "):
            self.assertIn(words, ran.stdout)

    def test_a_revocation_that_a_service_was_made_to_forget_stands(self):
        self.look()
        key = pathlib.Path(directory.name) / "keys" / "alice.key"
        revocation = subprocess.run([QUORATE, "revoke", "--key", key, "--subject", ALICE["im"]], capture_output=True,
                                    text=True, check=True).stdout
        healthy = (pathlib.Path(directory.name) / "www/alice.example/.well-known/cross-signature").read_text()
        self.page("site", revocation)
        answer = self.look(day=1)
        self.assertEqual((answer.exit_code, answer.verdict), (1, "revoked"))
        self.page("site", healthy)
        self.assertEqual(check_contact("a").verdict, "confirmed")
        self.assertEqual(self.look(day=2).verdict, "revoked")

    def test_accept_pins_a_confirmed_key_and_no_other(self):
        answer = self.look("--accept")
        self.assertEqual(answer.report["history"]["accepted"]["id"], kid("alice"))
        mallory = ["--key", kid("mallory")]
        refused = run_check(*self.arguments(1), *mallory, *options("TOWN_ALL_UP"))
        self.assertEqual((refused.returncode, refused.stdout), (2, ""))
        self.assertIn("but pinned is", refused.stderr)
        again = self.look(day=1)
        self.assertEqual(again.report["history"]["pin"]["key"]["id"], kid("alice"))
        self.assertEqual(again.report["given_key"]["id"], kid("alice"))
        self.assertEqual(len(again.report["history"]["pin"]["accounts"]), 7)

    def test_accept_refuses_what_is_not_confirmed(self):
        ran = run_check(*self.arguments(0), "--accept", *options("TOWN_TWO_DOWN"), "--policy", self.strict())
        self.assertEqual(ran.returncode, 2)
        self.assertIn("--accept: the answer is undecided", ran.stderr)
        self.assertIsNone(json.loads(self.file.read_text())["pin"])

    def strict(self):
        file = self.file.with_suffix(".policy")
        file.write_text("hostile: 5\n")
        return str(file)

    def test_a_damaged_file_is_an_error_and_stays(self):
        self.look()
        whole = self.file.read_bytes()
        for damaged in (b"", whole[:-10], b"{}", whole.replace(b"history/1", b"history/2")):
            self.file.write_bytes(damaged)
            ran = run_check(*self.arguments(1), *options("TOWN_ALL_UP"))
            self.assertEqual((ran.returncode, ran.stdout), (2, ""))
            self.assertIn(str(self.file), ran.stderr)
            self.assertEqual(self.file.read_bytes(), damaged)

    def test_the_history_of_another_contact_is_refused(self):
        self.look()
        ran = run_check("https://bob.example/", "--history", str(self.file), *options("TOWN_ALL_UP"))
        self.assertEqual(ran.returncode, 2)
        self.assertIn("is the history of another contact", ran.stderr)

    def test_a_clock_that_stands_before_the_last_look_lets_no_time_pass(self):
        self.look()
        self.look(day=5)
        before = json.loads(self.file.read_text())
        answer = self.look(day=2)
        self.assertEqual(answer.report["history"]["clock"], "back")
        after = json.loads(self.file.read_text())
        self.assertEqual(after["looks"], {**before["looks"], "count": before["looks"]["count"] + 1})
        ran = run_check(*self.arguments(2), *options("TOWN_ALL_UP"))
        self.assertIn("the clock stands before the last look", " ".join(ran.stdout.split()))

    def test_a_clock_far_ahead_is_refused_and_changes_nothing(self):
        self.look()
        whole = self.file.read_bytes()
        ran = run_check(*self.arguments(3650), *options("TOWN_ALL_UP"))
        self.assertEqual((ran.returncode, ran.stdout), (2, ""))
        self.assertIn("3650 days after the last look", ran.stderr)
        self.assertEqual(self.file.read_bytes(), whole)

    def test_news_that_could_not_be_written_are_told_again(self):
        self.look()
        whole = self.file.read_bytes()
        self.page("site", "# moved\n")
        with open("/dev/full", "w") as full:
            ran = subprocess.run([QUORATE, "check", *self.arguments(1), *options("TOWN_ALL_UP")], stdout=full,
                                 stderr=subprocess.PIPE, text=True, timeout=SECONDS)
        self.assertEqual(ran.returncode, 4)
        self.assertEqual(self.file.read_bytes(), whole)
        self.assertIn("proof removed", self.events(self.look(day=2)))

    def test_news_whose_picture_could_not_be_drawn_are_told_again(self):
        self.look()
        whole = self.file.read_bytes()
        ran = run_check(*self.arguments(1), "--graph", str(self.file / "no.svg"), *options("TOWN_ALL_UP"))
        self.assertNotEqual(ran.returncode, 0)
        self.assertEqual((ran.stdout, self.file.read_bytes()), ("", whole))

    def test_a_link_to_a_history_stays_one_and_its_target_is_written(self):
        self.look()
        link = self.file.with_name("link")
        link.symlink_to(self.file.name)
        target, self.file = self.file, link
        self.assertEqual(self.look(day=1).report["history"]["looks"], 2)
        self.assertTrue(link.is_symlink())
        self.assertEqual(json.loads(target.read_text())["looks"]["count"], 2)
        self.assertFalse(link.with_name("link.lock").exists())
        target.unlink()
        ran = run_check(*self.arguments(2), *options("TOWN_ALL_UP"))
        self.assertEqual(ran.returncode, 2)
        self.assertIn("is a link that leads nowhere", ran.stderr)

    def test_a_key_replaced_everywhere_is_a_no_until_it_is_accepted_by_its_name(self):
        self.look()
        before = json.loads(self.file.read_text().replace(kid("alice"), kid("mallory")))
        before["tokens"] = []
        self.file.write_text(json.dumps(before))
        ran = run_check(*self.arguments(1), "--why", *options("TOWN_ALL_UP"))
        words = " ".join(ran.stdout.split())
        self.assertEqual(ran.returncode, 1)
        self.assertIn("another key stands in its place now", words)
        self.assertIn("Do not accept the new key yet", words)
        self.assertIn("--accept --key " + kid("alice"), words)
        self.assertIn("no rotation leads from it to this key", words)
        self.assertNotIn("You can accept", words)
        self.assertIn("is contested at best, whatever the accounts show, unless that one signs a rotation", words)
        self.assertNotIn("no rival of it was seen", words)
        named = run_check(*self.arguments(1), "--key", kid("alice"), *options("TOWN_ALL_UP"))
        self.assertEqual(named.returncode, 0)
        self.assertIn("You named this key, and earlier looks were about another one", " ".join(named.stdout.split()))
        answer = self.look("--accept", "--key", kid("alice"), day=2)
        self.assertEqual((answer.exit_code, answer.verdict), (0, "confirmed"))
        self.assertEqual(answer.report["history"]["accepted"]["id"], kid("alice"))
        self.assertEqual(self.look(day=3).report["flags"], [])

    def test_one_history_is_about_one_contact(self):
        ran = run_check(f"{town['TOWN_CONTACTS']}/b.yaml", *self.arguments(0), *options("TOWN_ALL_UP"))
        self.assertEqual(ran.returncode, 2)
        self.assertIn("--history is about one contact", ran.stderr)
        self.assertEqual(run_check(f"{town['TOWN_CONTACTS']}/b.yaml", "--accept").returncode, 2)


if __name__ == "__main__":
    QUORATE = sys.argv.pop(1)
    unittest.main()
