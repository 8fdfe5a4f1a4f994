"""What every test may ask for; the fixtures themselves live in the plugins named."""

pytest_plugins = [
    "tests.absent",
    "tests.engines.choice",
    "tests.browser",
    "tests.ground",
    "tests.memory",
    "tests.once",
    "tests.order",
    "tests.pace",
]
