#!/bin/sh
# A temporary MIT KDC and realm on 127.0.0.1:
#   sh realm.sh FOLDER               prints one line of JSON when the KDC answers; runs until standard input ends
#   sh realm.sh FOLDER COMMAND...    runs the command with KRB5_CONFIG, KRB5RCACHENAME and WSMAN_TEST_REALM set, and
#                                    ends with its status
# FOLDER is recreated and holds everything: database, configuration, keytabs, logs. /etc is neither read nor written.
# Exit status 77: this machine has no KDC; the reason is printed.
#
# FOLDER/realm.json contains the printed line; WSMAN_TEST_REALM names that file:
#   realm, folder, kdc_port, krb5_config, service_keytab, user_keytab, password, users, services
# Users, all with the same password: alice; bare (no pre-authentication); expired (its password); locked; gone (its
# account has expired). user.keytab holds alice's keys.
# Services below wsman.test, whose names need no DNS entry: HTTP/host, WSMAN/host, HTTP/host:5985;
# HTTP/aes1, HTTP/aes2 and HTTP/rc4 have keys of one kind only (AES-SHA1, AES-SHA2, RC4); HTTP/wrongkey's key in the
# keytab is not the realm's; HTTP/nokey is in no keytab.
# krb5.conf allows every key type. krb5-aes1.conf, krb5-aes2.conf and krb5-rc4.conf allow one type each, because two
# libraries that allow more agree on the best one, whatever the type of the ticket.
set -eu
umask 077
folder=${1:?usage: realm.sh FOLDER [COMMAND...]}
shift
realm=WSMAN.TEST
domain=wsman.test
password='Grüße, 7 & "Zwerge"'
PATH=$PATH:/usr/sbin:/usr/local/sbin:/sbin

for program in krb5kdc kdb5_util kadmin.local kinit; do
    if ! command -v "$program" >/dev/null 2>&1; then
        echo "SKIPPED: no $program (Debian: apt-get install krb5-kdc krb5-admin-server krb5-user)"
        exit 77
    fi
done
case $folder in
*[!A-Za-z0-9/._+-]*)
    echo "realm.sh: krb5.conf takes no such path: $folder" >&2
    exit 2
    ;;
esac

rm -rf "$folder"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

aes1="aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96"
aes2="aes256-cts-hmac-sha384-192 aes128-cts-hmac-sha256-128"
rc4="arcfour-hmac"

client_configuration() # PORT KINDS-OF-KEYS
{
    cat <<CONFIGURATION
[libdefaults]
    default_realm = $realm
    dns_lookup_realm = false
    dns_lookup_kdc = false
    dns_canonicalize_hostname = false
    rdns = false
    forwardable = true
    allow_weak_crypto = true
    allow_rc4 = true
    permitted_enctypes = $2
    default_ccache_name = FILE:$folder/default.ccache
    default_keytab_name = FILE:$folder/service.keytab
    default_client_keytab_name = FILE:$folder/no-client.keytab
    kdc_timeout = 3000
    max_retries = 2
[realms]
    $realm = {
        kdc = 127.0.0.1:$1
    }
[domain_realm]
    .$domain = $realm
    $domain = $realm
CONFIGURATION
}

kdc_configuration() # PORT
{
    cat <<CONFIGURATION
[kdcdefaults]
    kdc_listen = 127.0.0.1:$1
    kdc_tcp_listen = 127.0.0.1:$1
[realms]
    $realm = {
        database_name = $folder/principal
        key_stash_file = $folder/stash
        acl_file = $folder/no-acl
        master_key_type = aes256-cts-hmac-sha1-96
        supported_enctypes = aes256-cts-hmac-sha1-96:normal aes128-cts-hmac-sha1-96:normal aes256-cts-hmac-sha384-192:normal aes128-cts-hmac-sha256-128:normal arcfour-hmac:normal
        max_life = 10h
        max_renewable_life = 7d
    }
[logging]
    kdc = FILE:$folder/kdc.log
    admin_server = FILE:$folder/kadmin.log
    default = FILE:$folder/other.log
CONFIGURATION
}

write_configuration() # PORT
{
    client_configuration "$1" "$aes1 $aes2 $rc4" >"$folder/krb5.conf"
    client_configuration "$1" "$aes1" >"$folder/krb5-aes1.conf"
    client_configuration "$1" "$aes2" >"$folder/krb5-aes2.conf"
    client_configuration "$1" "$rc4" >"$folder/krb5-rc4.conf"
    kdc_configuration "$1" >"$folder/kdc.conf"
}

keys_of() # KIND... : as kadmin wants them
{
    printf '%s:normal,' "$@" | sed 's/,$//'
}

# kadmin reads its lines much as a shell does: quotes are doubled inside quotes.
quoted_password=\"$(printf '%s' "$password" | sed 's/"/""/g')\"

