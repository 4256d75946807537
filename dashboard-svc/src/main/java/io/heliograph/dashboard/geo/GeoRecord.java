package io.heliograph.dashboard.geo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of an address, in either of two shapes: GeoIP2's nested one, or the flat one
 * with {@code country_code}, {@code city}, {@code state1}, {@code latitude} and {@code longitude}.
 *
 * @param registered the code of the country where the address is registered
 */
record GeoRecord(
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable String country,
    @Nullable String countryName,
    @Nullable String registered,
    @Nullable String region,
    @Nullable String city) {

  static GeoRecord of(Map<?, ?> data) {
    return data.containsKey("country_code") ? flat(data) : nested(data);
  }

  private static GeoRecord flat(Map<?, ?> data) {
    String code = text(data.get("country_code"));
    return new GeoRecord(
        number(data.get("latitude")),
        number(data.get("longitude")),
        code,
        null,
        code,
        text(data.get("state1")),
        text(data.get("city")));
  }

  private static GeoRecord nested(Map<?, ?> data) {
    Map<?, ?> location = map(data.get("location"));
    Map<?, ?> country = map(data.get("country"));
    Map<?, ?> registered = map(data.get("registered_country"));
    Map<?, ?> named = country.isEmpty() ? registered : country;
    return new GeoRecord(
        number(location.get("latitude")),
        number(location.get("longitude")),
        text(named.get("iso_code")),
        name(named),
        text(registered.get("iso_code")),
        mostSpecific(data.get("subdivisions")),
        name(map(data.get("city"))));
  }

  private static @Nullable String mostSpecific(@Nullable Object subdivisions) {
    return subdivisions instanceof List<?> list && !list.isEmpty()
        ? name(map(list.getLast()))
        : null;
  }

  private static @Nullable String name(Map<?, ?> place) {
    return text(map(place.get("names")).get("en"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty() ? text : null;
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
  }
}
