package io.heliograph.dispatcher.content;

import java.util.List;

/** Contents in a local folder. */
class LocalContentIT extends NamesOverHttp {
  LocalContentIT() {
    super(new LocalBackend(), List.of());
  }
}
