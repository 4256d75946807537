/**
 * What a service tells its clients of a failure: a problem document (RFC 9457), or the form of its
 * own API ({@link io.heliograph.kit.error.ErrorForm}). Features throw {@link
 * io.heliograph.kit.error.ProblemException} with an {@link io.heliograph.kit.error.ErrorCode};
 * nothing of the inside is told, no payload, no stack trace.
 */
@NullMarked
package io.heliograph.kit.error;

import org.jspecify.annotations.NullMarked;
