package io.heliograph.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the reactor lies: the broker's jars are found from there. */
final class Home {

  private static final String PROPERTY = "heliograph.home";
  private static final String BROKER = "testing/local-stack/kafka-broker";

  private Home() {}

  /** System property {@code heliograph.home}, else the nearest folder above that is the reactor. */
  static Path find() {
    String configured = System.getProperty(PROPERTY);
    if (configured != null) {
      return Path.of(configured).toAbsolutePath().normalize();
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      if (Files.isDirectory(folder.resolve(BROKER))) {
        return folder;
      }
      folder = folder.getParent();
    }
    throw new LocalStackException(
        "the reactor was not found above the working directory; set -D" + PROPERTY);
  }

  /** The built broker: its jars are in {@code lib/}. */
  static Path broker() {
    return find().resolve(BROKER).resolve("target");
  }

  /** The built S3 server: its jars are in {@code lib/}. */
  static Path s3Server() {
    return find().resolve("testing/local-stack/s3-server").resolve("target");
  }

  /** Unpacked server programs; kept between runs because unpacking costs seconds. */
  static Path binaries() {
    return find().resolve(".heliograph").resolve("binaries");
  }
}
