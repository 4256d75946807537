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
    boolean wide = sample.u8(4) == 2;
    boolean big = sample.u8(5) == 2;
    int type = big ? sample.u16big(16) : sample.u16(16);
    boolean library = type == 3 && (big || !isPie(sample, wide));
    return "executable/linux/" + (library ? "so" : "elf") + (wide ? "64" : "32");
  }

  private static boolean isPie(Sample sample, boolean wide) throws IOException {
    long headers = wide ? sample.u64(32) : sample.u32(28);
    int headerBytes = sample.u16(wide ? 54 : 42);
    int count = Math.min(sample.u16(wide ? 56 : 44), PROGRAM_HEADERS_MAX);
    for (int index = 0; index < count; index++) {
      long header = headers + (long) index * headerBytes;
      if (sample.u32(header) == DYNAMIC) {
        long start = wide ? sample.u64(header + 8) : sample.u32(header + 4);
        return hasFlag(sample, start, wide);
      }
    }
    return false;
  }

  private static boolean hasFlag(Sample sample, long start, boolean wide) throws IOException {
    for (int index = 0; index < DYNAMIC_ENTRIES_MAX; index++) {
      long entry = start + (long) index * (wide ? 16 : 8);
      long tag = wide ? sample.u64(entry) : sample.u32(entry);
      if (tag == FLAGS_1) {
        return ((wide ? sample.u64(entry + 8) : sample.u32(entry + 4)) & PIE) != 0;
      }
      if (tag == 0) {
        return false;
      }
    }
    return false;
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
