package io.heliograph.identify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.re2j.Pattern;
import java.io.IOException;

/** Tells protected PDFs and portfolios from others. Looks at the first 16 MiB and the end. */
final class PdfFormats {
  private static final int WINDOW_BYTES = 256 * 1024;
  private static final int OVERLAP_BYTES = 32;
  private static final long SCANNED_BYTES_MAX = 16L << 20;

  /** A header may be preceded by up to so many bytes. */
  private static final int HEADER_WITHIN_BYTES = 1024;

  private static final String MARK = "%PDF-";
  private static final Pattern HEADER_LINE = Pattern.compile("%PDF-[0-9.]*\\s*(\\n|\\r|\\z)");
  private static final Pattern OWN_LINE = Pattern.compile("(?:\\n|\\r)[ \\t]*%PDF-[0-9]");
  private static final Pattern VERSION = Pattern.compile("%PDF-[0-9]");
  private static final Pattern OBJECT = Pattern.compile("\\d\\s+\\d+\\s+obj\\b");

  private PdfFormats() {}

  /** Whether the content begins as a PDF; prose about PDF has words in that line. */
  static boolean isAtBeginning(Sample sample, boolean isText) {
    String head = sample.latin(HEADER_WITHIN_BYTES);
    return head.startsWith(MARK)
        && (!isText || HEADER_LINE.matcher(head).lookingAt() || hasObject(sample));
  }

  /**
   * Whether a header stands further on. Readers take one anywhere in the first {@value
   * #HEADER_WITHIN_BYTES} bytes; a text that only speaks of it has it within a line, or no object.
   */
  static boolean isFurtherOn(Sample sample, boolean isText) {
    String head = sample.latin(HEADER_WITHIN_BYTES);
    return isText
        ? OWN_LINE.matcher(head).find() && hasObject(sample)
        : VERSION.matcher(head).find();
  }

  private static boolean hasObject(Sample sample) {
    return OBJECT.matcher(sample.latin(Sample.HEAD_BYTES)).find();
  }

  static String refine(Sample sample) throws IOException {
    Marks marks = new Marks();
    long end = Math.min(sample.sizeBytes(), SCANNED_BYTES_MAX);
    for (long at = 0; at < end; at += WINDOW_BYTES) {
      IdentificationInterruptedException.check();
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
