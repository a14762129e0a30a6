# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""wsman-cli connects to the acceptor through squid: CONNECT with every scheme, and refusals of the proxy."""

from . import squid
from .client import Account, Client, Target, expect, who_am_i
from .login_steps import ALICE
from .processes import acceptor, free_port, name_of_loopback
from .steps import attempt, section, skip, step


def _through(run, client, proxy, host):
    """The steps that do not depend on the proxy's scheme."""
    password = run.realm.password
    account = Account("ntlm", "winrm", password)
    target = Target(host.url, host.log, "--ca-file", run.authority.file, "--proxy", proxy.url)
    who_am_i(
        client, "proxy, no log-in: channel bindings are the host's", target, account, "Negotiate/ntlm", False, "match"
    )
    step("the proxy received a CONNECT", len(proxy.connections()) > 0, proxy.connections(), [proxy.log])
    wrong = account.changed(password="wrong")
    expect(client, "proxy: the host's refusal is not the proxy's", target, wrong, "transport/http_unauthorized")
    forbidden = Target(f"https://127.0.0.1:{squid.FORBIDDEN_PORT}", proxy.log, "--proxy", proxy.url)
    expect(client, "proxy: forbids the port", forbidden, account, "transport/proxy_forbidden")
    closed = Target(f"https://127.0.0.1:{free_port()}", proxy.log, "--proxy", proxy.url)
    expect(client, "proxy: the host does not listen", closed, account, "transport/proxy_refused")
    nobody = Target(host.url, host.log, "--proxy", f"http://127.0.0.1:{free_port()}")
    expect(client, "proxy: is unreachable", nobody, account, "transport/proxy_unreachable")
    variable = Target(
        host.url, host.log, "--ca-file", run.authority.file, environment={"https_proxy": "http://127.0.0.1:1"}
    )
    expect(client, "proxy: https_proxy is ignored", variable, account, "ok")
    other = Target(
        host.url,
        host.log,
        "--ca-file",
        run.authority.file,
        "--proxy",
        host.url.replace("https", "http").removesuffix("/wsman"),
    )
    expect(client, "proxy: no proxy", other, account, ("transport/proxy_malformed", "transport/proxy_unreachable"))


def _log_ins(run, client, proxy, host, scheme, environment=None):
    account = Account("ntlm", "winrm", run.realm.password, environment=environment)
    target = Target(host.url, host.log, "--ca-file", run.authority.file, "--proxy", proxy.url)
    password_file, wrong_file = run.folder / "proxy-password", run.folder / "proxy-wrong-password"
    password_file.write_text(run.realm.password)
    wrong_file.write_text("wrong")
    user = ALICE if scheme == "negotiate" else "prox"
    log_in = target.with_options("--proxy-auth", scheme, "--proxy-user", user, "--proxy-password-file")
    who_am_i(client, f"proxy, {scheme}", log_in.with_options(password_file), account, "Negotiate/ntlm", False, "match")
    refused = ("transport/proxy_unauthorized", "security/password_refused")
    expect(client, f"proxy, {scheme}, wrong password", log_in.with_options(wrong_file), account, refused)
    expect(client, f"proxy, {scheme}, no account", target, account, "transport/proxy_unauthorized")


def _by_ticket(run, client, host):
    """Kerberos needs a resolvable name for the proxy, and the realm's names cannot be resolved here."""
    found = name_of_loopback()
    if not run.realm or not found:
        what = "a KDC" if not run.realm else "a name for its loopback interface besides localhost"
        skip("proxy, negotiate", f"this machine does not have {what}")
        return
    name, address = found
    run.realm.add_service(f"HTTP/{name}")
    configuration = run.folder / "krb5-short-names.conf"
    text = run.realm.config.read_text()
    configuration.write_text(text.replace("[libdefaults]", '[libdefaults]\n    qualify_shortname = ""', 1))
    with squid.squid(run, "negotiate", name, address) as proxy:
        _log_ins(run, client, proxy, host, "negotiate", {"KRB5_CONFIG": str(configuration)})


def judge(run):
    section("wsman-cli connects through squid")
    lacking = squid.missing()
    if lacking:
        skip("proxies", lacking)
        return
    client = Client(run)
    with attempt("proxies"), acceptor(run, "--tls", "--strict-bindings", "--certificate", run.authority.host()) as host:
        with attempt("no log-in"), squid.squid(run) as proxy:
            _through(run, client, proxy, host)
        for scheme in ("basic", "digest"):
            with attempt(scheme), squid.squid(run, scheme) as proxy:
                _log_ins(run, client, proxy, host, scheme)
        with attempt("negotiate"):
            _by_ticket(run, client, host)
