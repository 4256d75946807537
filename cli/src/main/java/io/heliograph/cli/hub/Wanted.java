package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a part should run: from the plan, the options and the program that was built.
 *
 * @param name the part's name
 * @param host the address that it binds
 * @param ports every port that it binds, the one that is shown first
 * @param url where it is reached
 * @param readyUrl what answers 200 when ready; empty for a server
 * @param traits what calls for a restart when it changes
 */
record Wanted(
    String name,
    String host,
    List<Integer> ports,
    String url,
    String readyUrl,
    SortedMap<String, String> traits) {

  private static final String LOOPBACK = "127.0.0.1";

  Wanted {
    ports = List.copyOf(ports);
    traits = new TreeMap<>(traits);
  }

  int port() {
    return ports.getFirst();
  }

  /** The record of the process that was started for it by this command. */
  RunningPart runningAs(long pid, List<String> command) {
    return new RunningPart(
        name,
        url,
        port(),
        pid,
        ProcessIdentity.recorded(pid),
        readyUrl,
        traits,
        ports,
        command,
        0,
        "");
  }

  static List<Wanted> of(Plan plan, UpOptions options, HubFolders folders) {
    List<Wanted> wanted = new ArrayList<>();
    plan.servers().forEach(server -> wanted.add(server(server, options, folders)));
    plan.services().forEach(service -> wanted.add(service(service, options, folders)));
    return wanted;
  }

  private static Wanted server(Plan.PlannedServer server, UpOptions options, HubFolders folders) {
    String scheme =
        switch (server.kind()) {
          case KAFKA -> "";
          case REDIS -> "redis://";
          case POSTGRESQL -> "postgresql://postgres@";
          case S3 -> "http://";
        };
    SortedMap<String, String> traits = new TreeMap<>();
    traits.put("port", Integer.toString(server.port()));
    if (server.kind() == ServerKind.KAFKA) {
      traits.put("build", ProgramDigest.of(Programs.brokerBuild(folders.home())));
    }
    if (server.kind() == ServerKind.REDIS) {
      traits.put("maxmemory", options.hub().redisMemory());
    }
    if (server.kind() == ServerKind.S3) {
      traits.put("build", ProgramDigest.of(Programs.s3Build(folders.home())));
    }
    return new Wanted(
        server.kind().label(),
        LOOPBACK,
        List.of(server.port()),
        scheme + LOOPBACK + ":" + server.port(),
        "",
        traits);
  }

  private static Wanted service(
      Plan.PlannedService service, UpOptions options, HubFolders folders) {
    ServiceDefinition definition = service.definition();
    Path application = definition.application(folders.home());
    SortedMap<String, String> traits =
        new TreeMap<>(ServiceProperties.of(service, options, folders));
    traits.put("build", ProgramDigest.of(application));
    traits.put("jvm", String.join(" ", definition.jvmFlags()));
    String reachable = reachable(options.hub().host());
    List<Integer> ports = new ArrayList<>(List.of(service.port(), service.managementPort()));
    if (traits.containsKey(Catalog.CLUSTER_PORT_KEY)) {
      ports.add(port(traits.get(Catalog.CLUSTER_PORT_KEY)));
    }
    return new Wanted(
        definition.name(),
        options.hub().host(),
        ports,
        "http://" + reachable + ":" + service.port(),
        "http://" + reachable + ":" + service.managementPort() + "/q/health/ready",
        traits);
  }

  private static int port(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException none) {
      throw new HubException(
          "--set " + Catalog.CLUSTER_PORT_KEY + " wants a port, not '" + value + "'", none);
    }
  }

  /** A service that binds every address is reached on the loopback one. */
  static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0", "::" -> LOOPBACK;
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }
}
