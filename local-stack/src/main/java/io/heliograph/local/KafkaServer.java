package io.heliograph.local;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A single Kafka node (KRaft, broker and controller in one) in a JVM of its own. */
public final class KafkaServer extends LocalServer {

  private static final Duration GREETING_LIMIT = Duration.ofSeconds(1);

  private final Path broker;
  private final int controllerPort;
  private final Map<String, String> properties;
  private final Path readyFile;

  KafkaServer(
      Placement placement, Path broker, int controllerPort, Map<String, String> properties) {
    super(ServerKind.KAFKA, placement);
    this.broker = broker;
    this.controllerPort = controllerPort;
    this.properties = Map.copyOf(properties);
    this.readyFile = placement.data().resolve("ready.pid");
  }

  /** What a client takes as {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port();
  }

  @Override
  List<String> prepare() throws IOException {
    Files.deleteIfExists(readyFile);
    Path configuration = data().resolve("broker.properties");
    Properties effective = BrokerProperties.of(port(), controllerPort, data().resolve("log"));
    effective.putAll(properties);
    try (Writer writer = Files.newBufferedWriter(configuration, StandardCharsets.UTF_8)) {
      effective.store(writer, null);
    }
    List<String> command = new ArrayList<>(BrokerJvm.command(broker, outlivesParent()));
    command.add(configuration.toString());
    command.add(readyFile.toString());
    return command;
  }

  @Override
  boolean isReady(long pid) {
    try {
      return Files.exists(readyFile)
          && Files.readString(readyFile).equals(Long.toString(pid))
          && kind().answers(port(), GREETING_LIMIT);
    } catch (IOException replacedJustNow) {
      return false;
    }
  }
}
