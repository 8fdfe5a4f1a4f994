"""The blueprint of identity's pages."""

from flask import Blueprint

bp = Blueprint("identity", __name__)
