package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The parts that an `up` has to see running, with their ports: a pure function of the options and
 * the catalog.
 *
 * @param servers in the order of their names
 * @param services in the order of the catalog
 */
record Plan(List<PlannedServer> servers, List<PlannedService> services) {

  private static final int PORT_MAX = 65_535;

  /** A server and its port after the offset. */
  record PlannedServer(ServerKind kind, int port) {}

  /** A service and its ports after the offset. */
  record PlannedService(ServiceDefinition definition, int port, int managementPort) {}

  Plan {
    servers = List.copyOf(servers);
    services = List.copyOf(services);
  }

  /**
   * Chooses the parts.
   *
   * @throws HubException when `only` names an unknown part or the offset leaves the range of ports
   */
  static Plan of(UpOptions options, List<ServiceDefinition> present) {
    refuseUnknownNames(options, present);
    List<ServiceDefinition> chosen =
        present.stream().filter(service -> isChosen(options, service.name())).toList();
    List<PlannedServer> servers = new ArrayList<>();
    for (ServerKind kind : serversFor(options, chosen)) {
      servers.add(new PlannedServer(kind, shifted(Catalog.SERVER_PORTS.get(kind), options)));
    }
    List<PlannedService> services = new ArrayList<>();
    for (ServiceDefinition service : chosen) {
      services.add(
          new PlannedService(
              service,
              shifted(service.port(), options),
              shifted(service.managementPort(), options)));
    }
    return new Plan(servers, services);
  }

  /** The port that a server of that kind has under these options, whether it is planned or not. */
  static int shifted(int port, UpOptions options) {
    int offset = options.hub().portOffset();
    int shifted = port + offset;
    if (shifted < 1 || shifted > PORT_MAX) {
      throw new HubException(
          "--port-offset "
              + offset
              + " is out of range: port "
              + port
              + " would become "
              + shifted
              + "; ports are 1 to "
              + PORT_MAX);
    }
    return shifted;
  }

  private static Set<ServerKind> serversFor(UpOptions options, List<ServiceDefinition> chosen) {
    Set<ServerKind> kinds = EnumSet.noneOf(ServerKind.class);
    if (options.only().isEmpty()) {
      kinds.addAll(Catalog.ALWAYS);
    }
    chosen.forEach(service -> kinds.addAll(service.needs()));
    if (options.hub().s3()) {
      kinds.add(ServerKind.S3);
    }
    Stream.of(ServerKind.values())
        .filter(kind -> options.only().contains(kind.label()))
        .forEach(kinds::add);
    return kinds;
  }

  private static boolean isChosen(UpOptions options, String name) {
    return options.only().isEmpty() || options.only().contains(name);
  }

  private static void refuseUnknownNames(UpOptions options, List<ServiceDefinition> present) {
    Set<String> known = new TreeSet<>();
    Stream.of(ServerKind.values()).map(ServerKind::label).forEach(known::add);
    present.stream().map(ServiceDefinition::name).forEach(known::add);
    for (String name : options.only()) {
      if (!known.contains(name)) {
        throw new HubException("--only: there is no part '" + name + "'; there are " + known);
      }
    }
  }
}
