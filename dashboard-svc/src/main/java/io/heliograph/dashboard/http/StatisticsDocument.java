package io.heliograph.dashboard.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Makes the OpenAPI document one of our own API alone: leaves the original's endpoints out, and
 * says of every table what all tables answer. Runs while the service is built.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class StatisticsDocument implements OASFilter {
  private static final String OURS = "/api/v1/statistics/";
  private static final List<String> NO_TABLES =
      List.of("live/", "replays", "contributors/{org}/", "state");

  /** For whoever makes it by its name. */
  public StatisticsDocument() {}

  @Override
  public void filterOpenAPI(OpenAPI document) {
    for (Map.Entry<String, PathItem> path :
        Map.copyOf(document.getPaths().getPathItems()).entrySet()) {
      if (!path.getKey().startsWith(OURS)) {
        document.getPaths().removePathItem(path.getKey());
      } else if (NO_TABLES.stream().noneMatch(path.getKey().substring(OURS.length())::startsWith)) {
        table(path.getKey().substring(OURS.length()), path.getValue().getGET());
      }
    }
    document.setTags(null);
  }

  private static void table(String name, Operation operation) {
    APIResponses responses = OASFactory.createAPIResponses();
    add(responses, "200", "Table");
    add(responses, "400", "BadRequest");
    if (name.endsWith("requirements")) {
      add(responses, "404", "NotFound");
    }
    add(responses, "503", "Unavailable");
    operation.setResponses(responses);
    operation.setTags(List.of("Tables"));
    operation.setOperationId(name.replace('/', '-'));
  }

  private static void add(APIResponses responses, String status, String name) {
    responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
  }
}
