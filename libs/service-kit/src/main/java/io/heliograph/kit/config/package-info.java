/** What is said about settings, for their reference. Called from outside: every type. */
@NullMarked
package io.heliograph.kit.config;

import org.jspecify.annotations.NullMarked;
