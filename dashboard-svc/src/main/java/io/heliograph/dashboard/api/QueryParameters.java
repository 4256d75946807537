package io.heliograph.dashboard.api;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What every table is asked with, as it came: {@link Ranges} and {@link Responses} check it. */
public class QueryParameters {
  /** Where the range begins. */
  @QueryParam("from")
  @Parameter(
      description = "RFC 3339 with zone; seven days before `to` by default",
      schema = @Schema(format = "date-time"),
      example = "2026-11-20T00:00:00Z")
  public @Nullable String from;

  /** Where the range ends, itself not in it. */
  @QueryParam("to")
  @Parameter(
      description = "RFC 3339 with zone; now by default",
      schema = @Schema(format = "date-time"),
      example = "2026-11-27T00:00:00Z")
  public @Nullable String to;

  /** The form of the answer. */
  @QueryParam("format")
  @Parameter(
      description = "by the header Accept when left out",
      schema = @Schema(enumeration = {"json", "csv"}))
  public @Nullable String format;

  /** How many rows, or labels of a day's table. */
  @QueryParam("limit")
  @Parameter(
      description = "how many rows, or labels of a day's table; each table has its own default",
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
  public @Nullable String limit;

  /** What the client takes. */
  @HeaderParam("Accept")
  @Parameter(hidden = true)
  public @Nullable String accept;
}
