package io.heliograph.kit.http;

import java.util.List;
import java.util.function.Function;

/**
 * What a request says of its client.
 *
 * @param method as it stands in the request line
 * @param target as it stands in the request line
 * @param hostNeeded whether the protocol's version asks for exactly one host
 * @param operator whether it brings the operators' token
 * @param headers all values of a header, by its name; those of {@code Host} with the host that the
 *     protocol carries in its stead
 */
record Asked(
    String method,
    String target,
    boolean hostNeeded,
    boolean operator,
    Function<String, List<String>> headers) {
  List<String> all(String name) {
    return headers.apply(name);
  }
}
