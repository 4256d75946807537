package io.heliograph.dispatcher.fetch;

/** One valid event of each model, by the author {@code tester}. */
final class EveryModel {
  private EveryModel() {}

  static String json(String model) {
    String head =
        "{\"model_version\":6,\"timestamp\":\"%s\",\"author\":{\"name\":\"tester\"},"
            .formatted(BinaryText.now());
    BinaryText binary = BinaryText.sourced();
    String node =
        "{\"author\":{\"name\":\"tester\"},\"action\":\"extracted\",\"sha256\":\"%s\","
                .formatted(binary.sha256())
            + "\"timestamp\":\"%s\"}".formatted(BinaryText.now());
    return head
        + switch (model) {
          case "plugin" -> "\"entity\":{\"name\":\"tester\",\"version\":\"1\"}}";
          case "insert" ->
              "\"entity\":{\"original_source\":\"testing\",\"parent_sha256\":\"%s\","
                      .formatted(BinaryText.sourced().sha256())
                  + "\"child\":{\"sha256\":\"%s\"},\"child_history\":%s}}"
                      .formatted(binary.sha256(), node);
          case "delete" -> "\"action\":\"ids\",\"entity\":{\"ids\":{\"ids\":[\"a\"]}}}";
          case "download" ->
              "\"action\":\"requested\",\"source\":{\"name\":\"testing\",\"timestamp\":\"%s\","
                      .formatted(BinaryText.now())
                  + "\"path\":[%s]},\"entity\":{\"hash\":\"a\"}}".formatted(node);
          case "retrohunt" ->
              "\"action\":\"submitted\",\"entity\":{\"id\":1},\"source\":{\"timestamp\":\"%s\"}}"
                  .formatted(BinaryText.now());
          case "status" ->
              "\"entity\":{\"status\":\"heartbeat\",\"input\":%s}}"
                  .formatted(binary.json().replaceFirst("\\{", "{\"dequeued\":\"x\","));
          default -> throw new IllegalArgumentException(model);
        };
  }
}
