"""Makes the corpus that the identifier is judged on, of real files in packages of Debian, npm and Maven.

    corpus.py choose PACKAGES   chooses files out of the packages in that folder, with readers that confirm them, and writes
                                corpus-packages.tsv and corpus.tsv beside corpus-truths.tsv
    corpus.py fetch PACKAGES FILES   fetches the packages that are missing and lays each file of corpus.tsv down under its hash;
                                prints what is gone
    corpus.py make FILES MADE   has writers of Debian's make other formats of some of those files; prints what each is and where it lies
"""

import collections
import fnmatch
import json
import os
import subprocess
import sys
import tempfile

import packages

TABLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "io", "heliograph", "identify", "corpus")
CANDIDATES_PER_PACKAGE = 60
MADE_OF_A_FORMAT = 20
WRITER_SECONDS_MAX = 60


def rows(name):
    with open(os.path.join(TABLES, name), encoding="utf-8") as table:
        return [line.rstrip("\n").split("\t") for line in table if not line.startswith("#")]


def write(name, head, lines):
    with open(os.path.join(TABLES, name), "w", encoding="utf-8") as table:
        table.write(head + "\n" + "".join("\t".join(line) + "\n" for line in lines))


class Truth:
    def __init__(self, cells):
        self.format, patterns, self.reader, self.also, self.most = cells[0], cells[1], cells[2], cells[3], int(cells[4])
        self.row = "\t".join(cells[1:3])
        self.patterns = ["*/" + pattern if pattern[0] not in "*" and ":" not in pattern else pattern for pattern in patterns.split(",")]

    def fits(self, place):
        return any(fnmatch.fnmatchcase(place, pattern) for pattern in self.patterns)


def candidates(package, folder, truths):
    """Of a package and a truth at most so many, spread evenly over it."""
    found = collections.defaultdict(list)
    for name, content in packages.members(package.file(folder)):
        place = f"{package.key}/{name}".lower()
        for truth in truths:
            if truth.fits(place):
                found[truth].append((packages.sha256(content), name, content))
    for truth, files in found.items():
        step = max(1, len(files) // CANDIDATES_PER_PACKAGE)
        yield truth, sorted(files)[::step][:CANDIDATES_PER_PACKAGE]


def confirmed(files, reader):
    if reader == "-":
        return files
    import readers

    return [file for file, good in zip(files, readers.confirm(reader, [content for _, _, content in files])) if good]


def known(package, folder, truths):
    """What readers confirm of a package, by the truth's row; kept beside the archive, so that a second choice reads only what is new."""
    path = package.file(folder) + ".confirmed.json"
    kept = json.load(open(path, encoding="utf-8")) if os.path.exists(path) else {}
    missing = [truth for truth in truths if truth.row not in kept]
    if missing:
        kept.update((truth.row, []) for truth in missing)
        for truth, files in candidates(package, folder, missing):
            kept[truth.row] = [(digest, name) for digest, name, _ in confirmed(files, truth.reader)]
        with open(path, "w", encoding="utf-8") as file:
            json.dump(kept, file)
    return kept


def choose(folder, rows_of_packages):
    truths = [Truth(cells) for cells in rows("corpus-truths.tsv")]
    kept = collections.defaultdict(dict)
    for package in rows_of_packages:
        try:
            for row, files in known(package, folder, truths).items():
                kept[row][package] = files
        except Exception as failure:  # One broken package does not end the choice.
            print(f"{package.key}: {failure}", file=sys.stderr)
    used, chosen, seen = set(), [], set()
    for truth in truths:
        for digest, package, name in evenly(kept[truth.row], truth.most, seen):
            seen.add(digest)
            used.add(package)
            chosen.append((package.key, package.archive, name, digest, truth.format, truth.also))
    write("corpus.tsv", "# Files of the corpus: package; archive; place in it; SHA-256; what it is; what is right too.", sorted(chosen))
    write(
        "corpus-packages.tsv",
        "# Packages of the corpus: source; name; version; file.",
        sorted((p.source, p.name, p.version, p.archive) for p in used),
    )
    for format_, count in sorted(collections.Counter(row[4] for row in chosen).items()):
        print(f"{count}\t{format_}")


def evenly(by_package, most, seen):
    """A file of each package in turn, so that no package is the corpus."""
    queues = [(package, list(files)) for package, files in sorted(by_package.items(), key=lambda entry: entry[0].key)]
    taken, here = 0, set()
    while taken < most and any(files for _, files in queues):
        for package, files in queues:
            while files:
                digest, name = files.pop(0)
                if digest not in seen and digest not in here and "\t" not in name and "\n" not in name:
                    here.add(digest)
                    taken += 1
                    yield digest, package, name
                    break
            if taken == most:
                return


def fetch(folder, target):
    os.makedirs(target, exist_ok=True)
    wanted = collections.defaultdict(dict)
    for key, archive, name, digest, _, _ in rows("corpus.tsv"):
        wanted[(key, archive)][digest] = name
    options = packages.apt_options(folder)
    for source, name, version, archive in rows("corpus-packages.tsv"):
        package = packages.Package(source, name, version, archive)
        missing = {digest for digest in wanted[(package.key, archive)] if not os.path.exists(os.path.join(target, digest))}
        if not missing:
            continue
        if not package.fetch(folder, options):
            print(f"gone\t{package.key}\t{version}")
            continue
        for _, content in packages.members(package.file(folder)):
            digest = packages.sha256(content)
            if digest in missing:
                with open(os.path.join(target, digest), "wb") as file:
                    file.write(content)
                missing.discard(digest)
        for digest in sorted(missing):
            print(f"changed\t{package.key}\t{digest}")


def make(files, target):
    """What writers of Debian's make of files of the corpus; prints what each is and where it lies."""
    for format_, writer, made_of, command in rows("corpus-writers.tsv"):
        sources = sorted(digest for _, _, _, digest, truth, _ in rows("corpus.tsv") if truth == made_of)
        made = 0
        for digest in sources:
            source, new = os.path.join(files, digest), os.path.join(target, f"{format_.replace('/', '-')}-{made}")
            with tempfile.TemporaryDirectory() as folder:
                shell = ["nice", "-n", "19", "timeout", str(WRITER_SECONDS_MAX), "sh", "-c", command, "sh", os.path.abspath(source), os.path.abspath(new)]
                good = os.path.exists(source) and subprocess.run(shell, cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
            if good and os.path.exists(new) and os.path.getsize(new) > 0:
                print(f"{format_}\t{writer}\t{new}")
                made += 1
            elif os.path.exists(new):
                os.remove(new)
            if made == MADE_OF_A_FORMAT:
                break


def main(arguments):
    if arguments[:1] == ["fetch"] and len(arguments) == 3:
        fetch(arguments[1], arguments[2])
    elif arguments[:1] == ["make"] and len(arguments) == 3:
        make(arguments[1], arguments[2])
    elif arguments[:1] == ["choose"] and len(arguments) == 2:
        choose(arguments[1], [packages.Package(*cells) for cells in rows("corpus-packages.tsv")])
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
