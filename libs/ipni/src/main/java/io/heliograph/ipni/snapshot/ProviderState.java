package io.heliograph.ipni.snapshot;

import io.heliograph.ipni.multiformat.Cid;
import io.heliograph.ipni.multiformat.PeerId;

/**
 * How far a member has followed one provider's chain.
 *
 * @param lastAdvertisement the newest that it has processed
 * @param height advertisements from the first to this one, a hint; {@link #NO_HEIGHT} when not
 *     given
 */
public record ProviderState(PeerId provider, Cid lastAdvertisement, long height) {
  /** No height was given; 0 is one. */
  public static final long NO_HEIGHT = -1;

  /** Refuses a height below {@link #NO_HEIGHT}. */
  public ProviderState {
    if (height < NO_HEIGHT) {
      throw new IllegalArgumentException("a height is not negative: " + height);
    }
  }

  /** Whether a height was given. */
  public boolean hasHeight() {
    return height != NO_HEIGHT;
  }
}
