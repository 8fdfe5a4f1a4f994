"""The pages on intimate images, under one name."""

from flask import Blueprint

bp = Blueprint("intimate_images", __name__)
