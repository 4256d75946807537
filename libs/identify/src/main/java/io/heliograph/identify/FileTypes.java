package io.heliograph.identify;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The table of formats: what else is said of a content of each. Thread-safe. */
final class FileTypes {
  private record Facts(String extension, String mime, String magic, String id) {}

  private final Map<String, Facts> formats = new HashMap<>();
  private final TikaLook tika;

  FileTypes(TikaLook tika) {
    this.tika = tika;
    for (String[] cells : Tables.rows("formats.tsv")) {
      formats.put(
          cells[0],
          new Facts(cells[1], cells[2], cells[3], cells.length > 4 ? cells[4] : cells[0]));
    }
  }

  /** The id of Azul for a format, which may have a name of ours. */
  String id(String format) {
    return of(format).id();
  }

  private Facts of(String format) {
    Facts facts = formats.get(format);
    return facts == null ? new Facts("", "", "", format) : facts;
  }

  /** What is said of a content that was read so. */
  FileType of(Reading reading, Sample sample, Optional<TextLook> text) throws IOException {
    Facts facts = of(reading.format());
    String magic = facts.magic();
    boolean isOfText =
        switch (reading.strength()) {
          case TOP, WORDS, REST -> text.isPresent();
          case STRUCTURE, MARK, BROKEN -> false;
        };
    if (isOfText) {
      String description = text.get().description();
      magic = magic.isEmpty() ? description : magic + ", " + description;
    }
    String mime =
        facts.mime().isEmpty() ? office(tika.mime(sample), reading.format()) : facts.mime();
    return new FileType(mime, magic, facts.id(), facts.extension());
  }

  /** The same without a look at the content; the text's own words where it is one. */
  FileType atAGlance(String format, Optional<TextLook> text) {
    Facts facts = of(format);
    return new FileType(
        facts.mime().isEmpty() ? FileType.NONE.mime() : facts.mime(),
        text.map(TextLook::description).orElse(facts.magic()),
        facts.id(),
        facts.extension());
  }

  /** Tika stops at the container of an office document when it has no parser. */
  private static String office(String mime, String format) {
    boolean xml = mime.equals("application/x-tika-ooxml") || mime.equals("application/zip");
    String openXml = "application/vnd.openxmlformats-officedocument.";
    return switch (format) {
      case "document/office/word" ->
          xml ? openXml + "wordprocessingml.document" : "application/msword";
      case "document/office/excel" ->
          xml ? openXml + "spreadsheetml.sheet" : "application/vnd.ms-excel";
      case "document/office/powerpoint" ->
          xml ? openXml + "presentationml.presentation" : "application/vnd.ms-powerpoint";
      case "document/office/visio" ->
          xml ? "application/vnd.ms-visio.drawing.main+xml" : "application/vnd.visio";
      default -> mime;
    };
  }
}
