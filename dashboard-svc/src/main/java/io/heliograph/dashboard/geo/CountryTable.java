package io.heliograph.dashboard.geo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The centres of all countries by their code, out of {@code countries.tsv}. Immutable. */
final class CountryTable {
  private final Map<String, Country> byCode;

  private CountryTable(Map<String, Country> byCode) {
    this.byCode = Map.copyOf(byCode);
  }

  static CountryTable load() {
    Map<String, Country> countries = new HashMap<>();
    try (InputStream file = CountryTable.class.getResourceAsStream("countries.tsv")) {
      if (file == null) {
        throw new IllegalStateException("countries.tsv is not packaged");
      }
      new BufferedReader(new InputStreamReader(file, UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(CountryTable::parse)
          .forEach(country -> countries.put(country.code(), country));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new CountryTable(countries);
  }

  private static Country parse(String line) {
    String[] columns = line.split("\t", -1);
    return new Country(
        columns[0],
        columns[1],
        columns[2],
        Country.Known.valueOf(columns[3].toUpperCase(Locale.ROOT)),
        columns[4]);
  }

  Optional<Country> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }
}
