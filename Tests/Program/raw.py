"""A server that answers with bytes as they are, however little they look like HTTP."""

import socket
import threading


class RawServer:
    """Sends `reply` for each request and closes the connection, as a proxy or as a server.

    A reply that is a function gets the number of the request, from 0, and gives the bytes. With
    `holds`, connections stay open and silent behind the reply.
    """

    def __init__(self, reply, holds=False):
        self.heads = []
        self._reply = reply
        self._holds = holds
        self._held = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def address(self):
        return "127.0.0.1:%d" % self._listener.getsockname()[1]

    @property
    def url(self):
        return f"http://{self.address}/v1"

    def close(self):
        try:
            # Wakes the thread that accepts.
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._thread.join()
        self._listener.close()
        for client in self._held:
            client.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                self._answer(client)
            except OSError:
                pass
            if self._holds:
                self._held.append(client)
            else:
                client.close()

    def _answer(self, client):
        head = b""
        while b"\r\n\r\n" not in head:
            piece = client.recv(65536)
            if not piece:
                return
            head += piece
        self.heads.append(head.decode("latin-1"))
        reply = self._reply
        client.sendall(reply(len(self.heads) - 1) if callable(reply) else reply)
