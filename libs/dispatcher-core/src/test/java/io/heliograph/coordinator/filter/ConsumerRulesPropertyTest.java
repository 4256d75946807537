package io.heliograph.coordinator.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.EventHeaders.StreamLabel;
import io.heliograph.event.Headers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares the rules with a model that asks each rule by itself; the failing seed is printed. */
class ConsumerRulesPropertyTest {
  private static final List<String> LABELS = List.of("content", "report", "pcap");
  private static final List<String> FORMATS = List.of("text/plain", "text/json", "image/png", "");
  private static final List<String> PREFIXES = List.of("text/", "text/plain", "image/");

  @Test
  void shouldAgreeWithTheModelWhenRulesAndEventsAreRandom() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      ConsumerRules rules = rules(random);
      EventHeaders event = event(random);

      String verdict = rules.rejection(event);

      assertThat(verdict == null ? "keep" : verdict.substring(verdict.indexOf('-') + 1))
          .as("seed %d: %s on %s", seed, rules, event)
          .isEqualTo(expected(rules, event));
    }
  }

  private static ConsumerRules rules(Random random) {
    Map<String, List<String>> streams = new HashMap<>();
    for (int at = random.nextInt(3); at > 0; at--) {
      String label = random.nextInt(4) == 0 ? "*" : pick(random, LABELS);
      List<String> prefixes = new ArrayList<>();
      for (int more = random.nextInt(3); more > 0; more--) {
        prefixes.add(pick(random, PREFIXES));
      }
      streams.put(label, prefixes);
    }
    return new ConsumerRules(
        some(random, "s1", "s2"),
        some(random, "sourced", "mapped"),
        random.nextInt(4) == 0 ? Set.of("mapped") : Set.of(),
        random.nextInt(4) == 0 ? "me" : "",
        streams,
        random.nextInt(3) * 10L,
        random.nextInt(3) * 5L,
        random.nextInt(4) == 0);
  }

  private static Set<String> some(Random random, String one, String other) {
    return switch (random.nextInt(4)) {
      case 0 -> Set.of(one);
      case 1 -> Set.of(one, other);
      default -> Set.of();
    };
  }

  private static EventHeaders event(Random random) {
    Facts event =
        Facts.binary()
            .with(Headers.SOURCE, pick(random, List.of("s1", "s2", "s3")))
            .with(Headers.ACTION, pick(random, List.of("sourced", "mapped")))
            .with(Headers.AUTHOR, pick(random, List.of("me", "you")));
    List<String> streams = new ArrayList<>();
    boolean content = false;
    for (int at = random.nextInt(4); at > 0; at--) {
      String label = pick(random, LABELS);
      content |= label.equals("content");
      streams.add(label + '=' + pick(random, FORMATS));
    }
    return event.streams(String.join(",", streams), content ? random.nextInt(25) : -1).headers();
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String expected(ConsumerRules rules, EventHeaders event) {
    if (!rules.sources().isEmpty() && !rules.sources().contains(event.source())) {
      return "reject_source";
    }
    boolean wanted = rules.actions().isEmpty() || rules.actions().contains(event.action());
    if (!wanted || rules.deniedActions().contains(event.action())) {
      return "reject_event_type";
    }
    if (!rules.selfName().isEmpty() && event.author().equals(rules.selfName())) {
      return "reject_self";
    }
    for (StreamLabel stream : event.streams()) {
      String verdict = expected(rules, event, stream);
      if (!verdict.equals("keep")) {
        return verdict;
      }
    }
    if (rules.streams().size() > 1 && event.streams().size() < rules.streams().size()) {
      return "reject_stream";
    }
    boolean bounded = rules.contentBytesMax() > 0 || rules.contentBytesMin() > 0;
    boolean content = event.streams().stream().anyMatch(s -> s.label().equals("content"));
    return (bounded || rules.contentRequired()) && !content ? "reject_no_content" : "keep";
  }

  private static String expected(ConsumerRules rules, EventHeaders event, StreamLabel stream) {
    boolean content = stream.label().equals("content");
    if (content && rules.contentBytesMax() > 0 && event.contentSize() > rules.contentBytesMax()) {
      return "reject_content_too_large";
    }
    if (content && rules.contentBytesMin() > 0 && event.contentSize() < rules.contentBytesMin()) {
      return "reject_content_too_small";
    }
    if (rules.streams().isEmpty()) {
      return "keep";
    }
    String entry = rules.streams().containsKey(stream.label()) ? stream.label() : "*";
    if (!rules.streams().containsKey(entry)) {
      return "reject_stream";
    }
    List<String> prefixes = rules.streams().get(entry);
    boolean matches = prefixes.stream().anyMatch(stream.fileFormat()::startsWith);
    return prefixes.isEmpty() || matches ? "keep" : "reject_file_format";
  }
}
