"""JupyterLab as a reader sees it: a browser opens a notebook, runs it, and uses the widget.

Without a browser the test is skipped; CI installs one. It works on a copy of the notebooks.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

NOTEBOOK = "00_start_here.ipynb"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",  # in a container there are no user namespaces to build one with
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
]
PATIENCE = 90_000
"""Milliseconds until something counts as broken; a busy machine is slow, not wrong."""
READY = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext"
RUN = """async () => {
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await window.jupyterapp.commands.execute('notebook:run-all-cells');
}"""
RESULTS = """() => {
    const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
    return Array.from({length: cells.length}, (_, place) => cells.get(place))
        .filter(cell => cell.type === 'code')
        .map(cell => ({
            count: cell.executionCount,
            failed: cell.outputs.toJSON().some(output => output.output_type === 'error'),
        }));
}"""
SHOW = """source => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const sources = notebook.widgets.map(cell => cell.model.sharedModel.source);
    return notebook.scrollToItem(sources.indexOf(source), 'start');
}"""


@pytest.fixture(scope="module")
def browser() -> str:
    """The path of a browser."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        pytest.skip(f"no browser is installed (looked for {', '.join(BROWSERS)}); `apt-get install chromium`")
    return found


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab on a copy of the notebooks, with no settings of the user's."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copytree(ROOT / "data" / "articles", folder / "data" / "articles")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {f"JUPYTER_{kind}_DIR": str(folder / kind.lower()) for kind in ("CONFIG", "RUNTIME", "DATA")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    settings = [f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=wortlaut"]
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [*command, *settings, f"--ServerApp.root_dir={folder}"],
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **own, "IPYTHONDIR": str(folder / "ipython")},
        )
    try:
        _wait(f"http://127.0.0.1:{port}/api", server, folder / "lab.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.fail(f"JupyterLab did not start:\n{log.read_text('utf-8')}")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    pytest.fail(f"JupyterLab did not answer:\n{log.read_text('utf-8')}")


def test_a_reader_runs_a_notebook_and_explores_the_article(browser, lab, tmp_path):
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    outside: list[str] = []
    with sync_playwright() as play:
        program = play.chromium.launch(executable_path=browser, args=FLAGS)
        page = program.new_page(viewport={"width": 1300, "height": 1500})
        page.set_default_timeout(PATIENCE)
        local = (lab, lab.replace("http", "ws"), "data:", "blob:")
        page.on("request", lambda asked: None if asked.url.startswith(local) else outside.append(asked.url))
        page.goto(f"{lab}/lab/tree/notebooks/{NOTEBOOK}?reset&token=wortlaut", wait_until="domcontentloaded")
        page.wait_for_function(READY)
        page.evaluate(RUN)

        results = page.evaluate(RESULTS)
        assert [cell["count"] for cell in results] == list(range(1, len(results) + 1))
        assert not any(cell["failed"] for cell in results)

        # Lab draws only the cells in sight; the first widget of the notebook is brought there.
        page.evaluate(SHOW, "analysis.explore(report)")
        widget = page.locator(".jp-OutputArea-output", has=page.locator(".wortlaut-index")).first
        index = widget.locator(".wortlaut-index select")
        index.wait_for()

        names = index.locator("option").count()
        places = widget.locator("mark[data-label=LOC]")
        assert names > 10 and places.count() > 0
        widget.get_by_label("Positions").check()
        widget.get_by_label("Names").uncheck()
        expect(widget.locator("mark[data-label=for]").first).to_be_visible()
        expect(places).to_have_count(0)
        expect(index.locator("option")).not_to_have_count(names)

        index.select_option(index=index.locator("option").count() - 1)
        row = widget.locator("[role=status]")
        expect(row).to_contain_text("rule:")
        framed = widget.locator("mark[style*='outline']").last
        expect(framed).to_have_css("outline-width", "2px")
        expect(framed).to_be_in_viewport()

        # With the keyboard: the index has kept the focus, an arrow key chooses the row above.
        before = row.inner_text()
        page.keyboard.press("ArrowUp")
        expect(row).not_to_have_text(before)
        expect(row).to_contain_text("rule:")

        page.screenshot(path=str(tmp_path / "lab.png"))
        assert (tmp_path / "lab.png").stat().st_size > 20_000
        program.close()
    assert not outside
