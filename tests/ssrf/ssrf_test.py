#!/usr/bin/env python3
"""Asks the fetcher for hosts in every spelling of an address, and for names with every address at the edge of a
special block, and looks at the system calls: nothing may be connected to but public addresses, at port 443.

Usage: ssrf_test.py FETCH_LINES CONNECT_LOG_LIBRARY    exit 0: all as expected; 1: not"""

import ipaddress
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "zoo"))
from authority import Authority, address  # noqa: E402

HTTPS = 443
SECONDS = 60
PUBLIC = ["93.184.216.34", "2606:2800:220:1::1"]

# IANA special-purpose registries and what is deprecated, written down apart from crawler/fetch/guard.cpp.
BLOCKS = """0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32
::/128 ::1/128 ::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/32 2001::/23
2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28
2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8""".split()
NETWORKS = [ipaddress.ip_network(block) for block in BLOCKS]
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")

SPELLINGS = """127.0.0.1 127.1 127.0.1 127.0.0.1. 2130706433 0x7f000001 0x7f.1 0x7f.0.0.1 0X7F.0x0.0x0.0x1 0177.0.0.1 0177.1
017700000001 00000177.0.0.1 127.000.000.001 0x7f.0.1 127.0x0.1 127.65535 127.0.257 3232235521 0xc0a80001 192.168.257
169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 0xa9.254.0251.254 0 0.0.0.0 0x0 00 4294967295 0xffffffff
256.256.256.256 127.0.0.1.nip.io. 340282366920938463463374607431768211455
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:7f00:1] [::127.0.0.1] [::ffff:0:127.0.0.1]
[64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1%25lo] [fe80::1%lo] [::1%25eth0] [fd00::1]
[ff02::1] [v1.1] ::1 [::1 [] [127.0.0.1]
localhost localhost. LOCALHOST foo.localhost a.b.localhost localhost.localdomain ip6-localhost broadcasthost
localhost%00.example.test 127.0.0.1%00.example.test 127.0.0.1%2e.example %31%32%37.0.0.1 127%2e0%2e0%2e1
①②⑦.⓪.⓪.① １２７.０.０.１ 127。0。0。1 127．0．0．1 127｡0｡0｡1 ⓛⓞⓒⓐⓛⓗⓞⓢⓣ 𝟏𝟐𝟕.𝟎.𝟎.𝟏 ⑯⑨。②⑤④。⑯⑨｡②⑤④
a@127.0.0.1 127.0.0.1:80@a.edge.test a.edge.test@127.0.0.1 127.0.0.1#a.edge.test 127.0.0.1?a.edge.test 127.0.0.1\\a.edge.test
127.0.0.1:443 127.0.0.1:0443 127.0.0.1:65979 [::1]:443 127.0.0.1: metadata.google.internal instance-data metadata
0x7f.1.edge.test.0x7f 1.1.1.1 8.8.8.8 [2606:4700::1111] 16843009""".split()


def is_public(text):
    value = ipaddress.ip_address(text)
    if any(value.version == network.version and value in network for network in NETWORKS):
        return False
    return value.version == 4 or value in GLOBAL_UNICAST


def edges_of(network):
    first, last = int(network.network_address), int(network.broadcast_address)
    largest = 2 ** network.max_prefixlen - 1
    make = ipaddress.IPv4Address if network.version == 4 else ipaddress.IPv6Address
    return {str(make(number)) for number in (first - 1, first, last, last + 1) if 0 <= number <= largest}


def embeddings_of(text):
    """Every way to put an IPv4 address into an IPv6 one."""
    four = int(ipaddress.IPv4Address(text))
    inverted = four ^ 0xffffffff
    return {str(ipaddress.IPv6Address(number)) for number in (
        four, 0xffff << 32 | four, 0xffff << 48 | four, 0x64ff9b << 96 | four, 0x64ff9b0001 << 80 | four,
        0x2002 << 112 | four << 80, 0x20010000 << 96 | four << 64, 0x20010000 << 96 | inverted, 0xfe80 << 112 | 0x5efe << 32 | four)}


def all_addresses():
    edges = set.union(*map(edges_of, NETWORKS))
    embedded = set.union(*(embeddings_of(edge) for edge in edges if ":" not in edge))
    return sorted(edges | embedded | set(PUBLIC))


class Edges(Authority):
    """Gives each name the addresses that it is said to have; and 127.0.0.1 to every other, as a resolver may that an
    enemy runs."""

    def __init__(self, names):
        self.names = names
        super().__init__()

    def answer(self, query, by_tcp):
        found = self.names.get(query.name, ["127.0.0.1"])
        kind = 1 if query.kind == 1 else 6
        return query.reply([address(query.name, text) for text in found if (":" in text) == (kind == 6)])


def fetch(program, library, folder, authority, urls):
    log = folder / "connects"
    log.write_text("")
    environment = dict(os.environ, LD_PRELOAD=library, CONNECT_LOG=str(log), CONNECT_LOG_PASS=str(authority.port))
    done = subprocess.run([program, str(authority.port)], input="".join(url + "\n" for url in urls).encode(),
                          env=environment, stdout=subprocess.PIPE, timeout=SECONDS, check=True)
    codes = dict(line.rsplit(" ", 1) for line in done.stdout.decode().splitlines())
    calls = [line.split() for line in log.read_text().splitlines()]
    resolver = ("127.0.0.1", str(authority.port))
    return codes, [(call, where, int(port)) for call, where, port in calls if (where, port) != resolver], len(calls)


def main(program, library):
    plain = {f"e{i}.edge.test": [text] for i, text in enumerate(all_addresses())}
    inner = [text for text, in plain.values() if not is_public(text)]
    split = {f"s{i}.edge.test": [text, *PUBLIC] for i, text in enumerate(inner)}
    names = plain | split
    urls = [f"https://{host}/" for host in (*SPELLINGS, *names)] + [f"https://{host}:8443/" for host in plain]
    with tempfile.TemporaryDirectory(prefix="quorate-ssrf.") as folder:
        codes, calls, seen = fetch(program, library, pathlib.Path(folder), Edges(names), urls)
    outside = [call for call in calls if not is_public(call[1]) or call[2] != HTTPS]
    reached = {where for _, where, _ in calls}
    wrong = [f"outside of the policy: {call}" for call in outside]
    wrong += [f"a public address was not tried: {text}" for text, in plain.values() if is_public(text) and text not in reached]
    wrong += [f"{host}: {codes[f'https://{host}/']}" for host in SPELLINGS
              if codes.get(f"https://{host}/") not in ("address_refused", "bad_uri", "dns_failed")]
    wrong += [f"{host} ({texts[0]}): {codes[f'https://{host}/']}" for host, texts in names.items()
              if codes[f"https://{host}/"] != ("connect_failed" if all(map(is_public, texts)) else "address_refused")]
    for line in wrong:
        print(line)
    print(f"ssrf: {len(SPELLINGS)} spellings, {len(plain)} addresses at the edges of {len(NETWORKS)} blocks and embedded, "
          f"{len(split)} split answers, {len(plain)} other ports: {len(urls)} fetches")
    print(f"ssrf: {seen} calls of connect(), sendto(), sendmsg() and sendmmsg(), of them {len(calls)} not to the resolver, to {len(reached)} public "
          f"addresses; outside of the policy: {len(outside)}")
    return 1 if wrong or not calls else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
