"""The blueprint of the pages on visits of the police."""

from flask import Blueprint

bp = Blueprint("police_visits", __name__)
