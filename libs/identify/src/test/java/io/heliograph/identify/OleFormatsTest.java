package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compound documents are told by what stands in their root, wherever their directory is. */
class OleFormatsTest {
  private static final Identifier IDENTIFIER = new Identifier();
  private static final int SECTOR = 512;
  private static final int ENTRY = 128;
  private static final int NONE = -1;
  private static final int END = -2;

  /** An entry: its name, its kind (1 storage, 2 stream, 5 root), its links and its stream. */
  private record Item(String name, int kind, int right, int child, byte[] stream) {
    Item(String name, int kind, int right, int child) {
      this(name, kind, right, child, new byte[0]);
    }
  }

  /** A document whose directory begins at that sector; streams are large ones behind it. */
  private static byte[] document(int directoryAt, List<Item> items) {
    int directorySectors = (items.size() * ENTRY + SECTOR - 1) / SECTOR;
    int streams = items.stream().mapToInt(item -> sectors(item.stream())).sum();
    int sectors = directoryAt + directorySectors + streams;
    int tables = (sectors + 200) / 120 + 1;
    int lists = Math.max(0, (tables - 109 + 126) / 127);
    ByteBuffer file = ByteBuffer.allocate((1 + sectors + tables + lists) * SECTOR);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0});
    file.put(new byte[] {(byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1});
    file.putShort(26, (short) 3).putShort(28, (short) 0xfffe).putShort(30, (short) 9);
    file.putShort(32, (short) 6).putInt(44, tables).putInt(48, directoryAt).putInt(56, 4096);
    file.putInt(60, END).putInt(68, lists == 0 ? END : sectors + tables).putInt(72, lists);
    for (int table = 0; table < tables; table++) {
      if (table < 109) {
        file.putInt(76 + 4 * table, sectors + table);
      } else {
        int list = (table - 109) / 127;
        int at = (1 + sectors + tables + list) * SECTOR;
        file.putInt(at + 4 * ((table - 109) % 127), sectors + table);
        file.putInt(at + 508, list + 1 < lists ? sectors + tables + list + 1 : END);
      }
    }
    for (int table = tables; table < 109; table++) {
      file.putInt(76 + 4 * table, NONE);
    }
    chain(file, sectors, directoryAt, directorySectors);
    int next = directoryAt + directorySectors;
    for (int index = 0; index < items.size(); index++) {
      Item item = items.get(index);
      write(file, (1 + directoryAt) * SECTOR + index * ENTRY, item, next);
      if (item.stream().length > 0) {
        file.put((1 + next) * SECTOR, item.stream());
        chain(file, sectors, next, sectors(item.stream()));
      }
      next += sectors(item.stream());
    }
    return file.array();
  }

  private static int sectors(byte[] stream) {
    return (stream.length + SECTOR - 1) / SECTOR;
  }

  private static void chain(ByteBuffer file, int firstTable, int start, int count) {
    for (int step = 0; step < count; step++) {
      file.putInt(
          (1 + firstTable) * SECTOR + 4 * (start + step),
          step + 1 < count ? start + step + 1 : END);
    }
  }

  private static void write(ByteBuffer file, int at, Item item, int first) {
    byte[] name = item.name().getBytes(UTF_16LE);
    file.put(at, name)
        .putShort(at + 64, (short) (name.length + 2))
        .put(at + 66, (byte) item.kind());
    file.putInt(at + 68, NONE).putInt(at + 72, item.right()).putInt(at + 76, item.child());
    file.putInt(at + 116, item.stream().length == 0 ? END : first);
    file.putInt(at + 120, item.stream().length);
  }

  private static String format(byte[] bytes) throws Exception {
    return IDENTIFIER.identify(new BytesChannel(bytes)).fileFormat();
  }

  private static Item root(int child) {
    return new Item("Root Entry", 5, NONE, child);
  }

  @ParameterizedTest
  @CsvSource({
    "WordDocument, document/office/word",
    "Workbook, document/office/excel",
    "Book, document/office/excel",
    "PowerPoint Document, document/office/powerpoint",
    "VisioDocument, document/office/visio",
    "EncryptedPackage, document/office/passwordprotected",
    "__properties_version1.0, document/office/email",
    "Other, document/office/ole"
  })
  void shouldGoByTheRootAlone(String name, String format) throws Exception {
    for (String embedded : List.of("WordDocument", "Workbook", "EncryptedPackage", "Any")) {
      List<Item> items =
          List.of(
              root(1),
              new Item(name, 2, 2, NONE),
              new Item("MBD0001", 1, NONE, 3),
              new Item(embedded, 2, NONE, NONE));

      assertThat(format(document(0, items))).as(embedded).isEqualTo(format);
    }
  }

  /** Names compare without case (MS-CFB 2.6.4); Word and Excel open such a file. */
  @Test
  void shouldCompareNamesWithoutCase() throws Exception {
    assertThat(format(document(0, List.of(root(1), new Item("WORKBOOK", 2, NONE, NONE)))))
        .isEqualTo("document/office/excel");
    assertThat(format(document(0, List.of(root(1), new Item("WORKBOOK1", 2, NONE, NONE)))))
        .isEqualTo("document/office/ole");
  }

  @Test
  void shouldFindADirectoryThatComesLate() throws Exception {
    List<Item> items = new ArrayList<>();
    items.add(root(400));
    for (int number = 1; number < 400; number++) {
      items.add(new Item("s" + number, 2, NONE, NONE));
    }
    items.add(new Item("Workbook", 2, NONE, NONE));

    for (int sector : new int[] {0, 100, 13_000, 15_000, 40_000}) {
      assertThat(format(document(sector, items)))
          .as("%s", sector)
          .isEqualTo("document/office/excel");
    }
  }

  @Test
  void shouldSeeThatADocumentIsEncrypted() throws Exception {
    byte[] word = new byte[5000];
    word[0] = (byte) 0xec;
    word[1] = (byte) 0xa5;
    assertThat(format(document(0, List.of(root(1), new Item("WordDocument", 2, NONE, NONE, word)))))
        .isEqualTo("document/office/word");
    word[11] = 1;
    assertThat(format(document(0, List.of(root(1), new Item("WordDocument", 2, NONE, NONE, word)))))
        .isEqualTo("document/office/passwordprotected");

    byte[] sheet = new byte[5000];
    ByteBuffer records = ByteBuffer.wrap(sheet).order(ByteOrder.LITTLE_ENDIAN);
    records.putShort((short) 0x809).putShort((short) 16).position(20);
    records.putShort((short) 0xe1).putShort((short) 2).position(26);
    assertThat(format(document(0, List.of(root(1), new Item("Workbook", 2, NONE, NONE, sheet)))))
        .isEqualTo("document/office/excel");
    records.putShort((short) 0x2f).putShort((short) 54);
    assertThat(format(document(0, List.of(root(1), new Item("Workbook", 2, NONE, NONE, sheet)))))
        .isEqualTo("document/office/passwordprotected");
  }

  @Test
  void shouldEndWhenLinksAndChainsGoInCircles() throws Exception {
    byte[] bytes =
        document(0, List.of(root(1), new Item("a", 2, 1, 0), new Item("Workbook", 2, 1, NONE)));
    // The directory's own chain leads back to its first sector.
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(2 * SECTOR, 0);

    assertThat(format(bytes)).isEqualTo("document/office/ole");
  }
}
