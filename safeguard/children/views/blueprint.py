"""The blueprint of a child's pages."""

from flask import Blueprint

bp = Blueprint("children", __name__)
