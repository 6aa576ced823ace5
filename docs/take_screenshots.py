"""Take the pictures of the page in `docs/screenshots/`, light and dark, from the bundled example reports.

python docs/take_screenshots.py        needs Debian's `chromium` and `pip install playwright`
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

PICTURES = Path(__file__).parent / "screenshots"
PORT = 8799
ADDRESS = f"http://127.0.0.1:{PORT}"
SIZE = {"width": 1280, "height": 900}


def main() -> None:
    """Read the examples into a ledger of their own, serve it, take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        settings = os.environ | {"SAYSO_LEDGER": f"{folder}/sayso.db"}
        sayso = [sys.executable, "-c", "from sayso.interfaces.cli import main; main()"]
        subprocess.run([*sayso, "demo"], env=settings, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([*sayso, "serve", "--port", str(PORT)], env=settings)
        try:
            _wait()
            with sync_playwright() as player:
                browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                for theme in ("light", "dark"):
                    _take(browser, theme)
        finally:
            server.terminate()
            server.wait()


def _wait() -> None:
    for _ in range(100):
        try:
            urlopen(f"{ADDRESS}/api/health").close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"the server at {ADDRESS} does not answer")


def _take(browser: Browser, theme: str) -> None:
    page = browser.new_page(viewport=SIZE, locale="de-DE", color_scheme=theme)  # type: ignore[arg-type]
    page.goto(ADDRESS)
    page.screenshot(path=PICTURES / f"start-{theme}.png")
    page.goto(f"{ADDRESS}/reports")
    page.locator('main a[href*="/reports/"]').last.click()
    page.locator("p.paragraph mark").first.click()
    page.locator(".card.here").wait_for()
    page.screenshot(path=PICTURES / f"report-{theme}.png")
    claims = page.request.get(f"{ADDRESS}/api/claims").json()["items"]
    page.goto(f"{ADDRESS}/claims/{max(claims, key=lambda claim: len(claim['positions']))['id']}")
    page.screenshot(path=PICTURES / f"claim-{theme}.png")
    page.goto(f"{ADDRESS}/parties/RU")
    page.screenshot(path=PICTURES / f"party-{theme}.png")
    page.goto(f"{ADDRESS}/search?q=Soldaten")
    page.screenshot(path=PICTURES / f"search-{theme}.png")
    page.close()


if __name__ == "__main__":
    main()
