"""The pages on work devices, under one name."""

from flask import Blueprint

bp = Blueprint("work_devices", __name__)
