package io.heliograph.identify;

import java.util.List;

/**
 * What kind of file a content is (contract dispatcher.md part 2 section 7, part 1 row 18).
 *
 * @param magic a description for people, ours
 * @param fileFormat an id of Azul; {@code unknown} when nothing fits
 * @param fileExtension the usual one of the format; may be empty
 * @param also what else it can be read as, ids of Azul, best first; never in a data stream, whose
 *     models know no such member
 */
public record FileType(
    String mime, String magic, String fileFormat, String fileExtension, List<String> also) {
  /** The format of unknown contents. */
  public static final String UNKNOWN = "unknown";

  /** What is said of a content that could not be looked at. */
  public static final FileType NONE = new FileType("application/octet-stream", "data", UNKNOWN, "");

  /** Copies the list. */
  public FileType {
    also = List.copyOf(also);
  }

  /** What can be read in one way alone. */
  public FileType(String mime, String magic, String fileFormat, String fileExtension) {
    this(mime, magic, fileFormat, fileExtension, List.of());
  }

  /** The same, with what else it can be read as. */
  FileType with(List<String> others) {
    return new FileType(mime, magic, fileFormat, fileExtension, others);
  }
}
