from typing import Any

class HTTPRequestParser:
    adj: Any
    body_rcv: Any
    chunked: bool
    content_length: int
    expect_continue: bool
    headers: dict[str, str]

    def parse_header(self, header_plus: bytes) -> None: ...
    def received(self, data: bytes) -> int: ...
