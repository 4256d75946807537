/**
 * What every service does with a request before anything of its own: pages of other sites, foreign
 * hosts and what only operators may are refused here, in the form of the service's API ({@link
 * io.heliograph.kit.http.RefusalForm}). Decisions are plain classes; {@link
 * io.heliograph.kit.http.ServiceGuard} hangs them before the router.
 */
@NullMarked
package io.heliograph.kit.http;

import org.jspecify.annotations.NullMarked;
