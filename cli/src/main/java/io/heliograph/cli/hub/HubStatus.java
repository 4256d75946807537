package io.heliograph.cli.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What of the hub runs and is ready, at one moment.
 *
 * @param parts every part that should run, in the order of their start
 */
public record HubStatus(List<Part> parts) {

  private static final int READY = 0;
  private static final int INCOMPLETE = 1;
  private static final int NOTHING = 3;

  public HubStatus {
    parts = List.copyOf(parts);
  }

  /** How a part is. */
  public enum State {
    READY("yes", "ready"),
    NOT_READY("no", "not-ready"),
    /** Its process has ended; the supervisor starts it again. */
    RESTARTING("no", "restarting"),
    /** Its process has ended and is not started again. */
    DOWN("DOWN", "down");

    private final String column;
    private final String label;

    State(String column, String label) {
      this.column = column;
      this.label = label;
    }

    /** In the table for people. */
    public String column() {
      return column;
    }

    /** In JSON. */
    public String label() {
      return label;
    }
  }

  /**
   * One part.
   *
   * @param record as the state file has it
   * @param missing what it lacks, or why it is down
   */
  public record Part(RunningPart record, State state, List<String> missing) {
    public Part {
      missing = List.copyOf(missing);
    }

    /** Its process id, 0 when it does not run. */
    public long pid() {
      return isRunning() ? record.pid() : 0;
    }

    private boolean isRunning() {
      return state == State.READY || state == State.NOT_READY;
    }
  }

  /** Asks every part; a part that does not answer costs 2 s. */
  public static HubStatus of(StateFile file) {
    List<RunningPart> records = new ArrayList<>(file.parts());
    boolean supervised = records.stream().anyMatch(one -> one.isSupervisor() && one.isAlive());
    boolean named = records.stream().anyMatch(RunningPart::isSupervisor);
    if (!named && !records.isEmpty() && file.options().map(HubOptions::restart).orElse(false)) {
      records.add(absentSupervisor());
    }
    try (Readiness readiness = new Readiness()) {
      return new HubStatus(
          records.parallelStream().map(part -> look(part, readiness, supervised)).toList());
    }
  }

  private static Part look(RunningPart part, Readiness readiness, boolean supervised) {
    Health health = health(part, readiness);
    if (part.isAlive()) {
      State state = health.ready() ? State.READY : State.NOT_READY;
      return new Part(part, state, health.missing());
    }
    if (!part.down().isEmpty()) {
      return new Part(part, State.DOWN, List.of(part.down()));
    }
    return supervised
        ? new Part(part, State.RESTARTING, List.of("ended; the supervisor starts it again"))
        : new Part(part, State.DOWN, List.of("ended; ./heliograph up starts it again"));
  }

  /** One part that cannot be asked hides no other. */
  private static Health health(RunningPart part, Readiness readiness) {
    try {
      return readiness.health(part);
    } catch (RuntimeException defect) {
      return Health.lacks("it cannot be asked: " + defect);
    }
  }

  /** Of an `up` that was killed before it started one. */
  private static RunningPart absentSupervisor() {
    return new RunningPart(
        RunningPart.SUPERVISOR,
        "",
        0,
        0,
        "ended",
        "",
        new TreeMap<>(),
        List.of(),
        List.of(),
        0,
        "");
  }

  /** Whether no part runs. */
  public boolean isNothing() {
    return parts.stream().noneMatch(Part::isRunning);
  }

  /** 0 when all is ready, 1 when a part is down or not ready, 3 when nothing runs. */
  public int exitCode() {
    if (isNothing()) {
      return NOTHING;
    }
    return parts.stream().allMatch(part -> part.state() == State.READY) ? READY : INCOMPLETE;
  }
}
