"""Calls of a web application in this process, as a client over a network would make them."""

from __future__ import annotations

import asyncio
from typing import Any, final

import httpx
from attrs import frozen


@final
@frozen
class Caller:
    """A client of one application."""

    app: Any

    def get(self, path: str) -> httpx.Response:
        """What the application answers to a question."""
        return self._call("GET", path)

    def post(self, path: str, **parts: Any) -> httpx.Response:
        """What it answers to something that is posted."""
        return self._call("POST", path, **parts)

    def _call(self, method: str, path: str, **parts: Any) -> httpx.Response:
        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, path, **parts)

        return asyncio.run(call())
