package io.heliograph.ipni.ad;

import java.util.List;

/**
 * Further providers of an advertisement's entries. Each has signed for itself.
 *
 * @param override whether they replace those of the whole chain for this context
 */
public record ExtendedProviders(List<ExtendedProvider> providers, boolean override) {
  /** Copies the list. */
  public ExtendedProviders {
    providers = List.copyOf(providers);
  }

  /**
   * One of them.
   *
   * @param id a peer id, signed as it is written
   * @param signature an envelope; empty before {@link Advertisement#sign}
   */
  public record ExtendedProvider(
      String id, List<String> addresses, byte[] metadata, byte[] signature) {
    /** Copies the list. */
    public ExtendedProvider {
      addresses = List.copyOf(addresses);
    }
  }
}
