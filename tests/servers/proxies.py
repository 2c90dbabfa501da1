#!/usr/bin/env python3
"""A SOCKS 5 and a CONNECT proxy on loopback that lead every name to one port and print what they were asked.

Usage: proxies.py TARGET_PORT SOCKS_PORT HTTP_PORT    prints a line for each tunnel, until it is ended"""

import signal
import socket
import struct
import sys
import threading

NO_AUTH, CONNECT, NAME = 0, 1, 3  # RFC 1928


def receive(sock, count):
    data = b""
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            raise ConnectionError
        data += more
    return data


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    finally:
        try:
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def tunnel(client):
    server = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    back = threading.Thread(target=pump, args=(server, client), daemon=True)
    back.start()
    pump(client, server)
    back.join()
    server.close()


def say(*words):
    sys.stdout.write(" ".join(words) + "\n")  # one write: print() writes the end of the line by itself, and others write between
    sys.stdout.flush()


def socks(client):
    version, count = receive(client, 2)
    receive(client, count)
    client.sendall(bytes([5, NO_AUTH]))
    version, command, _, kind = receive(client, 4)
    if kind != NAME or command != CONNECT:
        say("socks", "address")  # it looked the name up itself, which it must not
        client.sendall(b"\x05\x08\x00\x01" + bytes(6))
        return
    name = receive(client, receive(client, 1)[0]).decode()
    port, = struct.unpack(">H", receive(client, 2))
    say("socks", f"{name}:{port}")
    if name.startswith("refused."):
        client.sendall(b"\x05\x02\x00\x01" + bytes(6))
        return
    client.sendall(b"\x05\x00\x00\x01" + bytes(6))
    tunnel(client)


def http(client):
    head = b""
    while b"\r\n\r\n" not in head:
        head += receive(client, 1)
    method, target, _ = head.split(b"\r\n")[0].decode().split()
    extra = [line for line in head.decode().split("\r\n")[1:] if line.lower().startswith("x-ours")]
    say("http", method, target, *extra)
    if target.startswith("refused."):
        client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        return
    client.sendall(b"HTTP/1.1 200 Connected\r\nX-From-Proxy: 1\r\nRetry-After: 99\r\n\r\n")
    tunnel(client)


def serve(listener, handler):
    def handle(client):
        with client:
            try:
                handler(client)
            except OSError:
                pass
    while True:
        client, _ = listener.accept()
        threading.Thread(target=handle, args=(client,), daemon=True).start()


for port, handler in ((sys.argv[2], socks), (sys.argv[3], http)):
    listening = socket.create_server(("127.0.0.1", int(port)))
    threading.Thread(target=serve, args=(listening, handler), daemon=True).start()
signal.pause()
