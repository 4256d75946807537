package io.heliograph.dashboard.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The database of countries that comes with the service (countries.mmdb.txt tells whose data it
 * is): it knows no places, so an address is at the centre of its country.
 */
final class CountryDatabase implements AddressSource {
  private static final String FILE = "countries.mmdb.gz";

  private final Reader reader;

  CountryDatabase() {
    try (InputStream packed = CountryDatabase.class.getResourceAsStream(FILE)) {
      if (packed == null) {
        throw new IllegalStateException(FILE + " is not packaged");
      }
      reader = new Reader(new GZIPInputStream(packed), new CHMCache());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public Optional<GeoRecord> find(InetAddress address) {
    try {
      return Optional.ofNullable(reader.get(address, Map.class)).map(GeoRecord::of);
    } catch (IOException corrupt) {
      throw new UncheckedIOException(corrupt);
    }
  }

  @Override
  public void refresh() {
    // It is part of the program.
  }
}
