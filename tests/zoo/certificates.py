"""Makes the zoo's certificates with openssl: a good one, and one for each way of being wrong."""

import subprocess

NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
CONFIGURATION = """[ca]
default_ca = test
[test]
database = index
new_certs_dir = issued
default_md = sha256
policy = any
rand_serial = yes
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
"""
DAYS = ("-days", "2")
PAST = ("-startdate", "20200101000000Z", "-enddate", "20200201000000Z")
FUTURE = ("-startdate", "20900101000000Z", "-enddate", "20910101000000Z")


class Certificates:
    def __init__(self, folder, names):
        self.folder = folder
        for name in ("issued", "leaf"):
            (folder / name).mkdir()
        (folder / "index").write_text("")
        (folder / "ca.conf").write_text(CONFIGURATION)
        for authority in ("ca", "other"):
            self._run("req", "-x509", *NEW_KEY, *DAYS, "-subj", f"/CN=Zoo {authority}", "-keyout", f"{authority}.key",
                      "-out", f"{authority}.pem", "-addext", "keyUsage=critical,keyCertSign")
        good = "subjectAltName=" + ",".join("DNS:" + name for name in names)
        self._issue("good", good)
        self._issue("expired", good, dates=PAST)
        self._issue("not-yet-valid", good, dates=FUTURE)
        self._issue("wrong-host", "subjectAltName=DNS:bob.zoo.example,DNS:zoo.test")
        self._issue("parent-wildcard", "subjectAltName=DNS:*.test,DNS:*")
        self._issue("address", "subjectAltName=IP:127.0.0.1")
        self._issue("common-name", "keyUsage=digitalSignature", subject="/CN=tls-common-name.zoo.test")
        self._issue("unknown-authority", good, authority="other")
        self._issue("wrong-purpose", good, more=("-addext", "extendedKeyUsage=clientAuth"))
        self._issue("middle", "basicConstraints=critical,CA:TRUE", where="")
        self._issue("no-intermediate", good, authority="middle")
        self._run("req", "-x509", *NEW_KEY, *DAYS, "-subj", "/CN=Zoo", "-addext", good, "-keyout", "leaf/self-signed.key",
                  "-out", "leaf/self-signed.pem")

    def _run(self, *arguments):
        subprocess.run(("openssl", *arguments), cwd=self.folder, check=True, capture_output=True)

    def _issue(self, name, extension, authority="ca", subject="/CN=Zoo", dates=DAYS, more=(), where="leaf/"):
        place = where + name
        self._run("req", *NEW_KEY, "-subj", subject, "-addext", extension, *more, "-keyout", f"{place}.key", "-out",
                  f"{name}.csr")
        self._run("ca", "-batch", "-notext", "-config", "ca.conf", "-cert", f"{authority}.pem", "-keyfile",
                  f"{authority}.key", *dates, "-in", f"{name}.csr", "-out", f"{place}.pem")
