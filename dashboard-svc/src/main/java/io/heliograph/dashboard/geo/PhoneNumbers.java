package io.heliograph.dashboard.geo;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;

/**
 * The centre of a telephone number's country (contract dashboard.md section 5). A number needs its
 * international prefix, since no country is assumed. Thread-safe.
 */
final class PhoneNumbers {
  private static final String NO_REGION = "ZZ";

  /** What the library answers for numbers of no country, such as +800. */
  private static final String WORLD = "001";

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private final CountryTable countries;
  private final boolean misp;

  /**
   * @param misp whether countries that MISP-dashboard loses are lost
   */
  PhoneNumbers(CountryTable countries, boolean misp) {
    this.countries = countries;
    this.misp = misp;
  }

  Location locate(String text) {
    PhoneNumber number;
    try {
      number = library.parse(text, NO_REGION);
    } catch (NumberParseException notANumber) {
      return new Location.Nowhere();
    }
    if (!library.isValidNumber(number) && !library.isPossibleNumber(number)) {
      return new Location.Nowhere();
    }
    Optional<Country> country = region(number).flatMap(countries::find).filter(this::isKnown);
    return country
        .map(PhoneNumbers::centre)
        .orElseGet(() -> new Location.Unplaced("the telephone number has no place"));
  }

  private boolean isKnown(Country country) {
    return !misp || country.known() == Country.Known.ALL;
  }

  private static Location centre(Country country) {
    if (!Coordinates.inRange(
        Double.parseDouble(country.latitude()), Double.parseDouble(country.longitude()))) {
      return new Location.Nowhere();
    }
    return new Location.GeoPoint(
        '"' + country.latitude() + '"',
        '"' + country.longitude() + '"',
        country.code(),
        country.name(),
        "",
        "");
  }

  /** The only country that can have the number; none when two share it. */
  private Optional<String> region(PhoneNumber number) {
    List<String> regions = library.getRegionCodesForCountryCode(number.getCountryCode());
    if (regions.size() == 1) {
      return Optional.of(regions.getFirst()).filter(code -> !code.equals(WORLD));
    }
    List<String> valid =
        regions.stream()
            .filter(region -> library.isValidNumberForRegion(number, region))
            .limit(2)
            .toList();
    return valid.size() == 1 ? Optional.of(valid.getFirst()) : Optional.empty();
  }
}
