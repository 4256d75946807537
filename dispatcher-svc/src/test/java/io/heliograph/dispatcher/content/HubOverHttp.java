package io.heliograph.dispatcher.content;

import io.heliograph.testkit.HubProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A hub process for one test class. It has no Kafka: contents do not need it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HubOverHttp {
  /** A hash that nothing has. */
  static final String ABSENT = "0123456789abcdef".repeat(4);

  @TempDir static Path parent;

  final Backend backend;
  final List<String> more;
  Path folder;
  HubProcess hub;
  StreamClient client;

  HubOverHttp(Backend backend, List<String> more) {
    this.backend = backend;
    this.more = more;
  }

  @BeforeAll
  void start() throws Exception {
    folder = Files.createTempDirectory(parent, "hub");
    hub = new HubProcess("127.0.0.1:1", 0, folder, "hub.content.delete-allowed=true");
    backend.settings().forEach(hub::with);
    more.forEach(hub::with);
    hub.start().awaitAnswering();
    client = new StreamClient(hub.url());
  }

  @AfterAll
  void stop() {
    hub.close();
  }

  static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
