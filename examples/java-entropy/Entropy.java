import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plugin that tells how random a file is: for every file and every child it publishes an enriched
 * event with entropy and byte statistics as features. Needs JDK 25 and nothing else: {@code java
 * Entropy.java --url http://127.0.0.1:8111}. One process is one worker; all of one name and version
 * share the work.
 */
final class Entropy {

  private static final int PULL_SECONDS = 2;

  private final Hub hub;
  private final String name;
  private final Map<String, Object> author;

  private Entropy(Hub hub, String name, String version) {
    this.hub = hub;
    this.name = name;
    this.author = map("name", name, "version", version, "category", "plugin");
  }

  public static void main(String[] arguments) {
    Map<String, String> options = options(arguments);
    String url = options.getOrDefault("url", "http://127.0.0.1:8111");
    String name = options.getOrDefault("name", "Entropy");
    String version = options.getOrDefault("version", "1");
    try (Hub hub = new Hub(url, options.getOrDefault("content-url", url), name, version)) {
      new Entropy(hub, name, version)
          .run(
              Double.parseDouble(options.getOrDefault("idle-seconds", "0")),
              Integer.parseInt(options.getOrDefault("batch", "10")));
    } catch (Hub.Refused fatal) {
      System.err.println(fatal.getMessage());
      System.exit(1);
    }
  }

  /** Ends after so many seconds without work; 0: never. */
  private void run(double idleSeconds, int batch) {
    register();
    long events = 0;
    long results = 0;
    long lastWorkNanos = System.nanoTime();
    while (idleSeconds == 0 || System.nanoTime() - lastWorkNanos < idleSeconds * 1e9) {
      Hub.Pulled pulled = hub.pull(batch, PULL_SECONDS);
      for (Object event : pulled.events()) {
        results += work(Json.object(event));
        events++;
      }
      if (!pulled.events().isEmpty() || pulled.filteredSome()) {
        lastWorkNanos = System.nanoTime();
      }
    }
    System.out.printf("plugin=%s done=idle events=%d results=%d%n", name, events, results);
  }

  /** Says once who this plugin is and what it finds. */
  private void register() {
    List<Object> features = new ArrayList<>();
    features.add(map("name", "entropy", "type", "float", "desc", "bits per byte, 0 to 8"));
    features.add(map("name", "printable", "type", "float", "desc", "share of ASCII text, 0 to 1"));
    features.add(map("name", "distinct_bytes", "type", "integer", "desc", "values that occur"));
    features.add(map("name", "commonest_byte", "type", "integer", "desc", "the most frequent"));
    Map<String, Object> entity = new LinkedHashMap<>(author);
    entity.put("description", "entropy and byte statistics");
    entity.put("features", features);
    hub.publish("plugin", envelope("entity", entity));
  }

  /** One event, one status; returns how many results it has. */
  private int work(Map<String, Object> event) {
    long beginNanos = System.nanoTime();
    Map<String, Object> entity = map("input", stripped(event));
    List<Object> results = List.of();
    try {
      results = List.of(enriched(event, features(event)));
      entity.put("status", "completed");
      entity.put("results", results);
    } catch (IOException | Hub.Refused failure) {
      boolean absent = failure instanceof Hub.Refused refused && refused.status == 404;
      entity.put("status", absent ? "error-input" : "error-network");
      entity.put("error", "no content");
      entity.put("message", String.valueOf(failure.getMessage()));
    } catch (RuntimeException defect) {
      // Whatever it is: a task without a status comes back for ever.
      entity.put("status", "error-exception");
      entity.put("error", defect.toString());
    }
    entity.put("runtime", (System.nanoTime() - beginNanos) / 1e9);
    hub.publish("status", envelope("entity", entity));
    System.out.printf(
        "plugin=%s event=%s status=%s results=%d%n",
        name, event.get("kafka_key"), entity.get("status"), results.size());
    return results.size();
  }

  private List<Object> features(Map<String, Object> event) throws IOException {
    String source = (String) Json.object(event.get("source")).get("name");
    try (InputStream content = hub.download(source, "content", contentId(event))) {
      ByteStatistics statistics = ByteStatistics.of(content);
      return List.of(
          feature("commonest_byte", "integer", Integer.toString(statistics.commonest())),
          feature("distinct_bytes", "integer", Integer.toString(statistics.distinct())),
          feature("entropy", "float", String.format(Locale.ROOT, "%.4f", statistics.entropy())),
          feature(
              "printable", "float", String.format(Locale.ROOT, "%.4f", statistics.printable())));
    }
  }

  private static String contentId(Map<String, Object> event) {
    for (Object stream : Json.list(Json.object(event.get("entity")).get("datastreams"))) {
      if (Json.object(stream).get("label").equals("content")) {
        return (String) Json.object(stream).get("sha256");
      }
    }
    throw new IllegalArgumentException("the event has no content");
  }

  /** The result: the input's history and one step more, the features, no data. */
  private Map<String, Object> enriched(Map<String, Object> event, List<Object> features) {
    String sha256 = (String) Json.object(event.get("entity")).get("sha256");
    Map<String, Object> source = new LinkedHashMap<>(Json.object(event.get("source")));
    List<Object> path = new ArrayList<>(Json.list(source.get("path")));
    Map<String, Object> step = map("author", author, "action", "enriched", "sha256", sha256);
    step.put("timestamp", Instant.now().toString());
    path.add(step);
    source.put("path", path);
    Map<String, Object> result = envelope("entity", map("sha256", sha256, "features", features));
    result.put("action", "enriched");
    result.put("source", source);
    return result;
  }

  private Map<String, Object> envelope(String key, Object value) {
    Map<String, Object> event = map("model_version", 6, "kafka_key", "set-by-the-hub");
    event.put("timestamp", Instant.now().toString());
    event.put("author", author);
    event.put(key, value);
    return event;
  }

  /** The input as a status echoes it: dequeued and all, without what is large. */
  private static Map<String, Object> stripped(Map<String, Object> event) {
    Map<String, Object> entity = new LinkedHashMap<>(Json.object(event.get("entity")));
    entity.keySet().removeAll(List.of("features", "datastreams", "info"));
    Map<String, Object> input = new LinkedHashMap<>(event);
    input.put("entity", entity);
    return input;
  }

  private static Map<String, Object> feature(String name, String type, String value) {
    return map("name", name, "type", type, "value", value);
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    List<String> known = List.of("url", "content-url", "name", "version", "idle-seconds", "batch");
    for (int i = 0; i < arguments.length; i += 2) {
      String key = arguments[i].replaceFirst("^--", "");
      if (!known.contains(key) || i + 1 == arguments.length) {
        System.err.println("usage: java Entropy.java [--OPTION VALUE]..., OPTION one of " + known);
        System.exit(2);
      }
      options.put(key, arguments[i + 1]);
    }
    return options;
  }
}
