package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.json.JsonBytes;
import io.heliograph.identify.ContentHashes;

/** The answer to an upload: {@code {"data": Datastream}} with every member that clients demand. */
final class DatastreamJson {
  private DatastreamJson() {}

  static byte[] of(ContentHashes hashes, String label) {
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
    return json.raw(",\"mime\":\"\",\"magic\":\"\"}}").toByteArray();
  }
}
