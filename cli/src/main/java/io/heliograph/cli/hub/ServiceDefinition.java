package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A service of the hub as the launcher sees it.
 *
 * @param name what `status` and `logs` call it
 * @param module its folder in the reactor
 * @param port its HTTP port before the offset
 * @param managementPort its health and metrics port before the offset
 * @param needs the servers that must run first
 * @param jvmFlags its memory and collector
 */
record ServiceDefinition(
    String name,
    String module,
    int port,
    int managementPort,
    Set<ServerKind> needs,
    List<String> jvmFlags) {

  ServiceDefinition {
    needs = Set.copyOf(needs);
    jvmFlags = List.copyOf(jvmFlags);
  }

  Path application(Path home) {
    return home.resolve(module).resolve("target").resolve("quarkus-app");
  }
}
