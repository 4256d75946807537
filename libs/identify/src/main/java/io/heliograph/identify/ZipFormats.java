package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what a ZIP archive really is, by the names of its entries and its entry {@code mimetype};
 * never by what one entry holds.
 */
final class ZipFormats {
  private static final int END_BYTES = 22;
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

  /** Methods of compression that are given out (APPNOTE 4.4.5). */
  private static final Set<Integer> METHODS =
      Set.of(0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 16, 18, 19, 20, 93, 94, 95, 96, 97, 98, 99);

  private static final int NEEDED_VERSION_MAX = 63;
  private static final int NAME_BYTES_MAX = 4096;

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

  /** What the archive is that begins with the content; empty when it has no entry. */
  static String refine(Sample sample) throws IOException {
    String openDocument = openDocument(sample);
    if (!openDocument.isEmpty()) {
      return openDocument;
    }
    Optional<ZipDirectory> directory = ZipDirectory.find(sample);
    List<String> names =
        directory.isPresent() ? directory.get().names() : ZipDirectory.locals(sample.head());
    return names.isEmpty() ? isEmptyArchive(sample) ? "archive/zip" : "" : byNames(names);
  }

  /** What the archive is that the content ends with; empty when there is none with an entry. */
  static String atTheEnd(Sample sample) throws IOException {
    return ZipDirectory.find(sample)
        .filter(directory -> !directory.names().isEmpty())
        .map(directory -> byNames(directory.names()))
        .orElse("");
  }

  /** Whether it has a directory, or its first entry's header makes sense. */
  static boolean isSound(Sample sample) throws IOException {
    return isEntry(sample)
        || isEmptyArchive(sample)
        || ZipDirectory.find(sample).filter(found -> !found.names().isEmpty()).isPresent();
  }

  private static boolean isEntry(Sample sample) throws IOException {
    int length = sample.u16(26);
    return sample.has(0, "PK\u0003\u0004")
        && sample.u8(4) <= NEEDED_VERSION_MAX
        && sample.u8(5) <= 20
        && METHODS.contains(sample.u16(8))
        && length > 0
        && length <= NAME_BYTES_MAX
        && sample.sizeBytes() > 30L + length
        && sample.u8(30) >= ' ';
  }

  /** What an archive of such entries is. */
  private static String byNames(List<String> names) {
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
    return isJar(names) ? "java/jar" : "archive/zip";
  }

  /** By its manifest or what else a JAR keeps beside it, or because most of it is for a JVM. */
  private static boolean isJar(List<String> names) {
    if (names.contains("mimetype")) {
      return false;
    }
    long programs =
        names.stream().filter(name -> name.endsWith(".class") || name.endsWith(".jar")).count();
    return has(names, "META-INF/", "") || programs * 2 > names.size();
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
    return openDocument(new String(sample.read(38, length), ISO_8859_1));
  }

  /** The format of a media type of OpenDocument; empty when it is none. */
  static String openDocument(String mediaType) {
    if (!mediaType.startsWith(OPEN_DOCUMENT)) {
      return "";
    }
    String kind = mediaType.substring(OPEN_DOCUMENT.length());
    for (String end : List.of("-template", "-flat-xml", "-master")) {
      kind = kind.endsWith(end) ? kind.substring(0, kind.length() - end.length()) : kind;
    }
    return OPEN_DOCUMENTS.getOrDefault(kind, "");
  }
}
