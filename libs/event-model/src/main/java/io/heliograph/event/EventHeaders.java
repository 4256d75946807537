package io.heliograph.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one event record, parsed ({@link Headers} names them). Text that is not set is
 * empty.
 *
 * @param version the event's model version
 * @param depth nodes in the source path
 * @param contentSize size of the content stream in bytes, -1 when there is none
 * @param authorVersion of a status: the version of the plugin that says so
 * @param streams label and file format of each data stream, in the event's order
 */
public record EventHeaders(
    Model model,
    int version,
    String source,
    String action,
    String author,
    String entityId,
    int depth,
    long contentSize,
    List<StreamLabel> streams,
    String security,
    String timestamp,
    String sourceTimestamp,
    String inputAuthor,
    String status,
    String dequeued,
    int retryAttempt,
    String retryFor,
    String retryOrigin,
    String provenance,
    String traceparent,
    String authorVersion) {

  /** A data stream's label and its file format, which may be empty. */
  public record StreamLabel(String label, String fileFormat) {}

  public EventHeaders {
    streams = List.copyOf(streams);
  }

  /** Passes on the headers that are set, as Kafka carries them. */
  public void forEach(BiConsumer<String, byte[]> out) {
    text(out, Headers.MODEL, model.wire());
    text(out, Headers.VERSION, Integer.toString(version));
    text(out, Headers.SOURCE, source);
    text(out, Headers.ACTION, action);
    text(out, Headers.AUTHOR, author);
    text(out, Headers.ENTITY_ID, entityId);
    if (depth > 0) {
      text(out, Headers.DEPTH, Integer.toString(depth));
    }
    if (contentSize >= 0) {
      text(out, Headers.CONTENT_SIZE, Long.toString(contentSize));
    }
    text(out, Headers.STREAMS, streamsText());
    text(out, Headers.SECURITY, security);
    text(out, Headers.TIMESTAMP, timestamp);
    text(out, Headers.SOURCE_TIMESTAMP, sourceTimestamp);
    text(out, Headers.INPUT_AUTHOR, inputAuthor);
    text(out, Headers.STATUS, status);
    text(out, Headers.DEQUEUED, dequeued);
    if (retryAttempt > 0) {
      text(out, Headers.RETRY_ATTEMPT, Integer.toString(retryAttempt));
    }
    text(out, Headers.RETRY_FOR, retryFor);
    text(out, Headers.RETRY_ORIGIN, retryOrigin);
    text(out, Headers.PROVENANCE, provenance);
    text(out, Headers.TRACEPARENT, traceparent);
    text(out, Headers.AUTHOR_VERSION, authorVersion);
  }

  private String streamsText() {
    if (streams.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(32 * streams.size());
    for (StreamLabel stream : streams) {
      text.append(text.isEmpty() ? "" : ",");
      escape(text, stream.label);
      text.append('=');
      escape(text, stream.fileFormat);
    }
    return text.toString();
  }

  /** A label or format with a separator in it must not look like another stream. */
  private static void escape(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case ',' -> out.append("%2C");
        case '=' -> out.append("%3D");
        case '%' -> out.append("%25");
        default -> out.append(text.charAt(i));
      }
    }
  }

  private static String unescape(String text) {
    return text.indexOf('%') < 0
        ? text
        : text.replace("%2C", ",").replace("%3D", "=").replace("%25", "%");
  }

  private static void text(BiConsumer<String, byte[]> out, String name, String value) {
    if (!value.isEmpty()) {
      out.accept(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * The same headers, to be tried again by one subscription.
   *
   * @param origin where the event first came from: {@code topic/partition/offset}
   */
  public EventHeaders retry(int attempt, String subscription, String origin) {
    Builder builder = new Builder();
    forEach(builder::accept);
    builder.retryAttempt = attempt;
    builder.retryFor = subscription;
    builder.retryOrigin = origin;
    return builder.build().orElseThrow();
  }

  /** The same headers with what a member said about the event's origin, base64url JSON. */
  public EventHeaders from(String origin) {
    Builder builder = new Builder();
    forEach(builder::accept);
    builder.provenance = origin;
    return builder.build().orElseThrow();
  }

  /** The same headers with the id of the entity. */
  public EventHeaders about(String entity) {
    Builder builder = new Builder();
    forEach(builder::accept);
    builder.entityId = entity;
    return builder.build().orElseThrow();
  }

  /** Collects headers as they come. Not thread-safe. */
  public static final class Builder {
    private static final TextCache TEXTS = new TextCache();

    private @Nullable Model model;
    private int version;
    private String source = "";
    private String action = "";
    private String author = "";
    private String entityId = "";
    private int depth;
    private long contentSize = -1;
    private List<StreamLabel> streams = List.of();
    private String security = "";
    private String timestamp = "";
    private String sourceTimestamp = "";
    private String inputAuthor = "";
    private String status = "";
    private String dequeued = "";
    private int retryAttempt;
    private String retryFor = "";
    private String retryOrigin = "";
    private String provenance = "";
    private String traceparent = "";
    private String authorVersion = "";

    /** Takes one header; an unknown one, or a number that is none, is ignored. */
    public void accept(String name, byte[] value) {
      switch (name) {
        case Headers.MODEL -> model = Model.fromWire(TEXTS.of(value)).orElse(null);
        case Headers.VERSION -> version = whole(value);
        case Headers.SOURCE -> source = TEXTS.of(value);
        case Headers.ACTION -> action = TEXTS.of(value);
        case Headers.AUTHOR -> author = TEXTS.of(value);
        case Headers.ENTITY_ID -> entityId = new String(value, StandardCharsets.UTF_8);
        case Headers.DEPTH -> depth = whole(value);
        case Headers.CONTENT_SIZE -> contentSize = number(value, -1);
        case Headers.STREAMS -> streams = TEXTS.streamsOf(value);
        case Headers.SECURITY -> security = TEXTS.of(value);
        case Headers.TIMESTAMP -> timestamp = new String(value, StandardCharsets.UTF_8);
        case Headers.SOURCE_TIMESTAMP -> sourceTimestamp = TEXTS.of(value);
        case Headers.INPUT_AUTHOR -> inputAuthor = TEXTS.of(value);
        case Headers.STATUS -> status = TEXTS.of(value);
        case Headers.DEQUEUED -> dequeued = new String(value, StandardCharsets.UTF_8);
        case Headers.RETRY_ATTEMPT -> retryAttempt = whole(value);
        case Headers.RETRY_FOR -> retryFor = TEXTS.of(value);
        case Headers.RETRY_ORIGIN -> retryOrigin = new String(value, StandardCharsets.UTF_8);
        case Headers.PROVENANCE -> provenance = new String(value, StandardCharsets.UTF_8);
        case Headers.TRACEPARENT -> traceparent = new String(value, StandardCharsets.UTF_8);
        case Headers.AUTHOR_VERSION -> authorVersion = TEXTS.of(value);
        default -> {
          // A header of another program.
        }
      }
    }

    private static int whole(byte[] value) {
      return (int) Math.min(number(value, 0), Integer.MAX_VALUE);
    }

    private static long number(byte[] value, long otherwise) {
      long number = 0;
      for (byte digit : value) {
        if (digit < '0' || digit > '9' || number > Long.MAX_VALUE / 10 - 1) {
          return otherwise;
        }
        number = number * 10 + (digit - '0');
      }
      return value.length == 0 ? otherwise : number;
    }

    /** Label and format pairs as the header writes them. */
    static List<StreamLabel> streams(String text) {
      List<StreamLabel> streams = new ArrayList<>();
      int start = 0;
      while (start < text.length()) {
        int comma = text.indexOf(',', start);
        int end = comma < 0 ? text.length() : comma;
        int equals = text.indexOf('=', start);
        boolean split = equals >= 0 && equals < end;
        streams.add(
            new StreamLabel(
                unescape(text.substring(start, split ? equals : end)),
                split ? unescape(text.substring(equals + 1, end)) : ""));
        start = end + 1;
      }
      return streams;
    }

    /** The headers, or empty when there was none that names a model. */
    public Optional<EventHeaders> build() {
      if (model == null) {
        return Optional.empty();
      }
      return Optional.of(
          new EventHeaders(
              model,
              version,
              source,
              action,
              author,
              entityId,
              depth,
              contentSize,
              streams,
              security,
              timestamp,
              sourceTimestamp,
              inputAuthor,
              status,
              dequeued,
              retryAttempt,
              retryFor,
              retryOrigin,
              provenance,
              traceparent,
              authorVersion));
    }
  }
}
