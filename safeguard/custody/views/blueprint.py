"""Where the pages of custody hang."""

from flask import Blueprint

bp = Blueprint("custody", __name__)
