"""The blueprint that the pages of examinations hang on."""

from flask import Blueprint

bp = Blueprint("examinations", __name__)
