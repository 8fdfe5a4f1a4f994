"""The blueprint of the pages on the use of force."""

from flask import Blueprint

bp = Blueprint("force", __name__)
