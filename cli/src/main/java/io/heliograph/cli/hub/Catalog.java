package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a hub can consist of. A new service is one line here. */
final class Catalog {

  /** A service without memory ends, and is started again: half of one would say that it is well. */
  private static final List<String> SMALL_JVM =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  /**
   * Plugins wait for the dispatcher: it must not stop for a full collection. When it is idle for a
   * minute it gives back what a burst has taken.
   */
  private static final List<String> STEADY_JVM =
      List.of(
          "-Xmx512m",
          "-XX:+UseG1GC",
          "-XX:G1PeriodicGCInterval=60000",
          "-XX:+ExitOnOutOfMemoryError");

  private static final Set<ServerKind> KAFKA = Set.of(ServerKind.KAFKA);
  private static final Set<ServerKind> KAFKA_AND_REDIS = Set.of(ServerKind.KAFKA, ServerKind.REDIS);

  /** Off the servers' usual ports, so that the hub runs beside a developer's own. */
  static final Map<ServerKind, Integer> SERVER_PORTS =
      Map.of(
          ServerKind.KAFKA, 19_092,
          ServerKind.REDIS, 16_379,
          ServerKind.POSTGRESQL, 15_432,
          ServerKind.S3, 19_000);

  /** Started even when no service asks for them: what every service works with. */
  static final Set<ServerKind> ALWAYS = KAFKA_AND_REDIS;

  /** Where other services find the dispatcher, before the offset. */
  static final int DISPATCHER_PORT = 8111;

  /** Where replicas of the dispatcher find each other, before the offset. */
  static final int CLUSTER_PORT = 10_111;

  static final String CLUSTER_PORT_KEY = "hub.cluster.port";

  private static final List<ServiceDefinition> SERVICES =
      List.of(
          service("dispatcher", DISPATCHER_PORT, KAFKA_AND_REDIS, STEADY_JVM),
          service("injector", 8112, KAFKA, SMALL_JVM),
          service("federation", 8113, KAFKA_AND_REDIS, SMALL_JVM),
          service("dashboard", 8114, KAFKA_AND_REDIS, SMALL_JVM));

  private Catalog() {}

  /** The services whose module is in the reactor. */
  static List<ServiceDefinition> present(Path home) {
    return SERVICES.stream()
        .filter(service -> Files.isRegularFile(home.resolve(service.module()).resolve("pom.xml")))
        .toList();
  }

  private static ServiceDefinition service(
      String name, int port, Set<ServerKind> needs, List<String> jvm) {
    return new ServiceDefinition(name, name + "-svc", port, port + 1000, needs, jvm);
  }
}
