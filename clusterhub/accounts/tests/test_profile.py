from io import BytesIO
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from clusterhub.accounts.photos import PhotoRefused, portrait
from clusterhub.accounts.tests.makers import make_user

PLACE = 0x8825  # The tag under which a camera writes where it was.


def picture(size=(800, 600), kind="JPEG", **options):
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, kind, **options)
    return file.getvalue()


def upload(content, name="me.jpg"):
    return SimpleUploadedFile(name, content, "image/jpeg")


@pytest.fixture
def anna(client, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    anna = make_user(name="Anna Lindqvist")
    client.force_login(anna)
    return anna


def test_a_profile_is_changed(client, anna):
    values = {"name": "Anna Berg", "languages": ["sv", "en"], "time_zone": "Europe/Stockholm"}

    answer = client.post(reverse("accounts:profile"), values)

    anna.refresh_from_db()
    assert answer.status_code == 302
    assert (anna.name, anna.languages, anna.time_zone) == tuple(values.values())


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"time_zone": "Mars/Base"}, {"languages": ["tlh"]}, {"name": "A" * 151}]
)
def test_a_wrong_profile_changes_nothing_and_says_why(client, anna, wrong):
    values = {"name": "Other", "languages": ["sv"], "time_zone": ""} | wrong

    answer = client.post(reverse("accounts:profile"), values)

    anna.refresh_from_db()
    assert anna.name == "Anna Lindqvist"
    assert "Please check what you entered" in answer.content.decode()


def test_a_photo_is_drawn_anew_without_what_the_camera_wrote(client, anna):
    exif = Image.Exif()
    exif[0x010F] = "Spy camera"
    exif.get_ifd(PLACE)[1] = "N"

    client.post(reverse("accounts:photo"), {"photo": upload(picture(exif=exif))})

    anna.refresh_from_db()
    kept = Image.open(anna.photo.path)
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (400, 400), {})
    assert b"Spy camera" not in anna.photo.open().read()


def test_the_old_photo_goes_when_a_new_one_comes(
    client, anna, tmp_path, django_capture_on_commit_callbacks
):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("accounts:photo"), {"photo": upload(picture())})

    kept = list((tmp_path / "people").iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("accounts:photo-removal"))

    anna.refresh_from_db()
    assert len(kept) == 1
    assert list((tmp_path / "people").iterdir()) == []
    assert not anna.photo


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"not a picture", "no_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "no_picture"),
        (picture()[:500], "no_picture"),
        (picture(kind="GIF"), "no_picture"),
        (picture(size=(99, 400)), "too_small"),
        (b"\xff\xd8" + b"0" * (4 * 1024 * 1024), "too_big"),
    ],
)
def test_a_hostile_or_spoiled_file_is_refused(content, reason):
    with pytest.raises(PhotoRefused) as refused:
        portrait(BytesIO(content))

    assert refused.value.reason == reason


def test_a_picture_with_too_many_pixels_is_refused():
    large = picture(size=(9000, 9000), kind="PNG", compress_level=1)

    with pytest.raises(PhotoRefused) as refused:
        portrait(BytesIO(large))

    assert refused.value.reason == "too_many_pixels"


def test_a_refused_photo_gets_a_sentence_and_keeps_the_old_one(client, anna):
    client.post(reverse("accounts:photo"), {"photo": upload(picture())})
    anna.refresh_from_db()
    before = anna.photo.name

    answer = client.post(reverse("accounts:photo"), {"photo": upload(b"GIF89a?", "me.gif")})

    anna.refresh_from_db()
    assert answer.status_code == 422
    assert "not a picture we can read" in answer.content.decode()
    assert anna.photo.name == before


def test_transparent_pictures_get_a_white_ground():
    file = BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(file, "PNG")

    drawn = Image.open(BytesIO(portrait(BytesIO(file.getvalue()))))

    assert drawn.getpixel((10, 10)) == (255, 255, 255)


def test_the_readers_time_zone_is_the_one_of_the_profile(client, anna):
    client.post(reverse("accounts:profile"), {"name": "Anna", "time_zone": "Asia/Tokyo"})

    answer = client.get(reverse("accounts:profile"))

    assert str(answer.wsgi_request.reader_zone) == "Asia/Tokyo"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_large_picture_of_any_kind_is_shrunk_before_its_colours_are_touched(mode):
    file = BytesIO()
    Image.new(mode, (2600, 1800)).save(file, "PNG")

    drawn = Image.open(BytesIO(portrait(BytesIO(file.getvalue()))))

    assert (drawn.format, drawn.mode, drawn.size) == ("JPEG", "RGB", (400, 400))


def test_a_photo_of_fifty_megapixels_takes_no_second_and_stands_upright():
    whole = Image.new("RGB", (8192, 6144), "teal")
    whole.paste("gold", (0, 0, 4096, 6144))  # The left half; upright it is the upper one.
    exif = Image.Exif()
    exif[0x0112] = 6
    file = BytesIO()
    whole.save(file, "JPEG", exif=exif)
    begun = process_time()

    drawn = Image.open(BytesIO(portrait(BytesIO(file.getvalue()))))

    assert process_time() - begun < 1
    assert drawn.size == (400, 400)
    assert drawn.getpixel((200, 20))[0] > 200 > 50 > drawn.getpixel((200, 380))[0]
    assert not drawn.getexif()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_that_must_be_unpacked_in_full_may_have_fewer_pixels(kind):
    file = BytesIO()
    Image.new("L", (5400, 5000)).save(file, kind)

    with pytest.raises(PhotoRefused, match="too_many_pixels"):
        portrait(BytesIO(file.getvalue()))
