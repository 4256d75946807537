package io.heliograph.dispatcher.content;

import java.io.IOException;
import java.nio.file.Files;

/** Sealed contents in a local folder. */
class SealedLocalContentIT extends SealedOverHttp {
  SealedLocalContentIT() {
    super(new LocalBackend());
  }

  @Override
  byte[] raw(String object) throws IOException {
    return Files.readAllBytes(hub.data().resolve("content").resolve(object));
  }
}
