package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Tells what a compound document (MS-CFB) is, by the names in its directory and the class of its
 * root. Reads at most {@value #DIRECTORY_SECTORS_MAX} sectors of the directory.
 */
final class OleFormats {
  private static final int DIRECTORY_SECTORS_MAX = 64;
  private static final int ENTRY_BYTES = 128;
  private static final long LAST_SECTOR = 0xfffffffaL;

  /** {000C1084-0000-0000-C000-000000000046} and its neighbours for merge, patch and transform. */
  private static final Set<String> INSTALLER_CLASSES =
      Set.of(
          "84100c0000000000c000000000000046",
          "86100c0000000000c000000000000046",
          "82100c0000000000c000000000000046");

  private final Sample sample;
  private final int sectorShift;
  private final Set<String> names = new HashSet<>();
  private String rootClass = "";

  private OleFormats(Sample sample) throws IOException {
    this.sample = sample;
    this.sectorShift = sample.u16(30) == 12 ? 12 : 9;
  }

  static String refine(Sample sample) throws IOException {
    OleFormats document = new OleFormats(sample);
    document.readDirectory();
    return document.format();
  }

  private String format() throws IOException {
    if (INSTALLER_CLASSES.contains(rootClass)) {
      return "document/installer/windows";
    }
    if (names.contains("EncryptedPackage")) {
      return "document/office/passwordprotected";
    }
    if (names.contains("WordDocument")) {
      return "document/office/word";
    }
    if (names.contains("Workbook") || names.contains("Book")) {
      return "document/office/excel";
    }
    if (names.contains("PowerPoint Document")) {
      return "document/office/powerpoint";
    }
    if (names.contains("VisioDocument")) {
      return "document/office/visio";
    }
    if (names.contains("__properties_version1.0")) {
      return "document/office/email";
    }
    return names.contains("FileHeader") && names.contains("DocInfo")
        ? "document/office/hwp"
        : "document/office/ole";
  }

  private void readDirectory() throws IOException {
    long sector = sample.u32(48);
    for (int count = 0; count < DIRECTORY_SECTORS_MAX && sector < LAST_SECTOR; count++) {
      byte[] entries = sample.read(offset(sector), 1 << sectorShift);
      for (int at = 0; at + ENTRY_BYTES <= entries.length; at += ENTRY_BYTES) {
        readEntry(entries, at);
      }
      sector = next(sector);
    }
  }

  private void readEntry(byte[] entries, int at) {
    int length = (entries[at + 64] & 0xff) - 2;
    if (length < 0 || length > 62) {
      return;
    }
    names.add(new String(entries, at, length, UTF_16LE));
    if (entries[at + 66] == 5) {
      rootClass = HexFormat.of().formatHex(entries, at + 80, at + 96);
    }
  }

  private long offset(long sector) {
    return (sector + 1) << sectorShift;
  }

  /**
   * The allocation table's own sectors are listed in the header; larger tables are not followed.
   */
  private long next(long sector) throws IOException {
    long perSector = 1L << (sectorShift - 2);
    long table = sector / perSector;
    if (table >= 109) {
      return LAST_SECTOR;
    }
    long tableSector = sample.u32(76 + 4 * table);
    return tableSector >= LAST_SECTOR
        ? LAST_SECTOR
        : sample.u32(offset(tableSector) + 4 * (sector % perSector));
  }
}
