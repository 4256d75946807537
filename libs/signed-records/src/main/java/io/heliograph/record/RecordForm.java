package io.heliograph.record;

import io.heliograph.record.json.Json;

/** The two forms of a record. Both give the same record, byte for byte where it is signed. */
public enum RecordForm {
  /** The binary form. */
  BINARY("application/vnd.structured-data"),
  /** The JSON form, canonical by RFC 8785 where this library writes it. */
  JSON("application/vnd.structured-data+json");

  /**
   * What is longer is too large in either form, unread: the largest record in JSON has less than a
   * quarter of it, white space aside.
   */
  public static final int FORM_BYTES_MAX = 1 << 20;

  private final String mediaType;

  RecordForm(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type in HTTP. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * Reads one record and nothing behind it.
   *
   * @throws RecordException when it is none, or too large
   */
  public SignedRecord read(byte[] form) {
    if (form.length > FORM_BYTES_MAX) {
      throw RecordException.tooLarge(
          "record: " + form.length + " bytes given, at most " + FORM_BYTES_MAX + " are read");
    }
    return switch (this) {
      case BINARY -> RecordBinary.parse(form);
      case JSON -> RecordJson.parse(form);
    };
  }

  /**
   * The record that stands within a larger JSON text. That text must be read by {@code
   * json.JsonReader}: another reader may have passed over a repeated member.
   *
   * @throws RecordException when it is none, or too large
   */
  public static SignedRecord read(Json value) {
    return RecordJson.of(value);
  }

  /** Writes it. */
  public byte[] write(SignedRecord record) {
    return switch (this) {
      case BINARY -> record.toBinary();
      case JSON -> record.toJson();
    };
  }
}
