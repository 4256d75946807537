package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The directory of a compound file (MS-CFB). Whatever the file says of itself, a bounded number of
 * its sectors is read: {@value #DIRECTORY_SECTORS_MAX} of the directory, {@value #TABLES_MAX} of
 * the list of tables.
 */
final class CompoundFile {
  private static final int DIRECTORY_SECTORS_MAX = 1024;
  private static final int TABLES_MAX = 1024;
  private static final int TABLES_IN_HEADER = 109;
  private static final int ENTRY_BYTES = 128;
  private static final int NAME_BYTES_MAX = 62;
  private static final int NAME_LENGTH_AT = 64;
  private static final int ROOT = 5;
  private static final long NONE = 0xfffffffaL;
  private static final int SMALL_SECTOR_SHIFT = 6;
  private static final long SMALL_STREAM_BYTES = 4096;

  /** A name in the directory; {@code first} is its first sector. */
  record Entry(
      String name, int kind, Links links, String storageClass, long first, long sizeBytes) {}

  /** Places of other entries in the directory. */
  record Links(long left, long right, long child) {}

  private final Sample sample;
  private final int sectorShift;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Long> lists = new ArrayList<>();

  private CompoundFile(Sample sample) throws IOException {
    this.sample = sample;
    this.sectorShift = sample.u16(30) == 12 ? 12 : 9;
  }

  static CompoundFile open(Sample sample) throws IOException {
    CompoundFile file = new CompoundFile(sample);
    long sector = sample.u32(48);
    for (int count = 0; count < DIRECTORY_SECTORS_MAX && sector < NONE; count++) {
      byte[] bytes = sample.read(file.offset(sector), 1 << file.sectorShift);
      for (int at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
        file.entries.add(entry(bytes, at));
      }
      sector = file.next(sector);
    }
    return file;
  }

  private static Entry entry(byte[] bytes, int at) {
    int length = Math.clamp((bytes[at + NAME_LENGTH_AT] & 0xff) - 2, 0, NAME_BYTES_MAX);
    return new Entry(
        new String(bytes, at, length, UTF_16LE),
        bytes[at + 66],
        new Links(u32(bytes, at + 68), u32(bytes, at + 72), u32(bytes, at + 76)),
        HexFormat.of().formatHex(bytes, at + 80, at + 96),
        u32(bytes, at + 116),
        u32(bytes, at + 120));
  }

  /** The class of the root; empty when there is none. */
  String rootClass() {
    return entries.stream()
        .filter(entry -> entry.kind() == ROOT)
        .findFirst()
        .map(Entry::storageClass)
        .orElse("");
  }

  /** What stands in the root itself; of a broken directory, every name in it. */
  Map<String, Entry> ofRoot() {
    Map<String, Entry> found = new HashMap<>();
    if (entries.isEmpty() || entries.getFirst().kind() != ROOT) {
      entries.forEach(entry -> found.putIfAbsent(entry.name(), entry));
      return found;
    }
    BitSet seen = new BitSet();
    Deque<Long> open = new ArrayDeque<>();
    open.push(entries.getFirst().links().child());
    while (!open.isEmpty()) {
      long place = open.pop();
      if (place < entries.size() && !seen.get((int) place)) {
        seen.set((int) place);
        Entry entry = entries.get((int) place);
        found.putIfAbsent(entry.name(), entry);
        open.push(entry.links().left());
        open.push(entry.links().right());
      }
    }
    return found;
  }

  /** The first bytes of a stream, at most so many. */
  byte[] beginning(Entry entry, int length) throws IOException {
    boolean small = entry.sizeBytes() < SMALL_STREAM_BYTES;
    int wanted = (int) Math.min(entry.sizeBytes(), small ? Math.min(length, 512) : length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long sector = entry.first();
    while (bytes.size() < wanted && sector < NONE) {
      int sectorBytes = small ? 1 << SMALL_SECTOR_SHIFT : 1 << sectorShift;
      byte[] part = sample.read(small ? smallOffset(sector) : offset(sector), sectorBytes);
      if (part.length == 0) {
        break;
      }
      bytes.write(part, 0, Math.min(part.length, wanted - bytes.size()));
      sector = small ? nextSmall(sector) : next(sector);
    }
    return bytes.toByteArray();
  }

  private long offset(long sector) {
    return (sector + 1) << sectorShift;
  }

  /** Small streams lie one after another in the stream of the root. */
  private long smallOffset(long sector) throws IOException {
    long at = sector << SMALL_SECTOR_SHIFT;
    long holder = follow(entries.getFirst().first(), at >> sectorShift);
    return holder >= NONE ? -1 : offset(holder) + (at & ((1 << sectorShift) - 1));
  }

  private long nextSmall(long sector) throws IOException {
    long perSector = 1L << (sectorShift - 2);
    long table = follow(sample.u32(60), sector / perSector);
    return table >= NONE ? NONE : sample.u32(offset(table) + 4 * (sector % perSector));
  }

  private long follow(long first, long steps) throws IOException {
    if (steps > TABLES_MAX) {
      return NONE;
    }
    long sector = first;
    for (long step = 0; step < steps && sector < NONE; step++) {
      sector = next(sector);
    }
    return sector;
  }

  private long next(long sector) throws IOException {
    long perSector = 1L << (sectorShift - 2);
    long table = table(sector / perSector);
    return table >= NONE ? NONE : sample.u32(offset(table) + 4 * (sector % perSector));
  }

  /** Where a table is: 109 are named in the header, the others in a chain of sectors. */
  private long table(long index) throws IOException {
    if (index < TABLES_IN_HEADER) {
      return sample.u32(76 + 4 * index);
    }
    long perSector = (1L << (sectorShift - 2)) - 1;
    long steps = (index - TABLES_IN_HEADER) / perSector;
    if (steps > TABLES_MAX) {
      return NONE;
    }
    while (lists.size() <= steps) {
      lists.add(
          lists.isEmpty()
              ? sample.u32(68)
              : lists.getLast() >= NONE
                  ? NONE
                  : sample.u32(offset(lists.getLast()) + 4 * perSector));
    }
    long list = lists.get((int) steps);
    return list >= NONE
        ? NONE
        : sample.u32(offset(list) + 4 * ((index - TABLES_IN_HEADER) % perSector));
  }

  private static long u32(byte[] bytes, int at) {
    return (bytes[at] & 0xffL)
        | (bytes[at + 1] & 0xffL) << 8
        | (bytes[at + 2] & 0xffL) << 16
        | (bytes[at + 3] & 0xffL) << 24;
  }
}
