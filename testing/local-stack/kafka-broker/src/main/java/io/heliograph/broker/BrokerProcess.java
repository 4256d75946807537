package io.heliograph.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node (broker and controller in one) as a process. Arguments: the broker's properties
 * file and a file that receives this process' id once the broker serves requests.
 *
 * <p>The log goes to standard error, warnings and worse only: a broker that dies silently (a taken
 * port, a damaged log) would cost its user an hour.
 */
public final class BrokerProcess {

  static {
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
  }

  private BrokerProcess() {}

  /**
   * Formats the data folder when it is new, starts the broker and stays until SIGTERM. A broker
   * that does not start ends at once: its threads would keep half a broker alive.
   */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (Throwable failure) {
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    Path configuration = Path.of(arguments[0]);
    Path readyFile = Path.of(arguments[1]);
    Properties properties = read(configuration);
    Path folder = Path.of(properties.getProperty("log.dirs"));
    formatWhenNew(folder);
    refuseNewer(folder);
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
    server.startup();
    announce(readyFile);
    server.awaitShutdown();
  }

  private static Properties read(Path configuration) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(configuration, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  private static void formatWhenNew(Path folder) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .setIgnoreFormatted(true)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  /** What a newer Kafka wrote this one reads in part, and fails in the middle of it. */
  private static void refuseNewer(Path folder) throws Exception {
    short found = new BootstrapDirectory(folder.toString()).read().featureLevel("metadata.version");
    MetadataVersion known = MetadataVersion.latestProduction();
    if (found > known.featureLevel()) {
      System.err.printf(
          "%s was written by a newer Kafka (metadata.version %d) and this broker reads up to %s (%d):"
              + " run ./heliograph down --purge to remove it, or the release that wrote it%n",
          folder, found, known, known.featureLevel());
      Runtime.getRuntime().halt(1);
    }
  }

  /** Written aside and moved, so that a reader never sees half a number. */
  private static void announce(Path readyFile) throws IOException {
    Path aside = readyFile.resolveSibling(readyFile.getFileName() + ".new");
    Files.writeString(aside, Long.toString(ProcessHandle.current().pid()));
    Files.move(aside, readyFile, StandardCopyOption.REPLACE_EXISTING);
  }
}
