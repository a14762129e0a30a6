# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Generates the table of log-ins in include/wsman/security/README.md with wsman-cli, and compares it."""

import contextlib
import pathlib
import time

from . import apache
from .client import Account, Client, Target, attempt_call, by_name
from .login_steps import ALICE, TRUSTED
from .processes import acceptor
from .steps import attempt, section, skip, step

_README = pathlib.Path(__file__).resolve().parents[3] / "include/wsman/security/README.md"
_COLUMNS = ["log-in", "over", "right", "wrong password", "expired", "wrong SPN", "untrusted host", "downgrade attempt"]
# Impossible combinations; the documentation explains them below the table.
_NO_SPN = "- (a)"
_NO_EXPIRY = "- (b)"
_NONE = "-"


class _Hosts:
    """The hosts for the table, each over HTTP and over HTTPS."""

    def __init__(self, run, stack):
        self.run = run
        certificate = run.authority.host()
        user_ca = ["--client-ca", run.user_authority.file]
        common = ["--user", "winrm", "--user", ALICE, "--expired", "expired"]
        tls = [*common, "--tls", "--certificate", certificate, *user_ca]

        def start(*options):
            return stack.enter_context(acceptor(run, *options))

        self.good = {"http": start(*common, "--clear-text"), "https": start(*tls)}
        # The weaker schemes that a man in the middle would offer.
        self.weaker = {
            "http": start(*common, "--accept", "Basic", "--clear-text"),
            "https": start(*tls, "--accept", "Basic"),
        }
        self.stronger = {"http": start(*common, "--accept", "Negotiate"), "https": start(*tls, "--accept", "Negotiate")}
        self.apache = stack.enter_context(apache.apache(run))

    def target(self, host, over, name="host", trusted=True):
        target = by_name(host, name, tls=over == "https")
        if not trusted:
            return target
        return target.with_options(*(TRUSTED if over == "http" else ("--ca-file", self.run.authority.file)))

    def apache_target(self, over, vhost, path, trusted=True):
        address = self.apache.address(vhost)
        url = f"{over}://host.wsman.test/{path}"
        target = Target(url, self.apache.log, "--connect-address", address)
        if not trusted:
            return target
        return target.with_options(*(TRUSTED if over == "http" else ("--ca-file", self.run.authority.file)))


