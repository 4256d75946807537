package io.heliograph.dispatcher.content;

import io.heliograph.dispatcher.json.JsonBytes;

/** The answer to an upload: {@code {"data": Datastream}} with every member that clients demand. */
final class DatastreamJson {
  private DatastreamJson() {}

  /**
   * @param skipIdentify only size and SHA-256 are told then
   */
  static byte[] of(Hashes.Result hashes, String label, boolean skipIdentify) {
    JsonBytes json = new JsonBytes(512);
    json.raw("{\"data\":{\"label\":").string(skipIdentify ? label : "content");
    json.raw(",\"size\":").number(hashes.size());
    json.raw(",\"sha512\":").string(skipIdentify ? "" : hashes.sha512());
    json.raw(",\"sha256\":").string(hashes.sha256());
    json.raw(",\"sha1\":").string(skipIdentify ? "" : hashes.sha1());
    json.raw(",\"md5\":").string(skipIdentify ? "" : hashes.md5());
    return json.raw(",\"mime\":\"\",\"magic\":\"\"}}").toByteArray();
  }
}
