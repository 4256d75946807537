package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/** Tells protected PDFs and portfolios from others. Looks at the first 16 MiB and the end. */
final class PdfFormats {
  private static final int WINDOW_BYTES = 256 * 1024;
  private static final int OVERLAP_BYTES = 32;
  private static final long SCANNED_BYTES_MAX = 16L << 20;

  /** A header may be preceded by up to so many bytes. */
  private static final int HEADER_WITHIN_BYTES = 1024;

  private PdfFormats() {}

  static boolean matches(Sample sample) {
    return sample.latin(HEADER_WITHIN_BYTES).contains("%PDF-");
  }

  static String refine(Sample sample) throws IOException {
    Marks marks = new Marks();
    long end = Math.min(sample.sizeBytes(), SCANNED_BYTES_MAX);
    for (long at = 0; at < end; at += WINDOW_BYTES) {
      marks.look(sample.read(at, WINDOW_BYTES + OVERLAP_BYTES));
    }
    if (sample.sizeBytes() > end) {
      marks.look(sample.read(sample.sizeBytes() - WINDOW_BYTES, WINDOW_BYTES));
    }
    if (marks.encrypted) {
      return "document/pdf/passwordprotected";
    }
    return marks.catalog && marks.collection ? "document/pdf/portfolio" : "document/pdf";
  }

  private static final class Marks {
    private boolean encrypted;
    private boolean catalog;
    private boolean collection;

    void look(byte[] bytes) {
      String text = new String(bytes, ISO_8859_1);
      encrypted |= hasName(text, "/Encrypt");
      catalog |= hasName(text, "/Catalog");
      collection |= hasName(text, "/Collection");
    }

    /** The name, not one that merely begins so. */
    private static boolean hasName(String text, String name) {
      for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        int after = at + name.length();
        if (after == text.length() || !Character.isLetterOrDigit(text.charAt(after))) {
          return true;
        }
      }
      return false;
    }
  }
}
