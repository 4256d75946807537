package io.heliograph.cli.hub;

import io.heliograph.local.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

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
      modules.add("testing/local-stack/kafka-broker");
    }
    if (plan.servers().stream().anyMatch(server -> server.kind() == ServerKind.S3)) {
      modules.add("testing/local-stack/s3-server");
    }
    plan.services().forEach(service -> modules.add(service.definition().module()));
    return modules;
  }

  /** The options to run with: those that are given, and for the rest those of the running hub. */
  public HubOptions options(GivenOptions given, boolean forget) {
    Optional<HubOptions> before = forget ? Optional.empty() : state.options();
    return given.over(before.orElse(HubOptions.DEFAULTS));
  }

  /**
   * What can be refused before anything is built or stopped.
   *
   * @throws HubException for an unknown key or name, an open address without consent, a taken port
   */
  public void check(UpOptions options) {
    List<ServiceDefinition> present = Catalog.present(folders.home());
    Plan plan = Plan.of(options, present);
    KnownKeys.of(folders.home(), present).refuseUnknown(options.hub().settings().keySet());
    refuseUnknowinglyOpen(options.hub());
    List<Wanted> wanted = Wanted.of(plan, options, folders);
    new Ports(wanted, state.parts(), options.fresh()).refuseTaken(options.hub().portOffset());
  }

  /**
   * Starts what is missing, restarts what the options or a build changed, leaves the rest alone;
   * returns when all of it is ready. What runs is stopped only when everything that can be known
   * before is known to be well.
   *
   * @throws HubException for what {@link #check} refuses, a part that does not start
   */
  public void up(UpOptions options) {
    check(options);
    Plan plan = Plan.of(options, Catalog.present(folders.home()));
    List<Wanted> wanted = Wanted.of(plan, options, folders);
    List<Wanted> missing = options.fresh() ? wanted : missing(wanted);
    tellMove(options.hub(), missing);
    Programs programs = new Programs(folders);
    missing.forEach(part -> programs.stage(part.name(), plan));
    Optional<HubOptions> former = former(options);
    Set<String> ran = running();
    stopper.stopSupervisor();
    try {
      start(options, plan, missing);
    } catch (RuntimeException failure) {
      if (former.isPresent() && goBack(former.get(), ran, failure)) {
        throw new HubException(
            "the hub runs as before, since it does not start like this: " + failure.getMessage(),
            failure);
      }
      leaveSupervised(options, missing, failure);
      throw failure;
    }
    state.remember(options.hub());
    supervise(options.hub());
  }

  /** The options of a hub that runs otherwise, and whose data stay. */
  private Optional<HubOptions> former(UpOptions options) {
    return options.fresh() || running().isEmpty()
        ? Optional.empty()
        : state.options().filter(before -> !before.equals(options.hub()));
  }

  private Set<String> running() {
    return state.parts().stream()
        .filter(RunningPart::isAlive)
        .map(RunningPart::name)
        .collect(Collectors.toSet());
  }

  /** Starts what ran before as it was, and stops what did not; false when that fails too. */
  private boolean goBack(HubOptions former, Set<String> ran, RuntimeException failure) {
    try {
      progress.say("it does not start like this: going back to the former options");
      UpOptions before = new UpOptions(false, List.of(), former);
      Plan plan = Plan.of(before, Catalog.present(folders.home()));
      stopper.stop(state.parts().stream().filter(part -> !ran.contains(part.name())).toList());
      List<Wanted> wanted =
          Wanted.of(plan, before, folders).stream()
              .filter(part -> ran.contains(part.name()))
              .toList();
      start(before, plan, missing(wanted));
      supervise(former);
      return true;
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
      return false;
    }
  }

  private void start(UpOptions options, Plan plan, List<Wanted> missing) {
    stopper.stop(
        state.parts().stream()
            .filter(part -> options.fresh() || isNamedIn(missing, part.name()))
            .toList());
    if (options.fresh()) {
      Trees.remove(folders.data());
    }
    // Something else may have come in the meantime.
    new Ports(missing, state.parts(), false).refuseTaken(options.hub().portOffset());
    if (state.options().isEmpty()) {
      state.remember(options.hub().withoutSettings());
    }
    Starter starter = new Starter(folders, state, progress, options);
    starter.startServers(missing.stream().filter(part -> part.readyUrl().isEmpty()).toList());
    starter.startServices(
        missing.stream().filter(part -> !part.readyUrl().isEmpty()).toList(), plan);
  }

  /** What did not start stays down; what runs is watched all the same. */
  private void leaveSupervised(UpOptions options, List<Wanted> missing, RuntimeException failure) {
    try {
      for (RunningPart part : state.parts()) {
        if (isNamedIn(missing, part.name()) && !part.isAlive()) {
          state.put(
              part.givenUp(
                  "did not start; see ./heliograph logs "
                      + part.name()
                      + ", then run ./heliograph up again"));
        }
      }
      supervise(options.hub());
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
    }
  }

  private void supervise(HubOptions options) {
    if (options.restart() && state.parts().stream().anyMatch(RunningPart::isAlive)) {
      new SupervisorProcess(folders, state).start(options);
    }
  }

  private void tellMove(HubOptions options, List<Wanted> missing) {
    int before = state.options().map(HubOptions::portOffset).orElse(options.portOffset());
    boolean moves =
        state.parts().stream().anyMatch(part -> part.isAlive() && isNamedIn(missing, part.name()));
    if (before != options.portOffset() && moves) {
      progress.say(
          "moving the hub from port offset %d to %d (--port-offset %d would have kept it)"
              .formatted(before, options.portOffset(), before));
    }
  }

  /**
   * Refuses an address that other machines reach, until the user has accepted it.
   *
   * @throws HubException that says what it means and how to accept it
   */
  public static void refuseUnknowinglyOpen(HubOptions options) {
    if (!options.isOpen()) {
      return;
    }
    if (!options.withoutAuthentication()) {
      throw new HubException(
          "--host "
              + options.host()
              + " would let everyone who reaches this machine read, publish and delete: there are no"
              + " users and no TLS yet; add --without-authentication if you want that");
    }
  }

  /** Stops every recorded process; with purge removes data, logs and program copies too. */
  public void down(boolean purge) {
    stopper.stopSupervisor();
    // What the supervisor had started again until then is recorded now.
    stopper.stop(state.parts());
    state.forgetOptions();
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
}
