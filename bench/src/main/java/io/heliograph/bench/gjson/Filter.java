package io.heliograph.bench.gjson;

/**
 * The twelve filters that the original was measured with, and its figures: nanoseconds of process
 * CPU per {@code Get(string)}, the least of ten runs, on the small and on the large event.
 */
public enum Filter {
  F01("action", 836, 18205),
  F02("author.name", 149, 146),
  F03("entity.nope.deeper", 1264, 18660),
  F04("entity.datastreams.#", 1148, 17728),
  F05("source.path.#.author.name", 899, 4814),
  F06("entity.datastreams.#(label==\"content\").size", 1748, 16618),
  F07("entity.datastreams.#(file_format%\"executable/windows/*\")#.label", 2452, 23732),
  F08("entity.features.#(name==\"malware_family\")#|#", 1745, 57164),
  F09("..#(action==\"extracted\")", 1822, 36219),
  F10("..#(entity.datastreams.#(label==\"content\")#|#(size<209715200))|action", 5483, 62879),
  F11("[@this].#(entity.features.#(value%\"*glass*\")).action", 4556, 60898),
  F12("{\"a\":action,\"n\":entity.datastreams.#,\"s\":source.name}", 2813, 37353);

  final String path;
  private final int smallNanos;
  private final int largeNanos;

  Filter(String path, int smallNanos, int largeNanos) {
    this.path = path;
    this.smallNanos = smallNanos;
    this.largeNanos = largeNanos;
  }

  /** What the original needed on that document. */
  int originalNanos(Event event) {
    return switch (event) {
      case SMALL -> smallNanos;
      case LARGE -> largeNanos;
    };
  }
}
