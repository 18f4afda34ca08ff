"""A server of the batch API that speaks HTTP/2 and nothing else, over TLS."""

import json
import socket
import ssl
import threading

import h2.config
import h2.connection
import h2.events
from hostile import make_batches


class HTTP2Server:
    """Serves one list of batches in pages of 100, and counts connections and requests."""

    def __init__(self, tls, count):
        tls.set_alpn_protocols(["h2"])
        self.protocols = []
        self.requests = []
        self._tls = tls
        self._batches = make_batches(count)
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"https://127.0.0.1:{self._listener.getsockname()[1]}/v1"

    def close(self):
        try:
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
            with self._tls.wrap_socket(client, server_side=True) as stream:
                self.protocols.append(stream.selected_alpn_protocol())
                self._talk(stream)
        except (OSError, ssl.SSLError):
            client.close()

    def _talk(self, stream):
        config = h2.config.H2Configuration(client_side=False, header_encoding="utf-8")
        connection = h2.connection.H2Connection(config)
        connection.initiate_connection()
        stream.sendall(connection.data_to_send())
        left = {}
        while data := stream.recv(65536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    headers = dict(event.headers)
                    self.requests.append(headers)
                    left[event.stream_id] = self._page(headers[":path"])
                    connection.send_headers(
                        event.stream_id, [(":status", "200"), ("content-type", "application/json")]
                    )
            for number in list(left):
                self._send(connection, number, left)
            stream.sendall(connection.data_to_send())

    @staticmethod
    def _send(connection, number, left):
        """As much as the client's window takes."""
        while left[number]:
            room = min(
                connection.local_flow_control_window(number), connection.max_outbound_frame_size
            )
            if room <= 0:
                return
            connection.send_data(number, left[number][:room])
            left[number] = left[number][room:]
        del left[number]
        connection.end_stream(number)

    def _page(self, path):
        start = 0
        if "after=" in path:
            start = int(path.rpartition("after=batch_")[2][:6]) + 1
        rows = self._batches[start : start + 100]
        more = start + 100 < len(self._batches)
        return json.dumps({"object": "list", "data": rows, "has_more": more}).encode()
