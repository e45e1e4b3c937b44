"""Headers on everything that is sent, and a server below a path behind a proxy."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from assistant.errors import InputError
from assistant.settings import load_settings
from tests.web.proxy import ROOT_PATH

CALL = "innovationskraft-2023-2024"
PAGES = ("/", "/kilder", f"/kilde/{CALL}", f"/kilde/{CALL}?fra=0&til=9", "/om", "/privatliv")


@pytest.mark.parametrize(
    ("path", "ancestors", "option"),
    [
        ("/", "'none'", "DENY"),
        (f"/kilde/{CALL}", "'none'", "DENY"),
        (f"/kilde/{CALL}?vis=ramme", "'self'", "SAMEORIGIN"),
        ("/?vis=ramme", "'none'", "DENY"),
        ("/nothing", "'none'", "DENY"),
        ("/api/sources", "'none'", "DENY"),
    ],
)
def test_who_may_show_it_in_a_frame(
    http: httpx.Client, path: str, ancestors: str, option: str
) -> None:
    headers = http.get(path).headers
    assert headers["content-security-policy"].endswith(f"frame-ancestors {ancestors}")
    assert headers["x-frame-options"] == option


@pytest.mark.parametrize(
    ("path", "own"), [("/", ""), (f"/kilde/{CALL}?vis=ramme", "'self' "), ("/kilder", "")]
)
def test_an_authority_may_frame_it_where_that_is_set(narrow: str, path: str, own: str) -> None:
    headers = httpx.get(f"{narrow}{path}", timeout=60, trust_env=False).headers
    sites = "https://www.example.dk https://*.example.org"
    assert headers["content-security-policy"].endswith(f"frame-ancestors {own}{sites}")
    assert "x-frame-options" not in headers


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("frame_ancestors", "https://a.dk; script-src *"), ("frame_ancestors", "*"),
        ("frame_ancestors", "https://a.dk\r\nX-Evil: 1"), ("frame_ancestors", "none self"),
        ("root_path", "assistent"), ("root_path", "/a//b"), ("root_path", "/../x"),
        ("root_path", "/a\r\nX: 1"), ("trusted_proxies", "*"), ("trusted_proxies", "proxy"),
        ("rate_limit", "many"), ("rate_limit", ""), ("rate_limit", "0/minute"),
    ],
)  # fmt: skip
def test_settings_that_go_into_headers_are_checked(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name.upper()}", value)
    with pytest.raises(InputError, match=f"ASSISTANT_{name.upper()}"):
        load_settings()


def test_they_are_put_into_one_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_FRAME_ANCESTORS", "'self'  https://Www.Example.dk")
    monkeypatch.setenv("ASSISTANT_ROOT_PATH", "/a/b/")
    monkeypatch.setenv("ASSISTANT_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8")
    settings = load_settings()
    assert settings.frame_ancestors == "self https://www.example.dk"
    assert settings.root_path == "/a/b"
    assert settings.trusted_proxies == "127.0.0.1/32,10.0.0.0/8"


def test_the_page_runs_no_script_but_its_own(http: httpx.Client) -> None:
    response = http.get("/")
    policy = dict(
        part.strip().split(" ", 1)
        for part in response.headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert policy["script-src"].count("'sha256-") == len(
        set(re.findall(r"<script(?![^>]*\ssrc=)[^>]*>.*?</script>", response.text, re.DOTALL))
    )
    allowed = {word for value in policy.values() for word in value.split()}
    assert not [word for word in allowed if "://" in word or word in ("*", "http:", "https:")]


def links(html: str, base: str) -> set[str]:
    found = re.findall(r'(?:href|src)="([^"#]+)', html)
    return {urljoin(base, link.replace("&amp;", "&")) for link in found}


def test_everything_works_below_a_path(behind_proxy: httpx.Client) -> None:
    outside = str(behind_proxy.base_url).rstrip("/")
    seen = set()
    for path in PAGES:
        response = behind_proxy.get(f"{ROOT_PATH}{path}")
        assert response.status_code == 200, path
        for link in links(response.text, f"{outside}{ROOT_PATH}{path}"):
            # Gradio names its manifest from the top of the host, whatever the path.
            if link.startswith(outside) and urlsplit(link).path != "/manifest.json":
                assert link.startswith(f"{outside}{ROOT_PATH}/"), f"{link} on {path}"
                seen.add(link.removeprefix(outside))
    assert len(seen) > 10
    for link in seen:
        assert behind_proxy.get(link).status_code == 200, link


def test_the_path_alone_leads_to_the_page(narrow: str) -> None:
    response = httpx.get(f"{narrow}{ROOT_PATH}", timeout=60, trust_env=False)
    assert response.status_code == 307
    assert response.headers["location"] == f"{ROOT_PATH}/"


def test_gradio_finds_its_way_below_a_path(behind_proxy: httpx.Client) -> None:
    page = behind_proxy.get(f"{ROOT_PATH}/").text
    found = re.search(r"window\.gradio_config = (\{.*?\});</script>", page)
    assert found
    root = urlsplit(json.loads(found.group(1))["root"])
    assert root.scheme == "https", "the proxy said that the browser came over HTTPS"
    assert (root.netloc, root.path) == (behind_proxy.base_url.netloc.decode(), ROOT_PATH)


def test_an_exported_link_leads_back_through_the_proxy(
    behind_proxy: httpx.Client, answer: dict[str, Any]
) -> None:
    response = behind_proxy.post(f"{ROOT_PATH}/api/export?format=md", json={"answers": [answer]})
    assert response.status_code == 200, response.text
    host = behind_proxy.base_url.netloc.decode()
    (link, *_) = re.findall(r"<(https?://[^>]+)>", response.text)
    assert link.startswith(f"https://{host}{ROOT_PATH}/kilde/")
    assert behind_proxy.get(link.replace("https:", "http:")).status_code == 200
