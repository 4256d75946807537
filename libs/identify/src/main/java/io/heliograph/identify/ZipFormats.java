package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells what a ZIP archive really is, by the names of its entries and its entry {@code mimetype}.
 */
final class ZipFormats {
  private static final int END_BYTES = 22;
  private static final int COMMENT_BYTES_MAX = 65_535;
  private static final int DIRECTORY_BYTES_MAX = 1 << 20;
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

  private static final Map<String, String> OPEN_DOCUMENTS =
      Map.of(
          "text", "document/odt/text",
          "text-web", "document/odt/web",
          "spreadsheet", "document/odt/spreadsheet",
          "presentation", "document/odt/presentation",
          "graphics", "document/odt/graphics",
          "chart", "document/odt/chart",
          "formula", "document/odt/formula",
          "base", "db/odt",
          "database", "db/odt");

  /** Parts of Visual Studio extensions, Windows apps and Power BI reports. */
  private static final Set<String> OTHER_PACKAGES =
      Set.of(
          "extension.vsixmanifest",
          "appxmanifest.xml",
          "appxblockmap.xml",
          "appxbundlemanifest.xml",
          "datamodel",
          "datamashup",
          "diagramlayout");

  /** Of parts of NuGet packages, 3D models and XPS documents. */
  private static final Set<String> OTHER_ENDINGS = Set.of("nuspec", "model", "fdseq", "fdoc");

  private ZipFormats() {}

  /** What the archive is; empty when it has no entry and no directory. */
  static String refine(Sample sample) throws IOException {
    String openDocument = openDocument(sample);
    if (!openDocument.isEmpty()) {
      return openDocument;
    }
    List<String> names = names(sample);
    if (names.isEmpty()) {
      return isEmptyArchive(sample) ? "archive/zip" : "";
    }
    String office = office(names);
    if (!office.isEmpty()) {
      return office;
    }
    if (names.contains("AndroidManifest.xml") && has(names, "classes", ".dex")) {
      return "android/apk";
    }
    if (names.stream().anyMatch(name -> name.startsWith("Payload/") && name.contains(".app/"))) {
      return "ios/ipa";
    }
    if (names.contains("install.rdf") || names.contains("META-INF/mozilla.rsa")) {
      return "application/mozilla/extension";
    }
    return names.contains("META-INF/MANIFEST.MF") || has(names, "", ".class")
        ? "java/jar"
        : "archive/zip";
  }

  private static boolean has(List<String> names, String beginning, String end) {
    return names.stream().anyMatch(name -> name.startsWith(beginning) && name.endsWith(end));
  }

  /** An end record alone, with a directory of no bytes. */
  private static boolean isEmptyArchive(Sample sample) throws IOException {
    return sample.has(0, "PK\u0005\u0006")
        && sample.sizeBytes() >= END_BYTES
        && sample.u32(12) == 0;
  }

  /**
   * A package (ECMA-376) has its content types and relationships. By its main part it is of an
   * office, by parts of other makers an archive, else unknown; empty when it is no package.
   */
  private static String office(List<String> written) {
    List<String> names = written.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (!names.contains("[content_types].xml") || !names.contains("_rels/.rels")) {
      return "";
    }
    if (has(names, "word/document", ".xml")) {
      return "document/office/word";
    }
    if (has(names, "xl/workbook", ".xml") || has(names, "xl/workbook", ".bin")) {
      return "document/office/excel";
    }
    if (has(names, "ppt/presentation", ".xml")) {
      return "document/office/powerpoint";
    }
    if (has(names, "visio/document", ".xml")) {
      return "document/office/visio";
    }
    for (String name : names) {
      if (OTHER_PACKAGES.contains(name.substring(name.lastIndexOf('/') + 1))
          || OTHER_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
        return "archive/zip";
      }
    }
    return "document/office/unknown";
  }

  /** OpenDocument demands that the entry mimetype comes first, is stored and has no extra field. */
  private static String openDocument(Sample sample) throws IOException {
    if (!sample.has(30, "mimetype" + OPEN_DOCUMENT)) {
      return "";
    }
    int length = Math.clamp(sample.u32(18), 0, 100);
    String type = new String(sample.read(38, length), ISO_8859_1);
    if (type.length() <= OPEN_DOCUMENT.length()) {
      return "";
    }
    String kind = type.substring(OPEN_DOCUMENT.length());
    if (kind.endsWith("-template")) {
      kind = kind.substring(0, kind.length() - "-template".length());
    }
    return OPEN_DOCUMENTS.getOrDefault(kind, "");
  }

  /** From the directory at the end; of an archive that is cut off, from its first bytes. */
  private static List<String> names(Sample sample) throws IOException {
    int tailBytes = (int) Math.min(sample.sizeBytes(), END_BYTES + COMMENT_BYTES_MAX);
    long tailAt = sample.sizeBytes() - tailBytes;
    byte[] tail = sample.read(tailAt, tailBytes);
    for (int at = tail.length - END_BYTES; at >= 0; at--) {
      if (number(tail, at, 4) == 0x06054b50) {
        long size = number(tail, at + 12, 4);
        // The directory ends where its end record begins, whatever was put before the archive.
        long start = tailAt + at - size;
        return directory(sample.read(start, (int) Math.min(size, DIRECTORY_BYTES_MAX)));
      }
    }
    return locals(sample.head());
  }

  private static List<String> directory(byte[] bytes) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at + 46 <= bytes.length && number(bytes, at, 4) == 0x02014b50) {
      int length = (int) number(bytes, at + 28, 2);
      if (at + 46 + length > bytes.length) {
        break;
      }
      names.add(new String(bytes, at + 46, length, ISO_8859_1));
      at += 46 + length + (int) number(bytes, at + 30, 2) + (int) number(bytes, at + 32, 2);
    }
    return names;
  }

  private static List<String> locals(byte[] bytes) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at + 30 <= bytes.length) {
      int length = (int) number(bytes, at + 26, 2);
      if (number(bytes, at, 4) == 0x04034b50 && at + 30 + length <= bytes.length) {
        names.add(new String(bytes, at + 30, length, ISO_8859_1));
        at += 30 + length;
      } else {
        at++;
      }
    }
    return names;
  }

  private static long number(byte[] bytes, int at, int length) {
    long number = 0;
    for (int place = length - 1; place >= 0; place--) {
      number = (number << 8) | (bytes[at + place] & 0xff);
    }
    return number;
  }
}
