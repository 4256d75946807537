/**
 * The sub-command `demo`: real files through a running hub and two plugins, and an audit of what
 * came out. Only {@link DemoCommand} is called from outside.
 */
@NullMarked
package io.heliograph.cli.demo;

import org.jspecify.annotations.NullMarked;
