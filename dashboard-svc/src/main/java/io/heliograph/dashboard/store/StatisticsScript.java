package io.heliograph.dashboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.event.StatisticsKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The script that counts a message: {@code apply.lua} behind the names of {@link StatisticsKeys}.
 *
 * @param text what Redis loads
 * @param digest how it is called
 */
record StatisticsScript(String text, String digest) {

  static StatisticsScript load() {
    String text = constants() + body();
    return new StatisticsScript(text, digest(text));
  }

  private static String constants() {
    StringBuilder lua = new StringBuilder();
    for (Field field : StatisticsKeys.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        try {
          lua.append("local ").append(field.getName()).append(" = '");
          lua.append(field.get(null)).append("'\n");
        } catch (IllegalAccessException hidden) {
          throw new IllegalStateException(hidden);
        }
      }
    }
    return lua.toString();
  }

  private static String body() {
    try (InputStream file = StatisticsScript.class.getResourceAsStream("apply.lua")) {
      if (file == null) {
        throw new IllegalStateException("apply.lua is not packaged");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String digest(String text) {
    try {
      byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(sha1);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
