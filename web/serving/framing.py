"""The frames of WebSockets, as uvicorn reads and writes them, but for three things.

A text that is no UTF-8 ends the connection without a traceback in the log. A handshake that is
refused with a status is none that was forgotten, which would be logged as an error. And when the
server ends, it is the application that says so to its clients, once it has finished what it can.
"""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

FAREWELL = 2
"""Seconds that a client has to answer a close while the server ends."""

NO_TEXT = 1007
"""RFC 6455, section 7.4.1."""


class Frames(WebSocketsSansIOProtocol):
    """One connection; uvicorn makes it."""

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.conn.fail(NO_TEXT, "Send UTF-8.")
                self.handle_parser_exception()
                return
        super().send_receive_event_to_app()

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body":
            self.handshake_complete = not message.get("more_body", False)

    def shutdown(self) -> None:
        if self.handshake_complete and not self.close_sent:
            self.close_timeout = FAREWELL
        else:
            super().shutdown()
