package io.heliograph.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Checks what the evaluator takes without a word: documents that are no JSON, odd paths. */
final class GjsonDocument {

  /** Without limits: a document that the user has is his to look at. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private GjsonDocument() {}

  /** What is wrong with it, and where; empty for one JSON value or several, one after another. */
  static Optional<String> wrong(byte[] document) {
    try (JsonParser parser = JSON.createParser(document)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return Optional.of("it is empty");
      }
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          parser.getTextLength();
        }
      }
      return Optional.empty();
    } catch (JsonProcessingException malformed) {
      long at = Math.max(0, malformed.getLocation().getByteOffset());
      return Optional.of("byte " + at + ": " + malformed.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A query that is not closed is read as a key. */
  static Optional<String> unbalanced(String path) {
    int open = 0;
    boolean text = false;
    for (int at = 0; at < path.length(); at++) {
      char c = path.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        text = !text;
      } else if (!text && c == '(') {
        open++;
      } else if (!text && c == ')') {
        open--;
      }
    }
    if (open == 0) {
      return Optional.empty();
    }
    return Optional.of(
        (open > 0 ? "a ( is not closed" : "a ) was never opened")
            + ": the text there is read as a key, not as a query");
  }
}
