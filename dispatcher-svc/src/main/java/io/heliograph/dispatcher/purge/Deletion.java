package io.heliograph.dispatcher.purge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.heliograph.event.json.Rfc3339;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one delete event names. Which of it counts is said by its action, not by what else is there.
 *
 * @param ids keys of events, for the action {@code ids}
 * @param subject the link, the author or the submission, for the other actions; may be empty
 * @param time before which an author's events are deleted, or at which a submission was made
 */
record Deletion(Action action, List<String> ids, String subject, @Nullable Instant time) {
  /** The four kinds. */
  enum Action {
    IDS,
    LINK,
    AUTHOR,
    SUBMISSION
  }

  private static final JsonFactory JSON = new JsonFactory();

  Deletion {
    ids = List.copyOf(ids);
  }

  /**
   * Reads a delete event.
   *
   * @throws IOException when it is none
   */
  static Deletion parse(byte[] json) throws IOException {
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a delete event is not an object");
      }
      Reader reader = new Reader(in);
      reader.event();
      return reader.deletion();
    }
  }

  private static final class Reader {
    private final JsonParser in;
    private final List<String> ids = new ArrayList<>();
    private String action = "";
    private String link = "";
    private String author = "";
    private String submission = "";
    private String authorTime = "";
    private String submissionTime = "";

    Reader(JsonParser in) {
      this.in = in;
    }

    void event() throws IOException {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        if (name.equals("action")) {
          action = text();
        } else if (name.equals("entity") && value == JsonToken.START_OBJECT) {
          entity();
        } else {
          in.skipChildren();
        }
      }
    }

    private void entity() throws IOException {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String part = in.currentName();
        if (in.nextToken() == JsonToken.START_OBJECT) {
          while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            member(part + '.' + name);
          }
        }
      }
    }

    private void member(String path) throws IOException {
      switch (path) {
        case "ids.ids" -> {
          while (in.currentToken() == JsonToken.START_ARRAY
              || in.currentToken() == JsonToken.VALUE_STRING) {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
              ids.add(text());
            }
            in.nextToken();
          }
        }
        case "link.track_link" -> link = text();
        case "author.track_author" -> author = text();
        case "author.timestamp" -> authorTime = text();
        case "submission.track_source_references" -> submission = text();
        case "submission.timestamp" -> submissionTime = text();
        default -> in.skipChildren();
      }
    }

    private String text() throws IOException {
      String text = in.getValueAsString();
      return text == null ? "" : text;
    }

    Deletion deletion() throws IOException {
      return switch (action) {
        case "ids" -> new Deletion(Action.IDS, ids, "", null);
        case "link" -> new Deletion(Action.LINK, List.of(), link, null);
        case "author" -> new Deletion(Action.AUTHOR, List.of(), author, time(authorTime));
        case "submission" ->
            new Deletion(Action.SUBMISSION, List.of(), submission, time(submissionTime));
        default -> throw new IOException("unknown action of a delete event");
      };
    }

    private static @Nullable Instant time(String text) {
      return Rfc3339.parse(text).filter(time -> time.getEpochSecond() > ZERO_SECOND).orElse(null);
    }

    /** Of the time that Go writes for none, 0001-01-01. */
    private static final long ZERO_SECOND = -62_135_596_800L;
  }
}
