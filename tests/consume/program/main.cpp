//
// Copyright (c) 2026 The wsman-cpp developers
// Distributed under the Boost Software License, Version 1.0. (See accompanying
// file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)
//
#if defined(CONSUMER_SESSIONS_ONLY)
#include <wsman/session/session_builder.hpp>
#else
#include <wsman.hpp>
#endif
#include <wsman/security/kerberos.hpp>

#include <cstdio>
#include <string>

std::string explanation_from_second_file();
std::string rule_of_two_log_ins();

int main()
{
    using enum wsman::session_flag;
    const auto session = wsman::session_builder{}
                             .flags<use_basic | cred_username_password | skip_cn_check>()
                             .credentials(wsman::user_password("CORP\\svc", wsman::secret("not a real one")))
                             .connection<"https://build01.corp.example">()
                             .try_build();
    if (!session) {
        std::puts(session.error().message().c_str());
        return 1;
    }
    std::puts(session->explain().c_str());
    if (session->explain() != explanation_from_second_file()) {
        std::puts("two files of one program create different sessions");
        return 1;
    }
    if (rule_of_two_log_ins() != "F2") {
        std::printf("wrong rule for two authentication schemes: '%s'\n", rule_of_two_log_ins().c_str());
        return 1;
    }
    if (wsman::kerberos_available() != (CONSUMER_KERBEROS == 1)) {
        std::puts("the package was not built with the requested support for Kerberos");
        return 1;
    }
    const auto acceptor = wsman::make_kerberos_acceptor({});
    if (!wsman::kerberos_available() && acceptor.error().code() != wsman::transport_errc::scheme_not_supported) {
        std::puts("Kerberos is missing, but the package does not report it");
        return 1;
    }
    return 0;
}
