package io.heliograph.gjson;

import java.util.List;

/** The filters of the benchmark: what subscriptions ask of events. */
final class FilterPaths {
  static final List<String> ALL =
      List.of(
          "action",
          "author.name",
          "entity.nope.deeper",
          "entity.datastreams.#",
          "source.path.#.author.name",
          "entity.datastreams.#(label==\"content\").size",
          "entity.datastreams.#(file_format%\"executable/windows/*\")#.label",
          "entity.features.#(name==\"malware_family\")#|#",
          "..#(action==\"extracted\")",
          "..#(entity.datastreams.#(label==\"content\")#|#(size<209715200))|action",
          "[@this].#(entity.features.#(value%\"*glass*\")).action",
          "{\"a\":action,\"n\":entity.datastreams.#,\"s\":source.name}");

  private FilterPaths() {}
}
