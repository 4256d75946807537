package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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

  private ZipFormats() {}

  static String refine(Sample sample) throws IOException {
    String openDocument = openDocument(sample);
    if (!openDocument.isEmpty()) {
      return openDocument;
    }
    List<String> names = names(sample);
    Predicate<String> any = wanted -> names.contains(wanted);
    if (any.test("[Content_Types].xml")) {
      return office(names);
    }
    if (any.test("AndroidManifest.xml")) {
      return "android/apk";
    }
    if (names.stream().anyMatch(name -> name.startsWith("Payload/") && name.contains(".app/"))) {
      return "ios/ipa";
    }
    if (any.test("install.rdf") || any.test("META-INF/mozilla.rsa")) {
      return "application/mozilla/extension";
    }
    if (any.test("META-INF/MANIFEST.MF")
        || names.stream().anyMatch(name -> name.endsWith(".class"))) {
      return "java/jar";
    }
    return "archive/zip";
  }

  private static String office(List<String> names) {
    for (String name : names) {
      String found =
          switch (name.substring(0, name.indexOf('/') + 1)) {
            case "word/" -> "document/office/word";
            case "xl/" -> "document/office/excel";
            case "ppt/" -> "document/office/powerpoint";
            case "visio/" -> "document/office/visio";
            default -> "";
          };
      if (!found.isEmpty()) {
        return found;
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
