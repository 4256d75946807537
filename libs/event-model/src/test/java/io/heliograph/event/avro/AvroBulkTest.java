package io.heliograph.event.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.Model;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroBulkTest {
  private final List<IllegalArgumentException> refused = new ArrayList<>();

  private static byte[] event(RandomEvents random) throws Exception {
    return FieldTrees.MAPPER.writeValueAsBytes(random.event(Model.BINARY));
  }

  private static byte[] joined(AvroBulk bulk, int bytesMin) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    assertThat(bulk.hasNext()).isTrue();
    while (bulk.hasNext()) {
      all.writeBytes(bulk.next(bytesMin));
    }
    return all.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "2,100000", "99,1", "100,1", "100,1000000", "101,1", "250,5000"})
  void shouldMakeTheSameBytesAsAWholeBulk(int count, int bytesMin) throws Exception {
    List<byte[]> events = new ArrayList<>();
    RandomEvents random = new RandomEvents(count);
    for (int i = 0; i < count; i++) {
      events.add(event(random));
    }

    AvroBulk bulk = new AvroBulk(Model.BINARY, events, refused::add);

    byte[] whole = AvroEvents.bulkToAvro(Model.BINARY, events);
    assertThat(bulk.size()).isEqualTo(count);
    assertThat(bulk.length()).isEqualTo(whole.length);
    assertThat(joined(bulk, bytesMin)).isEqualTo(whole);
    assertThat(refused).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatIsNoEventAndTellIt() throws Exception {
    byte[] event = event(new RandomEvents(1));
    List<byte[]> events = List.of("[".getBytes(UTF_8), event, "7".getBytes(UTF_8), event);

    AvroBulk bulk = new AvroBulk(Model.BINARY, events, refused::add);

    assertThat(refused).hasSize(2);
    assertThat(bulk.size()).isEqualTo(2);
    assertThat(joined(bulk, 1))
        .isEqualTo(AvroEvents.bulkToAvro(Model.BINARY, List.of(event, event)));
  }
}
