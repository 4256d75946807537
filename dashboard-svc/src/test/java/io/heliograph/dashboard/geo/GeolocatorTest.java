package io.heliograph.dashboard.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeolocatorTest {
  private static final Path VECTORS = Path.of("src/test/resources/misp");
  private static final Path NESTED = VECTORS.resolve("geo-test-city.mmdb");
  private static final Path FLAT = VECTORS.resolve("geo-flat.mmdb");

  @TempDir Path folder;

  /** Named in contract dashboard.md section 12. */
  @ParameterizedTest
  @CsvSource({
    "LU, 49.7500, 6.1667",
    "US, 38.0000, -97.0000",
    "DE, 51.0000, 9.0000",
    "FR, 46.0000, 2.0000",
    "CA, 60.0000, -95.0000",
    "GB, 54.0000, -2.0000",
    "JP, 36.0000, 138.0000",
    "BR, -10.0000, -55.0000",
    "AQ, -90.0000, 0.0000",
  })
  void shouldHaveTheCentresThatOtherProgramsRead(String code, String latitude, String longitude) {
    assertThat(CountryTable.load().find(code))
        .hasValueSatisfying(
            country -> {
              assertThat(country.latitude()).isEqualTo(latitude);
              assertThat(country.longitude()).isEqualTo(longitude);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "example.org", "198.51.100.7|443", "198.51.100.0/24", "198.51.100", "198.51.100.07",
        "198.51.100.256", "3325256711", "[2001:db8:1::5]", "2001:db8:1::5%1", ":", " 198.51.100.7",
      })
  void shouldBeNowhereWhenTheTextIsNoAddress(String text) {
    assertThat(new Geolocator(List.of(NESTED), true).ofAddress(text))
        .isEqualTo(new Location.Nowhere());
  }

  @Test
  void shouldReadTheFlatShapeWhenThatIsTheDatabase() {
    Geolocator geolocator = new Geolocator(List.of(FLAT), false);

    assertThat(geolocator.ofAddress("198.51.100.7"))
        .isEqualTo(
            new Location.GeoPoint(
                "49.6117", "6.13", "LU", "Luxembourg", "Luxembourg", "Luxembourg"));
    assertThat(geolocator.ofAddress("203.0.113.5"))
        .isEqualTo(new Location.GeoPoint("38.0", "-97.0", "US", "United States", null, null));
  }

  @Test
  void shouldHaveNoCentreOnlyForMispDashboardWhenItsTableLacksTheCountry() {
    assertThat(new Geolocator(List.of(FLAT), true).ofAddress("203.0.113.70"))
        .isInstanceOf(Location.Unplaced.class);
    assertThat(new Geolocator(List.of(FLAT), false).ofAddress("203.0.113.70"))
        .isInstanceOf(Location.GeoPoint.class);
  }

  @Test
  void shouldAnswerFromTheNewFileWhenItWasReplaced() throws Exception {
    Path file = folder.resolve("city.mmdb");
    Files.copy(FLAT, file);
    Geolocator geolocator = new Geolocator(List.of(file), false);
    assertThat(geolocator.ofAddress("203.0.113.70")).isNotEqualTo(new Location.Nowhere());

    Files.copy(NESTED, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    geolocator.refresh();

    assertThat(geolocator.ofAddress("203.0.113.70"))
        .isInstanceOfSatisfying(
            Location.GeoPoint.class, place -> assertThat(place.city()).isEqualTo("Tokyo"));
  }

  @Test
  void shouldKeepTheLastDatabaseWhenTheFileBecomesUnreadable() throws Exception {
    Path file = folder.resolve("city.mmdb");
    Files.copy(NESTED, file);
    Geolocator geolocator = new Geolocator(List.of(file), false);

    Files.writeString(file, "no database");
    geolocator.refresh();

    assertThat(geolocator.ofAddress("203.0.113.70")).isInstanceOf(Location.GeoPoint.class);
  }

  @ParameterizedTest
  @CsvSource({
    "+7 495 123-45-67, RU",
    "+82 2-312-3456, KR",
    "+1 202 555 0143, US",
    "+1 416 555 0123, CA",
    "+44 20 7946 0958, GB",
    "(+352) 247-82000, LU",
    "+299 321000, GL",
  })
  void shouldFindTheCountryWhenItIsATelephone(String number, String country) {
    assertThat(new Geolocator(List.of(), false).ofPhone(number))
        .isInstanceOfSatisfying(
            Location.GeoPoint.class, place -> assertThat(place.country()).isEqualTo(country));
  }

  @Test
  void shouldLoseTheTelephonesThatMispDashboardLosesWhenCompatible() {
    Geolocator geolocator = new Geolocator(List.of(), true);

    assertThat(geolocator.ofPhone("+7 495 123-45-67")).isInstanceOf(Location.Unplaced.class);
    assertThat(geolocator.ofPhone("+800 1234 5678")).isInstanceOf(Location.Unplaced.class);
    assertThat(geolocator.ofPhone("202 555 0143")).isEqualTo(new Location.Nowhere());
    assertThat(geolocator.ofPhone("+352 247-82000")).isInstanceOf(Location.GeoPoint.class);
  }

  @Test
  void shouldKnowTheCountryWithoutAnyFileWhenTheBuiltInDatabaseIsUsed() {
    assertThat(Geolocator.builtIn(false).ofAddress("193.0.6.139"))
        .isInstanceOfSatisfying(
            Location.GeoPoint.class,
            place -> {
              assertThat(place.country()).isEqualTo("NL");
              assertThat(place.countryName()).isEqualTo("Netherlands");
            });
    assertThat(Geolocator.builtIn(false).ofAddress("10.0.0.1")).isEqualTo(new Location.Nowhere());
  }
}
