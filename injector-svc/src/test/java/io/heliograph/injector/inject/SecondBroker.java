package io.heliograph.injector.inject;

import io.heliograph.local.KafkaServer;
import io.heliograph.local.LocalStack;
import io.heliograph.local.ServerKind;
import io.heliograph.local.ServiceProcess;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/** Another broker of the cluster of a local stack: a broker only, and the controller's guest. */
final class SecondBroker {
  static final int ID = 2;

  private SecondBroker() {}

  /** Starts it; its data are below that folder. */
  static LocalStack start(KafkaServer first, Path folder) throws IOException {
    int port = ServiceProcess.freePort();
    Properties configured = read(first.data().resolve("server.properties"));
    Path log = Files.createDirectories(folder.resolve("kafka").resolve("log"));
    Properties identity = read(first.data().resolve("log").resolve("meta.properties"));
    identity.setProperty("node.id", Integer.toString(ID));
    identity.setProperty("directory.id", Uuid.randomUuid().toString());
    try (Writer writer = Files.newBufferedWriter(log.resolve("meta.properties"))) {
      identity.store(writer, null);
    }
    return LocalStack.start(
        LocalStack.options()
            .kafka(
                Map.of(
                    "process.roles",
                    "broker",
                    "node.id",
                    Integer.toString(ID),
                    "controller.quorum.voters",
                    configured.getProperty("controller.quorum.voters"),
                    "listeners",
                    "PLAINTEXT://127.0.0.1:" + port))
            .server(ServerKind.KAFKA, port)
            .data(folder));
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
