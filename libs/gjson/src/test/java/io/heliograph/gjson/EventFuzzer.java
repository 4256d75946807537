package io.heliograph.gjson;

import java.util.Arrays;

/** Fuzz target: the shapes of filters that the hub meets, on any document. */
public final class EventFuzzer {
  private static final Path[] PATHS = {
    Path.compile("action"),
    Path.compile("entity.datastreams.#"),
    Path.compile("source.path.#.author.name"),
    Path.compile("a.#(b==\"c\").d"),
    Path.compile("a.#(b%\"*c*\")#.d|0"),
    Path.compile("a.#(b>=1)#|#(c!=~true)#|#"),
    Path.compile("..#(a.#(b==\"c\")#|#(d<5))|a"),
    Path.compile("[@this].#(a.#(b%\"*c*\")).d"),
    Path.compile("{\"a\":a,\"n\":b.#,\"s\":c.d}"),
    Path.compile("*.?.a*|@values|#"),
    Path.compile("@pretty:{\"sortKeys\":true}"),
    Path.compile("a.@flatten:{\"deep\":true}|@join|@tostr"),
    Path.compile("@dig:a|@ugly|@keys"),
  };

  private EventFuzzer() {}

  /** Called by the fuzzer: the first byte picks the path. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      Path path = PATHS[(input[0] & 0xff) % PATHS.length];
      Answers.check(path, Arrays.copyOfRange(input, 1, input.length));
    }
  }
}
