package io.heliograph.cli.hub;

import java.util.List;

/**
 * What the user asked of `up`.
 *
 * @param fresh whether to begin with empty data
 * @param only the parts to look at, with what they need; empty for all
 * @param hub how the hub is to run, what was remembered included
 */
public record UpOptions(boolean fresh, List<String> only, HubOptions hub) {

  public UpOptions {
    only = List.copyOf(only);
  }
}
