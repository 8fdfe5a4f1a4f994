"""What we use of Waitress, which brings no types."""

from typing import Any

class Server:
    effective_port: int
    task_dispatcher: Any
    trigger: Any

    def run(self) -> None: ...
    def close(self) -> None: ...

def create_server(application: Any, **settings: Any) -> Server: ...
