package io.heliograph.dashboard.ingest;

import io.heliograph.dashboard.topic.DashboardClients;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The clients of one session; closing them takes at most some seconds, also without Kafka. */
record OpenClients(Admin admin, KafkaConsumer<byte[], byte[]> consumer) implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(3);

  static OpenClients of(DashboardClients clients, int batchMax) {
    Admin admin = clients.admin("admin");
    try {
      return new OpenClients(admin, clients.consumer(batchMax));
    } catch (RuntimeException failure) {
      admin.close(CLOSE);
      throw failure;
    }
  }

  @Override
  public void close() {
    try {
      consumer.close();
    } finally {
      admin.close(CLOSE);
    }
  }
}
