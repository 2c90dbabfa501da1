#!/usr/bin/env python3
"""The town's page templates: each says once whose page it is, has its proof in the owner's region, and baits outside."""

import json
import pathlib
import re
import unittest

import element_tree

TOWN = pathlib.Path(__file__).resolve().parents[2] / "fixtures" / "town"
PLACEHOLDER = re.compile(r"\{\{([^}]*)\}\}")

# page -> (owner element, attribute or None for its text, its value; the owner's region; the proof that belongs there)
PROFILES = {
    "code.example/alice.html": (
        "main .vcard .nickname", None, "alice", "main .vcard .bio", "published alice https://code.example/alice"),
    "code.example/bob.html": (
        "main .vcard .nickname", None, "bob", "main .vcard .bio", None),
    "social.example/@alice.html": (
        "header.profile .handle", None, "@alice", "section.about .text", "published alice https://social.example/@alice"),
    "social.example/@bob.html": (
        "header.profile .handle", None, "@bob", "section.about .text", "published bob https://social.example/@bob"),
    "network.example/in/alice/contact-info.html": (
        "head meta", "content", "alice", "section.contact-info dd.note", "published alice https://network.example/in/alice"),
    "dating.example/p/alice.html": (
        "article.profile", "data-handle", "alice", "article.profile p.about-me", "published alice https://dating.example/p/alice"),
    "forum.example/u/alice.html": (
        ".profile-card .username", None, "alice", ".profile-card .signature", "published mallory https://forum.example/u/alice"),
}


def read(name):
    return (TOWN / "pages" / name).read_text(encoding="utf-8")


class Pages(unittest.TestCase):
    def test_every_page_is_well_formed(self):
        pages = sorted((TOWN / "pages").rglob("*.html"))
        self.assertGreater(len(pages), 15)
        for page in pages:
            with self.subTest(page=page.name):
                element_tree.parse(page.read_text(encoding="utf-8"))

    def test_profile_pages_name_their_owner_once(self):
        for name, (owner_path, attribute, value, _, _) in PROFILES.items():
            with self.subTest(page=name):
                owners = element_tree.find(element_tree.parse(read(name)), owner_path)
                if owner_path == "head meta":
                    owners = [meta for meta in owners if meta.attributes.get("name") == "profile-slug"]
                self.assertEqual(len(owners), 1)
                found = owners[0].attributes[attribute] if attribute else owners[0].text().strip()
                self.assertEqual(found, value)

    def test_profile_pages_hold_the_proof_in_the_owner_region_and_baits_outside(self):
        for name, (_, _, _, region_path, proof) in PROFILES.items():
            with self.subTest(page=name):
                page = read(name)
                regions = element_tree.find(element_tree.parse(page), region_path)
                self.assertEqual(len(regions), 1)
                inside = PLACEHOLDER.findall(regions[0].text())
                self.assertEqual(inside, [proof] if proof else [])
                self.assertGreater(len(PLACEHOLDER.findall(page)), len(inside))

    def test_the_picture_api_holds_the_proof_in_the_biography_and_baits_outside(self):
        page = read("pictures.example/api/v1/users/alice.json")
        answer = json.loads(page)
        self.assertEqual(answer["user"]["username"], "alice")
        self.assertEqual(PLACEHOLDER.findall(answer["user"]["biography"]), ["published alice https://pictures.example/alice"])
        self.assertGreater(len(PLACEHOLDER.findall(page)), 1)

    def test_the_sign_in_wall_names_no_owner(self):
        self.assertNotIn("profile-slug", read("network.example/in/bob/contact-info.html"))

    def test_pages_load_nothing_from_elsewhere(self):
        for page in sorted((TOWN / "pages").rglob("*.html")):
            for element in element_tree.parse(page.read_text(encoding="utf-8")).descendants():
                if element.tag in ("script", "img", "iframe") or element.attributes.get("rel") == "stylesheet":
                    source = element.attributes.get("src", element.attributes.get("href", "/"))
                    self.assertRegex(source, r"^/(?!/)", f"{page.name}: <{element.tag}>")


if __name__ == "__main__":
    unittest.main()
