"""Readers of formats that confirm what a file's name says: parsers of languages, libraries of formats; none of them is the hub's or libmagic's.

A reader takes a file's bytes and says whether they are of its format. What only a program can read is handed to it many files at a time.
"""

import ast
import bz2
import configparser
import csv
import email
import email.policy
import gzip
import io
import json
import lzma
import os
import re
import sqlite3
import struct
import subprocess
import tarfile
import tempfile
import wave
import xml.parsers.expat
import zipfile
import zlib

import html5lib
import markdown
import mutagen
import olefile
import pefile
import pypdf
import sqlparse
import tinycss2
from fontTools.ttLib import TTCollection, TTFont
from PIL import Image, ImageCms

PROGRAM_SECONDS_MAX = 900


def zipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.testzip() is None and archive.namelist()


def names(content):
    return set(zipfile.ZipFile(io.BytesIO(content)).namelist())


def archive_zip(content):
    found = zipped(content)
    return bool(found) and not any(name.startswith("META-INF/") or name == "mimetype" or name.endswith(".class") for name in found) \
        and "[Content_Types].xml" not in found


def java_jar(content):
    return "META-INF/MANIFEST.MF" in (zipped(content) or [])


def open_document(kind):
    media = "application/vnd.oasis.opendocument." + kind
    return lambda content: zipfile.ZipFile(io.BytesIO(content)).read("mimetype").decode().strip() in (media, media + "-template")


def open_xml(part):
    return lambda content: part in names(content) and "[Content_Types].xml" in names(content)


def ole(*streams):
    def read(content):
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            return any(file.exists(stream) for stream in streams) and not file.exists("EncryptedPackage")
    return read


def other_ole(content):
    """A compound document of no office program that has a name."""
    named = ("WordDocument", "Workbook", "Book", "PowerPoint Document", "VisioDocument", "__properties_version1.0", "EncryptedPackage", "FileHeader")
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return not any(file.exists(name) for name in named) and file.root.clsid != "000C1084-0000-0000-C000-000000000046"


def encrypted_office(content):
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        return file.exists("EncryptedPackage")


def image(kind):
    def read(content):
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            return picture.format == kind
    return read


def cursor(content):
    return content[:4] == b"\0\0\2\0" and image("CUR")(content)


def font(content):
    if content[:4] == b"ttcf":
        return len(TTCollection(io.BytesIO(content)).fonts) > 0
    file = TTFont(io.BytesIO(content), lazy=True)
    return file.flavor is None and "head" in file


def icc(content):
    return bool(ImageCms.getProfileName(ImageCms.ImageCmsProfile(io.BytesIO(content))))


def pe(wide, library):
    def read(content):
        file = pefile.PE(data=content, fast_load=True)
        is_wide = file.OPTIONAL_HEADER.Magic == 0x20B
        return is_wide == wide and bool(file.FILE_HEADER.Characteristics & 0x2000) == library
    return read


def elf(wide, library):
    """As readelf tells: a position-independent program has the flag PIE, or an interpreter where it has none."""
    def read(content):
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            told = subprocess.run(["readelf", "-W", "-h", "-l", "-d", file.name], capture_output=True, text=True, check=False).stdout
        if ("Class:" not in told) or ("ELF64" in told) != wide:
            return False
        kind = re.search(r"Type:\s+(\w+)", told).group(1)
        is_library = kind == "DYN" and not re.search(r"FLAGS_1.*PIE", told)
        return is_library == library
    return read


def mach_o(content):
    """Every load command ends where the header says (loader.h), or every part of a fat file is such a file."""
    magic = content[:4]
    if magic in (b"\xca\xfe\xba\xbe",):
        count = struct.unpack(">I", content[4:8])[0]
        parts = [struct.unpack(">5I", content[8 + 20 * part : 28 + 20 * part]) for part in range(min(count, 40))]
        return count < 40 and all(mach_o(content[part[2] : part[2] + part[3]]) for part in parts)
    order = "<" if magic[:1] in (b"\xce", b"\xcf") else ">"
    if magic not in (b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf"):
        return False
    count, size = struct.unpack(order + "2I", content[16:24])
    at = start = 32 if b"\xcf" in magic else 28
    for _ in range(count):
        at += struct.unpack(order + "2I", content[at : at + 8])[1]
    return at == start + size


def java_class(content):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "A.class")
        open(path, "wb").write(content)
        return subprocess.run(["javap", "-cp", folder, path], capture_output=True, check=False).returncode == 0


