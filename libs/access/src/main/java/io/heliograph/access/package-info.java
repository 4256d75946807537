/**
 * Who may do what: {@link io.heliograph.access.Claims} makes a {@link
 * io.heliograph.access.Principal} of a verified token, {@link io.heliograph.access.AccessPolicy}
 * decides by {@link io.heliograph.access.AccessTable}, and denies what no row permits. Plain Java
 * without threads, clocks or clients.
 */
@NullMarked
package io.heliograph.access;

import org.jspecify.annotations.NullMarked;
