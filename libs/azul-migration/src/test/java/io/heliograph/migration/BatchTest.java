package io.heliograph.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final TopicPartition NAME = new TopicPartition("t", 0);

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>("t", 0, offset, bytes("k"), bytes("v"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Conversion.Converted copy(String... values) {
    return new Conversion.Events(
        List.of(values).stream()
            .map(value -> new ProducerRecord<>("ours", bytes("k"), bytes(value)))
            .toList());
  }

  @Test
  void shouldCountRecordsAndGoToThePositionThatWasReached() {
    Batch batch = new Batch(Map.of(NAME, Progress.at(3)));
    batch.add(record(3), copy("a", "b"));
    batch.add(record(7), new Conversion.Rejected("broken"));
    batch.add(record(8), new Conversion.Tombstone(new ProducerRecord<>("ours", bytes("k"), null)));
    batch.reached(NAME, 12);

    assertThat(batch.changed()).isEqualTo(Map.of(NAME, new Progress(12, 1, 1, 1, 0)));
    assertThat(batch.copies()).hasSize(3);
    assertThat(batch.bytes()).isEqualTo(2);
    assertThat(batch.rejects()).containsExactly(new RejectedRecord("t", 0, 7, "broken"));
    assertThat(batch.origin(1).offset()).isEqualTo(3);
    assertThat(batch.origin(2).offset()).isEqualTo(8);
  }

  @Test
  void shouldRejectInsteadWhenKafkaRefusedACopy() {
    Batch batch = new Batch(Map.of(NAME, Progress.at(0)));
    batch.add(record(0), copy("a"));
    batch.add(record(1), copy("b"));
    batch.reached(NAME, 5);

    Batch again =
        batch.again(
            record -> record.offset() == 0 ? new Conversion.Rejected("too large") : copy("b"));

    assertThat(again.changed()).isEqualTo(Map.of(NAME, new Progress(5, 1, 0, 1, 0)));
    assertThat(again.rejects()).containsExactly(new RejectedRecord("t", 0, 0, "too large"));
    assertThat(again.copies()).hasSize(1);
  }

  @Test
  void shouldChangeNothingWhenNothingCame() {
    Batch batch = new Batch(Map.of(NAME, Progress.at(3)));
    batch.reached(NAME, 3);
    batch.skipped(NAME, 2);

    assertThat(batch.changed()).isEmpty();
  }

  @Test
  void shouldRejectAllOffsetsOfACorruptBatchAndNameThemOnce() {
    Batch batch = new Batch(Map.of(NAME, Progress.at(3)));
    batch.unreadable(NAME, 10);
    batch.unreadable(NAME, 10);

    assertThat(batch.changed()).isEqualTo(Map.of(NAME, new Progress(10, 0, 0, 7, 0)));
    assertThat(batch.rejects())
        .containsExactly(new RejectedRecord("t", 0, 3, "offsets 3 to 9 are in a corrupt batch"));
  }

  @Test
  void shouldCountWhatIsGone() {
    Batch batch = new Batch(Map.of(NAME, Progress.at(3)));
    batch.skipped(NAME, 10);

    assertThat(batch.changed()).isEqualTo(Map.of(NAME, new Progress(10, 0, 0, 0, 7)));
  }
}
