package io.heliograph.cli.hub;

import io.heliograph.local.Child;
import io.heliograph.local.LocalStack;
import io.heliograph.local.LocalStackOptions;
import io.heliograph.local.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts parts that do not run, records each process as soon as it exists, and waits until they are
 * ready. What it starts outlives this JVM.
 */
final class Starter {

  private static final long READY_LIMIT_SECONDS = 180;
  private static final long LOG_BYTES_MAX = 4L << 20;

  private final HubFolders folders;
  private final StateFile state;
  private final Progress progress;
  private final Programs programs;

  Starter(HubFolders folders, StateFile state, Progress progress) {
    this.folders = folders;
    this.state = state;
    this.progress = progress;
    this.programs = new Programs(folders);
  }

  void startServers(List<Wanted> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    Map<ServerKind, Wanted> byKind = new HashMap<>();
    LocalStackOptions options =
        LocalStack.options()
            .outlivingParent()
            .data(folders.data())
            .logs(folders.logs())
            .spawned((kind, port, pid) -> state.put(byKind.get(kind).runningAs(pid)));
    for (Wanted server : wanted) {
      ServerKind kind = ServerKind.labelled(server.name()).orElseThrow();
      byKind.put(kind, server);
      rotate(folders.log(server.name()));
      options = options.server(kind, server.port());
    }
    if (byKind.containsKey(ServerKind.KAFKA)) {
      options = options.broker(programs.broker());
    }
    if (byKind.containsKey(ServerKind.S3)) {
      options = options.s3Server(programs.s3Server());
    }
    LocalStackOptions complete = options;
    String names = String.join(", ", wanted.stream().map(Wanted::name).toList());
    progress.step("starting " + names, () -> LocalStack.start(complete));
  }

  void startServices(List<Wanted> wanted, Plan plan, UpOptions options) {
    Map<Wanted, Child> children = new HashMap<>();
    for (Plan.PlannedService service : plan.services()) {
      for (Wanted part : wanted) {
        if (part.name().equals(service.definition().name())) {
          children.put(part, spawn(part, service, options));
        }
      }
    }
    try (Readiness readiness = new Readiness()) {
      for (Wanted part : wanted) {
        Child child = children.get(part);
        RunningPart running = part.runningAs(child.pid());
        progress.step(
            "starting " + part.name(),
            () -> {
              child.awaitReady(pid -> readiness.isReady(running), READY_LIMIT_SECONDS);
              return running;
            });
      }
    }
  }

  private Child spawn(Wanted part, Plan.PlannedService service, UpOptions options) {
    rotate(folders.log(part.name()));
    Path program = programs.service(service.definition());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(service.definition().jvmFlags());
    ServiceProperties.of(service, options, folders)
        .forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-jar");
    command.add(program.resolve("quarkus-run.jar").toString());
    Child child = Child.start(part.name(), command, folders.log(part.name()), true);
    state.put(part.runningAs(child.pid()));
    return child;
  }

  /** Keeps one older log beside the current one. */
  private static void rotate(Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failure) {
      throw new HubException("cannot rotate " + log + ": " + failure, failure);
    }
  }
}