def tar(content):
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        return len(archive.getmembers()) > 0


def compressed(module):
    return lambda content: len(module.decompress(content)) > 0


def text_xml(content):
    xml.parsers.expat.ParserCreate().Parse(content, True)
    return True


def declared(content):
    return content.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") and text_xml(content)


def undeclared(content):
    return not content.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") and text_xml(content)


def svg(content):
    roots = []
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: roots.append(name)
    parser.Parse(content, True)
    return roots[0].split(":")[-1] == "svg"


def decoded(content):
    if b"\0" in content[:4096] and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise ValueError("no text")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def page(content):
    text = decoded(content)
    if not re.search(r"(?i)<!doctype html|<html[\s>]", text):
        return False
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return tree.find("body") is not None and len(list(tree.find("body").iter())) > 1


def style(content):
    rules = tinycss2.parse_stylesheet(decoded(content), skip_comments=True, skip_whitespace=True)
    found = [rule for rule in rules if rule.type in ("qualified-rule", "at-rule")]
    return len(found) > 0 and not any(rule.type == "error" for rule in rules)


def marked(content):
    return bool(re.search(r"<(h[1-6]|a href|ul|ol|pre|strong)", markdown.markdown(decoded(content))))


def ini(content):
    reader = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#", ";"), allow_no_value=False)
    reader.read_string(decoded(content))
    return any(len(reader[section]) > 0 for section in reader.sections())


def statements(content):
    kinds = [statement.get_type() for statement in sqlparse.parse(decoded(content)[:20000])]
    return any(kind in ("CREATE", "INSERT", "SELECT", "UPDATE", "DELETE", "ALTER", "DROP") for kind in kinds)


def mail(content):
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    return bool(message["From"] or message["Received"]) and bool(message["Subject"] or message["Date"] or message["To"]) and not message.defects


def sqlite(content):
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return sqlite3.connect(f"file:{file.name}?mode=ro&immutable=1", uri=True).execute("select count(*) from sqlite_master").fetchone()[0] >= 0


def bencoded(content):
    def value(at):
        if content[at : at + 1] == b"i":
            return content.index(b"e", at) + 1
        if content[at : at + 1] in (b"l", b"d"):
            at += 1
            while content[at : at + 1] != b"e":
                at = value(at)
            return at + 1
        colon = content.index(b":", at)
        return colon + 1 + int(content[at:colon])
    return content[:1] == b"d" and value(0) in (len(content), len(content.rstrip())) and b"4:info" in content


def catalog(content):
    import gettext
    return len(gettext.GNUTranslations(io.BytesIO(content))._catalog) > 0


def dbase(content):
    records, header, record = struct.unpack("<IHH", content[4:12])
    return content[0] in (3, 0x83, 0x8B, 0x30, 0x31, 0xF5) and header + records * record <= len(content) <= header + records * record + 2 \
        and content[header - 1 : header] in (b"\r", b"\0")


def midi(content):
    """Chunks of which each begins where the one before ends (Standard MIDI Files 1.0)."""
    at, kinds = 0, []
    while at + 8 <= len(content):
        kinds.append(content[at : at + 4])
        at += 8 + struct.unpack(">I", content[at + 4 : at + 8])[0]
    return kinds[:1] == [b"MThd"] and b"MTrk" in kinds and at == len(content)


def flash(content):
    """The length that it says, of the body unpacked where it is packed (SWF 19)."""
    size = struct.unpack("<I", content[4:8])[0]
    if content[:3] == b"FWS":
        return size == len(content)
    return content[:3] == b"CWS" and len(zlib.decompress(content[8:])) + 8 == size


