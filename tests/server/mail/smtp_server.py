# SPDX-License-Identifier: Apache-2.0
#
# A mail server for tests, on a free port of this machine: Debian's aiosmtpd with STARTTLS and a
# password. Says its port in its first line, and then one line of JSON for each message that it
# took. It ends when its standard input does.
#
#   smtp_server.py CERTIFICATE KEY MODE
#
# MODE: "starttls", "no-starttls" (which takes everything unencrypted), "smtps", or "refuse" (which
# takes no message).

import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, mode):
        self.mode = mode

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "refuse":
            return "550 no such person: " + address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        took = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "text": envelope.content.decode("utf-8"),
            "encrypted": session.ssl is not None or self.mode == "smtps",
            "user": session.auth_data,
            "host": session.host_name,
        }
        print(json.dumps(took), flush=True)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"continuum" and data.password == b"a pass word"
    return AuthResult(success=good, handled=False, auth_data="continuum" if good else None)


def make_protocol(context, mode):
    offers = mode in ("starttls", "refuse")
    return SMTP(
        Handler(mode),
        hostname="localhost",
        tls_context=context if offers else None,
        require_starttls=offers,
        authenticator=authenticate,
        auth_required=offers,
        auth_require_tls=mode != "no-starttls" and mode != "smtps",
    )


async def main(certificate, key, mode):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: make_protocol(context, mode),
        "127.0.0.1",
        0,
        ssl=context if mode == "smtps" else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main(*sys.argv[1:]))
