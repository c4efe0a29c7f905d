"""A mail server for tests. It takes mail on 127.0.0.1, prints its port, and ends when its standard input is closed.

    smtp_server.py FOLDER OPTIONS.json

Taken messages lie in FOLDER as 000001.eml, byte for byte; envelopes.jsonl there has a line for each, written after the file:
{"file", "sender", "recipients", "connection"}.

What becomes of a mail, the local part of its recipient says, "word.anything@..." or "word2.anything@...":

    refuse          550 to RCPT                     refusemessage   554 to the message
    greylist2       451 to RCPT, the first 2 times  busy2           452 to the message, the first 2 times
    toolarge        552 to the message              goodbye2        421 to RCPT, and the line is closed, the first 2 times
    dropcommand2    the line is cut at RCPT         dropmiddle2     cut in the middle of the message
    stuck           nothing of the message is read
    droptaken2      cut after all of the message, which is taken    droplost2       and which is not taken
    slow3           takes the message, answers 3 seconds later      slowrcpt3       answers RCPT 3 seconds later
    strange         a reply of several lines with control characters to the message
    garbage2        no reply of SMTP to the message, which is taken
    ok252           another positive reply than 250 to the message, which is taken

Without a number a word holds always ("slow": for a minute). A sender that begins with "refuse." has 553 to MAIL.
"""

import asyncio
import json
import os
import re
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Rules:
    """Reads words off recipients and counts how often each has been applied."""

    def __init__(self):
        self.times = {}

    def read(self, address):
        match = re.match(r"([a-z]+)(\d+)?\.", address)
        return (match[1], int(match[2]) if match[2] else None) if match else ("", None)

    def applies(self, address, *words):
        word, number = self.read(address)
        if word not in words:
            return ""

        if number is not None:
            self.times[address] = self.times.get(address, 0) + 1
            if self.times[address] > number:
                return ""
        return word


class Store:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def take(self, envelope, connection):
        self.count += 1
        name = f"{self.count:06}.eml"
        path = os.path.join(self.folder, name)
        with open(path + ".tmp", "wb") as file:
            file.write(envelope.original_content)
        os.rename(path + ".tmp", path)

        line = {"file": name, "sender": envelope.mail_from, "recipients": envelope.rcpt_tos, "connection": connection}
        descriptor = os.open(os.path.join(self.folder, "envelopes.jsonl"), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(descriptor, json.dumps(line).encode() + b"\n")
        os.close(descriptor)


class Handler:
    def __init__(self, rules, store, options):
        self.rules = rules
        self.store = store
        self.options = options

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        if self.options.get("pipelining"):
            responses.insert(1, "250-PIPELINING")
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        most = self.options.get("mailsPerConnection")
        if most is not None and server.mails >= most:
            await server.cut("421 4.7.0 Enough for one connection")
        if address.startswith("refuse."):
            return "553 5.7.1 Not a sender of ours"
        envelope.mail_from = address
        server.mails += 1
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        word = self.rules.applies(address, "refuse", "greylist", "goodbye", "dropcommand")
        if word == "refuse":
            return "550 5.1.1 No such mailbox here"
        if word == "greylist":
            return "451 4.7.1 Greylisted, try again"
        if word == "goodbye":
            await server.cut("421 4.3.2 Going down")
        if word == "dropcommand":
            await server.cut()
        name, number = self.rules.read(address)
        if name == "slowrcpt":
            await asyncio.sleep(60 if number is None else number)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        most = self.options.get("hiddenSize")
        if most is not None and len(envelope.original_content) > most:
            return "552 5.3.4 Message too big"

        address = envelope.rcpt_tos[0]
        name, number = self.rules.read(address)
        word = self.rules.applies(address, "refusemessage", "busy", "toolarge", "droptaken", "droplost", "strange", "garbage")
        if word == "refusemessage":
            return "554 5.7.1 Looks like spam"
        if word == "busy":
            return "452 4.3.1 Disk full"
        if word == "toolarge":
            return "552 5.3.4 Too big for this mailbox"
        if word == "strange":
            return "550-5.7.1 First\tline \x07\x1b[31m\r\n550 5.7.1 " + "long " * 200
        if word == "droplost":
            await server.cut()

        self.store.take(envelope, server.number)
        if word == "droptaken":
            await server.cut()
        if word == "garbage":
            return "thank you"
        if name == "slow":
            await asyncio.sleep(60 if number is None else number)
        return "252 Taken, I think" if name == "ok" else "250 2.0.0 Taken as " + str(self.store.count)


class Server(SMTP):
    connections = 0

    def __init__(self, handler, **arguments):
        super().__init__(handler, **arguments)
        Server.connections += 1
        self.number = Server.connections
        self.mails = 0

    async def cut(self, farewell=None):
        """Ends the connection, and with it the task that called this."""
        if farewell is None:
            self.transport.abort()
        else:
            await self.push(farewell)
            self.transport.close()
        await asyncio.sleep(60)

    async def smtp_DATA(self, arg):
        if self.envelope.rcpt_tos and self.event_handler.rules.applies(self.envelope.rcpt_tos[0], "dropmiddle"):
            await self.push("354 Go on")
            await self._reader.readuntil(b"\r\n")
            await self.cut()
        if self.envelope.rcpt_tos and self.event_handler.rules.applies(self.envelope.rcpt_tos[0], "stuck"):
            await self.push("354 Go on")
            await asyncio.sleep(60)
        await super().smtp_DATA(arg)


def authenticator(options):
    def sign_in(server, session, envelope, mechanism, data):
        login, password = data.login.decode(), data.password.decode()
        if (login, password) == (options["user"], options["password"]):
            return AuthResult(success=True)
        # A server without manners: it says the password again.
        return AuthResult(success=False, handled=False, message=f"535 5.7.8 {login} {password} is not right")

    return sign_in


async def main(folder, options):
    context = None
    if options.get("certificate"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options["certificate"], options["key"])

    handler = Handler(Rules(), Store(folder), options)
    is_implicit = bool(options.get("implicitTls"))
    arguments = {"data_size_limit": options.get("size") or 0, "hostname": "mail.test", "ident": "Test", "auth_require_tls": not is_implicit}
    if context and not is_implicit:
        arguments.update(tls_context=context, require_starttls=True)
    if options.get("user"):
        arguments.update(auth_required=True, authenticator=authenticator(options))

    loop = asyncio.get_running_loop()
    listener = await loop.create_server(
        lambda: Server(handler, loop=loop, **arguments), "127.0.0.1", 0, ssl=context if is_implicit else None, backlog=256)
    print(listener.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as file:
        asyncio.run(main(sys.argv[1], json.load(file)))
