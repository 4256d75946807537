package io.heliograph.gjson;

import java.util.Arrays;

/**
 * Fuzz target: a path, a line feed, a document. Nothing is thrown but {@link
 * LimitExceededException} and both evaluators agree.
 */
public final class PathFuzzer {
  private PathFuzzer() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    int split = 0;
    while (split < input.length && input[split] != '\n') {
      split++;
    }
    Path path;
    try {
      path = Path.compile(Arrays.copyOf(input, split));
    } catch (LimitExceededException tooLarge) {
      return;
    }
    Answers.check(path, Arrays.copyOfRange(input, Math.min(split + 1, input.length), input.length));
  }
}
