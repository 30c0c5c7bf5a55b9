"""Lines to other websites that can be cut when their time is up."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Any, Self

import requests
import urllib3
from requests.adapters import HTTPAdapter


class Watch:
    """Cuts the line when a request has taken its time, however busy the other side looks.

    The time that ``requests`` can be given is for one read alone, so a server that sends a
    byte now and then could hold us for ever.
    """

    here = threading.local()

    def __init__(self, seconds: float) -> None:
        self.over = False
        self.lines: list[socket.socket] = []
        self.lock = threading.Lock()
        self.timer = threading.Timer(seconds, self.cut)
        self.timer.daemon = True

    def __enter__(self) -> Self:
        Watch.here.watch = self
        self.timer.start()
        return self

    def __exit__(self, *problem: object) -> None:
        Watch.here.watch = None
        self.timer.cancel()
        with self.lock:
            for line in self.lines:
                line.close()
            self.lines.clear()

    def hold(self, line: socket.socket) -> None:
        """Remember a line that was opened. A copy is kept: a safe line takes over the first."""
        with self.lock:
            self.lines.append(line.dup())
        if self.over:
            self.cut()

    def cut(self) -> None:
        self.over = True
        with self.lock:
            for line in self.lines:
                with suppress(OSError):  # where it is gone already
                    line.shutdown(socket.SHUT_RDWR)


def _held(line: socket.socket) -> socket.socket:
    watch = getattr(Watch.here, "watch", None)
    if watch is not None:
        watch.hold(line)
    return line


class _Line(urllib3.connection.HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _held(super()._new_conn())


class _SafeLine(urllib3.connection.HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _held(super()._new_conn())


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Line


class _SafePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SafeLine


class Session(requests.Session):
    """Leaves redirects to us: it would read the whole body of each, however long that is."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        del resp


class Adapter(HTTPAdapter):
    """Opens lines that the watch can cut."""

    def init_poolmanager(self, *given: Any, **settings: Any) -> None:
        super().init_poolmanager(*given, **settings)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SafePool}

    def proxy_manager_for(self, proxy: str, **settings: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **settings)
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _SafePool}
        return manager
