package io.heliograph.identify;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what kind of file a content is (contract dispatcher.md part 1 row 18, part 2 section 7):
 * headers whose fields agree first, then what a text is by its beginning, then marks that may stand
 * anywhere, then the words of a text, then Apache Tika. It reads a bounded part of the content,
 * never all of it. Interrupting its thread ends it. Thread-safe.
 */
public final class Identifier {
  /** The member {@code identify_version}: the version of the rules that the ids are those of. */
  public static final int VERSION = 2;

  private final BinaryLook binaries = new BinaryLook();
  private final TextFormats texts = new TextFormats();
  private final FileTypes types;
  private final TikaLook tika = new TikaLook();
  private final Map<String, String> formatByMime = new HashMap<>();

  /** Reads the tables; takes half a second. */
  public Identifier() {
    types = new FileTypes(tika);
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
    return explain(content).type();
  }

  /**
   * What the content is and why.
   *
   * @throws IOException when the content cannot be read
   * @throws IdentificationInterruptedException when the thread was interrupted
   */
  public Explanation explain(SeekableByteChannel content) throws IOException {
    Sample sample = new Sample(content);
    Optional<TextLook> text = TextLook.of(sample);
    List<Reading> readings = new ArrayList<>(binaries.readings(sample, text));
    if (text.isPresent()) {
      readings.addAll(texts.readings(text.get()));
    } else if (readings.isEmpty()) {
      TextLook.loosely(sample).map(texts::readings).ifPresent(readings::addAll);
    }
    if (readings.stream().allMatch(reading -> reading.strength() == Reading.Strength.REST)) {
      readings.addFirst(rest(sample, text));
    }
    // Stable: within one strength, what was looked for first stays first.
    readings.sort(Comparator.comparing(this::rank));
    Reading first = readings.getFirst();
    if (first.format().equals("document/pdf")) {
      readings.set(0, first.as(PdfFormats.refine(sample)));
    }
    return new Explanation(
        types.of(readings.getFirst(), sample, text).with(also(readings)),
        readings.stream().map(reading -> reading.as(types.id(reading.format()))).toList());
  }

  /** What has no id of Azul hides nothing that has one: its reader is nobody's plugin. */
  private Reading.Strength rank(Reading reading) {
    boolean named = !types.id(reading.format()).equals(FileType.UNKNOWN);
    return named || reading.strength().compareTo(Reading.Strength.BROKEN) > 0
        ? reading.strength()
        : Reading.Strength.BROKEN;
  }

  /** The other formats that are more than weak facts. */
  private List<String> also(List<Reading> readings) {
    String told = types.id(readings.getFirst().format());
    return readings.stream()
        .skip(1)
        .filter(Reading::isTold)
        .map(reading -> types.id(reading.format()))
        .filter(format -> !format.equals(told) && !format.equals(FileType.UNKNOWN))
        .filter(format -> !told.startsWith(format + "/"))
        .distinct()
        .toList();
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
    return types.atAGlance(format, binary.isEmpty() ? text : Optional.empty());
  }

  private Reading rest(Sample sample, Optional<TextLook> text) throws IOException {
    String mime = tika.mime(sample);
    String other = formatByMime.getOrDefault(mime, "");
    if (!other.isEmpty() && (text.isEmpty() || isOfTexts(other))) {
      return Reading.of(other, Reading.Strength.REST, "Apache Tika: " + mime);
    }
    return text.isPresent()
        ? Reading.of("text/plain", Reading.Strength.REST, "text")
        : Reading.of(FileType.UNKNOWN, Reading.Strength.REST, "nothing tells");
  }

  /** Apache Tika goes by single words too: what it takes for a program may be prose about one. */
  private static boolean isOfTexts(String format) {
    return format.startsWith("code/")
        || format.startsWith("text/")
        || format.equals("image/svg")
        || format.equals("document/xml")
        || format.equals("document/email");
  }
}
