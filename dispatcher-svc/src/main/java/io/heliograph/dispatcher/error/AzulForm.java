package io.heliograph.dispatcher.error;

import io.heliograph.kit.error.ErrorForm;
import io.heliograph.kit.http.Refusal;
import io.heliograph.kit.http.RefusalForm;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Refusals and failures have the one error body of this API (contract part 1 row 32). */
@Singleton
final class AzulForm implements RefusalForm, ErrorForm {
  @Override
  public String contentType() {
    return ErrorBody.CONTENT_TYPE;
  }

  @Override
  public byte[] body(Refusal refusal) {
    return ErrorBody.of(refusal);
  }

  @Override
  public Response answer(Throwable failure) {
    return ErrorAnswers.answer(failure);
  }
}
