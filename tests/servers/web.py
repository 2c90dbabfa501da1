"""A web of many TLS hosts on loopback: one nginx, one certificate of an authority made on the spot."""

import ctypes
import os
import pathlib
import signal
import socket
import subprocess
import time
from typing import NamedTuple

DAYS = "2"  # how long certificates last: longer than any test, and than clocks are wrong
START_TRIES = 5  # another program may take a port between our look and nginx's bind
START_SECONDS = 10
STOP_SECONDS = 5
PR_SET_PDEATHSIG = 1  # prctl(2): the server must not outlive a test that is killed


class Page(NamedTuple):
    """One file at one address. `port` is a number from 0 on; which port of the machine that is, nginx' start decides."""

    port: int
    host: str
    path: str
    file: pathlib.Path
    only_for: str = ""  # the one address that is shown it


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def make_certificates(folder, hosts):
    """ca.pem, and hosts.pem with hosts.key: one certificate for all hosts."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl("req", "-x509", *new_key, "-days", DAYS, "-subj", "/CN=Authority of a test", "-keyout", "ca.key",
            "-out", "ca.pem", "-addext", "keyUsage=critical,keyCertSign")
    names = ",".join("DNS:" + host for host in sorted(hosts))
    (folder / "hosts.ext").write_text(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\n")
    openssl("req", *new_key, "-subj", "/CN=hosts", "-keyout", "hosts.key", "-out", "hosts.csr")
    openssl("x509", "-req", "-in", "hosts.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", DAYS,
            "-extfile", "hosts.ext", "-out", "hosts.pem")


def configuration(folder, pages, ports):
    """Every page stands alone: whatever else is asked of its host, or of another host, is 404."""
    lines = ["daemon off;", "master_process off;", "pid nginx.pid;", "error_log error.log warn;"]
    lines += ["events { worker_connections 1024; }", "http {", "access_log off;", "default_type text/plain;"]
    lines += [f"{kind}_temp_path {kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")]
    lines += ["server_names_hash_bucket_size 512;", "server_names_hash_max_size 8192;"]
    lines += [f'ssl_certificate "{folder}/hosts.pem";', f'ssl_certificate_key "{folder}/hosts.key";']
    lines += [f"server {{ listen 127.0.0.1:{port} ssl http2 default_server; return 404; }}" for port in ports]
    sites = {}
    for page in pages:
        sites.setdefault((page.port, page.host), []).append(page)
    for (port, host), files in sites.items():
        lines += ["server {", f"listen 127.0.0.1:{ports[port]} ssl http2;", f"server_name {host};"]
        for page in files:
            deny = f" allow {page.only_for}; deny all; error_page 403 =404 /;" if page.only_for else ""
            lines += [f'location = /{page.path} {{ alias "{page.file}";{deny} }}']
        lines += ["location / { return 404; }", "}"]
    return "\n".join(lines + ["}", ""])


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Web:
    """Serves `pages` from `with Web(...)` to its end, as the user who runs the test. Writes nowhere but in `folder`."""

    def __init__(self, folder, pages):
        self.folder = pathlib.Path(folder)
        self.pages = pages
        self.ports = []
        self.server = None

    @property
    def ca_file(self):
        return self.folder / "ca.pem"

    def address(self, port):
        return f"127.0.0.1:{self.ports[port]}"

    def __enter__(self):
        make_certificates(self.folder, {page.host for page in self.pages})
        for _ in range(START_TRIES):
            self.ports = free_ports(1 + max(page.port for page in self.pages))
            if self._start():
                return self
        raise RuntimeError("nginx does not start: " + (self.folder / "error.log").read_text())

    def __exit__(self, *_):
        self._stop()

    def _start(self):
        (self.folder / "nginx.conf").write_text(configuration(self.folder, self.pages, self.ports))
        # Ordinary users have no sbin in their PATH.
        environment = dict(os.environ, PATH=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        with open(self.folder / "nginx.out", "ab") as out:
            self.server = subprocess.Popen(
                ["nginx", "-p", str(self.folder), "-e", "error.log", "-c", "nginx.conf"], env=environment,
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, preexec_fn=die_with_parent)
        give_up = time.monotonic() + START_SECONDS
        while self.server.poll() is None and time.monotonic() < give_up:
            if self._listens():
                return True
            time.sleep(0.02)
        self._stop()
        return False

    # nginx begins to accept only after it has bound all its ports.
    def _listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.ports[0])) == 0

    def _stop(self):
        self.server.terminate()
        try:
            self.server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
