"""The blueprint of the pages of files."""

from flask import Blueprint

bp = Blueprint("evidence", __name__)
