"""A crowd that is being served, with the files that tell of it: for the scripts that measure with it."""

import contextlib
import pathlib
import subprocess
import sys


def run(command, **more):
    """What the command prints. Where it fails, all ends with what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"exit {done.returncode}: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def figures(text):
    """Lines of a name and a number each."""
    return {name: float(value) for name, value in (line.split() for line in text.splitlines())}


class Town:
    """street: the options that tell `crowd` who lives there. priority: what stands before every command."""

    def __init__(self, folder, build, street, priority=(), sign=("--sign", "first")):
        self.folder, self.build, self.street = pathlib.Path(folder), build, street
        self.priority, self.sign = list(priority), list(sign)
        self.port, self.written, self.counted = None, {}, {}

    @contextlib.contextmanager
    def served(self):
        """Writes the files and serves; at the end `counted` says what was asked."""
        self.written = figures(run([f"{self.build}/crowd", "write", "--dir", self.folder, *self.street]))
        self._certificate()
        command = [*self.priority, f"{self.build}/crowd", "serve", "--certificate", self.folder / "server.pem", "--key",
                   self.folder / "server.key", *self.sign, *self.street]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            self.port = int(server.stdout.readline().split()[1])
            yield self
        finally:
            server.terminate()
            said, _ = server.communicate()
        self.counted = figures(said)

    def reached(self):
        """The options with which our own programs reach it."""
        return ["--connect-to", f"127.0.0.1:{self.port}", "--ca-file", self.folder / "ca.pem"]

    def _certificate(self):
        def openssl(*arguments):
            run(["openssl", *arguments], cwd=self.folder)

        for key in ("ca.key", "server.key"):
            openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key)
        openssl("req", "-x509", "-new", "-key", "ca.key", "-days", "30", "-subj", "/O=Bench", "-out", "ca.pem")
        openssl("req", "-new", "-key", "server.key", "-subj", "/CN=bench.example", "-out", "server.csr")
        openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30",
                "-extfile", "names", "-out", "server.pem")
