package io.heliograph.migration;

import io.heliograph.event.publish.Republisher;
import io.heliograph.kit.kafka.CorruptBatches;
import io.heliograph.kit.thread.Turn;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes runs. Used by the migrator's thread, but for {@link #unreadable}. */
final class CopyRuns {
  private static final Logger LOG = Logger.getLogger(CopyRuns.class);

  private final MigrationCluster cluster;
  private final MigrationCodec codec;
  private final MigrationOptions options;
  private final MigrationMeter meter;
  private final RecordFormats formats;
  private final Republisher republisher;

  /** Outlives attempts, since a tombstone may come in a later one than its event. */
  private KeyMapping mapping;

  /** What was copied by it is what the keys are known of. */
  private @Nullable CopyRun previous;

  /** Of the source of that migration; outlives attempts, since batches are waited for. */
  private volatile CorruptBatches corrupt;

  private String corruptOf = "";

  CopyRuns(
      MigrationCluster cluster,
      MigrationCodec codec,
      MigrationOptions options,
      MigrationMeter meter,
      RecordFormats formats) {
    this.cluster = cluster;
    this.codec = codec;
    this.options = options;
    this.meter = meter;
    this.formats = formats;
    this.republisher = new Republisher(formats.topics(), formats.sources(), new SecureRandom());
    this.mapping = new KeyMapping(options.rekeyedMax());
    this.corrupt = corruptBatches();
  }

  private CorruptBatches corruptBatches() {
    return new CorruptBatches(options.corruptWait(), LOG::error);
  }

  /** What of the source is waited for since it cannot be read; empty when nothing. Thread-safe. */
  String unreadable() {
    CorruptBatches now = corrupt;
    long nanos = System.nanoTime();
    return now.waitingCount(nanos) == 0 ? "" : now.told(nanos);
  }

  /** How many batches of the source are waited for. Thread-safe. */
  int unreadableCount() {
    return corrupt.waitingCount(System.nanoTime());
  }

  /**
   * Begins at the position of the migration, once no other replica writes for it. Blocks.
   *
   * @param goOn asked during long work; false to give up
   */
  CopyRun begin(
      Migration migration,
      MigrationLog log,
      MigrationState known,
      BooleanSupplier goOn,
      Turn turn) {
    String id = migration.id();
    String from = migration.definition().from();
    Map<String, String> topicIds = new HashMap<>();
    try (SourceCluster source = new SourceCluster(options, from)) {
      source
          .describe(
              migration.definition().tasks().stream().map(CopyTask::topic).distinct().toList())
          .forEach((name, topic) -> topicIds.put(name, topic.topicId().toString()));
    }
    CopyProducer producer = new CopyProducer(cluster, id);
    KafkaConsumer<byte[], byte[]> consumer = null;
    try {
      log.catchUp();
      Migration now = known.find(id).orElse(migration);
      prepare(now);
      consumer = SourceCluster.consumer(options, from);
      Conversion conversion =
          new Conversion(
              republisher, formats.topics(), formats.eventBytesMax(), mapping, formats.clock());
      SourceReading reading = new SourceReading(corrupt, turn);
      KeyIndex keys =
          new KeyIndex(
              () -> SourceCluster.consumer(options, from), reading, conversion, mapping, goOn);
      CopyRun run =
          new CopyRun(
              new CopyRun.Tools(consumer, reading, producer, conversion, keys, log, codec, meter),
              options,
              now);
      run.giveUpOnRemade(topicIds);
      previous = run;
      return run;
    } catch (RuntimeException failure) {
      if (consumer != null) {
        consumer.close();
      }
      producer.close();
      throw failure;
    }
  }

  /** Keys are known only of what this process copied without anybody else in between. */
  private void prepare(Migration now) {
    if (previous == null || !previous.endedAt(now)) {
      mapping = new KeyMapping(options.rekeyedMax());
    }
    for (CopyTask task : now.definition().tasks()) {
      if (now.of(task).position() == 0) {
        mapping.completed(task.name());
      }
    }
    if (!corruptOf.equals(now.id())) {
      corrupt = corruptBatches();
      corruptOf = now.id();
    }
  }
}
