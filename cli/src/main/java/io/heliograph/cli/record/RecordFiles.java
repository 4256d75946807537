package io.heliograph.cli.record;

import io.heliograph.cli.UnreadableFile;
import io.heliograph.cli.hub.HubException;
import io.heliograph.record.Bytes;
import io.heliograph.record.RecordException;
import io.heliograph.record.RecordForm;
import io.heliograph.record.SignedRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Records and data in files; {@code -} is standard input. */
final class RecordFiles {
  private static final byte[] BINARY = {'S', 'S', 'D', '1'};

  private RecordFiles() {}

  /** A record in either form. */
  static SignedRecord read(Path file) {
    byte[] form = bytes(file, RecordForm.FORM_BYTES_MAX);
    boolean isBinary =
        form.length > BINARY.length && Bytes.of(form, 0, BINARY.length).equals(Bytes.of(BINARY));
    try {
      return (isBinary ? RecordForm.BINARY : RecordForm.JSON).read(form);
    } catch (RecordException e) {
      throw new HubException(file + ": " + e.code().wireName() + ": " + e.getMessage(), e);
    }
  }

  /** A record's data; none when there is no file. */
  static Bytes data(@Nullable Path file) {
    return file == null ? Bytes.EMPTY : Bytes.of(bytes(file, SignedRecord.BYTES_MAX));
  }

  /** A public key in hexadecimal. */
  static Bytes key(String option, String hex) {
    try {
      Bytes key = Bytes.ofHex(hex);
      if (key.length() == SignedRecord.KEY_LENGTH) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw new HubException(option + ": " + e.getMessage(), e);
    }
    throw new HubException(option + ": a key has 64 hexadecimal digits, not " + hex.length());
  }

  private static byte[] bytes(Path file, int max) {
    try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new HubException(file + ": data_too_large: more than " + max + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw UnreadableFile.of(file.toString(), e);
    }
  }
}
