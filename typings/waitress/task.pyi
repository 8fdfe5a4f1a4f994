from typing import Any

class WSGITask:
    request: Any

    def get_environment(self) -> dict[str, Any]: ...
