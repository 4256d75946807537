package io.heliograph.dispatcher.content;

import io.heliograph.local.LocalStack;
import java.util.List;

/** Contents in an S3 bucket. */
class S3ContentIT extends NamesOverHttp {
  S3ContentIT() {
    super(new S3Backend(LocalStack.shared().s3()), List.of());
  }
}
