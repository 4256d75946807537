"""Packages of Debian, npm and Maven: how they are got, by their own clients as this machine has set them up, and what is in them."""

import bz2
import glob
import gzip
import hashlib
import io
import lzma
import os
import re
import subprocess
import tarfile
import zipfile
import zlib

MEMBER_BYTES_MAX = 8 << 20
MADE_OF = {".gz": gzip, ".bz2": bz2, ".xz": lzma}
DOWNLOAD_SECONDS_MAX = 600


class Package:
    """A row of corpus-packages.tsv: where it comes from, its name, its version and the archive's file."""

    def __init__(self, source, name, version, archive):
        self.source, self.name, self.version, self.archive = source, name, version, archive

    @property
    def key(self):
        return f"{self.source}:{self.name}"

    def folder(self, folder):
        return os.path.join(folder, self.source, re.sub(r"[^\w.+-]", "_", f"{self.name}_{self.version}"))

    def file(self, folder):
        return os.path.join(self.folder(folder), self.archive)

    def fetch(self, folder, apt_options):
        """Whether the archive is there, fetched where it was not."""
        target = self.folder(folder)
        if not os.path.exists(self.file(folder)):
            os.makedirs(target, exist_ok=True)
            subprocess.run(
                ["nice", "-n", "19", *self.command(apt_options)],
                cwd=target,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=DOWNLOAD_SECONDS_MAX,
                check=False,
            )
        return os.path.exists(self.file(folder))

    def command(self, apt_options):
        if self.source == "debian":
            return ["apt-get", "download", *apt_options, f"{self.name}={self.version}"]
        if self.source == "debian-source":
            return ["apt-get", "source", "--download-only", *apt_options, f"{self.name}={self.version}"]
        if self.source == "npm":
            return ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
        plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
        group, artifact = self.name.split(":")[:2]
        rest = self.name.split(":")[2:]
        coordinates = ":".join([group, artifact, self.version, *rest])
        return ["mvn", "-B", "-q", "-ntp", plugin, f"-Dartifact={coordinates}", "-DoutputDirectory=.", "-Dmdep.prependGroupId=true"]


def apt_options(folder):
    """Debian's sources are in lists of their own, made of the ones that this machine has."""
    lists = os.path.join(folder, "apt")
    os.makedirs(os.path.join(lists, "lists", "partial"), exist_ok=True)
    parts = os.path.join(lists, "parts")
    os.makedirs(parts, exist_ok=True)
    for file in glob.glob("/etc/apt/sources.list.d/*") + glob.glob("/etc/apt/sources.list"):
        text = open(file, encoding="utf-8", errors="replace").read()
        if file.endswith(".sources"):
            text = re.sub(r"(?m)^Types: deb$", "Types: deb deb-src", text)
        elif file.endswith(".list"):
            text += re.sub(r"(?m)^deb ", "deb-src ", text)
        else:
            continue
        open(os.path.join(parts, os.path.basename(file)), "w", encoding="utf-8").write(text)
    options = ["-o", "Dir::Etc::SourceList=-", "-o", f"Dir::Etc::SourceParts={parts}"]
    options += ["-o", f"Dir::State::Lists={os.path.join(lists, 'lists')}", "-o", "APT::Sandbox::User=root"]
    subprocess.run(["nice", "-n", "19", "apt-get", "update", "-q", *options], stdout=subprocess.DEVNULL, check=False)
    return options


def members(path):
    """Every file of an archive and the archive itself as (name, bytes); what is packed alone, such as a manual's page, unpacked too."""
    content = open(path, "rb").read()
    yield ".", content
    for name, member in inside(content, os.path.basename(path)):
        if 0 < len(member) <= MEMBER_BYTES_MAX or name.startswith(":"):
            yield name, member
            if name.endswith((".gz", ".svgz")) and not name.endswith((".tar.gz", ".tgz")):
                plain = unpacked(member, ".gz")
                if plain and len(plain) <= MEMBER_BYTES_MAX:
                    yield name + "!", plain


def inside(content, name):
    if content.startswith(b"!<arch>\n"):
        for part, packed in ar(content):
            ending = os.path.splitext(part)[1]
            yield ":" + part, packed
            tar = unpacked(packed, ending) if ending in MADE_OF else packed
            if part.startswith("control.tar"):
                yield ":control.tar", tar
            if part.startswith("data.tar"):
                yield from tarred(tar)
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if not entry.is_dir() and entry.file_size <= MEMBER_BYTES_MAX:
                    yield entry.filename, archive.read(entry)
    else:
        tar = unpacked(content, "." + name.rsplit(".", 1)[1].replace("tgz", "gz"))
        if name.endswith(".tgz"):
            yield ":tar", tar
        yield from tarred(tar)


def tarred(content):
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for entry in archive:
            if entry.isreg() and entry.size <= MEMBER_BYTES_MAX:
                yield entry.name, archive.extractfile(entry).read()


def ar(content):
    at = 8
    while at + 60 <= len(content):
        size = int(content[at + 48 : at + 58])
        yield content[at : at + 16].decode().strip().rstrip("/"), content[at + 60 : at + 60 + size]
        at += 60 + size + size % 2


def unpacked(content, ending):
    try:
        return MADE_OF[ending].decompress(content)
    except (OSError, EOFError, lzma.LZMAError, zlib.error, ValueError):
        return b""


def sha256(content):
    return hashlib.sha256(content).hexdigest()
