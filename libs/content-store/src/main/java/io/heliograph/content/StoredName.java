package io.heliograph.content;

/**
 * What an object is called in a backend. Sealed objects have a name of their own, so that no
 * content can be taken for one whatever its bytes are.
 *
 * @param sealed whether its bytes are encrypted
 */
public record StoredName(ContentName content, boolean sealed) {
  private static final String SEALED_SUFFIX = ".sealed";

  /** The last part of the path or key. */
  String file() {
    return sealed ? content.sha256() + SEALED_SUFFIX : content.sha256();
  }

  /** What {@link #file} would be if it were not sealed. */
  static String unsealed(String file) {
    return file.endsWith(SEALED_SUFFIX)
        ? file.substring(0, file.length() - SEALED_SUFFIX.length())
        : file;
  }
}
