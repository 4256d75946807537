package io.heliograph.identify;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells what a compound document (MS-CFB) is, by what stands in its root storage (documents within
 * it have names of their own), the class of the root, and whether the document is encrypted.
 */
final class OleFormats {
  /** {000C1084-0000-0000-C000-000000000046} and its neighbours for merge, patch and transform. */
  private static final Set<String> INSTALLER_CLASSES =
      Set.of(
          "84100c0000000000c000000000000046",
          "86100c0000000000c000000000000046",
          "82100c0000000000c000000000000046");

  private static final int FILE_PASS = 0x2f;
  private static final int BEGINNING_OF_FILE = 0x809;
  private static final int RECORDS_MAX = 16;
  private static final long ENCRYPTED_USER = 0xf3d1c4dfL;

  private final CompoundFile file;

  /** Names compare without case (MS-CFB 2.6.4). */
  private final Map<String, CompoundFile.Entry> entries =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private OleFormats(CompoundFile file) {
    this.file = file;
    entries.putAll(file.ofRoot());
  }

  static String refine(Sample sample) throws IOException {
    return new OleFormats(CompoundFile.open(sample)).format();
  }

  private String format() throws IOException {
    if (INSTALLER_CLASSES.contains(file.rootClass())) {
      return "document/installer/windows";
    }
    if (has("EncryptedPackage") || isEncrypted()) {
      return "document/office/passwordprotected";
    }
    if (has("WordDocument")) {
      return "document/office/word";
    }
    if (has("Workbook") || has("Book")) {
      return "document/office/excel";
    }
    if (has("PowerPoint Document")) {
      return "document/office/powerpoint";
    }
    if (has("VisioDocument")) {
      return "document/office/visio";
    }
    if (has("__properties_version1.0")) {
      return "document/office/email";
    }
    return has("FileHeader") && has("DocInfo") ? "document/office/hwp" : "document/office/ole";
  }

  private boolean has(String name) {
    return entries.containsKey(name);
  }

  /** By the flag of Word (MS-DOC 2.5.2), the record of Excel, the token of PowerPoint. */
  private boolean isEncrypted() throws IOException {
    byte[] word = beginning("WordDocument", 12);
    if (word.length == 12 && (word[11] & 1) != 0 && number(word, 0) == 0xa5ec) {
      return true;
    }
    byte[] user = beginning("Current User", 16);
    return (user.length == 16
            && (number(user, 12) | (long) number(user, 14) << 16) == ENCRYPTED_USER)
        || hasFilePass(beginning(has("Workbook") ? "Workbook" : "Book", 4096));
  }

  private byte[] beginning(String name, int length) throws IOException {
    CompoundFile.Entry entry = entries.get(name);
    return entry == null ? new byte[0] : file.beginning(entry, length);
  }

  /** The record comes soon after the first one, before anything that is encrypted. */
  private static boolean hasFilePass(byte[] records) {
    int at = 0;
    for (int count = 0; count < RECORDS_MAX && at + 4 <= records.length; count++) {
      int kind = number(records, at);
      if (count == 0 && (kind & 0xff) != (BEGINNING_OF_FILE & 0xff)) {
        return false;
      }
      if (kind == FILE_PASS) {
        return true;
      }
      at += 4 + number(records, at + 2);
    }
    return false;
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }
}
