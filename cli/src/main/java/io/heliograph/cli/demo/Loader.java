package io.heliograph.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.cli.hub.HubException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Uploads the files and publishes a `sourced` event for each, so many batches at a time. The
 * submission is named by the run and the file, so that equal files and repeated runs stay apart.
 */
final class Loader {

  /** The source that every hub has. */
  static final String SOURCE = "testing";

  private static final int BATCH = 50;
  private static final int PARALLEL = 4;

  private final DemoHub hub;
  private final RunLedger ledger;

  Loader(DemoHub hub, RunLedger ledger) {
    this.hub = hub;
    this.ledger = ledger;
  }

  /**
   * Returns how many events there are when each is durable and in the ledger.
   *
   * @throws HubException when a file or an event is refused
   */
  int load(Corpus corpus) {
    List<Future<Void>> batches = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory());
    try {
      List<Path> files = corpus.files();
      for (int begin = 0; begin < files.size(); begin += BATCH) {
        List<Path> batch = files.subList(begin, Math.min(files.size(), begin + BATCH));
        Callable<Void> task =
            () -> {
              publish(corpus, batch);
              return null;
            };
        batches.add(workers.submit(task));
      }
      for (Future<Void> batch : batches) {
        batch.get();
      }
      return files.size();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new HubException("stopped", stop);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private void publish(Corpus corpus, List<Path> files) {
    List<ObjectNode> events = new ArrayList<>();
    for (Path file : files) {
      events.add(sourced(corpus.nameOf(file), hub.upload(SOURCE, file)));
    }
    for (JsonNode stored : hub.publish(events)) {
      String file = stored.get("source").get("references").get("file").asText();
      ledger.published(stored.get("kafka_key").asText(), file);
    }
  }

  /** Event model version 6 (contract event-model.md, sections 2 and 3). */
  private ObjectNode sourced(String file, ObjectNode stream) {
    String now = Instant.now().toString();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("model_version", 6).put("kafka_key", "set-by-the-hub").put("timestamp", now);
    author(event).put("category", "user");
    event.put("action", "sourced").putObject("flags");

    ObjectNode source = event.putObject("source");
    source.put("name", SOURCE).put("timestamp", now);
    source.putObject("references").put("run", ledger.run()).put("file", file);
    ObjectNode step = source.putArray("path").addObject();
    author(step).put("category", "user");
    step.put("action", "sourced").put("sha256", stream.get("sha256").asText());
    step.put("timestamp", now).put("filename", file).put("size", stream.get("size").asLong());

    ObjectNode entity = event.putObject("entity");
    for (String key : List.of("sha256", "sha512", "sha1", "md5", "size", "mime", "magic")) {
      entity.set(key, stream.get(key));
    }
    entity.putArray("features").addObject().put("name", "filename").put("type", "filepath");
    ((ObjectNode) entity.get("features").get(0)).put("value", file);
    entity.putArray("datastreams").add(stream);
    return event;
  }

  private static ObjectNode author(ObjectNode parent) {
    return parent.putObject("author").put("name", "demo").put("version", "1");
  }
}
