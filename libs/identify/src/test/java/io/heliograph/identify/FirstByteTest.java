package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands at the first byte and makes sense wins over marks further on, and over words. */
class FirstByteTest {
  private static final Identifier IDENTIFIER = new Identifier();

  private static String format(byte[] bytes) throws Exception {
    return IDENTIFIER.identify(new BytesChannel(bytes)).fileFormat();
  }

  private static String format(String text) throws Exception {
    return format(text.getBytes(ISO_8859_1));
  }

  private static byte[] sample(String file) throws Exception {
    return Files.readAllBytes(SamplesTest.folder().resolve(file));
  }

  private static byte[] marked(byte[] bytes, int offset, String mark) {
    byte[] longer = Arrays.copyOf(bytes, Math.max(bytes.length, offset + mark.length()));
    System.arraycopy(mark.getBytes(ISO_8859_1), 0, longer, offset, mark.length());
    return longer;
  }

  /** Where nothing of the format's own is overwritten that readers need. */
  @ParameterizedTest
  @CsvSource({
    "pe64.exe, 80, executable/windows/pe64",
    "pe32.exe, 80, executable/windows/pe32",
    "dll32.dll, 80, executable/windows/dll32",
    "elf64, 700, executable/linux/elf64",
    "x.tar, 520, archive/tar",
    "old.tar, 520, archive/tar",
    "x.7z, 100, archive/7-zip",
    "x.cab, 90, archive/cabinet",
    "x.a, 75, archive/ar",
    "x.deb, 200, archive/deb",
    "x.gz, 30, archive/gzip",
    "x.png, 60, image/png",
    "x.jpg, 100, image/jpg",
    "x.gif, 30, image/gif",
    "x.sqlite, 120, db/sqlite",
    "x.rtf, 30, document/office/rtf",
    "x.swf, 20, audiovisual/flash",
    "A.class, 200, java/class",
    "x.macho, 100, executable/mach-o"
  })
  void shouldKeepTheFormatWhenThereAreMarksOfOthersFurtherOn(String file, int offset, String format)
      throws Exception {
    for (String mark : List.of("%PDF-1.7\n1 0 obj\n", "\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n")) {
      assertThat(format(marked(sample(file), offset, mark))).as(mark).isEqualTo(format);
    }
    byte[] long1 = Arrays.copyOf(sample(file), Math.max(sample(file).length, 40_000));
    assertThat(format(marked(long1, 32_769, "CD001"))).isEqualTo(format);
    assertThat(format(marked(long1, long1.length - 18, "TRUEVISION-XFILE.\0"))).isEqualTo(format);
  }

  @Test
  void shouldKeepAStoredArchiveWhenAnEntryIsAPdf() throws Exception {
    byte[] zip = sample("x.odt");

    assertThat(format(marked(zip, zip.length, ""))).isEqualTo("document/odt/text");
    assertThat(format(ZipFormatsTest.zip("a.pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")))
        .isEqualTo("archive/zip");
  }

  @Test
  void shouldTellAPdfBehindWhatIsNoFormat() throws Exception {
    String pdf = new String(sample("x.pdf"), ISO_8859_1);

    assertThat(format(pdf)).isEqualTo("document/pdf");
    assertThat(format("\0\1\2\3" + "\0".repeat(500) + pdf)).isEqualTo("document/pdf");
    assertThat(format("some words\n" + pdf)).isEqualTo("document/pdf");
    assertThat(format("PK\u0003\u0004" + pdf)).isEqualTo("document/pdf");
    assertThat(format("MZ" + pdf)).isEqualTo("document/pdf");
    assertThat(format("%PDF-1.4\n")).isEqualTo("document/pdf");
    assertThat(format("x".repeat(2000) + pdf)).isNotEqualTo("document/pdf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#!/bin/sh\\n%PDF-1.4\\n1 0 obj\\n | code/shell",
        "<!DOCTYPE html>\\n%PDF-1.4\\n1 0 obj\\n | code/html",
        "package a.b;\\nclass C { String d = \"%PDF-1.4\"; } | code/java",
        "%PDF-1.4 is what the first line of a document says.\\n | text/plain",
        "the mark %PDF-1.7 stands first\\n | text/plain",
        "write b'%PDF-1.7\\\\n1 0 obj' first\\n | text/plain",
        "From: a@b\\nTo: c@d\\nSubject: e\\nMIME-Version: 1.0\\n\\n%PDF-1.4\\n1 0 obj\\n | document/email"
      })
  void shouldKeepATextThatSpeaksOfPdf(String text, String format) throws Exception {
    assertThat(format(text.translateEscapes())).isEqualTo(format);
  }