def packets(content):
    """Records of which each begins where the one before ends."""
    if content[:4] == b"\x0a\x0d\x0d\x0a":
        order = "<" if content[8:12] == b"\x4d\x3c\x2b\x1a" else ">"
        at = 0
        while at + 12 <= len(content):
            at += struct.unpack(order + "I", content[at + 4 : at + 8])[0]
        return at == len(content)
    order = {b"\xd4\xc3\xb2\xa1": "<", b"\x4d\x3c\xb2\xa1": "<", b"\xa1\xb2\xc3\xd4": ">", b"\xa1\xb2\x3c\x4d": ">"}[content[:4]]
    at, count = 24, 0
    while at + 16 <= len(content):
        at += 16 + struct.unpack(order + "I", content[at + 8 : at + 12])[0]
        count += 1
    return count > 0


def media(*kinds):
    def read(content):
        file = mutagen.File(io.BytesIO(content))
        return file is not None and type(file).__name__ in kinds
    return read


def sound(content):
    with wave.open(io.BytesIO(content)) as file:
        return file.getnframes() > 0


def portable_document(encrypted):
    return lambda content: pypdf.PdfReader(io.BytesIO(content), strict=False).is_encrypted == encrypted and (
        encrypted or len(pypdf.PdfReader(io.BytesIO(content), strict=False).pages) > 0)


def boxes(*brands):
    def read(content):
        at, kinds = 0, []
        while at + 8 <= len(content):
            size, kind = struct.unpack(">I4s", content[at : at + 8])
            kinds.append(kind)
            if size < 8:
                break
            at += size
        return b"moov" in kinds and (kinds[0] != b"ftyp" or content[8:12] in brands) and (kinds[0] == b"ftyp" or b"qt  " in brands)
    return read


def bitmap_font(content):
    lines = decoded(content).splitlines()
    return lines[0].startswith("STARTFONT") and lines[-1].strip() == "ENDFONT"


def rich_text(content):
    return content.startswith(b"{\\rtf") and abs(content.count(b"{") - content.count(b"\\{") - content.count(b"}") + content.count(b"\\}")) <= 1


def calendar(content):
    lines = [line.strip().upper() for line in decoded(content).strip().splitlines()]
    return lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"


def registry(content):
    return bool(re.search(r"(?m)^\[-?HK", decoded(content)))


def plain(content):
    text = decoded(content)
    return len(text.strip()) > 0 and not re.search(r"[\x00-\x06\x0e-\x1a\x1c-\x1f]", text)


def shader(content):
    """Text of a shader that has nothing of HLSL, whose files have the same endings."""
    return plain(content) and not re.search(r"\b(float|half|int|uint)[234]\b|\bSV_\w+|\bregister\s*\(", decoded(content))


def expressions(content):
    """Whether brackets, strings and comments of S-expressions are closed."""
    text, depth, count, at = decoded(content), 0, 0, 0
    while at < len(text):
        unit = text[at]
        if unit == ";":
            at = text.find("\n", at) % (len(text) + 1)
        elif unit == "\\":
            at += 1
        elif unit == '"':
            at = re.compile(r'(?s)(?:[^"\\]|\\.)*"').match(text, at + 1).end() - 1
        elif text.startswith("#|", at):
            at = text.index("|#", at) + 1
        elif unit in "()":
            depth += 1 if unit == "(" else -1
            count += 1
        at += 1
    return depth == 0 and count > 3


def through(command, ending):
    """A program that is given files and prints the names of those that it can read."""
    def read_all(contents):
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for number, content in enumerate(contents):
                path = os.path.join(folder, f"{number}{ending}")
                open(path, "wb").write(content)
                paths.append(path)
            told = subprocess.run(command, input="\n".join(paths) + "\n", capture_output=True, text=True, timeout=PROGRAM_SECONDS_MAX, check=False)
            good = set(told.stdout.split("\n"))
            return [path in good for path in paths]
    return read_all


