package io.heliograph.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Knows what the last client of Kafka was made with, no broker needed: Kafka tells it as one of the
 * client's reporters. For tests of services, which bring the library; one test at a time.
 */
public final class KafkaClientProbe implements MetricsReporter {
  private static final Map<String, Object> TOLD = new ConcurrentHashMap<>();

  /** The properties of a cluster that is away, whose clients are known here. */
  public static Map<String, Object> cluster() {
    return Map.of(
        "bootstrap.servers", "127.0.0.1:1", "metric.reporters", KafkaClientProbe.class.getName());
  }

  /** What the last client was made with. */
  public static Map<String, Object> told() {
    return Map.copyOf(TOLD);
  }

  @Override
  public void configure(Map<String, ?> given) {
    TOLD.clear();
    given.forEach(
        (key, value) -> {
          if (value != null) {
            TOLD.put(key, value);
          }
        });
  }

  @Override
  public void init(List<KafkaMetric> metrics) {
    // Only the properties are asked for.
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    // See above.
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    // See above.
  }

  @Override
  public void close() {
    // What was told is kept.
  }
}