class _Table:
    def __init__(self, run, hosts):
        self.run, self.hosts, self.client = run, hosts, Client(run)
        self.rows = []

    def _result(self, target, account, ntlm=""):
        """`ntlm` is appended if the host has recorded NTLM for the log-in."""
        before = target.log.read_text().count("/ntlm") if ntlm else 0
        outcome = attempt_call(self.client, target, account, "identify")
        if outcome.error:
            return f"`{outcome.error.rpartition('/')[2]}`"
        return "logs in" + (ntlm if ntlm and target.log.read_text().count("/ntlm") > before else "")

    def passwords(self, scheme, over, user, *options):
        """Basic, NTLM, CredSSP: an account of the host."""
        hosts, password = self.hosts, self.run.realm.password
        account = Account(scheme, user, password, *options)
        good = hosts.target(hosts.good[over], over)
        other = hosts.stronger if scheme == "basic" else hosts.weaker
        self.rows.append(
            [
                scheme,
                over,
                self._result(good, account),
                self._result(good, account.changed(password="wrong")),
                self._result(good, account.changed(user="expired")),
                _NO_SPN,
                self._result(hosts.target(hosts.good[over], over, trusted=False), account),
                self._result(hosts.target(other[over], over), account),
            ]
        )

    def digest(self, over, *options):
        hosts, account = self.hosts, Account("digest", "winrm", self.run.realm.password, *options)
        good = hosts.apache_target(over, over, "digest")
        self.rows.append(
            [
                "digest",
                over,
                self._result(good, account),
                self._result(good, account.changed(password="wrong")),
                _NO_EXPIRY,
                _NO_SPN,
                self._result(hosts.apache_target(over, over, "digest", trusted=False), account),
                self._result(hosts.target(hosts.weaker[over], over), account),
            ]
        )

    def tickets(self, scheme, over, expired_ticket):
        """Negotiate and Kerberos with an account of the realm."""
        hosts, password = self.hosts, self.run.realm.password
        account = Account(scheme, ALICE, password)
        good = hosts.target(hosts.good[over], over)
        implicit = ["--implicit-credentials"] if scheme == "negotiate" and over == "https" else []
        by_ticket = Account(scheme, None, None, *implicit, environment={"KRB5CCNAME": expired_ticket})
        expired = [
            ("password", self._result(good, account.changed(user="expired@WSMAN.TEST"))),
            ("account", self._result(good, account.changed(user="gone@WSMAN.TEST"))),
            ("ticket", self._result(good, by_ticket)),
        ]
        spn = [
            (
                "unknown",
                self._result(good.with_options("--spn-host", "unknown.wsman.test"), account, ntlm=" by NTLM (c)"),
            ),
            ("another host's", self._result(hosts.target(hosts.good[over], over, name="wrongkey"), account)),
        ]
        self.rows.append(
            [
                scheme,
                over,
                self._result(good, account),
                self._result(good, account.changed(password="wrong")),
                _several(expired),
                _several(spn),
                self._result(hosts.target(hosts.good[over], over, trusted=False), account),
                self._result(hosts.target(hosts.weaker[over], over), account),
            ]
        )

    def certificate(self):
        hosts, authority = self.hosts, self.run.user_authority
        account = _by_certificate(*authority.user("alice"))
        locked = authority.user("bob", password="open sesame")
        password_file = self.run.folder / "table-key-password"
        password_file.write_text("wrong")
        good = hosts.apache_target("https", "certificate", "wsman")
        self.rows.append(
            [
                "certificate",
                "https",
                self._result(good, account),
                self._result(good, _by_certificate(*locked, "--key-password-file", password_file)),
                self._result(good, _by_certificate(*authority.user("alice", days=-1))),
                _NO_SPN,
                self._result(hosts.apache_target("https", "certificate", "wsman", trusted=False), account),
                self._result(hosts.target(hosts.weaker["https"], "https"), account),
            ]
        )
        http = Target("http://host.wsman.test", hosts.apache.log, *TRUSTED)
        self.rows.append(["certificate", "http", self._result(http, account), *[_NONE] * 5])

    def text(self):
        order = ["basic", "digest", "ntlm", "negotiate", "kerberos", "credssp", "certificate"]
        rows = sorted(self.rows, key=lambda row: (order.index(row[0]), row[1]))
        lines = [_COLUMNS, ["---"] * len(_COLUMNS), *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _by_certificate(certificate, key, *options):
    return Account("certificate", None, None, "--certificate", certificate, "--key", key, *options)


def _several(named):
    """Results for one heading: a single one if all agree, else each with its name."""
    if len({result for _, result in named}) == 1:
        return named[0][1]
    return ", ".join(f"{name}: {result}" for name, result in named)


def _kept():
    """The table in the documentation, or nothing."""
    lines = _README.read_text(encoding="utf-8").splitlines()
    heading = "| " + " | ".join(_COLUMNS) + " |"
    if heading not in lines:
        return ""
    rows = []
    for line in lines[lines.index(heading) :]:
        if not line.startswith("|"):
            break
        rows.append(line)
    return "\n".join(rows)


def _short_ticket(run):
    """A ticket that expires before it is used."""
    return run.realm.log_in(run.folder / "expired.ccache", "-l", "1s")


def judge(run):
    section("the table of log-ins")
    lacking = apache.missing() or (
        "" if run.realm else "no KDC (Debian: apt-get install krb5-kdc krb5-admin-server krb5-user)"
    )
    if lacking:
        skip("the table", lacking)
        return
    with attempt("the table"), contextlib.ExitStack() as stack:
        ticket, obtained = _short_ticket(run), time.monotonic()
        table = _Table(run, _Hosts(run, stack))
        clear = ["--no-encryption"]
        for over in ("http", "https"):
            more = clear if over == "http" else []
            table.passwords("basic", over, "winrm", *more)
            table.digest(over, *more)
            table.passwords("ntlm", over, "winrm")
            table.passwords("credssp", over, "winrm")
        table.certificate()
        time.sleep(max(0, obtained + 2 - time.monotonic()))
        for over in ("http", "https"):
            table.tickets("negotiate", over, ticket)
            table.tickets("kerberos", over, ticket)
        made = table.text()
        print(made)
        step("the table in include/wsman/security/README.md is the same", made == _kept(), "copy the table above")
