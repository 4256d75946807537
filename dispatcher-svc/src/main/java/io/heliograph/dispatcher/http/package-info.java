/**
 * What all routes share: root page, unknown routes, trailing slashes, the query's limit, access
 * metrics. Nothing here is called from other packages.
 */
@NullMarked
package io.heliograph.dispatcher.http;

import org.jspecify.annotations.NullMarked;
