package io.heliograph.identify;

import java.util.List;

/**
 * Marks by which other formats are known: what is laid into a file so that it be told as another.
 */
final class ForeignMarks {
  static final List<String> ALL =
      List.of(
          "%PDF-1.5\n1 0 obj\n",
          "\n%PDF-1.7\n1 0 obj\n",
          "<hta:application >",
          "<?php echo 1; ?>",
          "<!DOCTYPE html>",
          "<script>alert(1)",
          "#!/bin/sh\n",
          "PK\u0003\u0004\u0014\u0000\u0000\u0000",
          "Rar!\u001a\u0007\u0000",
          "7z\u00bc\u00af'\u001c",
          "MZ\u0090\u0000",
          "GIF89a\u0001\u0000",
          "ustar\u0000",
          "From: a@b\nTo: c\n",
          "{\\rtf1 \\a}",
          "SCRM",
          "acsp",
          "CD001");

  private ForeignMarks() {}
}
