"""The hub over plain HTTP: pull tasks, fetch and keep content, publish events."""

import json
import random
import time
import urllib.error
import urllib.parse
import urllib.request

ATTEMPTS_MAX = 8
WAIT_SECONDS_MAX = 30.0
REQUEST_TIMEOUT_SECONDS = 90


class HubError(Exception):
    """The hub refused a request, or could not be reached however often it was tried."""

    def __init__(self, status, text):
        super().__init__(f"HTTP {status}: {text}" if status else text)
        self.status = status


class Hub:
    """One hub, seen by one plugin."""

    def __init__(self, url, content_url, name, version):
        self.url = url.rstrip("/")
        self.content_url = content_url.rstrip("/")
        self.name = name
        self.version = version

    def pull(self, count, deadline_seconds):
        """Takes up to `count` tasks; (events, filtered) after at most the deadline."""
        query = urllib.parse.urlencode(
            {
                "name": self.name,
                "version": self.version,
                "r-expedite": "true",
                "r-live": "true",
                "r-historic": "true",
                "r-content": "true",
                "count": count,
                "deadline": deadline_seconds,
            }
        )
        headers, body = self._ask("GET", f"{self.url}/api/v2/event/binary/active?{query}")
        parts = parts_of(headers.get_boundary(), body)
        return json.loads(parts["events"])["events"], json.loads(parts["info"])["filtered"]

    def publish(self, model, event):
        """Publishes one event and returns when it is durable."""
        query = urllib.parse.urlencode({"model": model, "sync": "true"})
        body = json.dumps([event]).encode()
        _, answer = self._ask("POST", f"{self.url}/api/v2/event?{query}", body)
        failures = json.loads(answer)["failures"]
        if failures:
            raise HubError(0, f"the hub refused the event: {failures[0]['error']}")

    def download(self, source, label, sha256, first_bytes=0):
        """The content, or only its first bytes."""
        headers = {"Range": f"bytes=0-{first_bytes - 1}"} if first_bytes else {}
        _, body = self._ask("GET", f"{self._stream(source, label)}/{sha256}", None, headers)
        return body

    def upload(self, source, label, content):
        """Keeps the content and returns its datastream record."""
        _, answer = self._ask("POST", self._stream(source, label), content)
        return {**json.loads(answer)["data"], "label": label}

    def _stream(self, source, label):
        return f"{self.content_url}/api/v3/stream/{urllib.parse.quote(source, '')}/{label}"

    @staticmethod
    def _ask(method, url, body=None, headers=None):
        """Asks; a busy hub (503, 429) and a broken connection are asked again, later and later."""
        headers = {"Content-Type": "application/octet-stream", **(headers or {})}
        for attempt in range(1, ATTEMPTS_MAX + 1):
            request = urllib.request.Request(url, body, headers, method=method)
            wait_seconds = min(WAIT_SECONDS_MAX, 0.2 * 2**attempt) * random.uniform(0.5, 1)
            try:
                with urllib.request.urlopen(request, timeout=REQUEST_TIMEOUT_SECONDS) as answer:
                    return answer.headers, answer.read()
            except urllib.error.HTTPError as refusal:
                text = refusal.read(500).decode("utf-8", "replace")
                if refusal.code not in (429, 503) or attempt == ATTEMPTS_MAX:
                    raise HubError(refusal.code, text) from refusal
                asked = refusal.headers.get("Retry-After", "")
                if asked.isdigit():
                    wait_seconds = max(wait_seconds, min(WAIT_SECONDS_MAX, int(asked)))
            except OSError as failure:
                if attempt == ATTEMPTS_MAX:
                    raise HubError(0, f"{method} {url}: {failure}") from failure
            time.sleep(wait_seconds)
        raise AssertionError("unreachable: the last attempt returns or raises")


def parts_of(boundary, body):
    """The parts of a multipart answer by their names."""
    parts = {}
    for part in body.split(b"--" + boundary.encode()):
        head, separator, content = part.partition(b"\r\n\r\n")
        if separator:
            name = head.split(b'name="', 1)[1].split(b'"', 1)[0].decode()
            parts[name] = content[:-2]
    return parts
