package io.heliograph.dispatcher.content;

import io.heliograph.local.LocalStack;

/** Sealed contents in an S3 bucket. */
class SealedS3ContentIT extends SealedOverHttp {
  SealedS3ContentIT() {
    super(new S3Backend(LocalStack.shared().s3()));
  }

  @Override
  byte[] raw(String object) {
    return ((S3Backend) backend).raw(object);
  }
}
