/**
 * The S3 server as a process; nothing is called from outside but {@link
 * io.heliograph.s3.S3Process#main}.
 */
@NullMarked
package io.heliograph.s3;

import org.jspecify.annotations.NullMarked;
