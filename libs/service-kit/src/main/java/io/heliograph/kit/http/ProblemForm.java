package io.heliograph.kit.http;

import io.quarkus.arc.DefaultBean;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/** Refusals as problem documents (RFC 9457). */
@DefaultBean
@Singleton
final class ProblemForm implements RefusalForm {
  @Override
  public String contentType() {
    return "application/problem+json";
  }

  @Override
  public byte[] body(Refusal refusal) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", refusal.title())
        .put("status", refusal.status())
        .put("detail", refusal.detail())
        .toBuffer()
        .getBytes();
  }
}
