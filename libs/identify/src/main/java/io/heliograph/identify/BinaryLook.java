package io.heliograph.identify;

import java.io.IOException;
import java.util.Optional;

/**
 * Tells formats by bytes. What stands at the first byte and makes sense together is believed before
 * what stands anywhere else, so a mark further on cannot hide a program. Thread-safe.
 */
final class BinaryLook {
  private final Signatures signatures = new Signatures();
  private final Indicators indicators;

  BinaryLook(Indicators indicators) {
    this.indicators = indicators;
  }

  /** The format, or an empty text where no byte tells. */
  String format(Sample sample, Optional<TextLook> text) throws IOException {
    String format = atBeginning(sample, text);
    if (format.isEmpty()) {
      format = Structures.find(sample);
    }
    if (format.isEmpty()) {
      format = signatures.findElsewhere(sample).orElse("");
    }
    if (format.isEmpty()) {
      format = Structures.findAtTheEnd(sample);
    }
    if (format.isEmpty()
        && PdfFormats.isFurtherOn(sample, text.isPresent())
        && text.flatMap(look -> indicators.findByBeginning(look.text())).isEmpty()) {
      format = PdfFormats.refine(sample);
    }
    return format.isEmpty() ? leastBad(sample, text) : format;
  }

  /** The format by the first bytes alone, without a look inside. */
  String glance(Sample sample, Optional<TextLook> text) throws IOException {
    if (PdfFormats.isAtBeginning(sample, text.isPresent())) {
      return "document/pdf";
    }
    String format = signatures.findAtBeginning(sample).orElse("");
    return switch (format) {
      case "executable/windows/dos" -> ProgramFormats.dos(sample);
      case "java/class" -> ProgramFormats.cafebabe(sample);
      default -> format;
    };
  }

  private String atBeginning(Sample sample, Optional<TextLook> text) throws IOException {
    if (PdfFormats.isAtBeginning(sample, text.isPresent())) {
      return PdfFormats.refine(sample);
    }
    String format = signatures.findAtBeginning(sample).orElse("");
    return switch (format) {
      case "archive/zip" -> ZipFormats.refine(sample);
      case "document/office/ole" -> OleFormats.refine(sample);
      case "document/office/rtf" -> hasControlWords(sample) ? format : "";
      case "executable/windows/dos" -> ProgramFormats.dos(sample);
      case "executable/linux/elf64" -> ProgramFormats.elf(sample);
      case "java/class" -> ProgramFormats.cafebabe(sample);
      default -> format;
    };
  }

  /** One is in the signature; prose about the format has no second. */
  private static boolean hasControlWords(Sample sample) {
    return sample.latin(Sample.HEAD_BYTES).indexOf('\\', 2) > 0
        || sample.latin(Sample.HEAD_BYTES).indexOf('{', 1) > 0;
  }

  /** What begins as a program or an archive and is neither, nor text, nor anything else. */
  private static String leastBad(Sample sample, Optional<TextLook> text) {
    if (sample.has(0, "PK\u0003\u0004")
        || sample.has(0, "PK\u0005\u0006")
        || sample.has(0, "PK\u0007\b")
        || sample.has(0, "PK00PK\u0003\u0004")) {
      return "archive/zip";
    }
    if (!sample.has(0, "MZ") && !sample.has(0, "ZM")) {
      return "";
    }
    if (sample.sizeBytes() == 2) {
      return FileType.UNKNOWN;
    }
    if (text.isPresent()) {
      return "";
    }
    return sample.sizeBytes() < ProgramFormats.DOS_BYTES_MIN
        ? FileType.UNKNOWN
        : "executable/windows/dos";
  }
}
