# Copyright (c) 2026 The wsman-cpp developers
# Distributed under the Boost Software License, Version 1.0.
"""Folders for servers that do not run as root: they run as `nobody`, which must be able to read their files."""

import contextlib
import grp
import os
import pathlib
import pwd
import shutil
import tempfile


def unprivileged():
    """Returns (user, group) for a server. Only root can change the user."""
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    return account.pw_name, grp.getgrgid(account.pw_gid).gr_name


@contextlib.contextmanager
def scratch_folder(name):
    """Not below the folder of the run, because that user may have no access to its parents."""
    with tempfile.TemporaryDirectory(prefix=f"wsman-{name}-") as folder:
        os.chmod(folder, 0o755)
        yield pathlib.Path(folder)


def hand_over(folder):
    """Makes the server's user the owner of everything in the folder."""
    if os.geteuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            shutil.chown(path, unprivileged()[0])


def kerberos(run, folder):
    """Copies the realm's configuration and keys into the folder; returns the environment that names them."""
    shutil.copy(run.realm.config, folder / "krb5.conf")
    (folder / "krb5.conf").chmod(0o644)
    shutil.copy(run.realm.keytab, folder / "service.keytab")
    return {
        "KRB5_CONFIG": f"{folder}/krb5.conf",
        "KRB5_KTNAME": f"{folder}/service.keytab",
        "KRB5RCACHENAME": f"file2:{folder}/replay",
    }
