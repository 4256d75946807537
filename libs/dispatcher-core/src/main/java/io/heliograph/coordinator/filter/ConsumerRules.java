package io.heliograph.coordinator.filter;

import io.heliograph.event.EventHeaders;
import io.heliograph.event.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stage FilterConsumerRules (contract dispatcher.md part 2 section 2): what a plugin says about
 * the events it wants. Everything is answered from the headers.
 *
 * @param selfName the consumer whose own events are dropped, or empty
 * @param streams by label, the accepted prefixes of {@code file_format}; no prefix accepts any; the
 *     label {@code *} stands for every label that is not named
 * @param contentBytesMax inclusive; 0 for no bound
 * @param contentBytesMin inclusive; 0 for no bound
 */
public record ConsumerRules(
    Set<String> sources,
    Set<String> actions,
    Set<String> deniedActions,
    String selfName,
    Map<String, List<String>> streams,
    long contentBytesMax,
    long contentBytesMin,
    boolean contentRequired) {
  private static final String STAGE = "FilterConsumerRules-";
  private static final String CONTENT = "content";
  private static final String ANY_LABEL = "*";

  /** Rules that keep everything. */
  public static final ConsumerRules NONE =
      new ConsumerRules(Set.of(), Set.of(), Set.of(), "", Map.of(), 0, 0, false);

  public ConsumerRules {
    sources = Set.copyOf(sources);
    actions = Set.copyOf(actions);
    deniedActions = Set.copyOf(deniedActions);
    Map<String, List<String>> copied = new HashMap<>();
    streams.forEach((label, prefixes) -> copied.put(label, List.copyOf(prefixes)));
    streams = Map.copyOf(copied);
  }

  /** Why the event is rejected, or null; status events are judged by their input, rules 1 to 4. */
  public @Nullable String rejection(EventHeaders headers) {
    Model model = headers.model();
    if (model != Model.BINARY && model != Model.STATUS && !model.isFree()) {
      return null;
    }
    String author = model == Model.STATUS ? headers.inputAuthor() : headers.author();
    if (!sources.isEmpty() && !sources.contains(headers.source())) {
      return STAGE + "reject_source";
    }
    if ((!actions.isEmpty() && !actions.contains(headers.action()))
        || deniedActions.contains(headers.action())) {
      return STAGE + "reject_event_type";
    }
    if (!selfName.isEmpty() && selfName.equals(author)) {
      return STAGE + "reject_self";
    }
    return model == Model.BINARY ? streamRejection(headers) : null;
  }

  private @Nullable String streamRejection(EventHeaders headers) {
    int matching = 0;
    boolean content = false;
    for (EventHeaders.StreamLabel stream : headers.streams()) {
      String rejection = null;
      if (stream.label().equals(CONTENT)) {
        content = true;
        rejection = sizeRejection(headers.contentSize());
      }
      if (rejection == null && !streams.isEmpty()) {
        rejection = labelRejection(stream);
        matching++;
      }
      if (rejection != null) {
        return rejection;
      }
    }
    // The peer compares the number of streams, not of labels, with the number of labels asked for.
    if (streams.size() > 1 && matching < streams.size()) {
      return STAGE + "reject_stream";
    }
    boolean needsContent = contentRequired || contentBytesMax > 0 || contentBytesMin > 0;
    return needsContent && !content ? STAGE + "reject_no_content" : null;
  }

  private @Nullable String labelRejection(EventHeaders.StreamLabel stream) {
    List<String> prefixes = streams.get(stream.label());
    if (prefixes == null) {
      prefixes = streams.get(ANY_LABEL);
    }
    if (prefixes == null) {
      return STAGE + "reject_stream";
    }
    for (String prefix : prefixes) {
      if (stream.fileFormat().startsWith(prefix)) {
        return null;
      }
    }
    return prefixes.isEmpty() ? null : STAGE + "reject_file_format";
  }

  private @Nullable String sizeRejection(long bytes) {
    if (contentBytesMax > 0 && bytes > contentBytesMax) {
      return STAGE + "reject_content_too_large";
    }
    return contentBytesMin > 0 && bytes < contentBytesMin
        ? STAGE + "reject_content_too_small"
        : null;
  }
}