  /** Each signature that prose may contain, laid over prose. */
  static Stream<Arguments> signaturesOfLetters() {
    return Tables.rows("signatures.tsv").stream()
        .map(FirstByteTest::charactersOf)
        .filter(places -> !places.isEmpty())
        .map(places -> Arguments.of(places));
  }

  private record Characters(int offset, String text) {}

  /** The bytes of a row at their places; none when one of them is none of a text. */
  private static List<Characters> charactersOf(String[] cells) {
    List<Characters> places = new ArrayList<>();
    for (int cell = 1; cell < cells.length; cell++) {
      int colon = cells[cell].indexOf(':');
      if (colon > 0 && cells[cell].substring(0, colon).chars().allMatch(Character::isDigit)) {
        String text = cells[cell].substring(colon + 1);
        text = text.replace("\\x0A", "\n").replace("\\x0D", "\r").replace("\\x20", " ");
        text = text.replace("\\x60", "`").replace("\\x5C", "\\").replace("\\x27", "'");
        if (text.contains("\\x")) {
          return List.of();
        }
        places.add(new Characters(Integer.parseInt(cells[cell].substring(0, colon)), text));
      }
    }
    return places;
  }

  @ParameterizedTest
  @MethodSource("signaturesOfLetters")
  void shouldTellProseWhenItHasTheLettersOfASignature(List<Characters> places) throws Exception {
    String prose = "Some of us like to read of old formats on quiet days.\n".repeat(800);
    StringBuilder text = new StringBuilder(prose);
    for (Characters place : places) {
      text.replace(place.offset(), place.offset() + place.text().length(), place.text());
    }

    // PostScript and deb alone have nothing but letters: a whole line, and three at their places.
    assertThat(format(text.toString()))
        .isIn("text/plain", "document/ps", "archive/deb", "archive/ar", "document/office/rtf");
    assertThat(format(prose)).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MZ ok",
        "MZ is how programs for DOS begin, after Mark Zbikowski who made the format for all of us.",
        "ITSF is the mark of compiled help files.",
        "GIF89a pictures move, GIF87a ones do not; both are old and everybody knows them by now.",
        "RIFF 1234WAVE is the mark of sound on old machines, and there is more to say of it.",
        "ID3 tags stand before the sound in some files, and behind it in others, as all know.",
        "BZh91AY&SY is the mark of a block, and what follows it is the checksum of that block.",
        "7070701 is a number; 070701 as well, and it is the mark of an archive for old tapes too.",
        "070701 is the mark of an archive for tapes, of which many people still have some around.",
        "OTTO was a king, and his name is the mark of fonts with curves of the third degree too.",
        "!<arch> is the mark of a library, and then come its parts, each with a header of sixty.",
        "%!PS is how a page for the printer begins, and most of us never look at one of them.",
        "FWS and CWS and ZWS are the marks of films that no browser plays any more these days.",
        "ID;P is the mark of old sheets, and so few people remember it that I write it down here.",
        "REGEDIT4 was the mark before the editor of the registry had a version of its own.",
        "STARTFONT is a word for fonts made of points, of which there are few around these days.",
        "hsqs is the mark of a file system that fits on small machines, such as routers and phones.",
        "ElfFile is the mark of logs of events, and elves have nothing to do with it at all, sadly."
      })
  void shouldTellProseWhenItBeginsWithTheWordOfAFormat(String text) throws Exception {
    assertThat(format(text)).isEqualTo("text/plain");
    assertThat(format((text + "\n").repeat(20).getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("text/plain");
  }

  @Test
  void shouldTellPartsOfASpannedArchive() throws Exception {
    byte[] zip = ZipFormatsTest.zip("a.txt", "some words");

    assertThat(format("PK00" + new String(zip, ISO_8859_1))).isEqualTo("archive/zip");
    assertThat(format("PK\u0007\u0008" + new String(zip, ISO_8859_1))).isEqualTo("archive/zip");
    assertThat(format("PK00 is a mark")).isEqualTo("text/plain");
  }
}
