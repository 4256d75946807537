package io.heliograph.injector.inject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.Topics;
import io.heliograph.event.publish.PublishPipeline;
import io.heliograph.event.publish.PurgeSet;
import io.heliograph.event.source.Sources;
import io.heliograph.injector.child.Children;
import io.heliograph.injector.child.InjectionDecision;
import io.heliograph.injector.child.Parent;
import io.heliograph.injector.insert.InsertsOf;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A planner over inserts in memory, without Kafka; what it refuses is kept. */
final class Planning implements Planner.Refusals {
  static final String TOPIC = "testing.binary.data";

  final InsertsOf inserts = new InsertsOf();
  final Map<InjectionDecision.Refusal, Long> refused =
      new EnumMap<>(InjectionDecision.Refusal.class);
  final List<ConsumerRecord<byte[], byte[]>> broken = new ArrayList<>();
  final Limits limits;
  final Planner planner;
  private long nextOffset = 100;

  Planning(Limits limits, InstantSource clock) {
    this.limits = limits;
    Sources sources = Sources.parse("sources: {testing: {}, incidents: {}}");
    PublishPipeline stages =
        new PublishPipeline(
            new PublishPipeline.Settings(sources, new Topics("", sources), 1),
            PurgeSet.NONE,
            InstantSource.system(),
            new Random(1));
    planner =
        new Planner(
            inserts.all(),
            new Children(clock, 16, 3 << 20),
            limits,
            new Planner.Surroundings(() -> stages, topic -> true),
            this);
  }

  static Planning of(int perRoot) {
    return new Planning(new Limits(perRoot, 1L << 40, 64 << 20), InstantSource.system());
  }

  @Override
  public void refused(Parent parent, String insert, InjectionDecision.Refused why, int count) {
    refused.merge(why.refusal(), (long) count, Long::sum);
  }

  @Override
  public void broken(ConsumerRecord<byte[], byte[]> record, String detail) {
    broken.add(record);
  }

  /** A count that knows of nothing that was before. */
  RootCounts roots(String session) {
    return new RootCounts(session, limits, notes -> {});
  }

  /** An event as it is read. */
  ConsumerRecord<byte[], byte[]> event(String json) {
    return new ConsumerRecord<>(TOPIC, 0, nextOffset++, null, json.getBytes(UTF_8));
  }

  /** A child as it is read after it was written. */
  ConsumerRecord<byte[], byte[]> read(PlannedChild child) {
    ProducerRecord<byte[], byte[]> written = child.record();
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(written.topic(), 0, nextOffset++, written.key(), written.value());
    written.headers().forEach(header -> record.headers().add(header));
    return record;
  }

  Batch plan(ConsumerRecord<byte[], byte[]> record, RootCounts roots) {
    return planner
        .parent(record)
        .map(parent -> planner.plan(parent, roots, insert -> true))
        .orElseGet(Batch::new);
  }
}
