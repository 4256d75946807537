package io.heliograph.dispatcher.migration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.heliograph.migration.MigrationRequest;
import io.heliograph.migration.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a request; every mistake names its member. Used once, by one thread. */
final class RequestReader {
  private static final int PATTERNS_MAX = 1_000;
  private static final int PATTERN_LENGTH_MAX = 300;
  private static final int NAME_SHOWN_MAX = 100;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private String from = "";
  private String prefix = "";
  private List<String> topics = List.of();
  private List<String> deny = List.of();
  private List<String> includeSystem = Selection.INCLUDE_SYSTEM;
  private boolean upgradeSources;
  private boolean upgradeSystem;
  private boolean skipUnknownSources;
  private boolean dryRun;

  private RequestReader() {}

  /**
   * @throws IllegalArgumentException naming the member and the rule
   */
  static MigrationRequest read(byte[] body) {
    RequestReader reader = new RequestReader();
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("the body must be a JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        reader.member(name, in);
      }
      if (in.nextToken() != null) {
        throw new IllegalArgumentException("the body must end with its object");
      }
    } catch (IOException malformed) {
      throw new IllegalArgumentException("the body must be a JSON object", malformed);
    }
    return new MigrationRequest(
        reader.from,
        reader.prefix,
        new Selection(
            reader.topics,
            reader.deny,
            reader.includeSystem,
            reader.upgradeSources,
            reader.upgradeSystem),
        reader.skipUnknownSources,
        reader.dryRun);
  }

  private void member(String name, JsonParser in) throws IOException {
    switch (name) {
      case "from" -> from = text(name, in);
      case "prefix" -> prefix = text(name, in);
      case "topics" -> topics = texts(name, in);
      case "deny" -> deny = texts(name, in);
      case "include_system" -> includeSystem = texts(name, in);
      case "upgrade_sources" -> upgradeSources = flag(name, in);
      case "upgrade_system" -> upgradeSystem = flag(name, in);
      case "skip_unknown_sources" -> skipUnknownSources = flag(name, in);
      case "dry_run" -> dryRun = flag(name, in);
      default ->
          throw new IllegalArgumentException(
              "member "
                  + name.substring(0, Math.min(name.length(), NAME_SHOWN_MAX))
                  + " is not known; known are from, prefix, topics, deny, include_system,"
                  + " upgrade_sources, upgrade_system, skip_unknown_sources,"
                  + " dry_run");
    }
  }

  private static String text(String name, JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException(name + " must be text");
    }
    return in.getText();
  }

  private static boolean flag(String name, JsonParser in) {
    return switch (in.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new IllegalArgumentException(name + " must be true or false");
    };
  }

  private static List<String> texts(String name, JsonParser in) throws IOException {
    List<String> texts = new ArrayList<>();
    if (in.currentToken() == JsonToken.START_ARRAY) {
      while (in.nextToken() == JsonToken.VALUE_STRING) {
        texts.add(in.getText());
      }
    }
    boolean bounded =
        texts.size() <= PATTERNS_MAX
            && texts.stream().allMatch(one -> one.length() <= PATTERN_LENGTH_MAX);
    if (in.currentToken() != JsonToken.END_ARRAY || !bounded) {
      throw new IllegalArgumentException(
          name
              + " must be a list of at most "
              + PATTERNS_MAX
              + " texts of at most "
              + PATTERN_LENGTH_MAX
              + " characters");
    }
    return texts;
  }
}