principals()
{
    cat <<COMMANDS
addprinc +requires_preauth -pw $quoted_password alice
addprinc -pw $quoted_password bare
addprinc +requires_preauth -pw $quoted_password -pwexpire "2001-01-01 00:00:00" expired
addprinc +requires_preauth -pw $quoted_password -allow_tix locked
addprinc +requires_preauth -pw $quoted_password -expire "2001-01-01 00:00:00" gone
addprinc -randkey -e $(keys_of $aes1) HTTP/aes1.$domain
addprinc -randkey -e $(keys_of $aes2) HTTP/aes2.$domain
addprinc -randkey -e $(keys_of $rc4) HTTP/rc4.$domain
addprinc -randkey HTTP/host.$domain
addprinc -randkey HTTP/host.$domain:5985
addprinc -randkey WSMAN/host.$domain
addprinc -randkey HTTP/localhost
addprinc -randkey HTTP/wrongkey.$domain
addprinc -randkey HTTP/nokey.$domain
ktadd -norandkey -k $folder/service.keytab HTTP/aes1.$domain HTTP/aes2.$domain HTTP/rc4.$domain HTTP/host.$domain
ktadd -norandkey -k $folder/service.keytab HTTP/host.$domain:5985 WSMAN/host.$domain HTTP/localhost
ktadd -norandkey -k $folder/service.keytab HTTP/wrongkey.$domain
delprinc -force HTTP/wrongkey.$domain
addprinc -randkey HTTP/wrongkey.$domain
ktadd -norandkey -k $folder/user.keytab alice
COMMANDS
}

report()
{
    json_password=$(printf '%s' "$password" | sed 's/["\\]/\\&/g')
    printf '{"realm":"%s","domain":"%s","folder":"%s","kdc_port":%s,"krb5_config":"%s",' \
        "$realm" "$domain" "$folder" "$port" "$folder/krb5.conf"
    printf '"service_keytab":"%s","user_keytab":"%s","replay_cache":"%s","password":"%s",' \
        "$folder/service.keytab" "$folder/user.keytab" "file2:$folder/replay" "$json_password"
    printf '"users":["alice","bare","expired","locked","gone"],'
    printf '"services":["HTTP/host","HTTP/host:5985","WSMAN/host","HTTP/aes1","HTTP/aes2","HTTP/rc4","HTTP/wrongkey","HTTP/nokey"]}\n'
}

KRB5_CONFIG=$folder/krb5.conf
KRB5_KDC_PROFILE=$folder/kdc.conf
KRB5RCACHENAME=file2:$folder/replay
WSMAN_TEST_REALM=$folder/realm.json
export KRB5_CONFIG KRB5_KDC_PROFILE KRB5RCACHENAME WSMAN_TEST_REALM
unset KRB5CCNAME KRB5_KTNAME KRB5_CLIENT_KTNAME KRB5_TRACE

kdc= reader=
stop()
{
    for process in $reader $kdc; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
}
trap stop EXIT
trap 'exit 143' HUP INT TERM

# A port is free if the KDC can bind to it: otherwise the KDC exits.
start_kdc()
{
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
        write_configuration "$port"
        : >"$folder/kdc.out"
        krb5kdc -n >"$folder/kdc.out" 2>&1 </dev/null &
        kdc=$!
        while kill -0 "$kdc" 2>/dev/null; do
            if grep -q 'starting\.\.\.' "$folder/kdc.out"; then
                return 0
            fi
            sleep 0.05
        done
        wait "$kdc" || true
        kdc=
    done
    echo "realm.sh: the KDC does not start (attempt $attempt)" >&2
    cat "$folder/kdc.out" "$folder/kdc.log" >&2
    return 1
}

write_configuration 88
kdb5_util create -r "$realm" -s -P "not typed by anybody" >"$folder/create.log" 2>&1 || {
    cat "$folder/create.log" >&2
    exit 1
}
principals | kadmin.local -r "$realm" >"$folder/principals.log" 2>&1
# Its exit status is 0 even if a command fails; error messages contain "while".
if grep ' while ' "$folder/principals.log" >&2; then
    exit 1
fi
start_kdc
if ! kinit -k -t "$folder/user.keytab" -c "MEMORY:" alice >"$folder/kinit.log" 2>&1; then
    cat "$folder/kinit.log" "$folder/kdc.log" >&2
    exit 1
fi
report >"$folder/realm.json"

if [ $# -gt 0 ]; then
    status=0
    "$@" || status=$?
    exit "$status"
fi
cat "$folder/realm.json"
# A trap runs only after a foreground process, so there is none; background processes have no standard input.
exec 3<&0
cat <&3 >/dev/null &
reader=$!
wait "$reader"
reader=
