package io.heliograph.dashboard.geo;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A MaxMind database that an operator replaces while we run: a file with another time or size is
 * read when {@link #refresh} is called. One that cannot be read leaves the one before in use.
 * Thread-safe: readers see one whole database or the other.
 */
final class AddressDatabase implements AddressSource {
  private static final Logger LOG = Logger.getLogger(AddressDatabase.class);

  private final Path file;
  private volatile @Nullable Loaded loaded;
  private @Nullable String failed;

  private record Loaded(Reader reader, FileTime changed, long bytes) {}

  AddressDatabase(Path file) {
    this.file = file;
    refresh();
  }

  @Override
  public synchronized void refresh() {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      long bytes = Files.size(file);
      Loaded before = loaded;
      if (before == null || before.bytes() != bytes || !before.changed().equals(changed)) {
        loaded = new Loaded(open(file), changed, bytes);
        LOG.infof("geo database read file=%s bytes=%d", file, bytes);
      }
      failed = null;
    } catch (IOException unreadable) {
      String reason = unreadable.toString();
      if (!reason.equals(failed)) {
        LOG.warnf("geo database unreadable file=%s reason=%s", file, reason);
      }
      failed = reason;
    }
  }

  /** The whole file in memory: a mapped one would change under us when it is overwritten. */
  private static Reader open(Path file) throws IOException {
    return new Reader(file.toFile(), Reader.FileMode.MEMORY, new CHMCache());
  }

  @Override
  public Optional<GeoRecord> find(InetAddress address) {
    Loaded current = loaded;
    if (current == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(current.reader().get(address, Map.class)).map(GeoRecord::of);
    } catch (IOException corrupt) {
      LOG.debugf("geo database corrupt file=%s", file);
      return Optional.empty();
    }
  }
}
