#!/usr/bin/env python3
"""A plugin that opens zip and jar files: every entry becomes an event of its own.

Needs Python 3.9 and nothing else. One process is one worker; start as many as you like with the
same name and version, they share the work.
"""

import argparse
import io
import sys
import time
import zipfile
import zlib
from datetime import datetime, timezone

from hub import Hub, HubError

BOMB = "more than the limits allow"
ZIP_MAGIC = b"PK\x03\x04"
PULL_SECONDS = 2


class Refused(Exception):
    """An input that this plugin does not open; says the status to answer with."""

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


class Unzip:
    """Works on one event at a time and answers each with exactly one status."""

    def __init__(self, hub, limits):
        self.hub = hub
        self.limits = limits
        self.author = {"name": hub.name, "version": hub.version, "category": "plugin"}
        self.results = 0

    def register(self):
        """Says once who this plugin is and what it finds."""
        feature = {"name": "filename", "type": "filepath", "desc": "the entry's path"}
        entity = {**self.author, "description": "opens zip and jar files", "features": [feature]}
        self.hub.publish("plugin", self.envelope(entity=entity))

    def envelope(self, **members):
        """What every event has."""
        return {
            "model_version": 6,
            "kafka_key": "set-by-the-hub",
            "timestamp": now(),
            "author": self.author,
            **members,
        }

    def work(self, event):
        """Unpacks one event's content and publishes the status; returns what to log."""
        begin = time.monotonic()
        entity, results = {}, []
        try:
            results = self.unpack(event)
            entity["status"] = "completed" if results else "completed-empty"
        except Refused as refusal:
            entity = {"status": refusal.status, "message": str(refusal)}
        except HubError as failure:
            status = "error-input" if failure.status == 404 else "error-network"
            entity = {"status": status, "error": "no content", "message": str(failure)}
        except Exception as defect:  # whatever it is: a task without a status comes back for ever
            entity = {"status": "error-exception", "error": repr(defect)[:200]}
        entity["runtime"] = round(time.monotonic() - begin, 6)
        entity["input"] = stripped(event)
        if results:
            entity["results"] = results
        self.hub.publish("status", self.envelope(entity=entity))
        self.results += len(results)
        return entity["status"], len(results)

    def unpack(self, event):
        """The events of the entries; raises Refused for what is not for this plugin."""
        if len(event["source"]["path"]) > self.limits.depth_max:
            raise Refused("opt-out", f"deeper than {self.limits.depth_max}")
        stream = next(s for s in event["entity"]["datastreams"] if s["label"] == "content")
        if stream.get("size", 0) > self.limits.input_bytes_max:
            raise Refused("opt-out", "the file is too large")
        source = event["source"]["name"]
        if self.hub.download(source, "content", stream["sha256"], 4) != ZIP_MAGIC:
            raise Refused("opt-out", "not a zip file")
        content = self.hub.download(source, "content", stream["sha256"])
        children = {}
        for filename, entry in entries(content, self.limits):
            datastream = self.hub.upload(source, "content", entry)
            child = self.child(event, filename, datastream)
            children.setdefault(datastream["sha256"], child)
        return list(children.values())

    def child(self, parent, filename, datastream):
        """The event of one entry: the parent's history and one step more."""
        step = {
            "author": self.author,
            "action": "extracted",
            "sha256": datastream["sha256"],
            "timestamp": now(),
            "relationship": {"action": "extracted"},
            "filename": filename,
            "size": datastream["size"],
        }
        source = {**parent["source"], "path": parent["source"]["path"] + [step]}
        copied = ("sha256", "sha512", "sha1", "md5", "ssdeep", "tlsh", "size", "mime", "magic")
        entity = {key: datastream[key] for key in copied if datastream.get(key)}
        for key in ("file_format", "file_extension"):
            if datastream.get(key):
                entity[key] = datastream[key]
        if datastream.get("file_format"):
            step["file_format"] = datastream["file_format"]
        entity["features"] = [{"name": "filename", "type": "filepath", "value": filename}]
        entity["datastreams"] = [datastream]
        return self.envelope(action="extracted", source=source, entity=entity)


def entries(content, limits):
    """Yields (name, bytes) of each file; what is read counts, not what the headers claim."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            if len(files) > limits.entries_max:
                raise Refused("error-input", f"{len(files)} entries: {BOMB}")
            total_bytes = 0
            for info in files:
                if info.flag_bits & 1:
                    raise Refused("opt-out", "encrypted")
                with archive.open(info) as stream:
                    entry = stream.read(limits.entry_bytes_max + 1)
                total_bytes += len(entry)
                if len(entry) > limits.entry_bytes_max or total_bytes > limits.total_bytes_max:
                    raise Refused("error-input", f"{info.filename}: {BOMB}")
                if entry:
                    yield info.filename[:4000], entry
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as damaged:
        raise Refused("error-input", f"damaged: {damaged}") from damaged


def stripped(event):
    """The input as a status echoes it."""
    large = ("features", "datastreams", "info")
    entity = {key: value for key, value in event["entity"].items() if key not in large}
    return {**event, "entity": entity}


def now():
    return datetime.now(timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")


def say(**facts):
    print(" ".join(f"{key}={value}" for key, value in facts.items()), flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8111", help="the hub")
    parser.add_argument("--content-url", help="where content is kept, if not at the hub")
    parser.add_argument("--name", default="Unzip", help="the plugin's name")
    parser.add_argument("--version", default="1", help="a new one sees everything anew")
    parser.add_argument("--idle-seconds", type=float, default=0, help="end after no work; 0: never")
    parser.add_argument("--batch", type=int, default=10, help="tasks per pull")
    parser.add_argument("--depth-max", type=int, default=4, help="steps from the source")
    parser.add_argument("--entries-max", type=int, default=2_000)
    parser.add_argument("--input-bytes-max", type=int, default=256 << 20)
    parser.add_argument("--entry-bytes-max", type=int, default=64 << 20)
    parser.add_argument("--total-bytes-max", type=int, default=512 << 20)
    return parser.parse_args()


def main():
    options = arguments()
    hub = Hub(options.url, options.content_url or options.url, options.name, options.version)
    plugin = Unzip(hub, options)
    plugin.register()
    events = 0
    last_work = time.monotonic()
    while not options.idle_seconds or time.monotonic() - last_work < options.idle_seconds:
        tasks, filtered = hub.pull(options.batch, PULL_SECONDS)
        for task in tasks:
            status, results = plugin.work(task)
            say(plugin=hub.name, event=task["kafka_key"], status=status, results=results)
        events += len(tasks)
        if tasks or filtered:
            last_work = time.monotonic()
    say(plugin=hub.name, done="idle", events=events, results=plugin.results)


if __name__ == "__main__":
    try:
        main()
    except HubError as fatal:
        sys.exit(f"{fatal}")
    except KeyboardInterrupt:
        sys.exit(130)
