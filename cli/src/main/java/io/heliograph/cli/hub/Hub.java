package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The hub as a whole: brings what runs in line with what is wanted. Changes are made under {@link
 * HubLock} by one thread.
 */
public final class Hub {

  /** A part that runs from an earlier `up` gets this long to answer before it is restarted. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();

  private final HubFolders folders;
  private final StateFile state;
  private final Progress progress;
  private final Stopper stopper;

  public Hub(HubFolders folders, Progress progress) {
    this.folders = folders;
    this.state = new StateFile(folders);
    this.progress = progress;
    this.stopper = new Stopper(state, progress);
  }

  /** The reactor modules that `up` with these options runs, as folders from the home. */
  public List<String> modules(UpOptions options) {
    Plan plan = Plan.of(options, Catalog.present(folders.home()));
    List<String> modules = new ArrayList<>();
    if (plan.servers().stream().anyMatch(server -> server.kind() == ServerKind.KAFKA)) {
      modules.add("local-stack/kafka-broker");
    }
    if (plan.servers().stream().anyMatch(server -> server.kind() == ServerKind.S3)) {
      modules.add("local-stack/s3-server");
    }
    plan.services().forEach(service -> modules.add(service.definition().module()));
    return modules;
  }

  /**
   * Starts what is missing, restarts what the options or a build changed, leaves the rest alone;
   * returns when all of it is ready.
   *
   * @throws HubException for an unknown key or name, a taken port, a part that does not start
   */
  public void up(UpOptions options) {
    List<ServiceDefinition> present = Catalog.present(folders.home());
    Plan plan = Plan.of(options, present);
    KnownKeys.of(folders.home(), present).refuseUnknown(options.settings().keySet());
    if (options.fresh()) {
      stopper.stop(state.parts());
      Trees.remove(folders.data());
    }
    List<Wanted> missing = missing(Wanted.of(plan, options, folders));
    stopper.stop(state.parts().stream().filter(part -> isNamedIn(missing, part.name())).toList());
    refuseTakenPorts(missing);
    Starter starter = new Starter(folders, state, progress);
    starter.startServers(missing.stream().filter(part -> part.readyUrl().isEmpty()).toList());
    starter.startServices(
        missing.stream().filter(part -> !part.readyUrl().isEmpty()).toList(), plan, options);
  }

  /** Stops every recorded process; with purge removes data, logs and program copies too. */
  public void down(boolean purge) {
    stopper.stop(state.parts());
    if (purge) {
      Trees.remove(folders.data());
      Trees.remove(folders.logs());
      Trees.remove(folders.run());
      Trees.remove(folders.stateFile());
    }
  }

  private List<Wanted> missing(List<Wanted> all) {
    List<Wanted> missing = new ArrayList<>();
    try (Readiness readiness = new Readiness()) {
      for (Wanted wanted : all) {
        String reason = reasonToStart(wanted, readiness);
        progress.say(wanted.name() + ": " + (reason.isEmpty() ? "runs already" : reason));
        if (!reason.isEmpty()) {
          missing.add(wanted);
        }
      }
    }
    return missing;
  }

  /** Empty when it runs as wanted. */
  private String reasonToStart(Wanted wanted, Readiness readiness) {
    for (RunningPart part : state.parts()) {
      if (part.name().equals(wanted.name()) && part.isAlive()) {
        List<String> changes = Changes.between(part.traits(), wanted.traits());
        if (!changes.isEmpty()) {
          return "restarting, changed: " + String.join(", ", changes);
        }
        return answers(part, readiness) ? "" : "restarting, does not answer";
      }
    }
    return "to be started";
  }

  private static boolean answers(RunningPart part, Readiness readiness) {
    long deadlineNanos = System.nanoTime() + ANSWER_LIMIT.toNanos();
    while (!readiness.isReady(part)) {
      if (!part.isAlive() || System.nanoTime() > deadlineNanos) {
        return false;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }

  private static boolean isNamedIn(List<Wanted> parts, String name) {
    return parts.stream().anyMatch(part -> part.name().equals(name));
  }

  private static void refuseTakenPorts(List<Wanted> missing) {
    List<String> taken = new ArrayList<>();
    for (Wanted part : missing) {
      for (int port : part.ports()) {
        if (PortHolder.isTaken(part.host(), port)) {
          taken.add(
              "port " + port + " (" + part.name() + ") is taken by " + PortHolder.describe(port));
        }
      }
    }
    if (!taken.isEmpty()) {
      throw new HubException(
          String.join("\n", taken) + "\nend it, or move the hub with --port-offset N");
    }
  }
}