NODE = """const fs=require('fs'),vm=require('vm');for(const f of fs.readFileSync(0,'utf8').trim().split('\\n')){const s=fs.readFileSync(f,'utf8').replace(/^#!.*/,'');
let ok=false;try{new vm.Script('(function(){'+s+'\\n})');ok=true}catch(e){try{new vm.SourceTextModule(s);ok=true}catch(e){}}if(ok)console.log(f)}"""
PHP = "while(($f=fgets(STDIN))!==false){$f=trim($f);if($f==='')continue;try{token_get_all(file_get_contents($f),TOKEN_PARSE);echo $f,\"\\n\";}catch(Throwable $e){}}"
RUBY = "STDIN.each_line{|f| f=f.strip; begin; RubyVM::InstructionSequence.compile(File.read(f,encoding:'UTF-8')); puts f; rescue SyntaxError, StandardError; end}"
PERL = "use PPI; while(<STDIN>){chomp; my $d=PPI::Document->new($_); next unless $d && $d->find('PPI::Statement'); print \"$_\\n\" if $d->find('PPI::Statement::Package') || $d->find('PPI::Statement::Include') || $d->find('PPI::Statement::Sub')}"
SHELL = "while read -r f; do bash -n \"$f\" 2>/dev/null && [ -s \"$f\" ] && echo \"$f\"; done"
GO = "while read -r f; do gofmt -e \"$f\" >/dev/null 2>&1 && echo \"$f\"; done"
JAVA = "import com.sun.source.util.*;import javax.tools.*;import java.util.*;public class Parse{public static void main(String[] a)throws Exception{var c=ToolProvider.getSystemJavaCompiler();" \
    "var m=c.getStandardFileManager(null,null,null);for(String f:new String(System.in.readAllBytes()).trim().split(\"\\n\")){var d=new DiagnosticCollector<JavaFileObject>();" \
    "var t=(JavacTask)c.getTask(null,m,d,List.of(),null,m.getJavaFileObjects(f));t.parse();if(d.getDiagnostics().stream().noneMatch(x->x.getKind()==Diagnostic.Kind.ERROR))System.out.println(f);}}}"


def java(contents):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "Parse.java")
        open(path, "w", encoding="utf-8").write(JAVA)
        return through(["java", path], ".java")(contents)


def tagged(language, ending):
    """Universal Ctags: its parser of that language finds a definition."""
    script = f'while read -r f; do n=$(ctags -f - --language-force={language} "$f" 2>/dev/null | head -1); [ -n "$n" ] && echo "$f"; done'
    return through(["bash", "-c", script], ending)


def troff(contents):
    script = 'while read -r f; do n=$(groff -man -Tutf8 -ww "$f" 2>/dev/null | head -c 4000 | wc -c); e=$(grep -c -E "^\\.(TH|SH|Dd|so)" "$f"); [ "$n" -gt 20 ] && [ "$e" -gt 0 ] && echo "$f"; done'
    return through(["bash", "-c", script], ".1")(contents)


def program(name, *arguments):
    script = f'while read -r f; do {name} {" ".join(arguments)} "$f" >/dev/null 2>&1 </dev/null && echo "$f"; done'
    return through(["bash", "-c", script], ".x")


MANY = {
    "node": through(["node", "--experimental-vm-modules", "--no-warnings", "-e", NODE], ".js"),
    "php": through(["php", "-d", "memory_limit=1G", "-r", PHP], ".php"),
    "ruby": through(["ruby", "-W0", "-e", RUBY], ".rb"),
    "ppi": through(["perl", "-e", PERL], ".pl"),
    "bash": through(["bash", "-c", SHELL], ".sh"),
    "gofmt": through(["bash", "-c", GO], ".go"),
    "javac": java,
    "groff": troff,
    "7z": program("7z", "t"),
    "ps": program("timeout", "20", "gs", "-q", "-dNODISPLAY", "-dBATCH", "-dNOPAUSE", "-dSAFER"),
    "rpm": program("rpm", "-qp", "--nosignature"),
    "ctags-c": tagged("C++", ".cpp"),
    "ctags-rust": tagged("Rust", ".rs"),
    "ctags-csharp": tagged("C#", ".cs"),
    "ctags-proto": tagged("Protobuf", ".proto"),
    "ctags-batch": tagged("DosBatch", ".bat"),
    "ctags-powershell": tagged("PowerShell", ".ps1"),
}

