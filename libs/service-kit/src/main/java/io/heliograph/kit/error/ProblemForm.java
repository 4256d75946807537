package io.heliograph.kit.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.kit.http.Refusal;
import io.heliograph.kit.http.RefusalForm;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/** Refusals as problem documents (RFC 9457). */
@DefaultBean
@Singleton
final class ProblemForm implements RefusalForm {
  @Override
  public String contentType() {
    return Problem.TYPE;
  }

  @Override
  public byte[] body(Refusal refusal) {
    return Problem.body(refusal.status(), refusal.title(), refusal.detail()).getBytes(UTF_8);
  }
}
