"""What a person at the sandbox's page can do, in a real browser with a real bot."""

import re

import pytest
from playwright.async_api import Page, expect

from .conftest import CUP, Table

pytestmark = pytest.mark.asyncio(loop_scope="module")
