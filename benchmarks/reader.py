"""A reader of the app without a browser: Streamlit's own messages over its websocket.

Used by `bench_load.py`, and by the tests of an installed atlas. What a browser would draw is parsed and put
away.
"""

import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any, Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 120
_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)


class Reader:
    """One tab of a browser.

    Attributes
    ----------
    widgets
        Id of each widget that was shown so far, by its key and by its label.
    faults
        Messages of errors that a page showed.
    received
        Bytes that the server sent.
    """

    def __init__(self, address: str, socket: ClientConnection) -> None:
        self.widgets: dict[str, str] = {}
        self.faults: list[str] = []
        self.received = 0
        self._address = address
        self._socket = socket
        self._session = ""
        self._page = self._query = ""
        self._pages: dict[str, str] = {}
        # What a browser keeps of the last run, and asks not to be sent again.
        self._kept: set[str] = set()
        self._states: dict[str, WidgetState] = {}

    @classmethod
    @contextmanager
    def visit(cls, address: str) -> Iterator[Self]:
        """Open a tab, and close it in the end."""
        stream = f"ws{address.removeprefix('http').rstrip('/')}/_stcore/stream"
        asked = urlsplit(address)
        with connect(
            stream,
            origin=Origin(f"{asked.scheme}://{asked.netloc}"),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            compression=None,
            proxy=None,
        ) as socket:
            yield cls(address, socket)

    def open(self, page: str = "", query: str = "") -> None:
        """Open a page by its address, the map by default; a page of an open tab by the navigation."""
        known = self._pages.get(page, "")
        self._states = {}
        self._page, self._query = known, query
        self._run(ClientState(page_name="" if known else page))

    def address(self, query: str) -> None:
        """Give the open page another address, as "Back" does."""
        self._query = query
        self._run(ClientState())

    def press(self, name: str) -> None:
        """Press a button, given by key or label."""
        self.set(name, trigger_value=True)
        del self._states[self.widgets[name]]

    def set(self, name: str, **value: Any) -> None:  # noqa: ANN401 - whatever the widget takes
        """Change a widget, given by key or label; `value` names a field of Streamlit's `WidgetState`."""
        identifier = self.widgets[name]
        self._states[identifier] = WidgetState(id=identifier, **value)
        self._run(ClientState())

    def upload(self, name: str, file: str, content: bytes) -> None:
        """Give a file to an uploader, through the server's real endpoint."""
        urls, headers, head, foot = self.parcel(file)
        request = urllib.request.Request(  # noqa: S310 - the server that this benchmark started
            f"{self._address}{urls.upload_url.lstrip('/')}",
            data=head + content + foot,
            method="PUT",
            headers=headers,
        )
        urllib.request.urlopen(request, timeout=PATIENCE).close()  # noqa: S310 - see above
        given = {"file_id": urls.file_id, "name": file, "size": len(content), "file_urls": urls}
        self.set(name, file_uploader_state_value={"uploaded_file_info": [given]})

    def parcel(self, file: str) -> tuple[FileURLs, dict[str, str], bytes, bytes]:
        """Return where an upload goes, its headers, and what stands before and after the file."""
        boundary, cookie = uuid.uuid4().hex, self._cookie()
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file}"\r\n\r\n'
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Cookie": f"_streamlit_xsrf={cookie}",
            "X-Xsrftoken": cookie,
        }
        return self._urls(file), headers, head.encode(), f"\r\n--{boundary}--\r\n".encode()

    def _urls(self, file: str) -> FileURLs:
        message = BackMsg()
        message.file_urls_request.request_id = uuid.uuid4().hex
        message.file_urls_request.session_id = self._session
        message.file_urls_request.file_names.append(file)
        self._socket.send(message.SerializeToString())
        while (answer := self._next()).WhichOneof("type") != "file_urls_response":
            pass
        return answer.file_urls_response.file_urls[0]

    def _cookie(self) -> str:
        with urllib.request.urlopen(f"{self._address}_stcore/health", timeout=PATIENCE) as answer:  # noqa: S310
            return SimpleCookie(answer.headers["Set-Cookie"])["_streamlit_xsrf"].value

    def _run(self, state: ClientState) -> None:
        """Ask for a run and wait until all of it is here."""
        state.query_string, state.page_script_hash = self._query, self._page
        state.widget_states.widgets.extend(self._states.values())
        state.cached_message_hashes.extend(self._kept)
        state.context_info.timezone = "Europe/Paris"
        self._kept = set()
        self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        while (message := self._next()).WhichOneof("type") != "script_finished" or (
            message.script_finished not in _DONE
        ):
            self._take(message)

    def _next(self) -> ForwardMsg:
        data = self._socket.recv(timeout=PATIENCE)
        self.received += len(data)
        return ForwardMsg.FromString(data)

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._session = message.new_session.initialize.session_id or self._session
        elif kind == "navigation":
            self._page = message.navigation.page_script_hash
            self._pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "ref_hash":
            self._kept.add(message.ref_hash)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            if message.metadata.cacheable:
                self._kept.add(message.hash)
            self._see(message.delta.new_element)

    def _see(self, element: Any) -> None:  # noqa: ANN401 - Streamlit's `Element`
        kind = element.WhichOneof("type")
        shown = getattr(element, kind)
        if kind == "exception":
            self.faults.append(shown.message)
        elif kind == "alert" and shown.format == shown.ERROR:
            self.faults.append(shown.body)
        identifier = str(getattr(shown, "id", ""))
        # A widget's id is `$$ID-hash-key`.
        if identifier.startswith("$$ID-"):
            self.widgets[identifier.split("-", 2)[2]] = identifier
            self.widgets[str(getattr(shown, "label", ""))] = identifier
