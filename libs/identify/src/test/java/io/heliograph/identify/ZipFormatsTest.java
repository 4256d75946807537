package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipFormatsTest {
  private static final Identifier IDENTIFIER = new Identifier();

  /** A stored archive of one entry. */
  static byte[] zip(String name, String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      ZipEntry entry = new ZipEntry(name);
      CRC32 crc = new CRC32();
      crc.update(text.getBytes(ISO_8859_1));
      entry.setCrc(crc.getValue());
      entry.setSize(text.length());
      zip.putNextEntry(entry);
      zip.write(text.getBytes(ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String... names) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("<a/>".getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "[Content_Types].xml _rels/.rels word/document.xml, document/office/word",
    "[Content_Types].xml _rels/.rels xl/workbook.bin, document/office/excel",
    "_rels/.rels [Content_Types].xml ppt/presentation.xml, document/office/powerpoint",
    "[Content_Types].xml _rels/.rels visio/document.xml, document/office/visio",
    "[Content_Types].xml _rels/.rels other/part.xml, document/office/unknown",
    "[Content_Types].xml, archive/zip",
    "[Content_Types].xml word/notes.txt, archive/zip",
    "[Content_Types].xml word/document.xml, archive/zip",
    "_rels/.rels A.nuspec [Content_Types].xml lib/a.dll, archive/zip",
    "extension.vsixmanifest _rels/.rels [Content_Types].xml, archive/zip",
    "AppxManifest.xml AppxBlockMap.xml [Content_Types].xml _rels/.rels, archive/zip",
    "DataModel Report/Layout [Content_Types].xml _rels/.rels, archive/zip",
    "3D/3dmodel.model [Content_Types].xml _rels/.rels, archive/zip",
    "FixedDocSeq.fdseq [Content_Types].xml _rels/.rels, archive/zip",
    "AndroidManifest.xml classes.dex, android/apk",
    "AndroidManifest.xml classes2.dex resources.arsc META-INF/MANIFEST.MF, android/apk",
    "AndroidManifest.xml classes.jar R.txt, archive/zip",
    "AndroidManifest.xml src/Main.kt, archive/zip",
    "src/AndroidManifest.xml classes.dex, archive/zip",
    "META-INF/MANIFEST.MF A.class, java/jar",
    "META-INF/services/a.B, java/jar",
    "a/A.class a/B.class c.txt, java/jar",
    "a/A.class src/A.java src/B.java docs/c.md, archive/zip",
    "mimetype META-INF/container.xml a.xhtml, archive/zip",
    "base/manifest/AndroidManifest.xml base/dex/classes.dex BundleConfig.pb, archive/zip",
    "AndroidManifest.xml resources.arsc META-INF/CERT.RSA, java/jar"
  })
  void shouldTellArchivesByTheirEntries(String names, String format) throws Exception {
    byte[] bytes = zip(names.split(" ", -1));

    assertThat(IDENTIFIER.identify(new BytesChannel(bytes)).fileFormat()).isEqualTo(format);
  }

  private static String format(byte[] bytes) throws Exception {
    return IDENTIFIER.identify(new BytesChannel(bytes)).fileFormat();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  /** An archive with that comment: its end record says how long it is. */
  private static byte[] commented(byte[] archive, byte[] comment) {
    byte[] copy = joined(archive, comment);
    copy[archive.length - 2] = (byte) comment.length;
    copy[archive.length - 1] = (byte) (comment.length >> 8);
    return copy;
  }

  @Test
  void shouldReadTheDirectoryWhateverStandsInTheComment() throws Exception {
    byte[] book = zip("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml");
    byte[] other = zip("a.txt");
    byte[] end = Arrays.copyOfRange(other, other.length - 22, other.length);

    assertThat(format(commented(book, "PK\5\6".getBytes(ISO_8859_1))))
        .isEqualTo("document/office/excel");
    assertThat(format(commented(book, ("x PK\5\6" + "y".repeat(60)).getBytes(ISO_8859_1))))
        .isEqualTo("document/office/excel");
    assertThat(format(commented(book, joined(end, new byte[40]))))
        .isEqualTo("document/office/excel");
    assertThat(format(commented(book, "z".repeat(65_535).getBytes(ISO_8859_1))))
        .isEqualTo("document/office/excel");
    assertThat(format(joined("some words before it\0".getBytes(UTF_8), book)))
        .isEqualTo("document/office/excel");
  }

  /** As writers end large archives: the fields of the end record are full, a longer one counts. */
  @ParameterizedTest
  @ValueSource(strings = {"xl/workbook.xml", "word/document.xml"})
  void shouldReadTheDirectoryOfLargeArchives(String part) throws Exception {
    byte[] plain = zip("[Content_Types].xml", "_rels/.rels", part);
    ByteBuffer end = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    int at = plain.length - 22;
    int size = end.getInt(at + 12);
    int start = end.getInt(at + 16);
    ByteBuffer large = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
    large.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    large.putInt(0).putInt(0).putLong(3).putLong(3).putLong(size).putLong(start);
    large.putInt(0x07064b50).putInt(0).putLong(at).putInt(1);
    large.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);

    byte[] archive = joined(Arrays.copyOf(plain, at), large.array());

    assertThat(format(archive)).isEqualTo(format(plain)).startsWith("document/office/");
  }
}
