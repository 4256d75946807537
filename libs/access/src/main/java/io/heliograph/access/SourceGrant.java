package io.heliograph.access;

import java.util.Collection;
import java.util.Set;

/**
 * The sources that a caller has been granted.
 *
 * @param all whether it has every source, those that are made later included
 * @param names what it has otherwise
 */
public record SourceGrant(boolean all, Set<String> names) {
  /** How a token says that every source is granted. */
  public static final String EVERY = "*";

  /** Every source. */
  public static final SourceGrant ALL = new SourceGrant(true, Set.of());

  public SourceGrant {
    names = all ? Set.of() : Set.copyOf(names);
  }

  /** The sources of those names; {@code *} among them stands for all. */
  public static SourceGrant of(Collection<String> names) {
    return names.contains(EVERY) ? ALL : new SourceGrant(false, Set.copyOf(names));
  }

  /** Whether the source is granted. */
  public boolean contains(String source) {
    return all || names.contains(source);
  }
}
