package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a text is by its beginning decides before what it contains; structures tell the rest. */
class TopTest {
  private static final Identifier IDENTIFIER = new Identifier();

  private static String format(byte[] bytes) throws Exception {
    return IDENTIFIER.identify(new BytesChannel(bytes)).fileFormat();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: a@b\\n"
            + "Subject: c\\n"
            + "MIME-Version: 1.0\\n"
            + "Content-Type: text/html\\n"
            + "\\n"
            + "<!DOCTYPE html><html><body>x</body></html> | document/email",
        "Received: from a by b\\n"
            + "\\tfor c\\n"
            + "Date: today\\n"
            + "\\n"
            + "Dim a\\n"
            + "Set a = CreateObject(\"b\")\\n"
            + "On Error Resume Next\\n"
            + " | document/email",
        "From a@b Mon Jan  1 00:00:00 2026\\n"
            + "Return-Path: <a@b>\\n"
            + "From: a\\n"
            + "\\n"
            + "# Title\\n"
            + "\\n"
            + "```sh\\n"
            + "ls\\n"
            + "``` | document/email",
        "MIME-Version: 1.0\\n"
            + "Content-Type: multipart/related;\\n"
            + " boundary=x\\n"
            + "\\n"
            + "--x\\n"
            + " | document/email",
        "Package: a\\nVersion: 1\\nMaintainer: b\\nDate: c\\n | text/plain",
        "Subject: the weather\\nit is fine\\n | text/plain",
        "#!/bin/sh\\n"
            + "cat <<E\\n"
            + "<!DOCTYPE html>\\n"
            + "<html><head><title>a</title></head><body></body></html>\\n"
            + "E\\n"
            + " | code/shell",
        "#! /usr/bin/env bash\\nimport os\\ndef f():\\n | code/shell",
        "#!/usr/bin/env -S python3 -u\\n<html><body></body></html>\\n | code/python",
        "#!/usr/bin/perl\\nprint '<script>function a() {}</script>';\\n | code/perl",
        "#!/usr/local/bin/ruby\\nputs '<?php echo 1;'\\n | code/ruby",
        "<!DOCTYPE html>\\n<html><body><?php echo 1; ?></body></html>\\n | code/php",
        "<?= 1 ?>\\n | code/php",
        "<?PHP\\necho 1;\\n | code/php",
        "<div><?= $a ?></div>\\n | code/php",
        "<html><head><HTA:APPLICATION ID=\"a\"></head></html>\\n | code/hta",
        "<scriptlet>\\n<script language=\"VBScript\">x</script>\\n</scriptlet>\\n | code/wsc",
        "<?xml version=\"1.0\"?>\\n"
            + "<component>\\n"
            + "<registration progid=\"a\"/>\\n"
            + "</component>\\n"
            + " | code/wsc",
        "<package>\\n"
            + "<job id=\"a\">\\n"
            + "<script language=\"JScript\">1</script></job></package>\\n"
            + " | code/wsf",
        "<public:component>\\n<script>1</script></public:component>\\n | code/html/component",
        "<%@ page import=\"java.util.*\" %>\\n<html></html>\\n | code/jsp",
        "<html>\\n<%@ taglib uri=\"a\" prefix=\"c\" %>\\n</html>\\n | code/jsp",
        "<%@ Page Language=\"C#\" %>\\n<html><body>x</body></html>\\n | code/html",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"a\" [\\n"
            + "<!ENTITY b \"c\">\\n"
            + "]>\\n"
            + "<svg xmlns='d'><a/></svg>\\n"
            + " | image/svg",
        "<svg:svg xmlns:svg='http://www.w3.org/2000/svg'><svg:g/></svg:svg>\\n | image/svg",
        "<?xml version='1.0'?>\\n"
            + "<!-- made by hand -->\\n"
            + "<!DOCTYPE svg>\\n"
            + "<svg><title>a</title></svg>\\n"
            + " | image/svg",
        "#@~^XwAAAA==W!x^DkKU,l`*P`~Dn^#@~ | code/vbs",
        "<?xml version='1.0'?>\\n<kml xmlns='http://www.opengis.net/kml/2.2'><a/></kml> | code/xml",
        "<?xml version='1.0'?>\\n"
            + "<office:document xmlns:office='a'"
            + " office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"></office:document>"
            + " | document/odt/spreadsheet",
        "<?xml version='1.0'?>\\n"
            + "<rss version='2.0'><channel><title>a</title></channel></rss> | document/xml",
        "<asmv1:assembly xmlns:asmv1='urn:schemas-microsoft-com:asm.v1'"
            + " xmlns='urn:schemas-microsoft-com:clickonce.v1'><a/></asmv1:assembly> |"
            + " code/clickonce"
      })
  void shouldGoByTheBeginning(String text, String format) throws Exception {
    assertThat(format(text.strip().translateEscapes().getBytes(ISO_8859_1))).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource({
    "heic, unknown, image/heic",
    "mif1, unknown, image/heic",
    "avif, unknown, image/avif",
    "isom, video/mp4, video/mp4",
    "M4A , audio/mp4, audio/mp4",
    "'qt  ', video/quicktime, video/quicktime"
  })
  void shouldTellMediaByTheirBrand(String brand, String format, String mime) throws Exception {
    byte[] bytes = Arrays.copyOf(("\0\0\0\u0018ftyp" + brand).getBytes(ISO_8859_1), 200);

    FileType type = IDENTIFIER.identify(new BytesChannel(bytes));

    assertThat(type.fileFormat()).isEqualTo(format);
    assertThat(type.mime()).isEqualTo(mime);
  }

  @Test
  void shouldTellFontsAndAndroidsFormsByTheirHeaders() throws Exception {
    byte[] font = Arrays.copyOf("\0\1\0\0\0\u0012\1\0\0\4\0 DSIG".getBytes(ISO_8859_1), 500);

    assertThat(format(font)).isEqualTo("resource/font/opentype");
    assertThat(format(Arrays.copyOf("dex\n039\0".getBytes(ISO_8859_1), 200)))
        .isEqualTo("android/apk");
    assertThat(format("dex\n is a word\n".getBytes(ISO_8859_1))).isEqualTo("text/plain");
    assertThat(format(Arrays.copyOf("\3\0\b\0\60\0\0\0\1\0\u001c\0".getBytes(ISO_8859_1), 200)))
        .isEqualTo("document/xml");
  }

  /** What no plugin asks for hides nothing: a picture without an id of Azul before a document. */
  @Test
  void shouldPreferAMarkToAStructureThatHasNoId() throws Exception {
    byte[] picture =
        Arrays.copyOf("\0\0\0\u0018ftypavif\0\0\0\0%PDF-1.5\n".getBytes(ISO_8859_1), 300);

    assertThat(format(picture)).isEqualTo("document/pdf");
  }

  @Test
  void shouldTellAnImageOfRawSectors() throws Exception {
    byte[] image = new byte[60_000];
    Arrays.fill(image, 1, 11, (byte) 0xff);
    image[13] = 2;
    image[15] = 1;
    System.arraycopy("\1CD001".getBytes(ISO_8859_1), 0, image, 16 * 2352 + 16, 6);

    assertThat(format(image)).isEqualTo("archive/iso");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void shouldTellAPositionIndependentProgramOfAnyOrder(boolean wide, boolean big) throws Exception {
    String bits = wide ? "64" : "32";

    assertThat(format(elf(wide, big, 0x08000000L))).isEqualTo("executable/linux/elf" + bits);
    assertThat(format(elf(wide, big, 1))).isEqualTo("executable/linux/so" + bits);
  }

  /** One program header, of a dynamic section with one entry: its flags. */
  private static byte[] elf(boolean wide, boolean big, long flags) {
    ByteBuffer file = ByteBuffer.allocate(512);
    file.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (big ? 2 : 1), 1});
    file.putShort(16, (short) 3);
    file.putInt(128, 2);
    if (wide) {
      file.putLong(32, 128).putShort(54, (short) 56).putShort(56, (short) 1);
      file.putLong(136, 256).putLong(256, 0x6ffffffbL).putLong(264, flags);
    } else {
      file.putInt(28, 128).putShort(42, (short) 32).putShort(44, (short) 1);
      file.putInt(132, 256).putInt(256, 0x6ffffffb).putInt(260, (int) flags);
    }
    return file.array();
  }
}
