package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One hub at its default heap, as {@code up} starts it, and what it lives through while events are
 * published, worked on and audited.
 *
 * <p>Attacks: one after the other, each answered rightly, while waiting work is handed out; once,
 * for an hour with {@code --long}. Kills: any part is killed or frozen, in seeded sequences, and
 * the supervisor brings it back; three, twenty with pauses of 30 s with {@code --faults}.
 */
class EnduranceIT {
  private static final Path HOME = Path.of(System.getProperty("heliograph.home"));
  private static final boolean FAULTS = "faults".equals(System.getProperty("heliograph.tests"));
  private static final int SEQUENCES = FAULTS ? 20 : 3;
  private static final int STEPS = FAULTS ? 3 : 2;
  private static final Duration FROZEN = Duration.ofSeconds(FAULTS ? 30 : 8);
  private static final List<String> PARTS =
      List.of("kafka", "redis", "dispatcher", "injector", "dashboard");

  /** Ten times what is promised. */
  private static final Duration READY_HANG = Duration.ofSeconds(150);

  private static final Duration SERVED_HANG = Duration.ofSeconds(50);

  private static final boolean LONG = "long".equals(System.getProperty("heliograph.tests"));
  private static final Duration ATTACKED = LONG ? Duration.ofHours(1) : Duration.ZERO;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path folder;

  private static LauncherRun launcher;
  private static int dispatcher;

  @BeforeAll
  static void start() throws Exception {
    launcher = new LauncherRun(HOME, folder.resolve("state"));
    int offset = LauncherRun.freeOffset();
    dispatcher = 8111 + offset;
    LauncherRun.Outcome up = launcher.run("up", "--port-offset", Integer.toString(offset));
    assertThat(up.exitCode()).as(up.output()).isZero();
  }

  @AfterAll
  static void leaveNothingBehind() throws Exception {
    launcher.run("down");
  }

  @Test
  void shouldStartServicesWithTheClassesThatWereKept() throws Exception {
    for (String service : List.of("dispatcher", "injector", "dashboard")) {
      Path maps = Path.of("/proc/" + launcher.pid(service) + "/maps");
      assertThat(Files.readString(maps)).as(service).contains("/app.aot");
    }
  }

  @Test
  void shouldServeOthersWhateverClientsDo() throws Exception {
    Attacks attacks = new Attacks(dispatcher);
    Map<String, Attacks.Attack> list = new LinkedHashMap<>();
    list.put("texts without end", attacks::textsWithoutEnd);
    list.put("large publications", attacks::largePublications);
    list.put("readers that do not read", attacks::readersThatDoNotRead);
    list.put("web pages", attacks::webPages);
    list.put("unreadable numbers", attacks::unreadableNumbers);
    list.put("HEAD of a fetch", attacks::headOfAFetch);
    list.put("smuggled requests", attacks::smuggledRequests);
    // The last: until some of them have given way, nobody gets a new subscription.
    list.put("names of plugins", attacks::pluginNames);
    long pid = launcher.pid("dispatcher");
    long end = System.nanoTime() + ATTACKED.toNanos();

    try (AuditedLoad load = new AuditedLoad("http://127.0.0.1:" + dispatcher)) {
      await().atMost(READY_HANG).until(() -> load.completed() > 50);
      Map<String, Integer> stored = new HashMap<>();
      do {
        // A subscription before the names come, and one that is used: it does not give way.
        boolean unusedMore = load.readOnce(stored);
        for (Map.Entry<String, Attacks.Attack> attack : list.entrySet()) {
          Duration unused = load.longestWait();
          attack.getValue().run();
          long completed = load.completed();
          await("work goes on after " + attack.getKey())
              .atMost(SERVED_HANG)
              .until(() -> load.completed() > completed + 20);
          System.out.printf(
              "%s: longest wait for a hand-out %d ms, resident %d MiB, threads %d, load %.1f%n",
              attack.getKey(),
              load.longestWait().toMillis(),
              procStatus(pid, "VmRSS") >> 10,
              procStatus(pid, "Threads"),
              ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
          assertThat(launcher.pid("dispatcher")).as("the process lived on").isEqualTo(pid);
        }
      } while (System.nanoTime() < end);
      audit(load, stored);
      assertThat(load.unknown()).as("publications that were not answered rightly").isEmpty();
    }
  }

  private static long procStatus(long pid, String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldLoseNothingWhateverIsKilledOrFrozen() throws Exception {
    try (AuditedLoad load = new AuditedLoad("http://127.0.0.1:" + dispatcher)) {
      await().atMost(READY_HANG).until(() -> load.acknowledged().size() > 50);
      for (long seed = 1; seed <= SEQUENCES; seed++) {
        int before = load.acknowledged().size();
        long returned = sequence(seed);
        await("ready again after the sequence of seed " + seed)
            .atMost(READY_HANG)
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() -> assertThat(notReady()).isEmpty());
        print(seed, "ready after %d ms".formatted((System.nanoTime() - returned) / 1_000_000));
        await("acknowledges again after the sequence of seed " + seed)
            .atMost(READY_HANG)
            .until(() -> load.acknowledged().size() > before + 50);
      }
      audit(load, new HashMap<>());
    }
  }

  private static void audit(AuditedLoad load, Map<String, Integer> stored) throws Exception {
    load.publishNoMore();
    await("every acknowledged event is completed")
        .atMost(READY_HANG)
        .until(() -> load.open().isEmpty());
    await("every child is injected")
        .atMost(READY_HANG)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              load.readOn(stored);
              return stored.keySet().containsAll(load.children());
            });
    System.out.printf(
        "acknowledged %d, unknown %d, refused %d, children %d, came back %d%n",
        load.acknowledged().size(),
        load.unknown().size(),
        load.refused().size(),
        load.children().size(),
        load.cameBack().size());
    Set<String> twice = new HashSet<>(load.acknowledged());
    twice.addAll(load.children());
    twice.removeIf(id -> stored.getOrDefault(id, 0) == 1);
    Set<String> refused = new HashSet<>(load.refused());
    refused.retainAll(stored.keySet());

