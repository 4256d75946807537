package io.heliograph.cli.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the parts that are to run find their ports free, or held by what makes room for them. */
final class Ports {

  private static final int SUGGESTED_FIRST = 1_000;
  private static final int SUGGESTED_STEP = 500;
  private static final int SUGGESTED_MAX = 20_000;

  private final List<Wanted> wanted;
  private final List<RunningPart> running;
  private final boolean allStop;

  /**
   * @param wanted every part that is to run
   * @param running the parts that run now
   * @param allStop whether all of them are stopped before the wanted ones start
   */
  Ports(List<Wanted> wanted, List<RunningPart> running, boolean allStop) {
    this.allStop = allStop;
    this.wanted = List.copyOf(wanted);
    this.running = running.stream().filter(RunningPart::isAlive).toList();
  }

  /**
   * Refuses when a part would not get a port.
   *
   * @throws HubException with every such port and the process that holds it
   */
  void refuseTaken(int offset) {
    List<String> taken = new ArrayList<>();
    for (Wanted part : wanted) {
      for (int port : part.ports()) {
        holder(part, port).ifPresent(taken::add);
      }
    }
    if (!taken.isEmpty()) {
      throw new HubException(
          String.join("\n", taken)
              + "\nend what holds it, or choose other ports"
              + free(offset).map(free -> ": --port-offset " + free + " is free now").orElse(""));
    }
  }

  private Optional<String> holder(Wanted part, int port) {
    Optional<RunningPart> own =
        running.stream().filter(other -> other.ports().contains(port)).findFirst();
    String place = "port " + port + " (" + part.name() + ") is taken by ";
    if (own.isPresent()) {
      String name = own.get().name();
      // One that is wanted too either is this part or moves to another port.
      return allStop || wanted.stream().anyMatch(other -> other.name().equals(name))
          ? Optional.empty()
          : Optional.of(place + "this hub's " + name + " (process " + own.get().pid() + ")");
    }
    return PortHolder.isTaken(part.host(), port)
        ? Optional.of(place + PortHolder.describe(port))
        : Optional.empty();
  }

  private Optional<Integer> free(int offset) {
    for (int free = SUGGESTED_FIRST; free <= SUGGESTED_MAX; free += SUGGESTED_STEP) {
      int shift = free - offset;
      if (wanted.stream()
          .allMatch(
              part ->
                  part.ports().stream()
                      .noneMatch(port -> PortHolder.isTaken(part.host(), port + shift)))) {
        return Optional.of(free);
      }
    }
    return Optional.empty();
  }
}
