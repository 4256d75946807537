package io.heliograph.dispatcher.content;

import io.heliograph.content.StoredContent;
import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.identify.ContentHashes;
import io.heliograph.identify.FileType;
import io.heliograph.identify.Identifier;

/** The answer to an upload: {@code {"data": Datastream}} with every member that clients demand. */
final class DatastreamJson {
  private static final FileType NOT_ASKED = new FileType("", "", "", "");

  private DatastreamJson() {}

  static byte[] of(StoredContent stored, String label) {
    ContentHashes hashes = stored.hashes();
    JsonBytes json = new JsonBytes(512);
    json.raw("{\"data\":{\"label\":").string(label);
    json.raw(",\"size\":").number(hashes.sizeBytes());
    json.raw(",\"sha512\":").string(hashes.sha512());
    json.raw(",\"sha256\":").string(hashes.sha256());
    json.raw(",\"sha1\":").string(hashes.sha1());
    json.raw(",\"md5\":").string(hashes.md5());
    if (!hashes.ssdeep().isEmpty()) {
      json.raw(",\"ssdeep\":").string(hashes.ssdeep());
    }
    if (!hashes.tlsh().isEmpty()) {
      json.raw(",\"tlsh\":").string(hashes.tlsh());
    }
    FileType type = stored.type().orElse(NOT_ASKED);
    json.raw(",\"mime\":").string(type.mime());
    json.raw(",\"magic\":").string(type.magic());
    if (stored.type().isPresent()) {
      json.raw(",\"identify_version\":").number(Identifier.VERSION);
      json.raw(",\"file_format\":").string(type.fileFormat());
      if (!type.fileExtension().isEmpty()) {
        json.raw(",\"file_extension\":").string(type.fileExtension());
      }
    }
    return json.raw("}}").toByteArray();
  }
}
