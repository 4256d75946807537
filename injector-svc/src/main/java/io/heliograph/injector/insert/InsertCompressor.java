package io.heliograph.injector.insert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Keeps the JSON of inserts small in memory: what all of them say is in a dictionary, and the
 * hashes, which come several times in each, are kept once. About a quarter is left. Nothing of it
 * is ever stored. Thread-safe: each thread has tools of its own.
 */
final class InsertCompressor {
  /** What most inserts say; the form is that of {@link InsertReader}. */
  private static final byte[] COMMON =
      ("{\"timestamp\":\"2026-01-01T00:00:00Z\",\"author\":{\"name\":\"\",\"version\":\"1.0\","
              + "\"category\":\"plugin\",\"security\":\"\"},\"entity\":{\"original_source\":\"\","
              + "\"parent_sha256\":\"\",\"child\":{\"ssdeep\":\"\",\"tlsh\":\"T1\",\"features\":[{"
              + "\"name\":\"filename\",\"type\":\"filepath\",\"type\":\"string\",\"value\":\"\","
              + "\"mime_type\":\"\",\"mime\":\"text/plain\",\"magic\":\"ASCII text\","
              + "\"file_format\":\"executable/windows/pe32\",\"mime\":\"application/x-dosexec\","
              + "\"magic\":\"PE32 executable\",\"file_extension\":\"\",\"identify_version\":1,"
              + "\"language\":\"\",\"datastreams\":[{\"label\":\"content\",\"size\":4,"
              + "\"sha512\":\"\",\"sha256\":\"\",\"sha1\":\"\",\"md5\":\"\"}]},"
              + "\"child_history\":{\"author\":{\"name\":\"manual\",\"category\":\"user\"},"
              + "\"action\":\"extracted\",\"sha256\":\"\",\"timestamp\":\"\",\"relationship\":{"
              + "\"action\":\"\"},\"size\":0,\"file_format_legacy\":\"\",\"filename\":\"\"}}}")
          .getBytes(UTF_8);

  /** For zlib, whose output may be longer than the input by a header and a few bytes per block. */
  private static final int ROOM = 64;

  private static final ThreadLocal<Deflater> DEFLATERS =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED, true));
  private static final ThreadLocal<Inflater> INFLATERS =
      ThreadLocal.withInitial(() -> new Inflater(true));

  private InsertCompressor() {}

  static byte[] pack(byte[] json) {
    Deflater deflater = DEFLATERS.get();
    deflater.reset();
    deflater.setDictionary(COMMON);
    deflater.setInput(json);
    deflater.finish();
    byte[] room = new byte[json.length + (json.length >> 8) + ROOM];
    int packed = deflater.deflate(room);
    if (!deflater.finished()) {
      throw new IllegalStateException("deflated bytes are longer than zlib allows");
    }
    return Arrays.copyOf(room, packed);
  }

  static byte[] unpack(byte[] packed, int jsonBytes) {
    Inflater inflater = INFLATERS.get();
    inflater.reset();
    inflater.setDictionary(COMMON);
    inflater.setInput(packed);
    byte[] json = new byte[jsonBytes];
    try {
      if (inflater.inflate(json) == jsonBytes) {
        return json;
      }
    } catch (DataFormatException corrupt) {
      throw new IllegalStateException("an insert in memory is corrupt", corrupt);
    }
    throw new IllegalStateException("an insert in memory is cut");
  }
}
