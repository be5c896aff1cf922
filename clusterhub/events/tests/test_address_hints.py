"""An address that looks like a slip is asked about once."""

import pytest
from django.core import mail

from clusterhub.events.address_hints import suggestion
from clusterhub.events.models import Registration
from clusterhub.events.tests.visiting import ANNA, door, open_event, send

__all__ = ["send"]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anna@gmial.com", "anna@gmail.com"),
        ("anna@gmail.con", "anna@gmail.com"),
        ("Anna@GMAIL.CMO", "Anna@gmail.com"),
        ("anna@gmai.com", "anna@gmail.com"),
        ("anna@hotmial.fr", "anna@hotmail.fr"),
        ("anna@outlok.com", "anna@outlook.com"),
        ("anna@timber.ocm", "anna@timber.com"),
        ("anna@cluster.euu", "anna@cluster.eu"),
        ("anna@ec.eurpoa.eu", "anna@ec.europa.eu"),
        ("anna@tonline.de", "anna@t-online.de"),
    ],
)
def test_what_was_probably_meant(typed, meant):
    assert suggestion(typed) == meant


@pytest.mark.pure
@pytest.mark.parametrize(
    "typed",
    [
        *("anna@gmail.com", "anna@gmx.at", "anna@gmx.eu", "anna@yahoo.ca", "anna@hotmail.se"),
        *("anna@timber.example", "anna@cluster.eu", "anna@email.com", "anna@ymail.com", "anna"),
        *("@gmial.com", "", "anna@mail.com", "anna@live.be", "anna@web.at", "anna@wb.eu"),
        *("anna@ec.europa.eu", "anna@europa.eu", "anna@xn--bcher-kva.example"),
    ],
)
def test_what_may_well_be_right_is_not_asked_about(typed):
    assert suggestion(typed) == ""


@pytest.mark.django_db
def test_the_page_asks_and_keeps_what_was_typed(client, send):
    event = open_event()

    answer = send(client, door(event), ANNA | {"email": "anna@gmial.com"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Did you mean anna@gmail.com?" in page
    assert 'value="Anna Lind"' in page
    assert 'value="anna@gmial.com"' in page
    assert not Registration.objects.exists()
    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", ["anna@gmail.com", "anna@gmial.com"])
def test_either_answer_registers_with_one_more_press(client, send, chosen):
    event = open_event()
    typed = ANNA | {"email": "anna@gmial.com", "address_answer": chosen}

    answer = send(client, door(event), typed)

    assert answer.status_code == 302
    assert Registration.objects.get().email == chosen
    assert mail.outbox[0].to == [chosen]


@pytest.mark.django_db
def test_an_answer_belongs_to_the_address_it_was_given_for(client, send):
    event = open_event()
    typed = ANNA | {"email": "anna@hotmial.com", "address_answer": "anna@gmail.com"}

    answer = send(client, door(event), typed)

    assert answer.status_code == 422
    assert "Did you mean anna@hotmail.com?" in answer.content.decode()
