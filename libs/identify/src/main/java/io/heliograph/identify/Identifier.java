package io.heliograph.identify;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what kind of file a content is (contract dispatcher.md part 1 row 18, part 2 section 7):
 * signatures and structures first, then refiners that look inside, then the words of a text, then
 * Apache Tika. It reads a bounded part of the content, never all of it. Interrupting its thread
 * ends it. Thread-safe.
 */
public final class Identifier {
  /** The member {@code identify_version}: the version of the rules that the ids are those of. */
  public static final int VERSION = 2;

  private record Facts(String extension, String mime, String magic) {}

  private final Indicators indicators = new Indicators();
  private final BinaryLook binaries = new BinaryLook(indicators);
  private final TikaLook tika = new TikaLook();
  private final Map<String, Facts> formats = new HashMap<>();
  private final Map<String, String> formatByMime = new HashMap<>();

  /** Reads the tables; takes half a second. */
  public Identifier() {
    for (String[] cells : Tables.rows("formats.tsv")) {
      formats.put(cells[0], new Facts(cells[1], cells[2], cells[3]));
    }
    for (String[] cells : Tables.rows("mime-formats.tsv")) {
      formatByMime.put(cells[0], cells[1]);
    }
  }

  /**
   * What the content is.
   *
   * @throws IOException when the content cannot be read
   * @throws IdentificationInterruptedException when the thread was interrupted
   */
  public FileType identify(SeekableByteChannel content) throws IOException {
    Sample sample = new Sample(content);
    Optional<TextLook> text = TextLook.of(sample);
    String binary = binaries.format(sample, text);
    if (!binary.isEmpty()) {
      return answer(binary, sample, "");
    }
    String format = text.map(look -> textFormat(look, sample)).orElse("");
    if (format.isEmpty()) {
      String other = formatByMime.getOrDefault(tika.mime(sample), "");
      format = text.isEmpty() || isOfTexts(other) ? other : "";
    }
    if (format.isEmpty()) {
      format = text.isPresent() ? "text/plain" : FileType.UNKNOWN;
    }
    return answer(format, sample, text.map(TextLook::description).orElse(""));
  }

  /**
   * What the first bytes tell, without a look inside: for contents that there is no time for.
   *
   * @throws IOException when the content cannot be read
   */
  public FileType glance(SeekableByteChannel content) throws IOException {
    Sample sample = new Sample(content);
    Optional<TextLook> text = TextLook.of(sample);
    String binary = binaries.glance(sample, text);
    String format = !binary.isEmpty() ? binary : text.isPresent() ? "text/plain" : FileType.UNKNOWN;
    Facts facts = formats.getOrDefault(format, new Facts("", "", ""));
    return new FileType(
        facts.mime().isEmpty() ? FileType.NONE.mime() : facts.mime(),
        binary.isEmpty() ? text.map(TextLook::description).orElse(facts.magic()) : facts.magic(),
        format,
        facts.extension());
  }

  /** Apache Tika goes by single words too: what it takes for a program may be prose about one. */
  private static boolean isOfTexts(String format) {
    return format.startsWith("code/")
        || format.startsWith("text/")
        || format.equals("image/svg")
        || format.equals("document/email");
  }

  private FileType answer(String format, Sample sample, String text) throws IOException {
    Facts facts = formats.getOrDefault(format, new Facts("", "", ""));
    String magic = facts.magic();
    if (!text.isEmpty()) {
      magic = magic.isEmpty() ? text : magic + ", " + text;
    }
    return new FileType(
        facts.mime().isEmpty() ? office(tika.mime(sample), format) : facts.mime(),
        magic,
        format,
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

  private String textFormat(TextLook look, Sample sample) {
    boolean whole = sample.sizeBytes() <= Sample.HEAD_BYTES && look.text().length() < 32_000;
    if (JsonLook.matches(look.text(), whole)) {
      return "text/json";
    }
    Optional<XmlLook> xml = XmlLook.of(look.text(), whole);
    return xml.isPresent()
        ? indicators
            .find(look.text(), xml.get()::mayBe)
            .map(Indicators.Verdict::format)
            .orElseGet(xml.get()::format)
        : indicators.find(look.text()).map(Indicators.Verdict::format).orElse("");
  }
}
