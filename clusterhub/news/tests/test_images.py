import re
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model

from clusterhub.news.models import NewsIndexPage
from clusterhub.news.tests.makers import make_news

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    content = BytesIO()
    Picture.new("RGB", (1600, 800), "teal").save(content, "PNG")
    file = ImageFile(BytesIO(content.getvalue()), name="hall.png")
    return get_image_model().objects.create(title="The hall", file=file)


def test_an_image_is_served_by_us_in_the_size_that_the_article_asks_for(client, image):
    page = make_news(body=[("image", {"image": image, "caption": "The hall <b>"})])

    text = client.get(page.get_absolute_url()).content.decode()
    address = re.search(r'<img src="([^"]+)"', text)[1]
    answer = client.get(address)

    served = Picture.open(BytesIO(answer.getvalue()))
    assert answer.status_code == 200
    assert "The hall &lt;b&gt;" in text
    assert served.width == 1200
    assert client.get(address.replace("width-1200", "width-9000")).status_code == 403


def test_the_desk_gets_its_small_pictures_and_nothing_else_of_the_folder(client, image):
    small = image.get_rendition("max-165x165")

    answer = client.get(small.url)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    for name in ("nothing.png", "..%2f..%2fetc%2fpasswd.png", "x.svg", "x.html", "%00.png"):
        assert client.get(f"/media/images/{name}").status_code == 404
    assert client.get(f"/media/{image.file.name}").status_code == 404


def test_a_preview_is_as_strict_as_the_page_but_stands_in_a_frame_of_ours(client, admin_user):
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")
    index = NewsIndexPage.objects.get()
    address = f"/editing/pages/add/news/newspage/{index.pk}/preview/"
    draft = {
        "title": "Draft",
        "slug": "draft",
        "date": "2026-05-01",
        "lead": "L",
        "body-count": "0",
    }
    client.post(address, draft)

    preview = client.get(address)

    policy = preview["Content-Security-Policy"]
    assert "Draft" in preview.content.decode()
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert client.get(reverse("news:article", args=["draft"])).status_code == 404
