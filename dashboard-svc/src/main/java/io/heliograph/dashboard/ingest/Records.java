package io.heliograph.dashboard.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.dashboard.message.HubEventHandler;
import io.heliograph.dashboard.message.MessageContext;
import io.heliograph.dashboard.message.MessageHandler;
import io.heliograph.dashboard.message.Outcome;
import io.heliograph.event.Model;
import io.heliograph.event.Topics;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a record is, told by its topic: a message of MISP or an event of the hub. Used by the
 * counting thread alone.
 */
record Records(MessageHandler misp, HubEventHandler hub) {
  private static final String NO_FEED = "unknown";
  private static final String HUB = "hub";

  /** When and from where it came. */
  MessageContext context(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(MispHeaders.FEED);
    String feed = Topics.modelOf(record.topic()).isPresent() ? HUB : NO_FEED;
    return new MessageContext(
        header == null ? feed : new String(header.value(), UTF_8), record.timestamp());
  }

  /** What it does. */
  Outcome outcome(ConsumerRecord<byte[], byte[]> record, MessageContext context) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    Optional<Model> model = Topics.modelOf(record.topic());
    return model.isPresent()
        ? hub.handle(model.get(), value, context)
        : misp.handle(value, context);
  }

  /**
   * The topics that are counted: those of MISP, and with hub events those of binary events and
   * observations of every source, present and to come, of statuses and of registrations.
   */
  static Pattern topics(Topics topics, boolean hubEvents) {
    String misp = Pattern.quote(topics.misp()) + "|" + Pattern.quote(topics.mispReplay());
    String hub =
        "|"
            + Pattern.quote(topics.prefix())
            + "([^.]+\\.(binary(\\.data)?|observation)"
            + "|azul\\.(expedite|status|plugin))";
    return Pattern.compile(hubEvents ? misp + hub : misp);
  }
}
