package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipFormatsTest {
  private static final Identifier IDENTIFIER = new Identifier();

  /** A stored archive of one entry. */
  static byte[] zip(String name, String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      ZipEntry entry = new ZipEntry(name);
      CRC32 crc = new CRC32();
      crc.update(text.getBytes(UTF_8));
      entry.setCrc(crc.getValue());
      entry.setSize(text.length());
      zip.putNextEntry(entry);
      zip.write(text.getBytes(UTF_8));
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
    "META-INF/MANIFEST.MF A.class, java/jar"
  })
  void shouldTellArchivesByTheirEntries(String names, String format) throws Exception {
    byte[] bytes = zip(names.split(" ", -1));

    assertThat(IDENTIFIER.identify(new BytesChannel(bytes)).fileFormat()).isEqualTo(format);
  }
}
