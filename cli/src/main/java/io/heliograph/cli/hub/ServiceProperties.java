package io.heliograph.cli.hub;

import io.heliograph.local.S3Server;
import io.heliograph.local.ServerKind;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration that a service is started with, as system properties. */
final class ServiceProperties {

  private ServiceProperties() {}

  /** The launcher's own, then the user's on top. */
  static SortedMap<String, String> of(
      Plan.PlannedService service, UpOptions options, HubFolders folders) {
    SortedMap<String, String> properties = new TreeMap<>();
    properties.put("quarkus.http.host", options.hub().host());
    properties.put("quarkus.http.port", Integer.toString(service.port()));
    properties.put("quarkus.management.host", options.hub().host());
    properties.put("quarkus.management.port", Integer.toString(service.managementPort()));
    properties.put("kafka.bootstrap.servers", address(ServerKind.KAFKA, options));
    properties.put("hub.redis.uri", "redis://" + address(ServerKind.REDIS, options));
    properties.put(
        "hub.data.directory", folders.data().resolve(service.definition().name()).toString());
    if (options.hub().s3() && service.definition().name().equals("dispatcher")) {
      properties.put("hub.content.backend", "s3");
      properties.put("hub.s3.endpoint", "http://" + address(ServerKind.S3, options));
      properties.put("hub.s3.access-key", S3Server.ACCESS_KEY);
      properties.put("hub.s3.secret-key", S3Server.SECRET_KEY);
    }
    if (service.definition().name().equals("injector")) {
      properties.put(
          "hub.copies.dispatcher",
          "http://"
              + Wanted.reachable(options.hub().host())
              + ":"
              + Plan.shifted(Catalog.DISPATCHER_PORT, options));
    }
    if (service.definition().name().equals("dispatcher") && hasReplicas(options)) {
      properties.put(
          Catalog.CLUSTER_PORT_KEY, Integer.toString(Plan.shifted(Catalog.CLUSTER_PORT, options)));
    }
    properties.putAll(options.hub().settings());
    return properties;
  }

  /** The port for other replicas is opened only where there can be some. */
  private static boolean hasReplicas(UpOptions options) {
    return options.hub().settings().keySet().stream()
        .anyMatch(Set.of("hub.cluster.secret", "hub.replicas.secret")::contains);
  }

  private static String address(ServerKind kind, UpOptions options) {
    return "127.0.0.1:" + Plan.shifted(Catalog.SERVER_PORTS.get(kind), options);
  }
}
