package io.heliograph.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The classes of a packaged service as the JVM has them once it runs (JEP 483, JEP 514): with them
 * a service needs a third of the processor time to be ready. Belongs to one JDK and to these very
 * jars; the JVM does without a cache that does not fit.
 */
public final class ClassCache {
  /** Its name, beside the jar that is run. */
  private static final String FILE = "app.aot";

  private static final long WRITING_SECONDS = 300;

  /** Not all services are ready alone: the injector waits for the topics of the dispatcher. */
  private static final Duration READY_MAX = Duration.ofSeconds(10);

  private ClassCache() {}

  /** What the JVM is to be told to use the cache of that application, if there is one. */
  public static List<String> options(Path application) {
    return of(application).map(cache -> List.of("-XX:AOTCache=" + cache)).orElse(List.of());
  }

  /** The cache of that application; empty when there is none. */
  public static Optional<Path> of(Path application) {
    return Optional.of(application.resolveSibling(FILE)).filter(Files::exists);
  }

  /**
   * Writes the cache of a module's packaged service: starts it on servers of its own, waits until
   * it answers and, for a moment, until it is ready, asks a few pages and stops it. Argument: the
   * module's folder.
   *
   * @throws LocalStackException when it does not answer, or no cache is written
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path module = Path.of(arguments[0]).toAbsolutePath();
    Path cache = module.resolve("target/quarkus-app").resolve(FILE);
    Files.deleteIfExists(cache);
    Path data = Files.createTempDirectory("heliograph-classes-");
    try (LocalStack stack = LocalStack.start(LocalStack.options().kafka().redis())) {
      String name = module.getFileName().toString();
      try (ServiceProcess service = new ServiceProcess(name, module, data)) {
        service
            .with("kafka.bootstrap.servers=" + stack.kafka().bootstrap())
            .with("hub.redis.uri=" + stack.redis().uri())
            .with("hub.data.directory=" + data)
            .jvm("-XX:AOTCacheOutput=" + cache, "-XX:TieredStopAtLevel=4", "-Xlog:aot*=error")
            .start()
            .awaitAnswering();
        long endNanos = System.nanoTime() + READY_MAX.toNanos();
        while (service.managed("/q/health/ready").statusCode() != 200
            && System.nanoTime() < endNanos) {
          TimeUnit.MILLISECONDS.sleep(100);
        }
        for (String page : List.of("/q/health/live", "/q/health/ready", "/metrics")) {
          int unused = service.managed(page).statusCode();
        }
        int unused = service.get("/").statusCode();
        // The cache is written when the JVM ends, by another JVM that takes its time.
        service.signal("TERM");
        service.awaitEnd(WRITING_SECONDS);
      }
    } finally {
      Folders.remove(data);
    }
    if (!Files.exists(cache)) {
      throw new LocalStackException("no cache of classes was written for " + module);
    }
  }
}
