"""The page in a real browser: silent, alone, usable with the keyboard, on a phone and on paper."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.pictures import counted
from tests.batch.test_report import ABOUT, rows
from triage.batch.report import page
from triage.kb.types import Knowledge

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip
A4 = {"paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": True, "printBackground": True}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    binary = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if not (binary and driver):
        pytest.skip("tidak ada chromium dan chromedriver: halaman laporan tidak diuji di peramban")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = binary
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    opened = webdriver.Chrome(options=options, service=Service(driver))
    yield opened
    opened.quit()


@pytest.fixture(scope="module")
def address(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("report") / "laporan.html"
    path.write_text(page(counted(rows(200)), knowledge, ABOUT), encoding="utf-8")
    return path.as_uri()


def opened(browser: Any, address: str, width: int) -> Any:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": False}
    )
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(address)
    return browser


def test_nothing_is_said_on_the_console_and_nothing_is_asked_of_the_network(browser: Any, address: str) -> None:
    opened(browser, address, 1100)
    assert browser.get_log("browser") == []
    asked = [
        entry["message"] for entry in browser.get_log("performance") if "Network.requestWillBeSent" in entry["message"]
    ]
    urls = {url for message in asked for url in re.findall(r'"request":\{.*?"url":"([^"]+)"', message)}
    assert {url for url in urls if not url.startswith("data:")} == {address}
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0


@pytest.mark.parametrize("width", [360, 768, 1100])
def test_nothing_sticks_out_at_any_width(browser: Any, address: str, width: int) -> None:
    opened(browser, address, width)
    out = browser.execute_script(
        "return [...document.querySelectorAll('main *:not(g)')].filter(x => x.getBoundingClientRect().right > innerWidth + 1)"
        ".map(x => x.tagName + ' ' + x.textContent + Math.round(x.getBoundingClientRect().right))"
    )
    assert out == []
    assert browser.execute_script("return document.documentElement.scrollWidth") == width


def test_letters_stay_readable_on_a_phone(browser: Any, address: str) -> None:
    opened(browser, address, 360)
    heights = browser.execute_script(
        "return [...document.querySelectorAll('figure svg[role=img] text')].map(x => x.getBoundingClientRect().height)"
    )
    assert len(heights) > 20
    assert min(heights) >= 10
    smallest = "return Math.min(...[...document.querySelectorAll('td, th, p, li')].map(x => parseFloat(getComputedStyle(x).fontSize)))"
    assert browser.execute_script(smallest) >= 12


def test_the_keyboard_reaches_every_section_and_shows_where_it_is(browser: Any, address: str) -> None:
    from selenium.webdriver.common.keys import Keys

    opened(browser, address, 360)
    body = browser.find_element("css selector", "body")
    sections = [section.get_attribute("id") for section in browser.find_elements("css selector", "section")]
    reached = []
    for _ in sections:
        body.send_keys(Keys.TAB)
        focused = browser.switch_to.active_element
        assert "solid" in focused.value_of_css_property("outline-style")
        reached.append(focused.get_attribute("href").rpartition("#")[2])
    assert reached == sections
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.current_url.endswith(f"#{sections[-1]}")
    assert browser.execute_script("return scrollY") > 0


def test_a_screen_reader_meets_named_pictures_and_tables(browser: Any, address: str) -> None:
    opened(browser, address, 1100)
    browser.execute_cdp_cmd("Accessibility.enable", {})
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    told = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes if not n["ignored"]]
    pictures = [name for role, name in told if role in ("image", "img")]
    tables = [name for role, name in told if role == "table"]
    assert len(pictures) == 5
    assert all(name.startswith("Grafik ") for name in pictures)
    assert len(tables) >= 9
    assert all(tables), tables
    assert next(name for role, name in told if role == "heading").startswith("Gambaran aduan")


def test_urgencies_differ_for_an_eye_that_sees_no_colour(browser: Any, address: str) -> None:
    opened(browser, address, 1100)
    browser.execute_cdp_cmd("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    looks = set()
    for i in range(3):
        box = browser.execute_script(
            "const r = document.querySelector('.tanda').children[arguments[0]].querySelector('svg').getBoundingClientRect();"
            "return {x: Math.ceil(r.x + scrollX), y: Math.ceil(r.y + scrollY), width: 20, height: 10, scale: 1}",
            i,
        )
        looks.add(
            browser.execute_cdp_cmd("Page.captureScreenshot", {"clip": box, "captureBeyondViewport": True})["data"]
        )
    browser.execute_cdp_cmd("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    assert len(looks) == 3


def test_it_prints_on_a4_without_the_links(browser: Any, address: str) -> None:
    opened(browser, address, 1100)
    pdf = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", A4)["data"])
    sizes = {tuple(round(float(n)) for n in box.split()) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)}
    assert {(0, 0, 595, 842), (0, 0, 594, 841), (0, 0, 595, 841), (0, 0, 594, 842)} >= sizes
    assert sizes
    assert 2 <= len(re.findall(rb"/Type /Page\b", pdf)) <= 8
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not browser.find_element("css selector", "nav").is_displayed()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
