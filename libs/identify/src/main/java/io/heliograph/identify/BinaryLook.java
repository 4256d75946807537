package io.heliograph.identify;

import static io.heliograph.identify.Reading.Strength.BROKEN;
import static io.heliograph.identify.Reading.Strength.STRUCTURE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells formats by bytes. What stands at the first byte and makes sense together is believed before
 * what stands anywhere else, so a mark further on cannot hide a program. Thread-safe.
 */
final class BinaryLook {
  private final Signatures signatures = new Signatures();

  /** Every format that bytes tell, those that hold together first. */
  List<Reading> readings(Sample sample, Optional<TextLook> text) throws IOException {
    List<Reading> readings = new ArrayList<>();
    Optional<Signatures.Match> match = signatures.findAtBeginning(sample);
    String refined = match.isPresent() ? refined(match.get().format(), sample) : "";
    boolean sound = !refined.isEmpty() && isSound(match.get(), sample);
    if (sound) {
      readings.add(match.get().as(refined, STRUCTURE));
    }
    addTar(readings, sample);
    if (PdfFormats.isAtBeginning(sample, text.isPresent())) {
      readings.add(Reading.of("document/pdf", STRUCTURE, "0:%PDF-"));
    }
    signatures.findNear(sample).ifPresent(near -> readings.add(near.as(near.format(), STRUCTURE)));
    if (readings.isEmpty()) {
      String format = Structures.find(sample);
      if (!format.isEmpty()) {
        readings.add(Reading.of(format, STRUCTURE, "fields that agree with each other"));
      }
    }
    Marks.add(readings, sample, text.isPresent(), signatures.findElsewhere(sample));
    if (!refined.isEmpty() && !sound) {
      readings.add(match.get().as(refined, BROKEN));
    }
    addLeastBad(readings, sample, text.isPresent());
    return readings;
  }

  /** A program is run whatever it is besides; of all else, a tar archive is no mark's content. */
  private static void addTar(List<Reading> readings, Sample sample) throws IOException {
    if (TarFormats.is(sample)) {
      boolean behind =
          !readings.isEmpty()
              && (readings.getFirst().format().startsWith("executable/")
                  || readings.getFirst().format().equals("java/class"));
      readings.add(
          behind ? 1 : 0, Reading.of("archive/tar", STRUCTURE, "148: the sum of the first header"));
    }
  }

  /** The format by the first bytes alone, without a look inside. */
  String glance(Sample sample, Optional<TextLook> text) throws IOException {
    String format = signatures.findAtBeginning(sample).map(Signatures.Match::format).orElse("");
    String told =
        switch (format) {
          case "executable/windows/dos" -> ProgramFormats.dos(sample);
          case "java/class" -> ProgramFormats.cafebabe(sample);
          default -> format;
        };
    if (told.startsWith("executable/") || told.equals("java/class")) {
      return told;
    }
    if (TarFormats.is(sample)) {
      return "archive/tar";
    }
    return PdfFormats.isAtBeginning(sample, text.isPresent()) ? "document/pdf" : told;
  }

  /** What a look inside tells of what begins so; empty when it makes no sense. */
  private static String refined(String format, Sample sample) throws IOException {
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

  private static boolean isSound(Signatures.Match match, Sample sample) throws IOException {
    return match.isSound() && (!match.format().equals("archive/zip") || ZipFormats.isSound(sample));
  }

  /** One is in the signature; prose about the format has no second. */
  private static boolean hasControlWords(Sample sample) {
    return sample.latin(Sample.HEAD_BYTES).indexOf('\\', 2) > 0
        || sample.latin(Sample.HEAD_BYTES).indexOf('{', 1) > 0;
  }

  /** What begins as a program or an archive and is neither, nor text. */
  private static void addLeastBad(List<Reading> readings, Sample sample, boolean isText)
      throws IOException {
    boolean markAlone = sample.sizeBytes() == 2 && sample.has(0, "MZ");
    if (!readings.isEmpty() || (isText && !markAlone)) {
      return;
    }
    if (sample.has(0, "PK\u0003\u0004")
        || sample.has(0, "PK\u0005\u0006")
        || sample.has(0, "PK\u0007\b")
        || sample.has(0, "PK00PK\u0003\u0004")) {
      readings.add(Reading.of("archive/zip", BROKEN, "0:PK"));
    } else if (sample.has(0, "MZ") || sample.has(0, "ZM")) {
      String format =
          sample.sizeBytes() < ProgramFormats.DOS_BYTES_MIN
              ? FileType.UNKNOWN
              : "executable/windows/dos";
      readings.add(Reading.of(format, BROKEN, "0:MZ"));
    }
  }
}
