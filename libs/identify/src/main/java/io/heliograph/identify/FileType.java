package io.heliograph.identify;

/**
 * What kind of file a content is (contract dispatcher.md part 2 section 7, part 1 row 18).
 *
 * @param magic a description for people, ours
 * @param fileFormat an id of Azul; {@code unknown} when nothing fits
 * @param fileExtension the usual one of the format; may be empty
 */
public record FileType(String mime, String magic, String fileFormat, String fileExtension) {
  /** The format of unknown contents. */
  public static final String UNKNOWN = "unknown";

  /** What is said of a content that could not be looked at. */
  public static final FileType NONE = new FileType("application/octet-stream", "data", UNKNOWN, "");
}
