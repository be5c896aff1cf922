"""What a page is made of is compiled with it."""

import pytest
from django.template import engines

from clusterhub.web.compiled import compile_templates

pytestmark = pytest.mark.pure


def test_a_template_brings_along_what_it_extends_and_includes():
    found = compile_templates("web/base_list.html")

    assert found >= {"web/base_list.html", "web/base.html", "web/_header.html"}
    assert found - set(engines["django"].engine.template_loaders[0].get_template_cache) == set()
