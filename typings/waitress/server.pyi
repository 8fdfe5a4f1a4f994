from typing import Any

class BaseWSGIServer:
    adj: Any
    channel_class: type[Any]

class MultiSocketServer:
    adj: Any
    map: dict[int, Any]
