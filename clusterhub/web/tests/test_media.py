import pytest
from django.urls import reverse

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000005fe02fea7350b860000000049454e44ae426082"
)


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "people").mkdir(parents=True)
    return settings.MEDIA_ROOT


def test_an_uploaded_image_is_shown(client, folder):
    (folder / "people" / "face.png").write_bytes(PIXEL)

    answer = client.get(reverse("media", args=["people/face.png"]))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PIXEL


@pytest.mark.parametrize(
    "path", ["people/page.html", "people/drawing.svg", "people/script.js", "people/no-suffix"]
)
def test_what_a_browser_could_run_is_not_served(client, folder, path):
    (folder / path).write_text("<script>alert(1)</script>")

    assert client.get(reverse("media", args=[path])).status_code == 404


def test_the_original_of_a_picture_stays_where_it_is(client, folder):
    (folder / "original_images").mkdir()
    (folder / "original_images" / "draft.png").write_bytes(PIXEL)

    assert client.get("/media/original_images/draft.png").status_code == 404


def test_nothing_outside_the_folder_is_served(client, folder):
    (folder.parent / "secret.png").write_bytes(PIXEL)

    assert client.get("/media/../secret.png").status_code in {400, 404}
    assert client.get("/media/%2e%2e/secret.png").status_code in {400, 404}
