"""Proxies on loopback that lead every connection to one port, and say what they were asked."""

import socket
import struct
import threading


class Tunnel:
    """A proxy that is asked by CONNECT, or by SOCKS 5 when `socks` is set.

    `asked` holds the heads of CONNECT requests, or the `host:port` that SOCKS named. With `tls`, an
    `ssl.SSLContext`, the way to the proxy itself is encrypted.
    """

    def __init__(self, port, socks=False, tls=None):
        self.asked = []
        #: What came first through each tunnel.
        self.carried = []
        self._port = port
        self._socks = socks
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self):
        return "127.0.0.1:%d" % self._listener.getsockname()[1]

    def close(self):
        try:
            # Wakes the thread that accepts.
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client):
        try:
            if self._tls:
                client = self._tls.wrap_socket(client, server_side=True)
            with client, socket.create_connection(("127.0.0.1", self._port)) as server:
                (self._greet_socks if self._socks else self._greet)(client)
                threading.Thread(target=self._pass, args=[server, client], daemon=True).start()
                first = client.recv(65536)
                self.carried.append(first)
                server.sendall(first)
                self._pass(client, server)
        except OSError:
            client.close()

    def _greet(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(1)
        self.asked.append(head.decode())
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")

    def _greet_socks(self, client):
        _, methods = client.recv(2)
        client.recv(methods)
        client.sendall(b"\x05\x00")
        _, _, _, kind = client.recv(4)
        if kind == 3:
            host = client.recv(client.recv(1)[0]).decode()
        else:
            host = socket.inet_ntoa(client.recv(4))
        (port,) = struct.unpack("!H", client.recv(2))
        self.asked.append(f"{host}:{port}")
        client.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")

    @staticmethod
    def _pass(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass
