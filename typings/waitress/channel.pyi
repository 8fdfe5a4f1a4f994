from typing import Any

class HTTPChannel:
    parser_class: type[Any]
    task_class: type[Any]
