package io.heliograph.kit.error;

import io.heliograph.kit.http.Refusal;
import io.heliograph.kit.http.RefusalForm;
import io.heliograph.kit.http.RefusedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The one exception mapper of every service: whatever a resource or the router throws is answered
 * in the form of the service's API.
 */
public final class ErrorMapper {
  private final ErrorForm form;
  private final RefusalForm refusals;

  ErrorMapper(ErrorForm form, RefusalForm refusals) {
    this.form = form;
    this.refusals = refusals;
  }

  /** What only operators may. */
  @ServerExceptionMapper
  public Response refused(RefusedException error) {
    Refusal refusal = error.refusal();
    Response.ResponseBuilder answer =
        Response.status(refusal.status())
            .type(refusals.contentType())
            .header("X-Content-Type-Options", "nosniff")
            .entity(refusals.body(refusal));
    refusal.headers().forEach(answer::header);
    return answer.build();
  }

  /** What the router throws: no such path, method, or media type. */
  @ServerExceptionMapper
  public Response routing(WebApplicationException error) {
    return form.answer(error);
  }

  @ServerExceptionMapper
  public Response any(Throwable failure) {
    return form.answer(failure);
  }
}
