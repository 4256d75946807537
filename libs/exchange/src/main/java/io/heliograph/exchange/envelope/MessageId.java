package io.heliograph.exchange.envelope;

import java.util.Optional;

/**
 * The id of a message in canonical form. All but paths identify the message and are its dedupe key.
 *
 * @param form which of the five
 * @param text lower case; of opaque ids as it was sent
 */
public record MessageId(IdForm form, String text) {
  private static final String HASH_PREFIX = "hash:sha256:";
  private static final int HASH_DIGITS = 64;
  private static final int TOKEN_MAX = 128;
  private static final int UUID_LENGTH = 36;
  private static final int NAME_MAX = 63;
  private static final int LENGTH_MAX = EntityPath.HOPS_MAX * (NAME_MAX + 1);
  private static final int[] DASHES = {8, 13, 18, 23};

  /** The id of a text; empty when it is outside the grammar of every form. */
  public static Optional<MessageId> parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    String folded = EntityName.fold(text);
    if (isUuid(folded)) {
      return Optional.of(new MessageId(IdForm.UUID, folded));
    }
    if (isHash(folded)) {
      return Optional.of(new MessageId(IdForm.HASH, folded));
    }
    if (folded.startsWith("!")) {
      return EntityPath.parse(folded).map(path -> new MessageId(IdForm.PATH, path.toString()));
    }
    if (isCycat(folded)) {
      return Optional.of(new MessageId(IdForm.CYCAT, folded));
    }
    return isOpaque(text) ? Optional.of(new MessageId(IdForm.OPAQUE, text)) : Optional.empty();
  }

  /** The id that a hash names: 64 digits in lower case. */
  public static MessageId ofHash(String digits) {
    return new MessageId(IdForm.HASH, HASH_PREFIX + digits);
  }

  /** The name that the id begins with, of CyCat and opaque ids: who gave it. */
  public Optional<String> issuer() {
    return switch (form) {
      case CYCAT, OPAQUE -> Optional.of(text.substring(0, text.indexOf(':')));
      case UUID, HASH, PATH -> Optional.empty();
    };
  }

  /** The UUID of the id, if it is one or ends in one. */
  public Optional<String> uuid() {
    return switch (form) {
      case UUID -> Optional.of(text);
      case CYCAT -> Optional.of(text.substring(text.lastIndexOf(':') + 1));
      case HASH, PATH, OPAQUE -> Optional.empty();
    };
  }

  /** 8-4-4-4-12 digits in lower case, neither all 0 nor all f. */
  public static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    int dash = 0;
    boolean allZero = true;
    boolean allSet = true;
    for (int i = 0; i < UUID_LENGTH; i++) {
      char character = text.charAt(i);
      if (dash < DASHES.length && i == DASHES[dash]) {
        dash += 1;
        if (character != '-') {
          return false;
        }
      } else if (isHexDigit(character)) {
        allZero &= character == '0';
        allSet &= character == 'f';
      } else {
        return false;
      }
    }
    return !allZero && !allSet;
  }

  private static boolean isHash(String text) {
    return text.length() == HASH_PREFIX.length() + HASH_DIGITS
        && text.startsWith(HASH_PREFIX)
        && text.chars().skip(HASH_PREFIX.length()).allMatch(digit -> isHexDigit((char) digit));
  }

  private static boolean isCycat(String text) {
    int first = text.indexOf(':');
    int second = text.indexOf(':', first + 1);
    return first > 0
        && second > 0
        && EntityName.isCanonical(text.substring(0, first))
        && EntityName.isCanonical(text.substring(first + 1, second))
        && isUuid(text.substring(second + 1));
  }

  private static boolean isOpaque(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || !EntityName.isCanonical(text.substring(0, colon))) {
      return false;
    }
    int length = text.length() - colon - 1;
    return length >= 1
        && length <= TOKEN_MAX
        && text.chars().skip(colon + 1L).allMatch(character -> isToken((char) character));
  }

  private static boolean isToken(char character) {
    return EntityName.isLowerOrDigit(character)
        || (character >= 'A' && character <= 'Z')
        || character == '.'
        || character == '_'
        || character == '-';
  }

  private static boolean isHexDigit(char character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }
}
