package io.heliograph.bench.dispatcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sourced file events of about 1.5 KB, each with a hash of its own. The size of the content says in
 * which of {@link #KINDS} kinds an event is, so that a filter can ask for one in fifty.
 */
final class Events {
  /** Different content sizes; the filter of kind k keeps sizes from k thousand on. */
  static final int KINDS = 50;

  private static final int SIZE_UNIT = 1_000;
  private static final String PLACE = "#".repeat(64);
  private static final String SIZE_PLACE = "9".repeat(6);
  private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

  private Events() {}

  /** The query parameters of a filter that keeps the events of that kind. */
  static String filterOf(int kind) {
    int least = (kind + 1) * SIZE_UNIT;
    return "&r-over-content-size=" + least + "&r-under-content-size=" + (least + SIZE_UNIT - 1);
  }

  /** The body of a publish request: that many events as a JSON list. */
  static byte[] body(int count) {
    StringBuilder body = new StringBuilder(count * 1_600).append('[');
    for (int at = 0; at < count; at++) {
      body.append(at == 0 ? "" : ",").append(event(NEXT.getAndIncrement()));
    }
    return body.append(']').toString().getBytes(ISO_8859_1);
  }

  private static String event(long number) {
    byte[] hash = new byte[32];
    Arrays.fill(hash, (byte) 0x5a);
    for (int at = 0; at < 8; at++) {
      hash[at] = (byte) (number >>> (8 * at));
    }
    String size = Long.toString((number % KINDS + 1) * SIZE_UNIT + 500);
    return TEMPLATE.replace(PLACE, HexFormat.of().formatHex(hash)).replace(SIZE_PLACE, size);
  }

  private static final String TEMPLATE = template();

  private static String template() {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String author = "{\"category\":\"plugin\",\"name\":\"load\",\"version\":\"1.0\"}";
    String features =
        "{\"name\":\"file_extension\",\"type\":\"string\",\"value\":\"exe\"},"
            + "{\"name\":\"entropy\",\"type\":\"float\",\"value\":\"7.21\"},"
            + "{\"name\":\"magic\",\"type\":\"string\",\"value\":\"PE32 executable (GUI)\"},"
            + "{\"name\":\"compile_time\",\"type\":\"datetime\",\"value\":\"2024-05-06T07:08:09Z\"},"
            + "{\"name\":\"section_name\",\"type\":\"string\",\"value\":\".text\"},"
            + "{\"name\":\"section_name\",\"type\":\"string\",\"value\":\".rdata\"}";
    return ("{\"model_version\":6,\"timestamp\":\"%1$s\",\"author\":%2$s,\"action\":\"sourced\","
            + "\"source\":{\"name\":\"samples\",\"timestamp\":\"%1$s\","
            + "\"references\":{\"campaign\":\"load\",\"ticket\":\"T-1\"},\"path\":[{\"author\":%2$s,"
            + "\"action\":\"sourced\",\"sha256\":\"%3$s\",\"timestamp\":\"%1$s\","
            + "\"file_format\":\"executable/windows/pe32\",\"filename\":\"invoice.exe\",\"size\":%4$s}]},"
            + "\"entity\":{\"sha256\":\"%3$s\",\"size\":%4$s,\"file_format\":\"executable/windows/pe32\","
            + "\"features\":[%5$s],\"datastreams\":[{\"label\":\"content\",\"size\":%4$s,"
            + "\"sha256\":\"%3$s\",\"sha512\":\"\",\"sha1\":\"\",\"md5\":\"\","
            + "\"mime\":\"application/x-dosexec\",\"magic\":\"PE32 executable (GUI) Intel 80386\","
            + "\"file_format\":\"executable/windows/pe32\"}]},\"flags\":{}}")
        .formatted(now, author, PLACE, SIZE_PLACE, features);
  }
}
