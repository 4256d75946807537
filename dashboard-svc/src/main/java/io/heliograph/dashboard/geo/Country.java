package io.heliograph.dashboard.geo;

/**
 * A country's centre.
 *
 * @param code ISO 3166 alpha-2, or what telephones use beside it
 * @param latitude degrees as text with four decimals, as MISP-dashboard writes it
 * @param longitude likewise
 * @param known what MISP-dashboard knows of it
 * @param name in English
 */
record Country(String code, String latitude, String longitude, Known known, String name) {

  /** How far MISP-dashboard's tables know a country (contract dashboard.md section 5). */
  enum Known {
    /** Addresses and telephone numbers are placed. */
    ALL,
    /**
     * Addresses are; for telephone numbers its name differs from that of MISP-dashboard's other
     * table.
     */
    IP,
    /** It has no centre there. */
    NONE
  }
}
