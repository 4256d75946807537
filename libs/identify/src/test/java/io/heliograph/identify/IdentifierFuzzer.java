package io.heliograph.identify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;

/** Fuzz target: any bytes are told, in one way, without a fault and with bounded reading. */
public final class IdentifierFuzzer {
  private static final Identifier IDENTIFIER = new Identifier();

  private IdentifierFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      Explanation explanation = IDENTIFIER.explain(new BytesChannel(input));
      FileType type = explanation.type();
      require(!type.fileFormat().isEmpty(), "no format");
      require(!type.mime().isEmpty(), "no media type");
      require(!type.also().contains(type.fileFormat()), "told twice");
      require(new HashSet<>(type.also()).size() == type.also().size(), "told twice beside");
      require(type.fileFormat().equals(explanation.decisive().format()), "told otherwise");
      require(!explanation.margin().isEmpty(), "no margin");
      require(!IDENTIFIER.glance(new BytesChannel(input)).fileFormat().isEmpty(), "no glance");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void require(boolean fact, String fault) {
    if (!fact) {
      throw new IllegalStateException(fault);
    }
  }
}