ONE = {
    "zipfile": archive_zip, "jar": java_jar, "class": java_class, "tarfile": tar,
    "gzip": compressed(gzip), "bz2": compressed(bz2), "xz": compressed(lzma), "zlib": compressed(zlib),
    "ar": lambda content: content.startswith(b"!<arch>\n") and content[66:68] == b"`\n",
    "png": image("PNG"), "jpg": image("JPEG"), "gif": image("GIF"), "bmp": image("BMP"), "tiff": image("TIFF"), "webp": image("WEBP"),
    "ico": image("ICO"), "cur": cursor, "tga": image("TGA"), "fonttools": font, "lcms": icc,
    "pe32": pe(False, False), "pe64": pe(True, False), "dll32": pe(False, True), "dll64": pe(True, True),
    "elf32": elf(False, False), "elf64": elf(True, False), "so32": elf(False, True), "so64": elf(True, True), "mach-o": mach_o,
    "json": lambda content: isinstance(json.loads(decoded(content)), (dict, list)),
    "declared": declared, "undeclared": undeclared, "svg": svg, "html5lib": page, "tinycss2": style, "markdown": marked,
    "configparser": ini, "sqlparse": statements, "email": mail, "sqlite3": sqlite, "bencode": bencoded, "gettext": catalog,
    "dbf": dbase, "midi": midi, "swf": flash, "pcap": packets, "wave": sound, "ogg": media("OggVorbis", "OggOpus", "OggSpeex", "OggFLAC", "OggTheora"),
    "mp3": media("MP3"), "m4a": media("MP4"), "asf": media("ASF"), "pdf": portable_document(False), "locked-pdf": portable_document(True),
    "mp4": boxes(b"isom", b"iso2", b"mp42", b"mp41", b"avc1", b"M4V "), "quicktime": boxes(b"qt  "),
    "bdf": bitmap_font, "rtf": rich_text, "ics": calendar, "reg": registry, "plain": plain, "s-expressions": expressions,
    "ast": lambda content: len(ast.parse(content).body) > 0,
    "docx": open_xml("word/document.xml"), "xlsx": open_xml("xl/workbook.xml"), "pptx": open_xml("ppt/presentation.xml"),
    "vsdx": open_xml("visio/document.xml"), "doc": ole("WordDocument"), "xls": ole("Workbook", "Book"), "ppt": ole("PowerPoint Document"),
    "vsd": ole("VisioDocument"), "msg": ole("__properties_version1.0"), "locked-office": encrypted_office,
    "odt": open_document("text"), "ods": open_document("spreadsheet"), "odp": open_document("presentation"), "odg": open_document("graphics"),
    "odf": open_document("formula"), "odc": open_document("chart"), "odb": open_document("base"), "oth": open_document("text-web"),
    "apk": lambda content: {"AndroidManifest.xml", "classes.dex"} <= names(content),
    "shader": shader, "ole": other_ole, "lnk": lambda content: content[:20] == bytes.fromhex("4c0000000114020000000000c000000000000046"),
    "msi": lambda content: olefile.OleFileIO(io.BytesIO(content)).root.clsid == "000C1084-0000-0000-C000-000000000046",
    "evtx": lambda content: content[:8] == b"ElfFile\0" and struct.unpack("<I", content[124:128])[0] == zlib.crc32(content[:120]),
    "tnef": lambda content: content[:4] == bytes.fromhex("789f3e22") and content[6:7] == b"\1",
    "dos": lambda content: content[:2] == b"MZ" and content[struct.unpack("<I", content[60:64])[0]:][:2] not in (b"PE", b"NE", b"LE", b"LX"),
    "wmf": lambda content: content[:4] == b"\xd7\xcd\xc6\x9a" and sum_of_words(content[:20]) == content[20:22],
}


def sum_of_words(content):
    total = 0
    for word in struct.unpack("<10H", content):
        total ^= word
    return struct.pack("<H", total)


def confirm(reader, contents):
    """For each content whether the reader reads it."""
    if reader in MANY:
        return MANY[reader](contents)
    confirmed = []
    for content in contents:
        try:
            confirmed.append(bool(ONE[reader](content)))
        except Exception:  # Whatever a library of a format throws, it does not read the file.
            confirmed.append(False)
    return confirmed
