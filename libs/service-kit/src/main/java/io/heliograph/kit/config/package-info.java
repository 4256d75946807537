/**
 * What is said about settings for their reference, and old names of keys. Called from outside:
 * every public type.
 */
@NullMarked
package io.heliograph.kit.config;

import org.jspecify.annotations.NullMarked;
