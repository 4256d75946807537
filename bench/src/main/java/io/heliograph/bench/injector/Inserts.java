package io.heliograph.bench.injector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Inserts of about 1.2 KB and the events of their parents, by number. */
final class Inserts {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ISO_INSTANT;
  private static final String AUTHOR =
      "{\"name\":\"load\",\"version\":\"1.0\",\"category\":\"plugin\"}";

  private Inserts() {}

  private static String now() {
    return SECONDS.format(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Writes so many as the dispatcher stores them. */
  static void write(String bootstrap, int count) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("acks", "all");
    settings.put("compression.type", "lz4");
    settings.put("linger.ms", 20);
    settings.put("batch.size", 262_144);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int at = 0; at < count; at++) {
        byte[] key = hash("MD5", "insert " + at).getBytes(UTF_8);
        var unused =
            producer.send(new ProducerRecord<>("azul.insert", key, insert(at).getBytes(UTF_8)));
      }
    }
  }

  /** The file of that parent. */
  static String parent(int number) {
    return hash("SHA-256", "parent " + number);
  }

  /** The file of that child. */
  static String child(int number) {
    return hash("SHA-256", "child " + number);
  }

  private static String hash(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /** An insert with all hashes and a few features. */
  static String insert(int number) {
    String child = child(number);
    String hashes =
        "\"sha512\":\"%s\",\"sha256\":\"%s\",\"sha1\":\"%s\",\"md5\":\"%s\""
            .formatted(hash("SHA-512", child), child, hash("SHA-1", child), hash("MD5", child));
    return ("{\"model_version\":6,\"kafka_key\":\"%s\",\"timestamp\":\"%s\",\"author\":%s,"
            + "\"entity\":{\"original_source\":\"samples\",\"parent_sha256\":\"%s\","
            + "\"child\":{%s,\"size\":468123,\"mime\":\"application/x-dosexec\","
            + "\"file_format\":\"executable/windows/pe32\",\"features\":[{\"name\":\"filename\","
            + "\"value\":\"C:/Windows/winhelp.exe\",\"type\":\"filepath\"}],\"datastreams\":[{"
            + "\"label\":\"content\",\"size\":468123,%s,\"mime\":\"application/x-dosexec\","
            + "\"magic\":\"PE32 executable\",\"file_format\":\"executable/windows/pe32\"}]},"
            + "\"child_history\":{\"author\":%s,\"action\":\"extracted\",\"sha256\":\"%s\","
            + "\"timestamp\":\"%s\",\"relationship\":{\"action\":\"deobfuscated\"},"
            + "\"size\":468123,\"filename\":\"winhelp.exe\"}}}")
        .formatted(
            hash("MD5", "insert " + number),
            now(),
            AUTHOR,
            parent(number),
            hashes,
            hashes,
            AUTHOR,
            child,
            now());
  }

  /** An event of that file. */
  static String event(String sha256) {
    return ("{\"model_version\":6,\"timestamp\":\"%1$s\",\"author\":%2$s,\"action\":\"sourced\","
            + "\"source\":{\"name\":\"samples\",\"timestamp\":\"%1$s\",\"path\":[{\"author\":%2$s,"
            + "\"action\":\"sourced\",\"sha256\":\"%3$s\",\"timestamp\":\"%1$s\"}]},"
            + "\"entity\":{\"sha256\":\"%3$s\",\"size\":4,\"features\":[{\"name\":\"magic\","
            + "\"type\":\"string\",\"value\":\"%4$s\"}],\"datastreams\":[{\"label\":\"content\","
            + "\"size\":4,\"sha256\":\"%3$s\",\"sha512\":\"\",\"sha1\":\"\",\"md5\":\"\","
            + "\"mime\":\"text/plain\",\"magic\":\"ASCII text\"}]},\"flags\":{}}")
        .formatted(now(), AUTHOR, sha256, "x".repeat(400));
  }

  /** A file that no insert is about. */
  static String stranger(int number) {
    return hash("SHA-256", "stranger " + number);
  }
}
