package io.heliograph.content;

import io.heliograph.identify.ContentHasher;
import io.heliograph.identify.ContentHashes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A content on its way to a file that is not visible yet, sealed where sealing is on; its hashes
 * are computed on the way. Blocks; one thread at a time.
 */
final class UploadFile {
  private final Path file;
  private final Optional<ContentCipher> cipher;
  private final ContentHasher hasher;
  private final WritableByteChannel out;

  private UploadFile(
      Path file,
      Optional<ContentCipher> cipher,
      ContentHasher hasher,
      WritableByteChannel channel) {
    this.file = file;
    this.cipher = cipher;
    this.hasher = hasher;
    this.out = channel;
  }

  static UploadFile open(Path file, Optional<ContentCipher> cipher, ContentHasher hasher)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      return new UploadFile(
          file, cipher, hasher, cipher.isPresent() ? cipher.get().sealing(channel) : channel);
    } catch (IOException failure) {
      channel.close();
      Files.deleteIfExists(file);
      throw failure;
    }
  }

  void write(byte[] bytes) throws IOException {
    hasher.update(bytes, 0, bytes.length);
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }

  /** All bytes are written. */
  ContentHashes finish() throws IOException {
    out.close();
    return hasher.finish();
  }

  /** The content as it was written, after {@link #finish}. */
  SeekableByteChannel reading() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return cipher.isPresent() ? cipher.get().unsealing(channel) : channel;
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  Path file() {
    return file;
  }

  boolean isSealed() {
    return cipher.isPresent();
  }

  /** Removes the file, whatever state it is in. */
  void discard() {
    try {
      out.close();
    } catch (IOException unfinished) {
      // The file goes away; on a full disk even the last segment cannot be written.
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      // The next start sweeps it.
    }
  }
}
