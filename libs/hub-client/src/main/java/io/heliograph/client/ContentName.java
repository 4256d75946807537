package io.heliograph.client;

/**
 * Which file of the content store is meant (docs/protocol/content.md).
 *
 * @param source that it belongs to
 * @param label what it is of its event, such as {@code content}
 * @param sha256 its hash, 64 lower-case hexadecimal digits
 */
public record ContentName(String source, String label, String sha256) {
  /** Checks the hash: other contents do not exist. */
  public ContentName {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256: 64 lower-case hexadecimal digits are wanted, found "
              + sha256.substring(0, Math.min(80, sha256.length())));
    }
  }

  String path() {
    return HubContents.PATH + Json.encoded(source) + rest();
  }

  /** Below a source. */
  String rest() {
    return '/' + Json.encoded(label) + '/' + sha256;
  }
}
