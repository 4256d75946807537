package io.heliograph.cli.hub;

import io.heliograph.local.Child;
import io.heliograph.local.ClassCache;
import io.heliograph.local.LocalStack;
import io.heliograph.local.LocalStackOptions;
import io.heliograph.local.ServerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts parts that do not run, records each process before it does anything, and waits until they
 * are ready. What it starts outlives this JVM.
 */
final class Starter {

  private static final long READY_LIMIT_SECONDS = 180;

  private final HubFolders folders;
  private final StateFile state;
  private final Progress progress;
  private final Programs programs;
  private final UpOptions options;

  Starter(HubFolders folders, StateFile state, Progress progress, UpOptions options) {
    this.folders = folders;
    this.state = state;
    this.progress = progress;
    this.programs = new Programs(folders);
    this.options = options;
  }

  void startServers(List<Wanted> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    Map<ServerKind, Wanted> byKind = new HashMap<>();
    LocalStackOptions servers =
        LocalStack.options()
            .outlivingParent()
            .data(folders.data())
            .logs(folders.logs())
            .properties(ServerKind.REDIS, Map.of("maxmemory", options.hub().redisMemory()))
            .spawned(
                (kind, port, pid, command) -> state.put(byKind.get(kind).runningAs(pid, command)));
    for (Wanted server : wanted) {
      ServerKind kind = ServerKind.labelled(server.name()).orElseThrow();
      byKind.put(kind, server);
      rotate(server.name());
      servers = servers.server(kind, server.port());
    }
    if (byKind.containsKey(ServerKind.KAFKA)) {
      servers = servers.broker(programs.current(ServerKind.KAFKA.label()));
    }
    if (byKind.containsKey(ServerKind.S3)) {
      servers = servers.s3Server(programs.current(ServerKind.S3.label()));
    }
    LocalStackOptions complete = servers;
    String names = String.join(", ", wanted.stream().map(Wanted::name).toList());
    progress.step("starting " + names, () -> LocalStack.start(complete));
  }

  void startServices(List<Wanted> wanted, Plan plan) {
    Map<Wanted, Child> children = new HashMap<>();
    for (Plan.PlannedService service : plan.services()) {
      for (Wanted part : wanted) {
        if (part.name().equals(service.definition().name())) {
          children.put(part, spawn(part, service));
        }
      }
    }
    try (Readiness readiness = new Readiness()) {
      for (Wanted part : wanted) {
        Child child = children.get(part);
        RunningPart running = part.runningAs(child.pid(), List.of());
        progress.step(
            "starting " + part.name(),
            () -> {
              child.awaitReady(pid -> readiness.isReady(running), READY_LIMIT_SECONDS);
              return running;
            });
      }
    }
  }

  private Child spawn(Wanted part, Plan.PlannedService service) {
    rotate(part.name());
    Path program = programs.current(part.name());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(service.definition().jvmFlags());
    Path application = program.resolve("quarkus-run.jar");
    command.addAll(ClassCache.options(application));
    ServiceProperties.of(service, options, folders)
        .forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-jar");
    command.add(application.toString());
    return Child.startDetached(
        part.name(),
        command,
        folders.log(part.name()),
        pid -> state.put(part.runningAs(pid, command)));
  }

  private void rotate(String name) {
    var unused = new LogFiles(options.hub().logBytesMax()).rotate(folders.log(name));
  }
}