    // Differences of sets: an hour's ids take minutes where each is looked for in a list.
    assertThat(twice).as("acknowledged events and children that are not stored once").isEmpty();
    assertThat(refused).as("refused events that are stored").isEmpty();
  }

  /**
   * Does what the seed says; when the last part that was hit is there again.
   *
   * @return the moment, in nanoseconds
   */
  private long sequence(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> schedule = new ArrayList<>();
    long returned = System.nanoTime();
    for (int step = 0; step < STEPS; step++) {
      String part = PARTS.get(random.nextInt(PARTS.size()));
      boolean kill = random.nextInt(3) > 0;
      long pauseMillis = random.nextInt(6_000);
      schedule.add((kill ? "kill " : "freeze ") + part);
      long pid = launcher.pid(part);
      assertThat(pid).as(part + " has a process").isNotZero();
      if (kill) {
        signal("KILL", pid);
        await(part + " is started again")
            .atMost(READY_HANG)
            .pollInterval(Duration.ofMillis(200))
            .until(() -> isStartedAgain(part, pid));
      } else {
        signal("STOP", pid);
        TimeUnit.NANOSECONDS.sleep(FROZEN.toNanos());
        signal("CONT", pid);
      }
      returned = System.nanoTime();
      TimeUnit.MILLISECONDS.sleep(step < STEPS - 1 ? pauseMillis : 0);
    }
    print(seed, String.join(", ", schedule));
    return returned;
  }

  /**
   * Five restarts in ten minutes are what the supervisor gives; then an operator starts the part.
   */
  private static boolean isStartedAgain(String name, long before) throws Exception {
    JsonNode part = launcher.part(name);
    if (part.path("state").asText().equals("down")) {
      LauncherRun.Outcome up = launcher.run("up");
      assertThat(up.exitCode()).as(up.output()).isZero();
      return false;
    }
    long pid = part.path("pid").asLong();
    return pid != 0 && pid != before;
  }

  /** What `status --json` says of the parts that are not ready. */
  private static List<JsonNode> notReady() throws Exception {
    List<JsonNode> parts = new ArrayList<>();
    for (JsonNode part : launcher.status()) {
      if (!part.path("ready").asBoolean()) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  private static void print(long seed, String what) {
    System.out.printf(
        "seed %d: %s, load %.1f%n",
        seed, what, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
