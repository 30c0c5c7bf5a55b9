"""Lines to other websites that can be cut when their time is up."""

from __future__ import annotations

import ipaddress
import socket
import threading
from contextlib import suppress
from typing import Any, Self

import requests
import urllib3
from requests.adapters import HTTPAdapter

from link_check.hosts import is_inner


class Watch:
    """Cuts the line when a request has taken its time, however busy the other side looks.

    The time that ``requests`` can be given is for one read alone, so a server that sends a
    byte now and then could hold us for ever.

    ``inward`` lets lines lead into a private network too.
    """

    here = threading.local()

    def __init__(self, seconds: float, *, inward: bool = False) -> None:
        self.over = False
        self.inward = inward
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


class InwardError(OSError):
    """A line that leads into a private network; nothing was sent through it."""


def _held(line: socket.socket, *, through_a_proxy: bool) -> socket.socket:
    """The line, once it is known where it leads and the watch can cut it.

    What an address looks like does not tell: a name can lead anywhere, and another place each
    time. So the other end is asked, before anything is sent. A proxy may stand inside.
    """
    watch = getattr(Watch.here, "watch", None)
    if watch is None:
        return line
    if not (watch.inward or through_a_proxy):
        other_end = ipaddress.ip_address(line.getpeername()[0])
        if is_inner(other_end):
            line.close()
            raise InwardError(f"{other_end} is in a private network")
    watch.hold(line)
    return line


class _Line(urllib3.connection.HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _held(super()._new_conn(), through_a_proxy=self.proxy is not None)


class _SafeLine(urllib3.connection.HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _held(super()._new_conn(), through_a_proxy=self.proxy is not None)


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Line


class _SafePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SafeLine


class Session(requests.Session):
    """Leaves redirects to us: it would read the whole body of each, however long that is.

    ``inward`` says whether it may ask in a private network.
    """

    inward = False

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
