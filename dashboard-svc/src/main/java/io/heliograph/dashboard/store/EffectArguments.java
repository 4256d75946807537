package io.heliograph.dashboard.store;

import io.heliograph.dashboard.message.Days;
import io.heliograph.dashboard.message.Effect;
import io.heliograph.dashboard.message.PythonJson;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/** Writes an entry as the arguments of {@code apply.lua}. Not thread-safe: one thread each. */
final class EffectArguments {
  private final String digest;
  private final Layout layout;
  private final Days days;
  private final String compatibility;
  private final String keptSeconds;

  EffectArguments(StatisticsScript script, Layout layout) {
    this.digest = script.digest();
    this.layout = layout;
    this.days = new Days(layout.zone());
    this.compatibility = layout.peer() ? "peer" : "corrected";
    this.keptSeconds = Long.toString(layout.kept().toSeconds());
  }

  /** The call of the script for that entry. */
  Request call(Entry entry) {
    long epoch = entry.arrival().epochSeconds();
    Position position = entry.position();
    Request request =
        Request.cmd(Command.EVALSHA)
            .arg(digest)
            .arg(0)
            .arg(position.partition())
            .arg(position.expected())
            .arg(position.offset())
            .arg(position.offset() + 1)
            .arg(epoch)
            .arg(days.name(epoch))
            .arg(days.hour(epoch))
            .arg(compatibility)
            .arg(keptSeconds)
            .arg(PythonJson.of(entry.arrival().feed()));
    for (Effect effect : entry.effects()) {
      append(effect, request);
    }
    return request;
  }

  private void append(Effect effect, Request request) {
    switch (effect) {
      case Effect.Gain gain -> request.arg("g").arg(gain.key()).arg(gain.member());
      case Effect.Count count -> request.arg("n").arg(count.key());
      case Effect.Placed placed ->
          request
              .arg("r")
              .arg(placed.key())
              .arg(placed.longitude())
              .arg(placed.latitude())
              .arg(placed.member());
      case Effect.Published published ->
          request.arg("p").arg(published.channel()).arg(published.text());
      case Effect.Listed listed ->
          request
              .arg("l")
              .arg(listed.channel())
              .arg(listed.text())
              .arg(listed.list())
              .arg(listed.line());
      case Effect.Contributed contributed ->
          request
              .arg("c")
              .arg(contributed.organisation())
              .arg(contributed.organisationJson())
              .arg(String.valueOf(contributed.kind().letter()))
              .arg(contributed.kind().points())
              .arg(contributed.category())
              .arg(letter(contributed.categoryKind()))
              .arg(contributed.labelled() ? "1" : "0")
              .arg(contributed.announcement());
      case Effect.AtWork atWork -> request.arg("h").arg(atWork.plugin());
      case Effect.LoggedIn loggedIn -> request.arg("u").arg(loggedIn.organisation());
      case Effect.Diagnosed diagnosed ->
          request
              .arg("d")
              .arg(layout.diagnosticDatabase())
              .arg(diagnosed.seconds())
              .arg(layout.database());
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
