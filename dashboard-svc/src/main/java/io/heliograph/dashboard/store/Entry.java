package io.heliograph.dashboard.store;

import io.heliograph.dashboard.message.Effect;
import io.heliograph.dashboard.message.MessageContext;
import java.util.List;

/** What a record does to the statistics; with no effects it only moves the offset on. */
public record Entry(Position position, MessageContext context, List<Effect> effects) {

  public Entry {
    effects = List.copyOf(effects);
  }
}
