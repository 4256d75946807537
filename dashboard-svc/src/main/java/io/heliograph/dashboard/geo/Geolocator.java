package io.heliograph.dashboard.geo;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Places addresses and telephone numbers (contract dashboard.md section 5). Databases are asked in
 * their order; the first that knows the address answers. Thread-safe.
 */
public final class Geolocator {
  private static final Location NOWHERE = new Location.Nowhere();

  private final List<AddressSource> databases;
  private final CountryTable countries = CountryTable.load();
  private final PhoneNumbers phones;
  private final boolean misp;

  /**
   * @param files databases, the most precise first
   * @param misp whether what MISP-dashboard cannot place has no place
   */
  public Geolocator(List<Path> files, boolean misp) {
    this(misp, files.stream().<AddressSource>map(AddressDatabase::new).toList());
  }

  /** With the database of countries that comes with the service. */
  public static Geolocator builtIn(boolean misp) {
    return new Geolocator(misp, List.of(new CountryDatabase()));
  }

  private Geolocator(boolean misp, List<AddressSource> databases) {
    this.databases = databases;
    this.phones = new PhoneNumbers(countries, misp);
    this.misp = misp;
  }

  /** Reads databases that changed. */
  public void refresh() {
    databases.forEach(AddressSource::refresh);
  }

  /** Where a telephone number is. */
  public Location ofPhone(String number) {
    return phones.locate(number);
  }

  /** Whether the text is an address and nothing else. */
  public boolean isAddress(String text) {
    return AddressLiteral.parse(text).isPresent();
  }

  /** Where an address is; anything that is no address is nowhere. */
  public Location ofAddress(String text) {
    Optional<InetAddress> address = AddressLiteral.parse(text);
    if (address.isEmpty()) {
      return NOWHERE;
    }
    for (AddressSource database : databases) {
      Optional<GeoRecord> known = database.find(address.get());
      if (known.isPresent()) {
        return locate(known.get());
      }
    }
    return NOWHERE;
  }

  private Location locate(GeoRecord found) {
    Double latitude = found.latitude();
    Double longitude = found.longitude();
    if (latitude != null && longitude != null) {
      return place(latitude, longitude, found);
    }
    String registered = found.registered();
    if (registered == null) {
      return new Location.Unusable("the database has neither a location nor a country for it");
    }
    Optional<Country> centre =
        countries
            .find(registered)
            .filter(country -> !misp || country.known() != Country.Known.NONE);
    return centre
        .map(
            country ->
                place(
                    Double.parseDouble(country.latitude()),
                    Double.parseDouble(country.longitude()),
                    found))
        .orElseGet(() -> new Location.Unplaced("the country " + registered + " has no centre"));
  }

  private Location place(double latitude, double longitude, GeoRecord found) {
    double north = Coordinates.rounded(latitude);
    double east = Coordinates.rounded(longitude);
    if (!Coordinates.inRange(north, east)) {
      return NOWHERE;
    }
    return new Location.GeoPoint(
        Coordinates.json(north),
        Coordinates.json(east),
        found.country(),
        name(found),
        found.region(),
        found.city());
  }

  private @Nullable String name(GeoRecord found) {
    String code = found.country();
    if (found.countryName() != null || code == null) {
      return found.countryName();
    }
    return countries
        .find(code)
        .map(Country::name)
        .orElseGet(() -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH));
  }
}
