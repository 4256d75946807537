package io.heliograph.dashboard.geo;

/**
 * A country's centre.
 *
 * @param code ISO 3166 alpha-2, or what telephones use beside it
 * @param latitude degrees as text with four decimals, as the peer writes it
 * @param longitude likewise
 * @param known what the peer knows of it
 * @param name in English
 */
record Country(String code, String latitude, String longitude, Known known, String name) {

  /** How far the peer's tables know a country (contract dashboard.md section 5). */
  enum Known {
    /** Addresses and telephone numbers are placed. */
    ALL,
    /**
     * Addresses are; for telephone numbers its name differs from that of the peer's other table.
     */
    IP,
    /** It has no centre there. */
    NONE
  }
}
