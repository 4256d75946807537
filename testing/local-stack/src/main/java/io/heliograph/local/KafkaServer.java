package io.heliograph.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A single Kafka node (KRaft, broker and controller in one) in a JVM of its own. */
public final class KafkaServer extends JavaServer {

  private final int controllerPort;
  private final Map<String, String> properties;

  KafkaServer(
      Placement placement, Path broker, int controllerPort, Map<String, String> properties) {
    super(ServerKind.KAFKA, placement, program(broker));
    this.controllerPort = controllerPort;
    this.properties = Map.copyOf(properties);
  }

  private static Program program(Path broker) {
    return new Program(
        "Kafka broker",
        broker,
        List.of(
            "-Xms96m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            // Halves the start. Written when a broker ends, ignored when it does not fit.
            "-XX:+AutoCreateSharedArchive",
            // What it says while it writes the archive would hide why a broker ended.
            "-Xlog:cds*=off",
            "-XX:SharedArchiveFile=" + broker.resolve("broker.jsa"),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"),
        "io.heliograph.broker.BrokerProcess");
  }

  /** What a client takes as {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port();
  }

  @Override
  Properties configuration() {
    Properties effective = BrokerProperties.of(port(), controllerPort, data().resolve("log"));
    effective.putAll(properties);
    return effective;
  }
}
