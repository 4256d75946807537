package io.heliograph.identify;

import java.io.IOException;

/** Tells programs and libraries apart: DOS and Windows, Linux, macOS and Java. */
final class ProgramFormats {
  /** The smallest program that Azul names. */
  static final int DOS_BYTES_MIN = 48;

  private static final int CLASS_MAJOR_MIN = 45;
  private static final int CLASS_MAJOR_END = 256;
  private static final int DLL = 0x2000;
  private static final int DYNAMIC = 2;
  private static final int PROGRAM_HEADERS_MAX = 64;
  private static final int DYNAMIC_ENTRIES_MAX = 512;
  private static final long FLAGS_1 = 0x6ffffffbL;
  private static final long PIE = 0x08000000L;

  private ProgramFormats() {}

  /** Of a file that begins with MZ; empty when its header makes no sense. */
  static String dos(Sample sample) throws IOException {
    if (sample.sizeBytes() < DOS_BYTES_MIN) {
      return "";
    }
    long header = sample.u32(0x3c);
    if (sample.u32(header) != 0x00004550) {
      return isDos(sample) ? "executable/windows/dos" : "";
    }
    boolean library = (sample.u16(header + 22) & DLL) != 0;
    return switch (sample.u16(header + 24)) {
      case 0x10b -> library ? "executable/windows/dll32" : "executable/windows/pe32";
      case 0x20b -> library ? "executable/windows/dll64" : "executable/windows/pe64";
      default -> "executable/windows/pe";
    };
  }

  /** The last page has at most its 512 bytes, and the header lies within the pages. */
  private static boolean isDos(Sample sample) throws IOException {
    int lastPageBytes = sample.u16(2);
    int pages = sample.u16(4);
    int headerParagraphs = sample.u16(8);
    return lastPageBytes < 512
        && pages > 0
        && headerParagraphs >= 2
        && headerParagraphs * 16 <= pages * 512;
  }

  /** Of an ELF file; a position-independent program says so in its dynamic section. */
  static String elf(Sample sample) throws IOException {
    Elf file = new Elf(sample, sample.u8(4) == 2, sample.u8(5) == 2);
    boolean library = file.u16(16) == 3 && !file.isPie();
    return "executable/linux/" + (library ? "so" : "elf") + (file.wide() ? "64" : "32");
  }

  /** An ELF file of its width and order of bytes. */
  private record Elf(Sample sample, boolean wide, boolean big) {
    int u16(long offset) throws IOException {
      return big ? sample.u16big(offset) : sample.u16(offset);
    }

    private long u32(long offset) throws IOException {
      return big ? sample.u32big(offset) : sample.u32(offset);
    }

    private long word(long offset) throws IOException {
      if (!wide) {
        return u32(offset);
      }
      long first = u32(offset);
      long second = u32(offset + 4);
      return big ? first << 32 | second : first | second << 32;
    }

    boolean isPie() throws IOException {
      long headers = word(wide ? 32 : 28);
      int headerBytes = u16(wide ? 54 : 42);
      int count = Math.min(u16(wide ? 56 : 44), PROGRAM_HEADERS_MAX);
      for (int index = 0; index < count; index++) {
        long header = headers + (long) index * headerBytes;
        if (u32(header) == DYNAMIC) {
          return hasFlag(word(header + (wide ? 8 : 4)));
        }
      }
      return false;
    }

    private boolean hasFlag(long start) throws IOException {
      for (int index = 0; index < DYNAMIC_ENTRIES_MAX; index++) {
        long entry = start + (long) index * (wide ? 16 : 8);
        long tag = word(entry);
        if (tag == FLAGS_1) {
          return (word(entry + (wide ? 8 : 4)) & PIE) != 0;
        }
        if (tag == 0) {
          return false;
        }
      }
      return false;
    }
  }

  /**
   * Both Java classes and programs for several Apple processors begin with CAFEBABE; empty when it
   * is neither.
   */
  static String cafebabe(Sample sample) throws IOException {
    int major = sample.u16big(6);
    // A class has its version there, of which previews have a first half too.
    if (major >= CLASS_MAJOR_MIN && major < CLASS_MAJOR_END) {
      return "java/class";
    }
    long parts = sample.u32big(4);
    return parts > 0 && parts < CLASS_MAJOR_MIN ? "executable/mach-o" : "";
  }
}
