package io.heliograph.ipni.snapshot;

/** What members call the parts of a snapshot. */
public enum SnapshotNames {
  /** The specification's names. */
  SPECIFICATION("epoch", "vc", "previous", "providers", "lastAdvertisement", "height"),
  /** Those of the prototype of 2024, which is read only. */
  STI_2024("Epoch", "VectorClock", "Previous", "Providers", "LastAdvertisement", "HeightHint");

  private final String epoch;
  private final String vc;
  private final String previous;
  private final String providers;
  private final String lastAdvertisement;
  private final String height;

  SnapshotNames(
      String epoch,
      String vc,
      String previous,
      String providers,
      String lastAdvertisement,
      String height) {
    this.epoch = epoch;
    this.vc = vc;
    this.previous = previous;
    this.providers = providers;
    this.lastAdvertisement = lastAdvertisement;
    this.height = height;
  }

  String epoch() {
    return epoch;
  }

  String vc() {
    return vc;
  }

  String previous() {
    return previous;
  }

  String providers() {
    return providers;
  }

  String lastAdvertisement() {
    return lastAdvertisement;
  }

  String height() {
    return height;
  }
}
