"""What the atlas uses of Streamlit beyond its documented face is where it was, and takes the same."""

import ast
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from streamlit import config

from atlas.ui import inside_streamlit

ATLAS = Path(inside_streamlit.__file__).parents[1]
ROOT = Path(__file__).resolve().parents[2]
# Of modules that are imported whole.
PACKAGES = {"streamlit", "streamlit.web", "streamlit.web.server.starlette"}
# Documented, and kept by Streamlit as long as its major version.
PUBLIC = {"streamlit", "streamlit.components.v1", "streamlit.delta_generator"}

# Module, name, and what it must take.
USED = [
    ("streamlit.emojis", "ALL_EMOJIS", None),
    ("streamlit.config", "get_config_files", {"file_name"}),
    ("streamlit.config", "get_config_options", {"force_reparse", "options_from_flags"}),
    ("streamlit.net_util", "get_external_ip", set()),
    ("streamlit.runtime", "get_instance", set()),
    ("streamlit.runtime", "Runtime.is_active_session", {"session_id"}),
    ("streamlit.runtime", "Runtime.close_session", {"session_id"}),
    ("streamlit.runtime", "Runtime.media_file_mgr", None),
    ("streamlit.runtime", "Runtime.uploaded_file_mgr", None),
    (
        "streamlit.runtime.media_file_manager",
        "MediaFileManager.add",
        {"path_or_data", "mimetype", "coordinates"},
    ),
    ("streamlit.runtime.media_file_manager", "MediaFileManager.remove_orphaned_files", set()),
    ("streamlit.runtime.pages_manager", "PagesManager.uses_pages_directory", None),
    ("streamlit.runtime.scriptrunner", "get_script_run_ctx", set()),
    ("streamlit.runtime.scriptrunner", "ScriptRunContext.session_id", None),
    ("streamlit.web.bootstrap", "load_config_options", {"flag_options"}),
    ("streamlit.web.bootstrap", "run", {"main_script_path", "is_hello", "args", "flag_options"}),
    ("streamlit.web.server.starlette.starlette_server", "_get_uvicorn_config_kwargs", set()),
    ("streamlit.web.server.starlette.starlette_server", "create_starlette_app", {"runtime"}),
    (
        "streamlit.web.server.starlette.starlette_auth_routes",
        "_create_streamlit_oauth_class",
        {"starlette_client"},
    ),
    ("uvicorn", "Config", {"timeout_graceful_shutdown"}),
    ("streamlit.web.server.server_util", "net_util.get_external_ip", set()),
]
OPTIONS = (
    "server.address",
    "server.allowedHosts",
    "server.baseUrlPath",
    "server.disconnectedSessionTTL",
    "server.headless",
    "server.port",
    "secrets.files",
)


@pytest.mark.parametrize(
    ("module", "path", "takes"), USED, ids=[f"{module}:{path}" for module, path, _ in USED]
)
def test_it_is_where_it_was(module, path, takes):
    found = import_module(module)
    for name in path.split("."):
        declared = {
            key for kind in getattr(found, "__mro__", ()) for key in getattr(kind, "__annotations__", {})
        }
        if name in declared and not hasattr(found, name):  # a field of a dataclass
            return
        found = getattr(found, name)
    if takes is not None:
        assert takes <= inspect.signature(found).parameters.keys()


@pytest.mark.parametrize("name", OPTIONS)
def test_the_option_is_called_so(name):
    assert name in config.get_config_options()


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            whole = [f"{node.module}.{one.name}" for one in node.names]
            # `from streamlit import config` reaches a module, `from streamlit.runtime import …` a name.
            yield from whole if node.module in PACKAGES else [node.module]


def test_nothing_else_of_the_atlas_reaches_there():
    files = [*ATLAS.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "streamlit_app.py"]
    inside = {
        path.relative_to(ROOT).as_posix(): sorted(found)
        for path in files
        if (found := {name for name in imported(path) if name.split(".")[0] == "streamlit"} - PUBLIC)
    }
    assert inside.keys() == {"atlas/ui/inside_streamlit.py"}


def test_what_the_list_above_names_is_what_the_module_imports():
    named = {module for module, _, _ in USED}
    reached = {name for name in imported(Path(inside_streamlit.__file__)) if name.startswith("streamlit.")}
    assert reached <= named


def test_a_strangers_page_is_refused_without_asking_a_third_party():
    # In a process of its own, for it changes Streamlit.
    script = (
        "import requests; requests.get = lambda *_, **__: print('ASKED');"
        "from atlas.ui import inside_streamlit; from atlas import settings;"
        "inside_streamlit.bootstrap.run = lambda *_, **__: None;"
        "inside_streamlit.run(settings.APP_FOLDER / 'streamlit_app.py', {}, lambda app: app);"
        "from streamlit.web.server.server_util import is_url_from_allowed_origins as allowed;"
        "print(allowed('https://elsewhere.example'), allowed('http://localhost:8501'))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]
