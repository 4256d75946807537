"""Run with: python3 -m unittest"""

import io
import types
import unittest
import zipfile

import hub
import unzip

LIMITS = types.SimpleNamespace(
    entries_max=3, entry_bytes_max=1_000, total_bytes_max=1_500, input_bytes_max=10_000, depth_max=2
)


def zipped(**files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "/"), content)
    return target.getvalue()


def task(content, depth=1):
    step = {"author": {"name": "a"}, "action": "sourced", "sha256": "s", "timestamp": "t"}
    stream = {"label": "content", "sha256": "s", "size": len(content)}
    entity = {"sha256": "s", "datastreams": [stream], "features": [], "info": {}}
    source = {"name": "testing", "path": [step] * depth}
    return {"kafka_key": "k", "dequeued": "d", "source": source, "entity": entity}


class KeptHub:
    """Stands for the hub: one content, and what was published."""

    name, version = "Unzip", "1"

    def __init__(self, content):
        self.content = content
        self.published = []

    def download(self, source, label, sha256, first_bytes=0):
        if self.content is None:
            raise hub.HubError(404, "not found")
        return self.content[:first_bytes] if first_bytes else self.content

    def upload(self, source, label, content):
        return {"label": label, "sha256": content.hex(), "size": len(content)}

    def publish(self, model, event):
        self.published.append((model, event))


class UnzipTest(unittest.TestCase):
    def status_of(self, content, depth=1):
        kept = KeptHub(content)
        unzip.Unzip(kept, LIMITS).work(task(content or b"?", depth))
        ((model, event),) = kept.published
        self.assertEqual("status", model)
        self.assertEqual("d", event["entity"]["input"]["dequeued"])
        self.assertEqual({"sha256"}, set(event["entity"]["input"]["entity"]))
        return event["entity"]

    def test_publishes_each_distinct_entry_once(self):
        entity = self.status_of(zipped(a=b"one", d_b=b"two", c=b"one"))

        self.assertEqual("completed", entity["status"])
        names = [child["source"]["path"][-1]["filename"] for child in entity["results"]]
        self.assertEqual(["a", "d/b"], names)
        for child in entity["results"]:
            self.assertEqual("extracted", child["action"])
            self.assertEqual(2, len(child["source"]["path"]))

    def test_completes_empty_without_files(self):
        self.assertEqual("opt-out", self.status_of(b"PK\x05\x06" + bytes(18))["status"])
        self.assertEqual("completed-empty", self.status_of(zipped(d_=b""))["status"])

    def test_opts_out_of_what_it_does_not_open(self):
        for content, depth in ((b"text", 1), (zipped(a=b"x"), 3), (bytes(10_001), 1)):
            self.assertEqual("opt-out", self.status_of(content, depth)["status"])

    def test_opts_out_of_encrypted_archives(self):
        content = bytearray(zipped(a=b"x"))
        content[content.index(b"PK\x01\x02") + 8] |= 1
        self.assertEqual("opt-out", self.status_of(bytes(content))["status"])

    def test_refuses_bombs(self):
        for content in (
            zipped(a=bytes(1_001)),
            zipped(a=bytes(900), b=bytes(900)),
            zipped(a=b"1", b=b"2", c=b"3", d=b"4"),
        ):
            entity = self.status_of(content)
            self.assertEqual("error-input", entity["status"])
            self.assertIn(unzip.BOMB, entity["message"])
            self.assertNotIn("results", entity)

    def test_reports_damage_and_missing_content(self):
        whole = zipped(a=b"content " * 50)
        damaged = bytearray(whole)
        damaged[40] ^= 0xFF
        self.assertEqual("error-input", self.status_of(whole[: len(whole) // 2])["status"])
        self.assertEqual("error-input", self.status_of(bytes(damaged))["status"])
        self.assertEqual("error-input", self.status_of(None)["status"])


class MultipartTest(unittest.TestCase):
    def test_finds_the_parts(self):
        body = b"".join(
            b'--B\r\nContent-Disposition: form-data; name="%s"; filename="f"\r\n\r\n%s\r\n' % part
            for part in ((b"info", b'{"filtered":0}'), (b"events", b'{"events":[]}'))
        )
        self.assertEqual(
            {"info": b'{"filtered":0}', "events": b'{"events":[]}'},
            hub.parts_of("B", body + b"--B--\r\n"),
        )


if __name__ == "__main__":
    unittest.main()
