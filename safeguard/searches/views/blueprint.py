"""Where the pages of searching hang."""

from flask import Blueprint

bp = Blueprint("searches", __name__)
