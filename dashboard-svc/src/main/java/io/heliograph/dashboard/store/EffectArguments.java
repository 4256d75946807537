package io.heliograph.dashboard.store;

import io.heliograph.dashboard.message.Days;
import io.heliograph.dashboard.message.Effect;
import io.heliograph.dashboard.message.PythonJson;
import java.util.ArrayList;
import java.util.List;

/** Writes an entry as the arguments of {@code apply.lua}. Not thread-safe: one thread each. */
final class EffectArguments {
  private final Layout layout;
  private final Days days;
  private final List<String> written = new ArrayList<>();
  private String feed = "";
  private String feedJson = "";

  EffectArguments(Layout layout) {
    this.layout = layout;
    this.days = new Days(layout.zone());
  }

  /** What every call says first of its messages. */
  static List<String> head(Position first, Layout layout) {
    return List.of(
        first.partition(),
        Long.toString(first.expected()),
        layout.misp() ? "misp" : "corrected",
        Long.toString(layout.kept().toSeconds()),
        Integer.toString(layout.limits().members()),
        Integer.toString(layout.limits().memberBytes()),
        Integer.toString(layout.limits().categories()));
  }

  /** That entry; the list is used again by the next call of this method. */
  List<String> of(Entry entry) {
    written.clear();
    long epoch = entry.context().epochSeconds();
    add(Long.toString(entry.position().offset()));
    add(Long.toString(epoch));
    add(days.name(epoch));
    add(days.hour(epoch));
    add(feedJson(entry.context().feed()));
    int count = written.size();
    add("");
    for (Effect effect : entry.effects()) {
      append(effect);
    }
    written.set(count, Integer.toString(written.size() - count - 1));
    return written;
  }

  private String feedJson(String name) {
    if (!name.equals(feed)) {
      feed = name;
      feedJson = PythonJson.of(name);
    }
    return feedJson;
  }

  private void append(Effect effect) {
    switch (effect) {
      case Effect.Gain gain -> add("g", gain.key(), gain.member());
      case Effect.Count count -> add("n", count.key());
      case Effect.Placed placed ->
          add("r", placed.key(), placed.longitude(), placed.latitude(), placed.member());
      case Effect.Published published -> add("p", published.channel(), published.text());
      case Effect.Listed listed ->
          add("l", listed.channel(), listed.text(), listed.list(), listed.line());
      case Effect.Contributed contributed ->
          add(
              "c",
              contributed.organisation(),
              contributed.organisationJson(),
              String.valueOf(contributed.kind().letter()),
              Integer.toString(contributed.kind().points()),
              contributed.category(),
              letter(contributed.categoryKind()),
              contributed.labelled() ? "1" : "0",
              contributed.announcement());
      case Effect.AtWork atWork -> add("h", atWork.plugin());
      case Effect.LoggedIn loggedIn -> add("u", loggedIn.organisation());
      case Effect.Diagnosed diagnosed ->
          add(
              "d",
              Integer.toString(layout.diagnosticDatabase()),
              diagnosed.seconds(),
              Integer.toString(layout.database()));
    }
  }

  private void add(String... arguments) {
    for (String argument : arguments) {
      written.add(argument);
    }
  }

  private static String letter(Effect.CategoryKind kind) {
    return switch (kind) {
      case NONE -> "N";
      case COUNTED -> "C";
      case TROPHY -> "T";
    };
  }
}
