package io.heliograph.dispatcher.error;

import io.heliograph.kit.http.Refusal;
import io.heliograph.kit.http.RefusalForm;
import jakarta.inject.Singleton;

/** Refusals before the router have the one error body of this API (contract part 1 row 32). */
@Singleton
final class AzulForm implements RefusalForm {
  @Override
  public String contentType() {
    return ErrorBody.CONTENT_TYPE;
  }

  @Override
  public byte[] body(Refusal refusal) {
    return ErrorBody.of(refusal);
  }
}
